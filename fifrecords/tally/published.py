"""The tally as data for other programs: one shape for every project, with a version of its own."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from fifrecords.model.quantity import Exact, Quantity
from fifrecords.tally.actual import Actual

SCHEMA_VERSION = 1
_QUOTIENT_DIGITS = 4


def as_data(
    figures: Iterable[Actual],
    *,
    commit: str | None,
    dirty: bool,
    draft: bool,
    since: date | None,
    until: date | None,
) -> dict[str, Any]:
    """Figures as built-in types, ready for JSON.

    Every quantity is a ``[low, high]`` pair. Quotients are rounded to 4 decimals, half to even;
    all else is exact. Targets and baselines stand as they were written: a number, or a pair.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "commit": commit,
        "dirty": dirty,
        "draft": draft,
        "from": since and since.isoformat(),
        "until": until and until.isoformat(),
        "figures": {actual.figure: _figure(actual) for actual in figures},
    }


def _figure(actual: Actual) -> dict[str, Any]:
    value = actual.value
    quotient = value.parts is None
    parts = value.parts or {}
    return {
        "number": actual.number,
        "unit": actual.unit,
        "documented": pair(parts.get("documented")),
        "counted": pair(parts.get("counted")),
        "estimated": pair(parts.get("estimated")),
        "total": pair(value.total, rounded=quotient),
        "without_estimates": pair(value.without_estimates, rounded=quotient),
        "baseline": _as_written(actual.baseline),
        "target": _as_written(actual.target),
        "status": actual.status,
        "by": {
            dimension: {
                "overlapping": each.overlapping,
                "values": {name: {"total": pair(q)} for name, q in each.values.items()},
            }
            for dimension, each in actual.by.items()
        },
    }


def pair(quantity: Quantity | None, *, rounded: bool = False) -> list[int | float] | None:
    """A quantity as its two ends; None where there is none."""
    if quantity is None:
        return None
    return [_number(_rounded(end) if rounded else end) for end in (quantity.low, quantity.high)]


def _as_written(quantity: Quantity | None) -> int | float | list[int | float] | None:
    if quantity is None or quantity.is_range:
        return pair(quantity)
    return _number(quantity.low)


def _rounded(number: Exact) -> Exact:
    return round(Fraction(number), _QUOTIENT_DIGITS)


def _number(number: Exact) -> int | float:
    """A JSON number: exact wherever decimals can be."""
    return number.numerator if number.denominator == 1 else float(number)
