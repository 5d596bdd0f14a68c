"""Where the items of a list stand in a document that is written simply, without the parser.

A figure is made of tens of thousands of lines of attendance; to ask the parser for each of their
files takes as long as all the rest.
"""

import re
from typing import Final

from fifrecords.store.lines import TOKENS, read_simply

Place = tuple[int, int]
"""Line and column, from 1."""

_ITEM: Final = re.compile(r" *- +")


def item_places(text: str, field: str) -> list[Place] | None:
    """Where every item of a list stands that is a field of a document.

    Args:
        text: The document.
        field: The name of the field.

    Returns:
        The places; None where the field is no list, or the document is for the parser to read.
    """
    if not isinstance((read_simply(text) or {}).get(field), list):
        return None
    lines = text.split("\n")
    head = f"{field}:"
    line = next(n for n, each in enumerate(lines) if each.startswith(head))
    written = lines[line].removeprefix(head).lstrip(" ")
    if written.startswith("["):
        column = len(lines[line]) - len(written)
        return [(line + 1, column + at + 1) for at in _in_brackets(written)]
    return _below(lines, line + 1)


def _below(lines: list[str], start: int) -> list[Place]:
    """The items that stand in the lines below their field, each behind a dash of the same depth."""
    places: list[Place] = []
    depth = None
    for number, line in enumerate(lines[start:], start + 1):
        found = _ITEM.match(line)
        indent = len(line) - len(line.lstrip(" "))
        if found and depth in (None, indent):
            depth = indent
            places.append((number, found.end() + 1))
        elif line.strip(" ") and not line.lstrip(" ").startswith("#") and indent <= (depth or 0):
            break
    return places


def _in_brackets(written: str) -> list[int]:
    """Where the items begin between the brackets that a value begins with."""
    places: list[int] = []
    deep, awaited = 0, False
    for token in TOKENS.finditer(written):
        mark = token[5]
        if awaited and mark not in ("]", ","):
            places.append(token.end() - len(token[0].lstrip(" ")))
            awaited = False
        if mark in ("[", "{"):
            deep += 1
            awaited = deep == 1
        elif mark in ("]", "}"):
            deep -= 1
            if not deep:
                break
        elif mark == "," and deep == 1:
            awaited = True
    return places
