"""Who attended a session, how many they are, and for how long."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from fifrecords.model.finding import Way
from fifrecords.model.quantity import ONE, Quantity
from fifrecords.model.session import Session, Timed
from fifrecords.tally.fact import Line, Narrowing, Who


def length_in_days(timed: Timed, hours_per_day: Quantity | None) -> Quantity | None:
    """How many days something lasts; None where its length is not recorded.

    Args:
        timed: A session, or one attendance.
        hours_per_day: The project's own; without it, hours say nothing of days.
    """
    if timed.days is not None:
        return timed.days
    if timed.hours is not None and hours_per_day is not None:
        return _in_days(timed.hours, hours_per_day)
    return None


@lru_cache(maxsize=1000)
def _in_days(hours: Quantity, hours_per_day: Quantity) -> Quantity:
    """Few lengths are given, each many times, and exact numbers are slow to divide."""
    return hours / hours_per_day


@lru_cache(maxsize=10_000)
def times(one: Quantity, other: Quantity) -> Quantity:
    """A product, one and the same for all who ask for it: few differ."""
    return one * other


Length = Callable[[Timed], Quantity | None]
"""How long something lasts, in some unit; None where that is not recorded."""


class Matching(dict[str, Who | None]):
    """Who matches at sessions of some basis, of which so many dimensions match; None who does not.

    To judge everybody again at each attendance would take as long as all the rest.
    """

    def __init__(self, everybody: Mapping[str, Who | None], where: Narrowing, wanted: int) -> None:
        super().__init__()
        self._everybody = everybody
        self._where = where
        self._wanted = wanted

    def __missing__(self, id_: str) -> Who | None:
        who = self._everybody[id_]
        self[id_] = found = who if who and self._where.takes(who, self._wanted) else None
        return found


def lines_of(session: Session, matching: Matching, length: Length | None) -> list[Line]:
    """The attenders of a session who match: their heads, or their length times heads if known."""
    attended = session.attended
    lines: list[Line] = [
        (at, who, attendance.headcount or who.size)
        for at, attendance in zip(_ways(len(attended)), attended, strict=True)
        if (who := matching[attendance.person]) is not None
    ]
    if length is None:
        return lines
    usual = length(session)
    own = {
        at: length(each)
        for at, each in zip(_ways(len(attended)), attended, strict=True)
        if each.days or each.hours
    }
    return [
        (at, who, lasts if heads is ONE else times(lasts, heads))
        for at, who, heads in lines
        if (lasts := own.get(at) or usual) is not None
    ]


@lru_cache(maxsize=1000)
def _ways(many: int) -> tuple[Way, ...]:
    """The ways to so many attendances: one and the same at every session."""
    return tuple(("attended", place) for place in range(many))
