"""The document as plain text, for a terminal."""

import textwrap
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, count, repeat

from tabulate import tabulate

from fifrecords.form.appendix import EVIDENCE, as_blocks
from fifrecords.form.document import (
    FOOT,
    NO_ANSWER,
    Block,
    Document,
    Heading,
    Items,
    Paragraph,
    Quotation,
    Section,
    Table,
)
from fifrecords.form.words import Line, Words

WIDTH = 100
_NARROWEST = 12


def as_text(document: Document) -> str:
    """The document as text of at most 100 characters a line where words allow it."""
    return "\n\n".join(_document(document)) + "\n"


def _document(document: Document) -> Iterator[str]:
    yield from map(_wrapped, document.notices)
    yield _underlined(document.title, "=")
    if document.subtitle:
        yield _wrapped(document.subtitle)
    if document.period:
        yield f"Looked at: {document.period}."
    for section in document.sections:
        yield from _section(section)
    yield _underlined(FOOT, "-")
    yield from map(_block, document.foot)
    if document.evidence:
        yield _underlined(EVIDENCE, "-")
        yield from map(_block, chain.from_iterable(map(as_blocks, document.evidence)))
    yield from map(_wrapped, document.notices)


def _section(section: Section) -> Iterator[str]:
    yield _underlined(f"{section.number}. {section.question}", "-")
    if section.hints:
        yield "\n".join(_wrapped(hint, "   - ", "     ") for hint in section.hints)
    if not section.is_answered:
        yield NO_ANSWER
    yield from map(_block, section.blocks)


def _block(block: Block) -> str:
    match block:
        case Paragraph(words) | Heading(words):
            return _wrapped(_line(words))
        case Items(items, start):
            marks = repeat("- ") if start is None else (f"{n}. " for n in count(start))
            return "\n".join(map(_item, items, marks))
        case Quotation(blocks):
            return textwrap.indent("\n\n".join(map(_block, blocks)), "  | ")
        case Table():
            return _table(block)


def _item(item: tuple[Block, ...], mark: str) -> str:
    text = textwrap.indent("\n\n".join(map(_block, item)), " " * len(mark))
    return mark + text[len(mark) :]


def _table(table: Table) -> str:
    aligned = ["right" if n in table.numbers else "left" for n in range(len(table.head))]
    rows = [tuple(map(_line, row)) for row in table.rows]
    fit = [partial(textwrap.fill, width=width) for width in _widths(table.head, rows)]
    grid = tabulate(
        [[fill(cell) for fill, cell in zip(fit, row, strict=True)] for row in rows],
        headers=table.head,
        tablefmt="simple",
        disable_numparse=True,
        colalign=aligned,
    )
    return f"{_wrapped(table.caption)}\n\n{grid}"


def _widths(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The widths of the columns: the widest give way until the table fits the line."""
    columns = zip(head, *rows, strict=True)
    widths = [max(len(cell) for cell in column) for column in columns]
    room = WIDTH - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return [max(width, 1) for width in widths]


def _line(words: Line) -> str:
    return "".join(map(_words, words))


def _words(words: Words) -> str:
    if words.address is None or words.address == words.text:
        return words.text
    return f"{words.text} <{words.address}>"


def _underlined(text: str, mark: str) -> str:
    lines = _wrapped(text)
    return f"{lines}\n{mark * max(map(len, lines.splitlines()))}"


def _wrapped(text: str, first: str = "", later: str = "") -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=later or first, break_on_hyphens=False
    )
