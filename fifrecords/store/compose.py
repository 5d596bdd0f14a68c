"""New YAML, as a person would write it."""

import io
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from textwrap import indent
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from fifrecords.store.yaml import read

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WIDTH = 1_000_000
"""Nothing is folded: one value, one line."""


def record(fields: Mapping[str, Any]) -> str:
    """A record's text, a field a line, in the order given.

    Lists of single values stand in one line; a list of mappings has a line for each; text of
    several lines stands as it is below its field.

    Args:
        fields: What the record is to say; a field of nothing (None, empty) is left out.
    """
    made = CommentedMap()
    for name, value in fields.items():
        if value not in (None, "", (), [], {}):
            made[name] = _field(value)
    text = _dumped(made)
    assert read(text)[1] == [], text
    return text


def entry(name: str, fields: Mapping[str, Any]) -> str:
    """A named entry of a record that holds many, like a figure: its fields below its name."""
    return f"{in_line(name)}:\n{indent(record(fields), '  ')}"


def in_line(value: Any) -> str:
    """A value in one line: ``p-7k3mq``, ``[a, b]``, ``{person: p-2qd9x, days: 0.25}``."""
    if isinstance(value, str) and _is_plain(value):
        return value
    return _dumped(_flow({"a": value})).strip().removeprefix("{a: ").removesuffix("}")


def _field(value: Any) -> Any:
    if isinstance(value, str) and "\n" in value:
        return LiteralScalarString(value)
    if isinstance(value, list | tuple) and any(isinstance(item, Mapping) for item in value):
        return CommentedSeq([_flow(item) for item in value])
    return _flow(value)


def _flow(value: Any) -> Any:
    """A value that is written in one line, and in quotes where it would be taken for another."""
    if isinstance(value, Mapping):
        made = CommentedMap((name, _flow(each)) for name, each in value.items())
        made.fa.set_flow_style()
        return made
    if isinstance(value, list | tuple):
        items = CommentedSeq([_flow(each) for each in value])
        items.fa.set_flow_style()
        return items
    if not isinstance(value, str):
        return value
    if _DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)  # the writer would put the text of a day in quotes
    return value if _is_plain(value) else DoubleQuotedScalarString(value)


def _is_plain(text: str) -> bool:
    """Whether a text without quotes is read as itself, also within a list."""
    if text != text.strip() or not text.isprintable() or text.startswith("-"):
        return False
    return read(f"a: [{text}]") == ({"a": [text]}, [])


def _dumped(value: Any) -> str:
    writer = YAML()
    writer.width = _WIDTH
    writer.representer.ignore_aliases = lambda _: True  # a day that stands twice is written twice
    writer.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    writer.dump(value, stream)
    return stream.getvalue().removesuffix("...\n")
