"""Ranges as pairs of fractions, grades as words: the arithmetic of the second tally."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from fifrecords import Records
from fifrecords.model.person import Group, Member
from fifrecords.model.session import Attendance, Timed

Range = tuple[Fraction, Fraction]
Row = tuple[Range, str]
"""An amount and its grade."""

Heads = tuple[str, Range, str]
"""A person or group, how many they are, and their grade."""

GRADES = ["documented", "counted", "estimated"]


def of_rows(rows: Iterable[Row]) -> dict[str, Range]:
    rows = list(rows)
    return in_parts(lambda grades: added(amount for amount, grade in rows if grade in grades))


def of_bodies(records: Records, bodies: Iterable[Heads]) -> dict[str, Range]:
    bodies = list(bodies)
    apart = clusters(records)

    def distinct(grades: list[str]) -> Range:
        total = one_number(0)
        for cluster in apart:
            inside = [heads for id_, heads, grade in bodies if id_ in cluster and grade in grades]
            if inside:
                together = max(low for low, _ in inside), sum(high for _, high in inside)
                total = added([total, together])
        return total

    return in_parts(distinct)


def in_parts(total_of: Callable[[list[str]], Range]) -> dict[str, Range]:
    """Documented alone; what counting adds to it; what estimating adds to both."""
    first, second, third = (total_of(GRADES[:upto]) for upto in (1, 2, 3))
    return {
        "documented": first,
        "counted": (second[0] - first[0], second[1] - first[1]),
        "estimated": (third[0] - second[0], third[1] - second[1]),
        "without_estimates": second,
        "total": third,
    }


def clusters(records: Records) -> list[set[str]]:
    """Everyone apart, but groups that may overlap, directly or through others, together."""
    found = [{id_} for id_ in records.people]
    for id_, who in records.people.items():
        for other in getattr(who, "may_overlap_with", []):
            joined = [each for each in found if id_ in each or other in each]
            found = [each for each in found if each not in joined]
            found.append(set().union(*joined))
    return found


def worse(one: str, other: str) -> str:
    order = [*GRADES, "planned"]
    return order[max(order.index(one), order.index(other))]


def best(grades: Iterable[str]) -> str:
    order = [*GRADES, "planned"]
    return order[min(order.index(grade) for grade in grades)]


def one_number(number: Any) -> Range:
    return Fraction(number), Fraction(number)


def as_range(quantity: Any) -> Range:
    return Fraction(quantity.low), Fraction(quantity.high)


def added(amounts: Iterable[Range]) -> Range:
    low, high = Fraction(0), Fraction(0)
    for amount in amounts:
        low, high = low + amount[0], high + amount[1]
    return low, high


def times(one: Range, other: Range) -> Range:
    """The product of two amounts; neither is below nothing."""
    return one[0] * other[0], one[1] * other[1]


def size(who: Member) -> Range:
    return as_range(who.headcount) if isinstance(who, Group) else one_number(1)


def heads(who: Member, row: Attendance) -> Range:
    return size(who) if row.headcount is None else as_range(row.headcount)


def days(records: Records, timed: Timed) -> Range | None:
    """How long something lasted, where that is on record."""
    if timed.days is not None:
        return as_range(timed.days)
    if timed.hours is not None:
        a_day = Fraction(records.project.hours_per_day)
        return timed.hours.low / a_day, timed.hours.high / a_day
    return None
