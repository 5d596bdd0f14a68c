"""Where every value of a YAML text stands, and what lies in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml._yaml import CParser

from fifrecords.model.finding import Step, Way

_KINDS = {yaml.MappingStartEvent: "mapping", yaml.SequenceStartEvent: "list"}


@dataclass(slots=True)
class Node:
    """A value in the text: from where to where, and what lies in it.

    Attributes:
        begins: Where the name of its field begins; in a list, it begins itself there.
        name_ends: Where that name ends.
        start: Where it begins.
        end: Where it ends.
        column: The column that it begins in.
        flow: Whether it stands in brackets.
        kind: What it is: mapping, list or scalar.
        inner: What lies in it.
    """

    begins: int
    name_ends: int
    start: int
    end: int
    column: int
    flow: bool
    kind: str
    inner: dict[Step, "Node"] = field(default_factory=dict)

    @property
    def last(self) -> "Node":
        """What stands last in it: itself where nothing lies in it."""
        return list(self.inner.values())[-1].last if self.inner and not self.flow else self

    def found(self, at: Way) -> "Node":
        """The value that lies on some way into it."""
        return self.inner[at[0]].found(at[1:]) if at else self


def nodes(text: str) -> Node:
    """The value of a document that can be read, with all that lies in it."""
    parser = CParser(text)
    events: Iterator[Any] = iter(parser.get_event, None)
    next(event for event in events if isinstance(event, yaml.DocumentStartEvent))
    return _node(next(events), events, None)


def _node(event: Any, events: Iterator[Any], name: Any) -> Node:
    """The value that an event begins, with all that lies in it.

    Args:
        event: The event.
        events: Those behind it.
        name: The event of the name of the field whose value it is; None where it is an item.
    """
    kind = _KINDS.get(type(event), "scalar")
    flow = kind != "scalar" and bool(event.flow_style)
    start, end = event.start_mark, event.end_mark
    begins, name_ends = (name.start_mark, name.end_mark) if name else (start, start)
    node = Node(begins.index, name_ends.index, start.index, end.index, start.column, flow, kind)
    while kind != "scalar":
        event = next(events)
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            ends: Any = event.end_mark
            node.end = ends.index
            break
        if kind == "mapping":
            node.inner[event.value] = _node(next(events), events, event)
        else:
            node.inner[len(node.inner)] = _node(event, events, None)
    return node
