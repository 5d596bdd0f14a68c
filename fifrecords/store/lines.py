"""A document read line by line, where it is written as simply as most records are.

That is: block mappings and lists, a value in one line, texts behind ``|``; see ``_Lines``. What is
read here every reader of YAML 1.2 reads alike. Whatever else a text holds, and whatever is wrong
with it, is left to the parser: this only ever says yes to what it knows.

Records repeat each other's lines, so that each line is understood once for all of them.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from fifrecords.store.scalars import plain

_MOST_KNOWN: Final = 50_000
"""How many lines are kept: few of those that do not come again soon come again at all."""

_DEEPEST: Final = 12
"""How far a line may be indented: so nothing lies deeper than a record may nest."""

_MOST_IN_BRACKETS: Final = 5
"""How deep brackets may stand in each other here."""

_KEY: Final = r"[A-Za-z0-9_][A-Za-z0-9_-]{0,99}"
_FIRST: Final = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"
_QUOTED: Final = r"\"[^\"\\]*\"|'[^']*'"
_NAMED: Final = re.compile(rf"({_KEY}):(?: +(.*))?")
_DASHED: Final = re.compile(r"-( +)([^ ].*)")
_PLAIN: Final = re.compile(rf"({_FIRST}[^:#]*(?:(?::(?=[^ ])|(?<! )#)[^:#]*)*)(?:(?<= )#.*)?")
_IN_QUOTES: Final = re.compile(rf"({_QUOTED})(?: +#.*| *)")
TOKENS: Final = re.compile(
    rf" *(?:({_KEY}):(?= )|({_QUOTED})|({_FIRST}[^:#?,\[\]{{}}]*)|((?<= )#.*)|(\S))"
)
"""What stands in brackets: a field's name, a text in quotes, another, a comment, or a mark."""

_BARE: Final = rf"{_FIRST}[^:#?,\[\]{{}}]*"
_PAIRS: Final = rf"\{{ *{_KEY}: +{_BARE}(?:, *{_KEY}: +{_BARE})*\}} *"
_ONE: Final = rf"(?:{_BARE}|{_PAIRS})"
_FLAT: Final = re.compile(rf"{_PAIRS}|\[ *{_ONE}(?:, *{_ONE})*\] *")
"""Fields in brackets, or a list in brackets of texts and of those, without quotes or comments."""

_PAIR: Final = re.compile(rf"({_KEY}): +([^,}}]*)")
_PART: Final = re.compile(r"\{[^}]*\}|[^][, ][^][,]*")

_Token = tuple[str, str, str, str, str]
_NO_TOKEN: Final = ("", "", "", "", "")
_COMMENT: Final = ("", "", "", "#", "")
_TEXT_MARKS: Final = {"|": "\n", "|-": ""}

_FIELD, _NOTHING, _HEADING, _TEXT, _END, _ITEM, _NESTING_ITEM = range(7)
_Line = tuple[int, int, str, Any]
"""What a line is, how far it is indented, its field's name, and its value."""

_LAST: Final = "\n"
"""Stands behind the last line: no line holds a line's end."""


class _Declined(Exception):
    """The text may hold something that is for the parser to read."""


def read_simply(text: str) -> dict[str, Any] | None:
    """The value of a document that is written simply.

    Args:
        text: The document.

    Returns:
        The value, not to be changed since parts of it are shared; None where the parser has to
        look: it may be sound for all that.
    """
    lines = text.split("\n")
    if lines[-1]:
        return None
    lines[-1] = _LAST
    try:
        mapping, at = _mapping(lines, 0, 0)
    except _Declined:
        return None
    return mapping if mapping and lines[at] is _LAST else None


def _mapping(lines: list[str], at: int, indent: int) -> tuple[dict[str, Any], int]:
    """A mapping whose first line is ``at``, and the line behind it."""
    mapping: dict[str, Any] = {}
    while True:
        what, depth, key, value = _LINES[lines[at]]
        at += 1
        if what == _NOTHING:
            continue
        if depth < indent:
            return mapping, at - 1
        if depth > indent or what >= _ITEM or key in mapping:
            raise _Declined
        if what == _HEADING:
            value, at = _below(lines, at, indent)
        elif what == _TEXT:
            value, at = _text(lines, at, indent, value)
        mapping[key] = value


def _below(lines: list[str], at: int, indent: int) -> tuple[Any, int]:
    """The value of a field that stands in the lines below it."""
    while (line := _LINES[lines[at]])[0] == _NOTHING:
        at += 1
    what, depth, _, _ = line
    if what >= _ITEM and depth >= indent:
        return _list(lines, at, depth)
    if depth <= indent:
        raise _Declined
    return _mapping(lines, at, depth)


def _list(lines: list[str], at: int, indent: int) -> tuple[list[Any], int]:
    items: list[Any] = []
    while True:
        what, depth, inner, value = _LINES[lines[at]]
        if what == _NOTHING:
            at += 1
            continue
        if depth != indent or what < _ITEM:
            return items, at
        if what == _NESTING_ITEM:
            lines[at] = inner
            value, at = _mapping(lines, at, value)
        else:
            at += 1
        items.append(value)


def _text(lines: list[str], at: int, indent: int, end: str) -> tuple[str, int]:
    """The text of a field that ``|`` stands behind: the lines that are indented further."""
    start = at
    while not lines[at]:
        at += 1
    deep = _depth(lines[at])
    if deep <= indent:
        raise _Declined
    lead = " " * deep
    while not (line := lines[at]) or line.startswith(lead):
        if line.isspace() or not line.isprintable():
            raise _Declined
        at += 1
    if _depth(line) > indent or not line.strip(" "):
        raise _Declined
    return "\n".join([each[deep:] for each in lines[start:at]]).rstrip("\n") + end, at


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class _Lines(dict[str, _Line]):
    """What each line is, apart from those around it. A line that may be anything else is declined.

    Known are ``key: value``, ``key:``, ``key: |``, ``- value``, ``- key: ...``, comments and blank
    lines; a value is plain, in quotes without escapes, or in brackets that close on its line.
    """

    def __missing__(self, line: str) -> _Line:
        if len(self) >= _MOST_KNOWN:
            self.clear()
            self[_LAST] = _LAST_LINE
        found = self[line] = _understood(line)
        return found


def _understood(line: str) -> _Line:
    body = line.lstrip(" ")
    depth = len(line) - len(body)
    if not line.isprintable():
        raise _Declined
    if not body or body[0] == "#":
        return _NOTHING, depth, "", None
    if depth > _DEEPEST:
        raise _Declined
    if (field := _NAMED.fullmatch(body)) is not None:
        return _field(depth, field[1], field[2])
    if (item := _DASHED.fullmatch(body)) is None:
        raise _Declined
    if _NAMED.fullmatch(item[2]) is not None:
        inner = depth + 1 + len(item[1])
        return _NESTING_ITEM, depth, " " * inner + item[2], inner
    return _ITEM, depth, "", _value(item[2])


def _field(depth: int, key: str, written: str | None) -> _Line:
    if not written or written[0] == "#":
        return _HEADING, depth, key, None
    if (end := _TEXT_MARKS.get(written)) is not None:
        return _TEXT, depth, key, end
    return _FIELD, depth, key, _value(written)


def _value(written: str) -> Any:
    """The value that the rest of a line holds."""
    if written[0] in "[{":
        return _flat(written) if _FLAT.fullmatch(written) else _in_brackets(written)
    if (found := _PLAIN.fullmatch(written)) is not None:
        return _bare(found[1])
    if (found := _IN_QUOTES.fullmatch(written)) is not None:
        return found[1][1:-1]
    raise _Declined


def _bare(written: str) -> Any:
    """What a text without quotes stands for."""
    if (value := plain(written.rstrip(" "))) is None:
        raise _Declined
    return value


def _flat(written: str) -> Any:
    """A value that ``_FLAT`` matches: read so it takes half the time that its marks take."""
    if written[0] == "{":
        return _pairs(written)
    return [_pairs(part) if part[0] == "{" else _bare(part) for part in _PART.findall(written)]


def _pairs(written: str) -> dict[str, Any]:
    pairs = _PAIR.findall(written)
    fields = {key: _bare(value) for key, value in pairs}
    if len(fields) < len(pairs):
        raise _Declined
    return fields


def _in_brackets(written: str) -> Any:
    """A value in brackets, and nothing behind it but a comment."""
    tokens = iter(TOKENS.findall(written))
    value = _valued(next(tokens), tokens, _MOST_IN_BRACKETS)
    _, _, _, comment, _ = next(tokens, _COMMENT)
    if not comment:
        raise _Declined
    return value


def _valued(token: _Token, tokens: Iterator[_Token], deep: int) -> Any:
    _, quoted, bare, _, mark = token
    if bare:
        return _bare(bare)
    if quoted:
        return quoted[1:-1]
    if deep and mark == "[":
        return _items(tokens, deep - 1)
    if deep and mark == "{":
        return _fields(tokens, deep - 1)
    raise _Declined


def _items(tokens: Iterator[_Token], deep: int) -> list[Any]:
    items: list[Any] = []
    for token in tokens:
        if token[4] == "]" and not items:
            return items
        items.append(_valued(token, tokens, deep))
        if _closes(tokens, "]"):
            return items
    raise _Declined


def _fields(tokens: Iterator[_Token], deep: int) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for key, _, _, _, mark in tokens:
        if mark == "}" and not fields:
            return fields
        if not key or key in fields:
            raise _Declined
        fields[key] = _valued(next(tokens, _NO_TOKEN), tokens, deep)
        if _closes(tokens, "}"):
            return fields
    raise _Declined


def _closes(tokens: Iterator[_Token], bracket: str) -> bool:
    """Whether the bracket comes next, rather than a comma and one more value."""
    mark = next(tokens, _NO_TOKEN)[4]
    if mark not in (bracket, ","):
        raise _Declined
    return mark == bracket


_LAST_LINE: Final[_Line] = (_END, -1, "", None)
_LINES: Final = _Lines({_LAST: _LAST_LINE})
