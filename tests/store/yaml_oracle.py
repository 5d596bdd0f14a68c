"""What ruamel.yaml makes of a text: its value, its places, and which of our rules it breaks.

Built on the events of ruamel's own parser, in Python: its round-trip loader gives the same, but
fails where a comment stands between a field and its value (``NotImplementedError``).
"""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple, NoReturn

from ruamel.yaml import YAML, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)
from ruamel.yaml.nodes import ScalarNode

from fifrecords.store.marks import MOST_NESTED

Place = tuple[int, int]
Way = tuple[str | int, ...]

_WRITTEN_PLAINLY = re.compile(r"[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)")
_MOST_DIGITS = 15
_CONTROL = re.compile(r"[\0-\x08\x0b-\x1f\x7f]")
_SCALARS = YAML(typ="safe", pure=True)


class Broken(NamedTuple):
    """A rule of ours that the text breaks; no place where nothing stands at the place."""

    rule: str
    place: Place | None


@dataclass
class Reading:
    value: Any = None
    values: dict[Way, Place] = field(default_factory=dict)
    keys: dict[Way, Place] = field(default_factory=dict)
    broken: list[Broken] = field(default_factory=list)


class Refused(Exception):
    """ruamel.yaml cannot read the text."""


def ruamel_reads(text: str) -> Reading:
    """What ruamel.yaml reads.

    Raises:
        Refused: If it cannot.
    """
    try:
        events = list(YAML(typ="safe", pure=True).parse(text))
    except (YAMLError, ValueError, OverflowError) as error:
        raise Refused(str(error)) from error
    walk = _Walk(events)
    try:
        walk.document()
    except _Stop:
        walk.reading.value = None
    return walk.reading


def plain_value(text: str) -> Any:
    """What ruamel.yaml says of a plain scalar; numbers not written plainly and dates stay text."""
    tag = _SCALARS.resolver.resolve(ScalarNode, text, (True, False))
    try:
        value = _SCALARS.constructor.construct_object(ScalarNode(tag, text))
    except (ValueError, YAMLError):
        return text
    if value is None or isinstance(value, bool):
        return value
    digits = sum(character.isdigit() for character in text)
    plainly = _WRITTEN_PLAINLY.fullmatch(text) and digits <= _MOST_DIGITS
    return value if plainly and isinstance(value, int | float) else text


class _Stop(Exception):
    pass


class _Walk:
    def __init__(self, events: list[Event]) -> None:
        self.events = iter(events)
        self.reading = Reading()

    def document(self) -> None:
        next(self.events)
        start = next(self.events)
        if isinstance(start, StreamEndEvent):
            self.stop("empty-record", None)
        if start.version or start.tags:
            self.broke("not-plain", None)
        first = next(self.events)
        if _is_nothing(first):
            self.stop("empty-record", None)
        self.reading.value = self.node(first, (), 1)
        if not isinstance(first, MappingStartEvent):
            self.broke("wrong-type", _place(first))
        next(self.events)
        end = next(self.events)
        if isinstance(end, DocumentStartEvent):
            self.stop("second-document", _place(end))

    def node(self, event: Event, at: Way, depth: int) -> Any:
        self.reading.values[at] = _place(event)
        if isinstance(event, AliasEvent):
            self.broke("not-plain", _place(event))
            return None
        if event.anchor or event.ctag:
            self.broke("not-plain", _place(event))
        if isinstance(event, ScalarEvent):
            return self.scalar(event)
        if depth > MOST_NESTED:
            self.stop("too-deep", _place(event))
        return (
            self.mapping(at, depth)
            if isinstance(event, MappingStartEvent)
            else self.list(at, depth)
        )

    def scalar(self, event: ScalarEvent) -> Any:
        if _is_nothing(event):
            self.broke("empty-value", _place(event) if event.value else None)
        if event.implicit[0]:
            return plain_value(event.value)
        if _CONTROL.search(event.value):
            self.broke("not-plain", _place(event))
        return event.value

    def mapping(self, at: Way, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(key := next(self.events), MappingEndEvent):
            if not isinstance(key, ScalarEvent):
                self.stop("not-plain", _place(key))
            if key.anchor or key.ctag:
                self.broke("not-plain", _place(key))
            if key.value == "<<" and key.implicit[0]:
                self.broke("not-plain", _place(key))
            if key.value in mapping:
                self.broke("duplicate-key", _place(key))
            here = (*at, key.value)
            self.reading.keys[here] = _place(key)
            mapping[key.value] = self.node(next(self.events), here, depth + 1)
        return mapping

    def list(self, at: Way, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(item := next(self.events), SequenceEndEvent):
            items.append(self.node(item, (*at, len(items)), depth + 1))
        return items

    def broke(self, rule: str, place: Place | None) -> None:
        self.reading.broken.append(Broken(rule, place))

    def stop(self, rule: str, place: Place | None) -> NoReturn:
        self.broke(rule, place)
        raise _Stop


def _is_nothing(event: Event) -> bool:
    plain = isinstance(event, ScalarEvent) and event.implicit[0]
    return plain and plain_value(event.value) is None


def _place(event: Event) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1
