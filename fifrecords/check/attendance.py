"""Who attended, how many, and for how long can all be true at once."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from fractions import Fraction
from itertools import count
from typing import Any, NamedTuple

from fifrecords.check.attenders import attenders, hours_per_day
from fifrecords.model.finding import Problem
from fifrecords.model.measure import thing
from fifrecords.model.person import Group
from fifrecords.model.quantity import Exact, Quantity
from fifrecords.model.records import Records
from fifrecords.model.session import Attendance, Session, Timed
from fifrecords.store.edits import Edit, Removed
from fifrecords.tally.attended import length_in_days
from fifrecords.tally.words import in_words, number_in_words


def person_twice(records: Records) -> Iterator[Problem]:
    """Nobody stands twice in one session; parts of one group may."""
    for id_ in attenders(records).naming_twice:
        for place, who in _second_mentions(records.sessions[id_], records):
            message = f"{who} stands here a second time; delete one of the two"
            yield Problem(f"sessions/{id_}", ("attended", place, "person"), message)


def _second_mentions(session: Session, records: Records) -> Iterator[tuple[int, str]]:
    whole = Counter(a.person for a in session.attended if a.headcount is None)
    seen: set[str] = set()
    for place, attendance in enumerate(session.attended):
        who = attendance.person
        in_parts = who in records.groups and not whole[who]
        if who in seen and not in_parts:
            yield place, who
        seen.add(who)


def headcount_of_a_person(records: Records) -> Iterator[Problem]:
    """Only a group has heads to count."""
    for id_, place, attendance in attenders(records).particular:
        if attendance.headcount is not None and attendance.person in records.persons:
            message = f"{attendance.person} is one person; delete the headcount"
            yield Problem(f"sessions/{id_}", ("attended", place, "headcount"), message)


def counted_out(records: Records, problem: Problem, said: Any) -> Edit | None:
    """A headcount of 1 is taken out: one person is one."""
    del records
    return Removed(problem.at) if said == 1 else None


def more_heads_than_the_group(records: Records) -> Iterator[Problem]:
    """No more of a group attend a session than belong to it."""
    heads: dict[tuple[str, str], Exact] = defaultdict(int)
    for id_, place, attendance in attenders(records).particular:
        group, there = records.groups.get(attendance.person), (id_, attendance.person)
        if group is None or attendance.headcount is None:
            continue
        heads[there] += attendance.headcount.low
        if heads[there] > group.headcount.high:
            yield _too_many(id_, place, attendance, heads[there], group)


def _too_many(id_: str, place: int, attendance: Attendance, heads: Exact, group: Group) -> Problem:
    size = in_words(group.headcount)
    message = f"{heads} of {attendance.person}, which has {size}; mend one of the headcounts"
    return Problem(f"sessions/{id_}", ("attended", place, "headcount"), message)


def longer_than_the_session(records: Records) -> Iterator[Problem]:
    """Nobody attends for longer than the session lasted."""
    lengths = attenders(records).lengths
    for id_, place, attendance, own in attenders(records).own_lengths:
        whole = lengths[id_]
        if whole is not None and own.low > whole.high:
            at = ("attended", place, _length_field(attendance))
            decimals = _telling(own.low, whole.high)
            message = (
                f"{_days(own, decimals)} of a session of {_days(whole, decimals)}; "
                "mend one of the two"
            )
            yield Problem(f"sessions/{id_}", at, message)


def session_longer_than_its_dates(records: Records) -> Iterator[Problem]:
    """A session lasts no more days than there are dates from its first to its last."""
    lengths = attenders(records).lengths
    for id_, session in records.sessions.items():
        length, dates = lengths[id_], _dates(session)
        if length is not None and length.low > dates >= 1:
            message = (
                f"{_days(length, _telling(length.low, dates))} do not fit its dates: "
                f"{dates} in all; "
                "mend the length, or write until"
            )
            yield Problem(f"sessions/{id_}", (_length_field(session),), message)


_A_LITTLE = 1e-9
"""More than floats of days are ever off by, added up."""


class _Stay(NamedTuple):
    """A person's time at one session, an even share on each of its dates.

    Attributes:
        rough: The share as ``_rough`` has it, for a quick look.
        share: The share, exactly.
    """

    first: date
    last: date
    rough: float
    share: Exact
    ref: str
    place: int


def more_than_a_day_in_a_day(records: Records) -> Iterator[Problem]:
    """A day is a day: over all sessions of one date, a person has one day at most.

    The days of a session that ran on are spread evenly over its dates. A group that attends as a
    whole is held to the same.
    """
    if crowded := _may_have_a_crowded_day(records):
        for who, stays in _stays(records, crowded).items():
            yield from _overfull(who, sorted(stays))


def _may_have_a_crowded_day(records: Records) -> set[str]:
    """Those who need a closer, exact look: it takes long, and hardly anybody needs it.

    Stays of which each overlaps with one before are added up as if all were on one date.
    """
    crowded: set[str] = set()
    longest = _longest_shares(records)
    named = attenders(records).named
    last: dict[str, date] = {}
    spent: dict[str, float] = {}
    for id_, session in sorted(records.held.items(), key=lambda each: each[1].date):
        first, last_day, share = session.date, session.last_day, longest[id_]
        if share > 1:
            crowded.update(named[id_])
        for who in named[id_]:
            until = last.get(who)
            if until is None or until < first:
                spent[who] = share
                last[who] = last_day
                continue
            spent[who] = by_now = spent[who] + share
            if by_now > 1:
                crowded.add(who)
            if until < last_day:
                last[who] = last_day
    return crowded


def _longest_shares(records: Records) -> dict[str, float]:
    """Roughly the most that anybody spent at each session on one of its dates."""
    lengths = [(id_, length) for id_, length in attenders(records).lengths.items() if length]
    lengths += [(id_, length) for id_, _, _, length in attenders(records).own_lengths]
    few = {id(length): length for _, length in lengths}  # many have one in common
    rough = {key: _rough(length.low) for key, length in few.items()}
    longest = dict.fromkeys(records.held, 0.0)
    for id_, length in lengths:
        dates = _dates(records.sessions[id_])
        share = rough[id(length)] if dates == 1 else _rough(_share(length, max(dates, 1)))
        if id_ in longest and longest[id_] < share:
            longest[id_] = share
    return longest


def _stays(records: Records, of: Collection[str]) -> dict[str, list[_Stay]]:
    hours = hours_per_day(records)
    stays: dict[str, list[_Stay]] = defaultdict(list)
    known = attenders(records)
    theirs = {id_ for who in of for id_ in known.sessions_of[who]}
    for id_ in (id_ for id_ in records.held if id_ in theirs):
        session = records.sessions[id_]
        ref, last, dates = f"sessions/{id_}", session.last_day, _dates(session)
        if dates < 1:
            continue
        whole = known.lengths[id_]
        for place, attendance in enumerate(session.attended):
            if attendance.person not in of:
                continue
            length = length_in_days(attendance, hours) or whole
            if length is not None and _is_all_of_them(records, attendance):
                share = _share(length, dates)
                stay = _Stay(session.date, last, _rough(share), share, ref, place)
                stays[attendance.person].append(stay)
    return stays


def _is_all_of_them(records: Records, attendance: Attendance) -> bool:
    """Whether nobody of a group stayed away; a person is always all of them."""
    heads, group = attendance.headcount, records.groups.get(attendance.person)
    return heads is None or (group is not None and heads == group.headcount and not heads.is_range)


def _share(length: Quantity, dates: int) -> Exact:
    """What a length comes to on each of some dates."""
    return length.low if dates == 1 else Fraction(length.low) / dates


def _rough(share: Exact) -> float:
    """A share as a float, or a little more where it is none: no sum of them is ever too small.

    Halves, quarters and their sums are floats exactly, so that a full day is not taken for more.
    """
    over, under = share.as_integer_ratio()
    is_a_float = not under & (under - 1)  # a power of 2
    return over / under if is_a_float else over / under + _A_LITTLE


def _overfull(who: str, stays: list[_Stay]) -> Iterator[Problem]:
    """The stays, in the order of their dates, with which a day holds more than a day."""
    running: list[_Stay] = []
    for stay in stays:
        running = [each for each in running if each.last >= stay.first]
        running.append(stay)
        if sum(each.rough for each in running) <= 1:
            continue
        spent = sum(each.share for each in running)
        if spent > 1:
            also = f", with {running[-2].ref}" if len(running) > 1 else ""
            days = _days(Quantity(spent, spent), _telling(spent, 1))
            message = f"{who} has {days} on {stay.first}{also}; a day has one: mend a length"
            yield Problem(stay.ref, ("attended", stay.place), message)


def hours_without_hours_per_day(records: Records) -> Iterator[Problem]:
    """The project says how many hours make a day, as soon as one length is given in hours.

    There is no default: providers and funders differ.
    """
    if records.project is None or hours_per_day(records) is not None:
        return
    lacks = "hours, and the project does not say how many make a day"
    mend = f"{lacks}; write hours_per_day in project.yaml"
    for id_, session in records.sessions.items():
        if session.hours is not None:
            yield Problem(f"sessions/{id_}", ("hours",), mend)
        for place, attendance in enumerate(session.attended):
            if attendance.hours is not None:
                yield Problem(f"sessions/{id_}", ("attended", place, "hours"), mend)
    for figure, indicator in records.indicators.items():
        if thing(indicator.measure) == "learner-hours":
            yield Problem("indicators", (figure, "measure", "sum"), mend)


def length_not_recorded(records: Records) -> Iterator[Problem]:
    """Training and embedded activity that somebody attended has a length, or adds no days."""
    for id_, session in records.held.items():
        if session.kind not in ("training", "embedded-activity") or _is_timed(session):
            continue
        if any(not _is_timed(attendance) for attendance in session.attended):
            message = "attended, but no days or hours; write how long it was"
            yield Problem(f"sessions/{id_}", ("kind",), message)


def reach_outside_dissemination(records: Records) -> Iterator[Problem]:
    """Only dissemination has a reach; other sessions have attenders."""
    for id_, session in records.sessions.items():
        if session.reach is not None and session.kind != "dissemination":
            message = f"a reach, and the kind is {session.kind}; delete it, or mend the kind"
            yield Problem(f"sessions/{id_}", ("reach",), message, key=True)


def _dates(session: Session) -> int:
    if session.until is None:
        return 1
    return (session.last_day - session.date).days + 1


def _telling(one: Exact, other: Exact) -> int:
    """How many decimals tell one number from another; no fewer than numbers usually have."""
    return next(n for n in count(2) if round(Fraction(one), n) != round(Fraction(other), n))


def _days(length: Quantity, decimals: int) -> str:
    ends = (length.low, length.high) if length.is_range else (length.low,)
    number = " to ".join(number_in_words(end, decimals) for end in ends)
    return f"{number} day" if number == "1" else f"{number} days"


def _length_field(timed: Timed) -> str:
    return "days" if timed.days is not None else "hours"


def _is_timed(timed: Timed) -> bool:
    return timed.days is not None or timed.hours is not None
