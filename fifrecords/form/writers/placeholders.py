"""The placeholders of a Word template, held to what there is before anything is filled in."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple, cast

from jinja2 import Environment, TemplateSyntaxError, nodes

from fifrecords.form.fields import Content, Field, Fields, found, typed_after
from fifrecords.model.finding import did_you_mean, one_of, printable

_LONGEST_PASSAGE = 80
_FEW = 6
_MARKS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_UNCLOSED = "what {{ or {% begins does not end; close it in the same paragraph"
TEXT = "the text"
"""The place of what stands neither in a header nor in a footer nor in a note."""


class Part(NamedTuple):
    """A part of a template as Jinja reads it.

    Attributes:
        place: Where it is: the text, a header, a footer or a footnote.
        source: Its XML, with a paragraph to a line.
    """

    place: str
    source: str

    @property
    def is_text(self) -> bool:
        """Whether it is the text itself, where whole blocks may stand."""
        return self.place == TEXT

    def is_unclosed(self, number: int) -> bool:
        """Whether more is opened than closed in a line."""
        words = self._words(number)
        return any(words.count(mark) > words.count(end) for mark, end in _MARKS.items())

    def _words(self, number: int) -> str:
        line = self.source.split("\n")[number - 1]
        return " ".join(unescape(re.sub(r"<[^>]*>", "", line)).split())

    def at(self, number: int) -> str:
        """Where a line stands and how it reads."""
        before = "\n".join(self.source.split("\n")[: number - 1])
        is_in_cell = len(re.findall(r"<w:tc[ >]", before)) > before.count("</w:tc>")
        place = "a table" if self.is_text and is_in_cell else self.place
        words = self._words(number)
        if len(words) > _LONGEST_PASSAGE:
            words = f"{words[:_LONGEST_PASSAGE]}..."
        return f"{place}, {printable(words)!r}"


class _Unknown(Exception):
    """A placeholder stands for nothing; the message says why."""


class _Anything:
    """What only filling in can tell."""


_ANYTHING = _Anything()
_Value = Field | _Anything
_Scope = dict[str, _Value]


class _Use(NamedTuple):
    """A name in a template, with what follows it: ``figures.learner_days.total``.

    Attributes:
        name: What is typed.
        scope: What names stand for there.
        is_printed: Whether it is put into the file as it is.
    """

    name: nodes.Expr
    scope: _Scope
    is_printed: bool


def complaints(parts: Iterable[Part], fields: Fields, environment: Environment) -> list[str]:
    """What is wrong with the placeholders of a template, each with its place.

    Args:
        parts: The parts of the template.
        fields: What it may use.
        environment: What will fill it in.
    """
    found = (
        f"in {part.at(line)}: {message}"
        for part in parts
        for line, message in _complaints(part, fields, environment)
    )
    return list(dict.fromkeys(found))  # what a text box holds stands in the file twice


def _complaints(part: Part, fields: Fields, environment: Environment) -> Iterator[tuple[int, str]]:
    try:
        environment.from_string(part.source)
        tree = environment.parse(part.source)
    except TemplateSyntaxError as error:
        message = error.message or "this cannot be read"
        yield error.lineno, _UNCLOSED if part.is_unclosed(error.lineno) else message
        return
    own = (name.name for name in tree.find_all(nodes.Name) if name.ctx != "load")
    unsure = dict.fromkeys([*environment.globals, *own, "loop"], _ANYTHING)
    for use in _uses(tree, {**fields, **unsure}):
        if message := _complaint(use, is_text=part.is_text):
            yield use.name.lineno, message


def _uses(node: nodes.Node, scope: _Scope, *, is_printed: bool = False) -> Iterator[_Use]:
    match node:
        case nodes.Name() | nodes.Getattr() | nodes.Getitem():
            yield _Use(node, scope, is_printed)
        case nodes.For():
            inner = dict(scope)
            if isinstance(node.target, nodes.Name):
                inner[node.target.name] = _row(node.iter, scope)
            yield from _uses(node.iter, scope)
            for each in node.iter_child_nodes(exclude=("target", "iter", "else_")):
                yield from _uses(each, inner)
            for each in node.else_:
                yield from _uses(each, scope)
        case _:
            for each in node.iter_child_nodes():
                yield from _uses(each, scope, is_printed=isinstance(node, nodes.Output))


def _complaint(use: _Use, *, is_text: bool) -> str:
    """Why a name cannot be used where it stands; nothing where it can."""
    try:
        value = _value(use.name, use.scope)
    except _Unknown as unknown:
        return str(unknown)
    if use.is_printed and isinstance(value, dict | list):
        return f"{_typed(use.name)} is no single value; {_what_it_has(value)}"
    if use.is_printed and isinstance(value, Content) and not is_text:
        return f"{_typed(use.name)} is made of paragraphs, which can only stand in the text"
    return ""


def _what_it_has(value: Fields | list[Fields]) -> str:
    if isinstance(value, list):
        return "repeat something for each of its rows with {% for %}"
    few = one_of(list(value)[:_FEW])
    return f"it has {few}" if len(value) <= _FEW else f"it has {few}, among others"


def _row(rows: nodes.Node, scope: _Scope) -> _Value:
    """What a row stands for when something is repeated for each."""
    try:
        value = _value(rows, scope)
    except _Unknown:
        return _ANYTHING
    return value[0] if isinstance(value, list) and value else _ANYTHING


def _value(name: nodes.Node, scope: _Scope) -> _Value:
    """What a name stands for.

    Raises:
        _Unknown: If it stands for nothing.
    """
    within: _Value
    match name:
        case nodes.Name():
            within, step, typed = cast("Fields", scope), name.name, ""
        case nodes.Getattr(node=inner, attr=str(step)):
            within, typed = _value(inner, scope), _typed(inner)
        case nodes.Getitem(node=inner, arg=nodes.Const(value=str(step))):
            within, typed = _value(inner, scope), _typed(inner)
        case _:
            return _ANYTHING
    if not isinstance(within, dict):
        return _ANYTHING
    known = found(within, step)
    if known is None:
        wrong = typed_after(typed, {step: ()}, step)
        near = did_you_mean(wrong, (typed_after(typed, within, each) for each in within))
        raise _Unknown(f"there is no {wrong}{near}")
    return within[known]


def _typed(name: nodes.Node) -> str:
    """A name as it is typed."""
    match name:
        case nodes.Name():
            return name.name
        case (
            nodes.Getattr(node=inner, attr=str(step))
            | nodes.Getitem(node=inner, arg=nodes.Const(value=str(step)))
        ):
            return typed_after(_typed(inner), {step: ()}, step)
    return "this"
