"""What a model refuses, in words: the value, and the edit that mends it."""

import re
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from fifrecords.model.finding import Step, Way, did_you_mean, one_of
from fifrecords.model.values import EMAIL_PATTERN, ID_PATTERN, TWICE, shown
from fifrecords.store.spelling import day_of, id_of

Refusal = tuple[str, Way, str, bool]
"""The rule, the way to the value, the message, and whether the field's name is meant."""


Written = Callable[[Way], str]
"""Tells how the value at some place is written."""


def refusal(error: Any, model: type[BaseModel], name: str, written: Written) -> Refusal:
    """One of pydantic's errors as a rule, a place and a message.

    Args:
        error: An entry of ``ValidationError.errors()``.
        model: The model that refused.
        name: What the whole that it refused is called.
        written: Tells how a value is written.
    """
    at: Way = tuple(step for step in error["loc"] if not _is_tag(step))
    kind: str = error["type"]
    if kind == "extra_forbidden":
        return "unknown-field", at, _unknown_field(error["loc"], model), True
    if kind == "missing":
        return "missing-field", at[:-1], f"{at[-1]} is missing; write {at[-1]}: ...", False
    if kind in ("refused", TWICE):
        return "bad-value", at, error["msg"], False
    if kind == "no_day":
        return "bad-value", at, _no_day(error["input"], error["msg"]), False
    if kind == "string_type":
        return "wrong-type", at, _no_text(at, error["input"], written), False
    if kind == "string_too_short":
        return "bad-value", at, _empty(at, name, model), "[key]" in at
    return _refused_value(kind, at, error, name)


def _is_tag(step: Step) -> bool:
    """Whether a step only tells which of several models it was: it stands in no record."""
    return isinstance(step, str) and step.startswith("<")


def _refused_value(kind: str, at: Way, error: Any, whole: str) -> Refusal:
    value, context = error["input"], error.get("ctx", {})
    name = _name(at, whole)
    match kind:
        case "literal_error":
            message = _not_among(value, context["expected"])
            return ("bad-value", at, message, "[key]" in at)
        case "string_pattern_mismatch":
            pattern = context["pattern"]
            message = f"{value!r} does not fit {name}: {_PATTERNS.get(pattern, '')}"
            message += _as_ids(value, at) if pattern == ID_PATTERN else ""
        case "model_type" | "model_attributes_type" | "dict_type":
            message = f"{name} is a mapping of fields, and {shown(value)} is not; write name: value"
        case "int_type" | "int_from_float":
            message = (
                f"{name} is a whole number, and {shown(value)} is not; write it plainly, like 12"
            )
        case "bool_type":
            message = f"{name} is true or false, and {shown(value)} is neither"
        case "greater_than" | "greater_than_equal":
            least = "above 0" if kind == "greater_than" else "from 0 up"
            return ("bad-value", at, f"{name} is {value}; write a number {least}", False)
        case "too_short" | "too_long":
            message = (
                f"{name} takes two figures, and here are {context['actual_length']}; write [a, b]"
            )
        case _:
            return ("bad-value", at, f"{name}: {error['msg']}, and here is {shown(value)}", False)
    rule = "bad-value" if kind.startswith("string_") else "wrong-type"
    return (rule, at, message, "[key]" in at)


_PATTERNS = {
    EMAIL_PATTERN: "an address is like projects@example.org",
    ID_PATTERN: "an id has only a-z, 0-9 and -",
    r"^[A-Z]{3}$": "a currency is three capitals, like GBP",
}


_BETWEEN_IDS = re.compile(r"\s*[,;]\s*|\s+(?=-?[pg]-)")


def _as_ids(value: str, at: Way) -> str:
    """How an id spells a text, or several do, as the end of a sentence; nothing where none can."""
    if value.startswith("-"):
        return "; write a space after the - of a list"
    ids = _BETWEEN_IDS.split(value)
    if len(ids) > 1 and any(isinstance(step, int) for step in at):
        are_ids = all(re.fullmatch(ID_PATTERN, each) for each in ids)
        return f"; several are a list: [{', '.join(ids)}]" if are_ids else ""
    id_ = id_of(value)
    return f"; did you mean {id_}?" if re.fullmatch(ID_PATTERN, id_) else ""


def _no_day(value: object, message: str) -> str:
    """The day itself where the value names one, and else what one looks like."""
    day = day_of(value) if isinstance(value, str) else None
    return f"{shown(value)} is no date; write {day}" if day else message


def _name(at: Way, whole: str) -> str:
    """What a value is called: by its field, or as the whole is."""
    way = at[:-2] if "[key]" in at else at
    return next((step for step in reversed(way) if isinstance(step, str)), whole)


def _empty(at: Way, whole: str, model: type[BaseModel]) -> str:
    """What is to be written; only a field that a record may lack can be deleted."""
    field = _model_at(model, at[:-1]).model_fields.get(str(at[-1]))
    mend = "write it" if field and field.is_required() else "write it, or delete the line"
    return f"{_name(at, whole)} is empty; {mend}"


def _no_text(at: Way, value: object, written: Written) -> str:
    name = next(step for step in reversed(at) if isinstance(step, str))
    if isinstance(value, int | float):
        as_written = written(at)
        return f'{name} is text, and {as_written} is not; put it in quotes: "{as_written}"'
    return f"{name} is text, and {shown(value)} is not; write words"


def _not_among(value: object, expected: str) -> str:
    words = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    nearest = did_you_mean(value, words) if isinstance(value, str) else ""
    return f"{shown(value)} is not known here{nearest or f'; write {one_of(words)}'}"


def _unknown_field(at: Way, model: type[BaseModel]) -> str:
    name, known = str(at[-1]), fields_at(model, at[:-1])
    nearest = did_you_mean(name, known)
    return f"{name!r} is no field here{nearest or f'; it takes {one_of(sorted(known))}'}"


def fields_at(model: type[BaseModel], at: Way) -> list[str]:
    """The names of the fields that a model takes at some way into it."""
    return list(_model_at(model, at).model_fields)


def _model_at(model: type[BaseModel], at: Way) -> type[BaseModel]:
    for step in at:
        if not isinstance(step, str):
            continue
        found = next((m for name, m in _parts(model) if name == step), None)
        model = found or model
    return model


def _parts(model: type[BaseModel]) -> list[tuple[str, type[BaseModel]]]:
    """The models that stand in a model's fields, by the field's name and by their own tag."""
    parts: list[tuple[str, type[BaseModel]]] = []
    for name, info in model.model_fields.items():
        parts += [(name, m) for m in _models_in(info.annotation)]
        parts += [(f"<{m.__name__.lower()}>", m) for m in _models_in(info.annotation)]
    return parts


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    inner = getattr(annotation, "__args__", ())
    return [model for each in inner for model in _models_in(each)]
