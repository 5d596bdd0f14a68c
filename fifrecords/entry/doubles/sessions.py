"""Sessions that look as if they were one: of one day and place, with the same people or papers."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from rapidfuzz.fuzz import token_sort_ratio

from fifrecords.entry.doubles.pair import Clue, Pair, in_pairs, plainly
from fifrecords.model.records import Records
from fifrecords.model.session import Session

_ALIKE = 88
_PARTS_OF_A_DAY = frozenset({"morning", "afternoon", "evening", "am", "pm"})
_MOST = 0.6
"""The share of two sessions' attenders who came to both, from which on it is most of them."""


def alike_sessions(records: Records) -> Iterator[Pair]:
    """Sessions of one day and place, and those whose day and month changed places."""
    by_day: dict[tuple[str | None, date], list[str]] = defaultdict(list)
    by_people: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for id_, session in records.sessions.items():
        by_day[session.organisation, session.date].append(id_)
        people = frozenset(each.person for each in session.attended)
        if len(people) > 1:
            by_people[session.organisation, session.title, people].append(id_)
    for (organisation, _), ids in by_day.items():
        for one, other in in_pairs(ids):
            clues = tuple(_of_one_day(records.sessions[one], records.sessions[other]))
            base = [Clue(1, "one day and place")] if organisation else []
            yield Pair(
                "sessions", (one, other), (*clues, *base, *_of_the_hours(records, one, other))
            )
    for ids in by_people.values():
        for one, other in in_pairs(ids):
            if _changed_places(records.sessions[one].date, records.sessions[other].date):
                clue = Clue(4, "the same people, and a day and month that changed places")
                yield Pair("sessions", (one, other), (clue,))


def _changed_places(one: date, other: date) -> bool:
    is_swapped = (one.day, one.month, one.year) == (other.month, other.day, other.year)
    return is_swapped and one != other


def _of_one_day(one: Session, other: Session) -> Iterator[Clue]:
    yield from _of_the_titles(one, other)
    yield from _of_the_people(one, other)
    if papers := [each for each in one.evidence if each in other.evidence]:
        yield Clue(2, f"one evidence: {papers[0]}")
    if one.kind != other.kind:
        yield Clue(-2, f"but one is {one.kind} and one {other.kind}")


def _of_the_hours(records: Records, one: str, other: str) -> Iterator[Clue]:
    """What says that one was in the morning and one in the afternoon."""
    parts = [
        _PARTS_OF_A_DAY & set(plainly(f"{id_} {records.sessions[id_].title}").split())
        for id_ in (one, other)
    ]
    if parts[0] != parts[1]:
        yield Clue(-5, "but at different times of the day")


def _of_the_titles(one: Session, other: Session) -> Iterator[Clue]:
    a, b = plainly(one.title or ""), plainly(other.title or "")
    if a and a == b:
        yield Clue(1, f"one title: {one.title}")
    elif a and b and token_sort_ratio(a, b) < _ALIKE:
        yield Clue(-1, "but titles of their own")


def _of_the_people(one: Session, other: Session) -> Iterator[Clue]:
    a, b = ({each.person for each in session.attended} for session in (one, other))
    both, all_ = len(a & b), len(a | b)
    if both and both >= _MOST * all_:
        yield Clue(3 if all_ > 1 else 1, f"{both} of {all_} attenders came to both")
    elif a and b:
        yield Clue(-3, "but most attenders came to one of them alone")
