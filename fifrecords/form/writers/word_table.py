"""Tables of a Word file, with what a screen reader is told of them."""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from docx.oxml.xmlchemy import BaseOxmlElement

from fifrecords.form.document import Table
from fifrecords.form.words import text_of
from fifrecords.form.writers.word_xml import legal, w

WHOLE = 5000
"""A table's width as Word shares it out: in fiftieths of a per cent."""

_WIDTH_OF_TEXT = 9638
_CHARACTERS_IN_A_LINE = 112
_LONGEST_CELL = 70
_LONGEST_WORD = 24
_LONGEST_ID = 14
_ROOM_AROUND = 4
_BOLD = Fraction(5, 4)  # exact: Pythons add up floats each in its way
_MOST_IN_ONE_PIECE = 1000

Cells = Sequence[BaseOxmlElement]


def table(
    style: str, caption: str, widths: Sequence[int], rows: Iterable[BaseOxmlElement], look: str
) -> BaseOxmlElement:
    """A table as wide as the text around it, whose first row is its head.

    Args:
        style: The id of its style.
        caption: What a screen reader says of it.
        widths: The columns' widths, ``WHOLE`` together.
        rows: Its rows.
        look: Which rows and columns stand out, as Word writes that.
    """
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=WHOLE, type="pct"),
        w("tblLook", val=look),
        w("tblCaption", val=legal(caption)),
    )
    columns = (w("gridCol", w=width * _WIDTH_OF_TEXT // WHOLE) for width in widths)
    return w("tbl", properties, w("tblGrid", *columns), *rows)


def row(
    cells: Iterable[BaseOxmlElement], *, is_head: bool = False, may_break: bool = False
) -> BaseOxmlElement:
    """A row of a table.

    Args:
        cells: Its cells.
        is_head: Whether it is the head, which every page repeats.
        may_break: Whether it may go on on the next page.
    """
    properties = w("trPr")
    if not may_break:
        properties.append(w("cantSplit"))
    if is_head:
        properties.append(w("tblHeader"))
    return w("tr", properties, *cells)


def cell(width: int, inside: Iterable[BaseOxmlElement], columns: int = 1) -> BaseOxmlElement:
    """A cell.

    Args:
        width: Its width, of the table's ``WHOLE``.
        inside: What stands in it; a paragraph at the least, and at the end.
        columns: How many columns it takes.
    """
    properties = w("tcPr", w("tcW", w=width, type="pct"))
    if columns > 1:
        properties.append(w("gridSpan", val=columns))
    return w("tc", properties, *inside)


def grid(shown: Table, style: str, rows: Iterable[Cells]) -> BaseOxmlElement:
    """A table of figures.

    Args:
        shown: The table as the document has it.
        style: The id of its style.
        rows: A paragraph for each cell of the head, and for each of every row.
    """
    columns = widths(shown)
    longest = [0, *(max(len(text_of(words)) for words in cells) for cells in shown.rows)]
    made = (
        row(
            (cell(width, [inside]) for width, inside in zip(columns, cells, strict=True)),
            is_head=at == 0,
            may_break=longest[at] > _MOST_IN_ONE_PIECE,
        )
        for at, cells in enumerate(rows)
    )
    return table(style, shown.caption, columns, made, look="0620")


def widths(shown: Table) -> list[int]:
    """The widths of a table's columns, ``WHOLE`` together.

    Each has room for its longest word, and what is left goes to those with more to say. Word would
    find them itself, but other programs that open its files do not.
    """
    columns = list(zip(*(map(text_of, cells) for cells in shown.rows), strict=True))
    words = [Fraction(max(map(_longest_word, column))) for column in columns]
    heads = [_BOLD * _longest_word(name) for name in shown.head]
    least = [_ROOM_AROUND + max(pair) for pair in zip(words, heads, strict=True)]
    cells = (max(min(len(text), _LONGEST_CELL) for text in column) for column in columns)
    wished = [max(_ROOM_AROUND + Fraction(c), low) for c, low in zip(cells, least, strict=True)]
    needed, whole = sum(least, Fraction()), sum(wished, Fraction())
    share = (_CHARACTERS_IN_A_LINE - needed) / (whole - needed) if whole > needed else Fraction()
    share = min(max(share, Fraction(0)), Fraction(1))
    weights = [low + (high - low) * share for low, high in zip(least, wished, strict=True)]
    return [int(WHOLE * weight / sum(weights)) for weight in weights]


def _longest_word(text: str) -> int:
    """The longest of what is not to be broken: words, short ids, and pieces of longer ones."""
    words = [word for word in text.split() if len(word) <= _LONGEST_ID]
    return min(max(map(len, [*words, *re.split(r"[\s/-]+", text)])), _LONGEST_WORD)
