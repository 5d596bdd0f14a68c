"""Edits of a record's text that touch only the characters they mean.

Every comment, quote and odd space elsewhere stays as it was. What an edit comes to is read back
and held to what was meant, so that no edit can say something else than it should.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml
from yaml._yaml import CParser

from fifrecords.model.call import BadCall
from fifrecords.model.finding import Step
from fifrecords.store.compose import in_line
from fifrecords.store.yaml import Value, read

Way = tuple[Step, ...]


class NotEditable(BadCall):
    """A record is written in a way that only a person can change safely."""


class Replaced(NamedTuple):
    """A single value is written instead of another."""

    at: Way
    value: Value


class Added(NamedTuple):
    """A value is put at the end of a list; the list is begun where there is none."""

    at: Way
    value: Value


class SetField(NamedTuple):
    """A field is added at the end of a mapping that lacks it, or its value is replaced."""

    at: Way
    value: Value


class Removed(NamedTuple):
    """An item of a list is taken out."""

    at: Way


Edit = Replaced | Added | SetField | Removed


@dataclass(slots=True)
class _Node:
    """A value in the text: from where to where, and what lies in it."""

    start: int
    end: int
    column: int
    flow: bool
    kind: str
    inner: dict[Step, "_Node"] = field(default_factory=dict)

    @property
    def last(self) -> "_Node":
        """What stands last in it: itself where nothing lies in it."""
        return list(self.inner.values())[-1].last if self.inner and not self.flow else self


class _Splice(NamedTuple):
    start: int
    end: int
    text: str


def edited(text: str, edits: Sequence[Edit]) -> str:
    """A record's text with some edits made, one after the other.

    Args:
        text: The text, with LF line ends.
        edits: What to do; each finds its way in the text as the edits before left it.

    Raises:
        NotEditable: If one of them cannot be made without touching more than it means.
    """
    for edit in edits:
        value, faults = read(text)
        if faults:
            raise NotEditable("the record is broken; mend it first")
        text = _made(text, value, edit)
    return text


def _made(text: str, value: Value, edit: Edit) -> str:
    start, end, becomes = _splice(text, _tree(text), edit)
    made = text[:start] + becomes + text[end:]
    wanted = _applied(deepcopy(value), edit)
    if read(made) != (wanted, []):
        way = ", ".join(map(str, edit.at))
        raise NotEditable(f"{way} is written in a way that is not safe to change; edit it by hand")
    return made


def _applied(value: Value, edit: Edit) -> Value:
    """What the record says after an edit."""
    way: Any = edit.at
    *way, last = way
    holder: Any = value
    for step in way:
        holder = _step_into(holder, step)
    match edit:
        case Replaced(value=new) | SetField(value=new):
            holder[last] = new
        case Added(value=new):
            old = holder.get(last, [])
            holder[last] = [*(old if isinstance(old, list) else [old]), new]
        case Removed():
            del holder[last]
    return value


def _step_into(holder: Any, step: Any) -> Any:
    """What lies a step on: a single value that stands for a list is its item 0."""
    return holder[step] if isinstance(holder, dict | list) else holder


def _splice(text: str, tree: _Node, edit: Edit) -> _Splice:
    match edit:
        case Replaced(at, value):
            node = _found(tree, at)
            if node.kind != "scalar":
                raise NotEditable(f"{at[-1]} is no single value")
            return _Splice(node.start, node.end, in_line(value))
        case SetField(at, value):
            holder = _found(tree, at[:-1])
            if at[-1] in holder.inner:
                return _splice(text, tree, Replaced(at, value))
            return _behind(text, holder, f"{at[-1]}: {in_line(value)}")
        case Added(at, value):
            return _added(text, tree, at, in_line(value))
        case Removed(at):
            return _removed(text, _found(tree, at[:-1]), _found(tree, at))


def _added(text: str, tree: _Node, at: Way, item: str) -> _Splice:
    holder = _found(tree, at[:-1])
    node = holder.inner.get(at[-1])
    if node is None:
        return _behind(text, holder, f"{at[-1]}: [{item}]")
    if node.kind == "list":
        return _behind(text, node, item if node.flow else f"- {item}")
    return _Splice(node.start, node.end, f"[{text[node.start : node.end]}, {item}]")


def _behind(text: str, holder: _Node, more: str) -> _Splice:
    """Something more at the end of a list or mapping."""
    if holder.flow:
        if not holder.inner:
            return _Splice(holder.start + 1, holder.start + 1, more)
        end = list(holder.inner.values())[-1].end
        return _Splice(end, end, f", {more}")
    last = holder.last
    end = last.end
    if not text[:end].endswith("\n"):
        line_ends = text.find("\n", end)
        end = len(text) if line_ends < 0 else line_ends + 1
    begin = "" if text[:end].endswith("\n") else "\n"
    return _Splice(end, end, f"{begin}{' ' * holder.column}{more}\n")


def _removed(text: str, holder: _Node, node: _Node) -> _Splice:
    """An item with its comma, or its line; never with a comment."""
    items = list(holder.inner.values())
    at = items.index(node)
    if holder.flow:
        if at:
            return _Splice(items[at - 1].end, node.end, "")
        return _Splice(node.start, items[1].start if len(items) > 1 else node.end, "")
    begin = text.rfind("\n", 0, node.start) + 1
    line_ends = text.find("\n", node.last.end)
    end = len(text) if line_ends < 0 else line_ends + 1
    if "#" in text[begin:end]:
        raise NotEditable("a comment stands beside what is to go; take it out by hand")
    return _Splice(begin, end, "")


def _found(tree: _Node, at: Way) -> _Node:
    node = tree
    for step in at:
        if node.inner or step != 0:
            if step not in node.inner:
                raise NotEditable(f"there is no {step} to change")
            node = node.inner[step]
    return node


def _tree(text: str) -> _Node:
    """Where every value of a document stands, and what lies in it."""
    parser = CParser(text)
    events: Iterator[Any] = iter(parser.get_event, None)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            return _node(next(events), events)
    raise NotEditable("the record is empty")


def _node(event: Any, events: Iterator[Any]) -> _Node:
    """The value that an event begins, with all that lies in it."""
    kind = {yaml.MappingStartEvent: "mapping", yaml.SequenceStartEvent: "list"}.get(type(event))
    flow = kind is not None and bool(event.flow_style)
    begins, ends = event.start_mark, event.end_mark
    node = _Node(begins.index, ends.index, begins.column, flow, kind or "scalar")
    while kind:
        event = next(events)
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            node.end = event.end_mark.index
            break
        step = event.value if kind == "mapping" else len(node.inner)
        node.inner[step] = _node(next(events) if kind == "mapping" else event, events)
    return node
