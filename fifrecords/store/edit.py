"""Edits of a record's text that touch only the characters they mean.

Every comment, quote and odd space elsewhere stays as it was. What an edit comes to is read back
and held to what was meant, so that no edit can say something else than it should, or lose a
comment.
"""

import re
from collections.abc import Container, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from fifrecords.model.call import BadCall
from fifrecords.model.finding import Step, Way
from fifrecords.store.comments import comments
from fifrecords.store.compose import in_line, record
from fifrecords.store.edits import Added, Edit, Extended, Removed, Renamed, Replaced, SetField
from fifrecords.store.marks import Value
from fifrecords.store.nodes import Node, nodes
from fifrecords.store.yaml import read, read_wholly

_REST_OF_THE_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
_LINE_ENDS = ("\r", "\n")
_A_LINE_END = re.compile(r"\r\n|\r|\n")


class NotEditable(BadCall):
    """A record is written in a way that only a person can change safely."""


class _Splice(NamedTuple):
    start: int
    end: int
    text: str

    def made_in(self, text: str) -> str:
        return text[: self.start] + self.text + text[self.end :]


def edited(text: str, edits: Sequence[Edit]) -> str:
    """A record's text with some edits made, one after the other.

    Args:
        text: The text, without a byte order mark; its line ends stay.
        edits: What to do; each finds its way in the text as the edits before left it.

    Raises:
        NotEditable: If one of them cannot be made without touching more than it means.
    """
    for edit in edits:
        value, faults = read_wholly(text)  # it shares no parts, so that one can be changed
        if faults:
            raise NotEditable("the record is broken; mend it first")
        meant = _as_written(value, edit)
        if not _is_said_already(value, meant):
            text = _made(text, value, meant)
    return text


def remarked(text: str, remarks: Sequence[str]) -> str:
    """A record's text with some comments at its end, a line each.

    Raises:
        NotEditable: If what is there would then say something else.
    """
    begin = "" if not text or text.endswith(_LINE_ENDS) else line_end_of(text)
    made = text + begin + "".join(f"{remark}{line_end_of(text)}" for remark in remarks)
    if read(made) != read(text) or comments(made) != [*comments(text), *remarks]:
        raise NotEditable("no comment can stand at the end of the record; edit it by hand")
    return made


def line_end_of(text: str) -> str:
    """What the lines of a text end in, by the first of them."""
    return found[0] if (found := _A_LINE_END.search(text)) else "\n"


def way_of(value: Value, at: Way) -> Way:
    """The way to a value as far as a record has it written out.

    A single value may stand for a list of one, and a person's id for an attendance.
    """
    way: Way = ()
    for step in at:
        if step in _steps(lying_at(value, way)):
            way = (*way, step)
    return way


def lying_at(value: Any, way: Way) -> Any:
    """What lies at some place of a record."""
    for step in way:
        value = value[step]
    return value


def _is_said_already(value: Value, edit: Edit) -> bool:
    """Whether a record says it already, in whatever way: then nothing is touched."""
    if not isinstance(edit, Replaced | SetField):
        return False
    holder: Any = lying_at(value, edit.at[:-1])
    is_there = edit.at[-1] in _steps(holder)
    return is_there and repr(holder[edit.at[-1]]) == repr(edit.value)


def _as_written(value: Value, edit: Edit) -> Edit:
    """An edit whose way is that of the text, where a single value may stand for a list."""
    if isinstance(edit, SetField | Added | Extended):
        way = _way(value, edit.at[:-1])
        if not isinstance(lying_at(value, way), dict):
            raise NotEditable(f"nothing can be called {edit.at[-1]} there")
        return edit._replace(at=(*way, edit.at[-1]))
    way = _way(value, edit.at)
    while isinstance(edit, Removed) and len(lying_at(value, way[:-1])) == 1 < len(way):
        way = way[:-1]  # nothing would be left of what it is in
    return edit._replace(at=way)


def _way(value: Any, at: Way) -> Way:
    way: Way = ()
    for step in at:
        if step == 0 and not isinstance(value, list):
            continue
        if step not in _steps(value):
            raise NotEditable(f"there is no {step} to change")
        value, way = value[step], (*way, step)
    return way


def _steps(value: Any) -> Container[Step]:
    """The steps that lead into a value."""
    if isinstance(value, list):
        return range(len(value))
    return value if isinstance(value, dict) else ()


def _made(text: str, value: Value, edit: Edit) -> str:
    splice = _splice(text, nodes(text), edit)
    made = splice.made_in(text)
    if isinstance(edit, Removed) and comments(made) != comments(text):
        made = _with_its_comments(text, splice).made_in(text)
    way = ", ".join(map(str, edit.at))
    if read(made) != (_applied(deepcopy(value), edit), []):
        raise NotEditable(f"{way} is written in a way that is not safe to change; edit it by hand")
    if comments(made) != comments(text):
        raise NotEditable(f"a comment stands beside {way}; change it by hand")
    return made


def _applied(value: Value, edit: Edit) -> Value:
    """What the record says after an edit."""
    *way, last = edit.at
    holder: Any = lying_at(value, tuple(way))
    match edit:
        case Replaced(value=new) | SetField(value=new):
            holder[last] = new
        case Added(value=new):
            holder[last] = [*_as_list(holder.get(last, [])), new]
        case Extended(values=news):
            holder[last] = [*_as_list(holder.get(last, [])), *news]
        case Removed():
            del holder[last]
        case Renamed(name=name):
            holder |= {name: holder.pop(last)}
    return value


def _as_list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value]


def _splice(text: str, tree: Node, edit: Edit) -> _Splice:
    match edit:
        case Replaced(at, value):
            return _replaced(text, tree.found(at), value)
        case SetField(at, value):
            holder = tree.found(at[:-1])
            if at[-1] in holder.inner:
                return _replaced(text, holder.inner[at[-1]], value)
            return _behind(text, holder, _field(holder, at[-1], value))
        case Added(at, value):
            return _added(text, tree, at, [in_line(value)])
        case Extended(at, values):
            return _added(text, tree, at, [in_line(value) for value in values])
        case Removed(at):
            return _removed(text, tree.found(at[:-1]), tree.found(at))
        case Renamed(at, name):
            node = tree.found(at)
            return _Splice(node.begins, node.name_ends, in_line(name))


def _field(holder: Node, name: Step, value: Value) -> str:
    """A field as it is written; text of several lines stands below its name where it can."""
    if isinstance(value, str) and "\n" in value and not holder.flow and not holder.column:
        return record({str(name): value}).removesuffix("\n")
    return f"{in_line(name)}: {in_line(value)}"


def _replaced(text: str, node: Node, value: Value) -> _Splice:
    if node.kind != "scalar" and not node.flow:
        raise NotEditable("a list or mapping of several lines is in the way; edit it by hand")
    end = node.end
    while end > node.start and text[end - 1] in _LINE_ENDS:
        end -= 1  # a text in a block reaches to the start of the line behind it
    return _Splice(node.start, end, in_line(value))


def _added(text: str, tree: Node, at: Way, items: Sequence[str]) -> _Splice:
    holder = tree.found(at[:-1])
    node = holder.inner.get(at[-1])
    in_brackets = ", ".join(items)
    if node is None:
        one_a_line = not holder.flow and (len(items) > 1 or in_brackets.startswith("{"))
        indent = " " * (holder.column + 2)
        begun = f"\n{_lines(items, indent)}" if one_a_line else f" [{in_brackets}]"
        return _behind(text, holder, f"{at[-1]}:{begun}")
    if node.kind == "list":
        lines = _lines(items, " " * node.column).lstrip()
        return _behind(text, node, in_brackets if node.flow else lines)
    if node.kind == "mapping" and not node.flow:
        return _listed(text, node, items)
    return _Splice(node.start, node.end, f"[{text[node.start : node.end]}, {in_brackets}]")


def _listed(text: str, node: Node, items: Sequence[str]) -> _Splice:
    """A mapping of several lines becomes the first item of a list, and others follow it."""
    end = _end_of_lines(text, node.last)
    first, *rest = text[node.start : end].splitlines(keepends=True)
    inner = "".join(f"  {line}" if line.strip() else line for line in rest)
    line_end = line_end_of(text)
    begin = "" if text[:end].endswith(_LINE_ENDS) else "\n"
    more = f"{begin}{_lines(items, ' ' * node.column)}\n".replace("\n", line_end)
    return _Splice(node.start, end, f"- {first}{inner}{more}")


def _lines(items: Sequence[str], indent: str) -> str:
    return "\n".join(f"{indent}- {item}" for item in items)


def _behind(text: str, holder: Node, more: str) -> _Splice:
    """Something more at the end of a list or mapping."""
    if holder.flow:
        if not holder.inner:
            return _Splice(holder.start + 1, holder.start + 1, more)
        end = list(holder.inner.values())[-1].end
        return _Splice(end, end, f", {more}")
    end = _end_of_lines(text, holder.last)
    begin = "" if text[:end].endswith(_LINE_ENDS) else "\n"
    lines = f"{begin}{' ' * holder.column}{more}\n"
    return _Splice(end, end, lines.replace("\n", line_end_of(text)))


def _removed(text: str, holder: Node, node: Node) -> _Splice:
    """An item with its comma, or its lines."""
    items = list(holder.inner.values())
    at = items.index(node)
    if holder.flow:
        if at:
            return _Splice(items[at - 1].end, node.end, "")
        return _Splice(node.begins, items[1].begins if len(items) > 1 else node.end, "")
    begin = max(text.rfind(line_end, 0, node.begins) for line_end in _LINE_ENDS) + 1
    return _Splice(begin, _end_of_lines(text, node.last), "")


def _with_its_comments(text: str, splice: _Splice) -> _Splice:
    """Lines taken out but for the comments that stand beside what they say."""
    if splice.start and text[splice.start - 1] not in _LINE_ENDS:
        return splice
    before, after = comments(text), comments(splice.made_in(text))
    first = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    at = len(after) if first is None else first
    lost = before[at : at + len(before) - len(after)]
    gone = text[splice.start : splice.end]
    indent = gone[: len(gone) - len(gone.lstrip(" "))]
    return splice._replace(text="".join(f"{indent}{each}{line_end_of(text)}" for each in lost))


def _end_of_lines(text: str, node: Node) -> int:
    """Where the line behind a value begins."""
    if text[node.start : node.end].endswith(_LINE_ENDS):
        return node.end
    rest = _REST_OF_THE_LINE.match(text, node.end)
    return rest.end() if rest else len(text)
