"""A figure as it is cited by its path: the whole of it, a part, or what stands under a value."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

from fifrecords.model.finding import did_you_mean, one_of
from fifrecords.model.measure import Where
from fifrecords.model.quantity import NOTHING, Quantity
from fifrecords.model.records import Records
from fifrecords.tally.actual import Actual, Value
from fifrecords.tally.figures import Figures
from fifrecords.tally.traits import labels

PARTS = ("documented", "counted", "estimated", "without-estimates", "target", "baseline")
"""What of a figure may be cited by name, besides what its breakdowns hold."""


class Cited(NamedTuple):
    """What a path leads to.

    Attributes:
        actual: The figure.
        value: What is cited of it.
    """

    actual: Actual
    value: Value


class Unknown(NamedTuple):
    """A path that leads nowhere.

    Attributes:
        message: What is not on record, and the nearest thing that is.
    """

    message: str


def cited(records: Records, figures: Figures, path: Sequence[str]) -> Cited | Unknown:
    """What a path leads to: ``ID``, ``ID/PART`` or ``ID/DIMENSION/VALUE``.

    Args:
        records: The records.
        figures: What they add up to.
        path: The steps.
    """
    name, *steps = path
    if name not in figures:
        near = did_you_mean(name, figures) or "; write it in indicators.yaml"
        return Unknown(f"figure {name} is not on record{near}")
    actual = figures[name]
    match steps:
        case []:
            return Cited(actual, actual.value)
        case [part] if part in PARTS:
            return _part(actual, part)
        case [dimension, value] if dimension in actual.by:
            return _under(records, figures, actual, dimension, value)
        case [dimension, *_] if dimension in actual.by:
            values = one_of(actual.by[dimension].values)
            return Unknown(f"{name}/{dimension} wants one value of {dimension}: {values}")
    return Unknown(_nothing_such(actual, steps[0]))


def _part(actual: Actual, part: str) -> Cited | Unknown:
    value = actual.value
    if part in ("target", "baseline"):
        return _promised(actual, part)
    if part == "without-estimates":
        return Cited(actual, _firm(value.without_estimates, known=value.known))
    if value.parts is None and value.known:
        others = one_of(PARTS[3:])
        return Unknown(
            f"{actual.figure} is not added up, so nothing of it is {part}; cite {others}"
        )
    quantity = value.parts[part] if value.parts else None  # type: ignore[index]
    return Cited(actual, _firm(quantity, known=value.known))


def _promised(actual: Actual, part: str) -> Cited | Unknown:
    quantity: Quantity | None = getattr(actual, part)
    if quantity is None:
        return Unknown(f"{actual.figure} has no {part}; write it in indicators.yaml")
    return Cited(actual, _firm(quantity, known=True))


def _firm(quantity: Quantity | None, *, known: bool) -> Value:
    return Value(quantity, quantity, known=known, firm=known)


def _under(
    records: Records, figures: Figures, actual: Actual, dimension: str, value: str
) -> Cited | Unknown:
    """What stands under a value; nothing under one that may stand there and does not."""
    values = actual.by[dimension].values
    recipe = figures.recipe(actual.figure)
    if value in values and recipe is not None:
        facts = figures.by_value(actual.figure, dimension).get(value, ())
        under = recipe.value_of_chosen(facts)
        return Cited(actual, under if under.known else _firm(NOTHING, known=actual.value.known))
    words = {*values, *labels(records).get(dimension, ()), *_words_of(dimension)}
    if value in words:
        return Cited(actual, _firm(NOTHING, known=actual.value.known))
    near = did_you_mean(value, words) or f"; it is one of {one_of(values)}"
    return Unknown(f"{actual.figure} has no {dimension} {value}{near}")


def _nothing_such(actual: Actual, step: str) -> str:
    known: Collection[str] = (*actual.by, *PARTS)
    near = did_you_mean(step, known) or f"; cite {one_of(known)}, or write it under disaggregate"
    return f"{actual.figure} is not taken apart by {step}{near}"


@cache
def _words_of(dimension: str) -> frozenset[str]:
    """The words that the tool itself allows in a dimension; none where they are the project's."""
    return frozenset(_literals(Where.model_fields[dimension].annotation))


def _literals(annotation: Any) -> Sequence[str]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return [word for each in get_args(annotation) for word in _literals(each)]
