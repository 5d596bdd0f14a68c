"""Actuals: what a figure comes to, still carrying the facts it was made of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import add, sub
from typing import Literal

from fifrecords.model import vocabulary
from fifrecords.model.basis import ADDED
from fifrecords.model.indicator import Judged
from fifrecords.model.measure import Arithmetic, Difference, Percent, Ratio, Total
from fifrecords.model.quantity import Quantity
from fifrecords.tally.adding import Add, Parts, Taken, graded, parts_of
from fifrecords.tally.fact import Row

Status = Literal["exceeded", "met", "met-in-part", "met-only-with-estimates", "not-met", "no-data"]
Standing = Status | vocabulary.Judgement
"""A status that was computed, or what a person judged."""

NOT_RECORDED = "not-recorded"
"""Under which a breakdown shows what has no value in its dimension."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a figure comes to.

    Attributes:
        total: The whole; None where it cannot be known.
        without_estimates: The whole less what is only estimated; None likewise.
        parts: What each basis adds; None for a quotient, which has no parts.
        known: Whether anything is on record.
        firm: Whether anything but estimates is.
        rows: What was added up; empty for arithmetic on other figures.
    """

    total: Quantity | None = None
    without_estimates: Quantity | None = None
    parts: Parts | None = None
    known: bool = False
    firm: bool = False
    rows: Sequence[Row] = field(default=(), repr=False)


NO_VALUE = Value()


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure taken apart by one dimension.

    Attributes:
        overlapping: Whether the values do not add up to the figure, since something counts in
            full under several of them.
        values: The total under each value; what has none stands under ``not-recorded``, last.
    """

    overlapping: bool
    values: Mapping[str, Quantity]


@dataclass(frozen=True)
class Actual:
    """A figure's actual against its target.

    Attributes:
        figure: Its id.
        number: The funder's own number.
        statement: What was promised.
        kind: output, outcome or impact.
        unit: What it is counted in.
        value: What it comes to.
        baseline: Where it stood before.
        target: What was promised, as in force on the day asked about.
        status: Where it stands against the target, or the judgement; None without a target.
        breakdowns: Takes it apart.
        of: The figures that it was worked out from.
        components: The figures that must each be met too.
        judgement: What a person judged, and why.
        unanswered: Why nothing is on record.
    """

    figure: str
    number: int | str | None = None
    statement: str | None = None
    kind: str | None = None
    unit: str | None = None
    value: Value = NO_VALUE
    baseline: Quantity | None = None
    target: Quantity | None = None
    status: Standing | None = None
    breakdowns: Callable[[], Mapping[str, Breakdown]] = field(default=dict, repr=False)
    of: tuple["Actual", ...] = ()
    components: tuple["Actual", ...] = ()
    judgement: Judged | None = None
    unanswered: str | None = None

    @cached_property
    def by(self) -> Mapping[str, Breakdown]:
        """Its breakdowns by the dimensions that its indicator names."""
        return self.breakdowns()


def added_up(rows: Sequence[Row], how: Add) -> Value:
    """The value of rows: its parts, and from them its totals."""
    return from_taken(graded(rows, how), how, rows)


def from_taken(taken: Taken, how: Add, rows: Sequence[Row]) -> Value:
    """The value of rows, of which all that matters was taken already."""
    firm = not taken.keys() <= {"estimated"}
    return from_parts(parts_of(taken, how), known=bool(taken), firm=firm, rows=rows)


def from_parts(parts: Parts, *, known: bool, firm: bool, rows: Sequence[Row] = ()) -> Value:
    """The value that some parts make, and whether anything, and anything firm, is on record."""
    without = parts["documented"] + parts["counted"]
    return Value(without + parts["estimated"], without, parts, known, firm, rows)


def worked_out(measure: Arithmetic, values: Sequence[Value]) -> Value:
    """Arithmetic on the values of other figures, part by part where they have parts.

    Division by nothing gives no data. So does that of a figure with nothing on record, which would
    pass for a low one.
    """
    match measure:
        case Total():
            return reduce(lambda a, b: _joined(a, b, add), values)
        case Difference():
            return _joined(values[0], values[1], sub)
        case Ratio():
            return _quotient(values[0], values[1], times=1)
        case Percent():
            return _quotient(values[0], values[1], times=100)


def _joined(a: Value, b: Value, operation: Callable[[Quantity, Quantity], Quantity]) -> Value:
    known, firm = a.known or b.known, a.firm or b.firm
    if a.parts is not None and b.parts is not None:
        parts = {basis: operation(a.parts[basis], b.parts[basis]) for basis in ADDED}
        return from_parts(parts, known=known, firm=firm)
    if a.total is None or b.total is None:
        return NO_VALUE
    without = None
    if a.without_estimates is not None and b.without_estimates is not None:
        without = operation(a.without_estimates, b.without_estimates)
    return Value(operation(a.total, b.total), without, None, known, firm)


def _quotient(a: Value, b: Value, *, times: int) -> Value:
    whole = _divided(a.total, b.total, times)
    without = _divided(a.without_estimates, b.without_estimates, times)
    if whole is None:
        return NO_VALUE
    return Value(whole, without, None, a.known and b.known, a.firm and b.firm)


def _divided(a: Quantity | None, b: Quantity | None, times: int) -> Quantity | None:
    if a is None or b is None or b.low <= 0 <= b.high:
        return None
    return Quantity(times, times) * a / b
