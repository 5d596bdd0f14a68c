"""The document as Markdown (GitHub Flavored, for its tables)."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

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

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_AT_START = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|--|==))")
_AT_END = re.compile(r"(?<!\S)(?=#+\s*$)")
_SPACES = re.compile(r"\s+")
_LAST_NUMBER = 999_999_999
"""The greatest that CommonMark takes for the number of an item; it reads the first one alone."""
_MARKS = {"plain": "", "emphasis": "*", "strong": "**"}


def as_markdown(document: Document) -> str:
    """The document as Markdown text that ends in a line break."""
    return "\n\n".join(_document(document)) + "\n"


def blocks_as_markdown(blocks: Iterable[Block]) -> str:
    """Blocks that stand for themselves, as Markdown text that ends in a line break."""
    return "\n\n".join(_blocks(blocks)) + "\n"


def _document(document: Document) -> Iterator[str]:
    yield from (_strong(notice) for notice in document.notices)
    yield _heading("#", _escaped(document.title))
    if document.subtitle:
        yield _strong(document.subtitle)
    if document.period:
        yield f"*Looked at: {_escaped(document.period)}.*"
    for section in document.sections:
        yield from _section(section)
    yield "---"
    yield f"## {FOOT}"
    yield from _blocks(document.foot)
    if document.evidence:
        yield f"## {EVIDENCE}"
        yield from _blocks(chain.from_iterable(map(as_blocks, document.evidence)))
    yield from (_strong(notice) for notice in document.notices)


def _strong(text: str) -> str:
    return f"**{_escaped(text).strip()}**"


def _section(section: Section) -> Iterator[str]:
    yield _heading("##", f"{section.number}. {_escaped(section.question)}")
    if section.hints:
        yield "\n".join(f"> - {_begun(_escaped(hint))}" for hint in section.hints)
    if not section.is_answered:
        yield f"*{NO_ANSWER}*"
    yield from _blocks(section.blocks)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """Blocks one after another; a list right after another has other marks, or they were one."""
    before, other = None, False
    for block in blocks:
        other = isinstance(block, Items) and isinstance(before, Items) and not other
        yield _list(block, other=other) if isinstance(block, Items) else _block(block)
        before = block


def _block(block: Paragraph | Heading | Quotation | Table) -> str:
    match block:
        case Paragraph((Words(text, "code"),)) if "\n" in text:
            return _fenced(text)
        case Paragraph(words):
            return _begun(_line(words))
        case Heading(words):
            return _heading("###", _line(words))
        case Quotation(blocks):
            return _indented("\n\n".join(_blocks(blocks)), "> ", "> ")
        case Table():
            return _table(block)


def _heading(mark: str, text: str) -> str:
    closed = _AT_END.sub(r"\\", text)
    return f"{mark} {closed}"


def _begun(text: str) -> str:
    """Text that begins a block, so that it is not taken for a list or a heading."""
    return _AT_START.sub(r"\1\\", text.strip())


def _list(list_: Items, *, other: bool) -> str:
    if list_.start is None:
        return "\n".join(_item(item, "+ " if other else "- ") for item in list_.items)
    numbers = (min(list_.start + at, _LAST_NUMBER) for at in range(len(list_.items)))
    marks = (f"{number}{')' if other else '.'} " for number in numbers)
    return "\n".join(map(_item, list_.items, marks))


def _item(item: tuple[Block, ...], mark: str) -> str:
    return _indented("\n\n".join(_blocks(item)), mark, " " * len(mark))


def _indented(text: str, first: str, later: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *((later + line).rstrip() for line in lines[1:])])


def _table(table: Table) -> str:
    rule = ["---:" if column in table.numbers else "---" for column in range(len(table.head))]
    head = [" ".join(_escaped(name).split()) for name in table.head]
    rows = [head, rule, *(list(map(_cell, row)) for row in table.rows)]
    lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"*{_escaped(table.caption).strip()}*\n\n{lines}"


def _cell(line: Line) -> str:
    """A line within a table, where a bar ends a cell even in code unless it is escaped."""
    runs = (
        _words(each).replace("|", r"\|") if each.style == "code" else _words(each) for each in line
    )
    return " ".join("".join(runs).split())


def _line(words: Line) -> str:
    return "".join(map(_words, words))


def _words(words: Words) -> str:
    if words.style == "code":
        return _code(words.text)
    text = _marked(_escaped(words.text), _MARKS[words.style])
    return text if words.address is None else f"[{text}](<{words.address}>)"


def _marked(text: str, mark: str) -> str:
    """The text between its marks, with the space around it outside of them."""
    inner = text.strip()
    if not mark or not inner:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{inner}{mark}{after}"


def _fenced(text: str) -> str:
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}\n{text}\n{fence}"


def _longest_run(text: str) -> int:
    """Of how many backticks the longest run is."""
    return max((len(run) for run in re.findall("`+", text)), default=0)


def _code(text: str) -> str:
    text = _SPACES.sub(" ", text)
    fence = "`" * (_longest_run(text) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", _SPACES.sub(" ", text)).replace("&", "&amp;")
