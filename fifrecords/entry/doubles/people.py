"""People who look as if they were one: strong evidence alone, for without names many are alike."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from fifrecords.entry.doubles.pair import Clue, Pair, a_slip_apart
from fifrecords.model.person import Group, Member, Outcome, Person
from fifrecords.model.records import Records
from fifrecords.model.vocabulary import NOT_ASKED, PREFERRED_NOT_TO_SAY

_SOON = timedelta(days=31)
_NO_ANSWERS = frozenset({NOT_ASKED, PREFERRED_NOT_TO_SAY})
_AGAINST = {"role": -2, "client_group": -2, "age_band": -1}
"""What it counts that two differ in a trait: people move, few become another age band."""


class _Seen(NamedTuple):
    """When and where somebody attended.

    Attributes:
        sessions: The sessions.
        series: What these are called, and where they were held.
        first: The day of the first of them.
        last: The last day of the last of them.
    """

    sessions: frozenset[str]
    series: frozenset[tuple[str | None, str | None]]
    first: date
    last: date


def alike_persons(records: Records) -> Iterator[Pair]:
    """People who share a certificate, whose ids are a slip apart, or of whom one follows another.

    Who stands in one session with another is another.
    """
    seen = _seen(records)
    clues: dict[tuple[str, str], list[Clue]] = defaultdict(list)
    for two, clue in (*_by_evidence(records), *_by_id(records), *_by_turns(records, seen)):
        clues[two].append(clue)
    for (one, other), told in clues.items():
        if not _are_together(seen, one, other):
            against = _against(records.persons[one], records.persons[other])
            yield Pair("people", (one, other), (*told, *against))


def alike_groups(records: Records) -> Iterator[Pair]:
    """Groups of one size in one place that were estimated in the same words, as no third was.

    Groups that may overlap have been looked at, and are two.
    """
    told: dict[str, list[str]] = defaultdict(list)
    for id_, group in records.groups.items():
        if group.because is not None:
            told[group.because].append(id_)
    for one, other in (sorted(ids) for ids in told.values() if len(ids) == 2):
        a, b = records.groups[one], records.groups[other]
        clues = [Clue(2, "estimated in the same words, as no other group"), *_of_the_size(a, b)]
        if other not in a.may_overlap_with and one not in b.may_overlap_with:
            yield Pair("people", (one, other), (*clues, *_traits_against(a, b)))


def _of_the_size(one: Group, other: Group) -> Iterator[Clue]:
    if (one.headcount, one.organisation) == (other.headcount, other.organisation):
        yield Clue(2, "of one size and organisation")


def _seen(records: Records) -> dict[str, _Seen]:
    attended: dict[str, list[str]] = defaultdict(list)
    for id_, session in records.sessions.items():
        for attendance in session.attended:
            if attendance.person in records.persons:
                attended[attendance.person].append(id_)
    return {who: _seen_in(records, ids) for who, ids in attended.items()}


def _seen_in(records: Records, ids: list[str]) -> _Seen:
    sessions = [records.sessions[id_] for id_ in ids]
    return _Seen(
        frozenset(ids),
        frozenset((each.title, each.organisation) for each in sessions if each.title),
        min(each.date for each in sessions),
        max(each.last_day for each in sessions),
    )


def _are_together(seen: dict[str, _Seen], one: str, other: str) -> bool:
    return one in seen and other in seen and bool(seen[one].sessions & seen[other].sessions)


def _by_evidence(records: Records) -> Iterator[tuple[tuple[str, str], Clue]]:
    """Two who gained the same on the same day, as the same paper shows; what more share is none."""
    gained: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for id_, person in records.persons.items():
        for outcome in person.outcomes:
            if outcome.evidence:
                gained[_gain(outcome)].add(id_)
    for (day, *_, evidence), people in gained.items():
        if len(people) == 2:
            paper = ", ".join(evidence)  # type: ignore[arg-type]
            points = 5 if any(map(str.isdigit, paper)) else 2
            one, other = sorted(people)
            yield (one, other), Clue(points, f"the same outcome of {day} shown by {paper}")


def _gain(outcome: Outcome) -> tuple[object, ...]:
    return outcome.date, outcome.kind, outcome.title, outcome.level, outcome.evidence


def _by_id(records: Records) -> Iterator[tuple[tuple[str, str], Clue]]:
    for one, other in a_slip_apart(records.persons):
        a, b = records.persons[one], records.persons[other]
        if a.organisation == b.organisation:
            yield (one, other), Clue(3, "ids a slip apart, and of one organisation")


def _by_turns(records: Records, seen: dict[str, _Seen]) -> Iterator[tuple[tuple[str, str], Clue]]:
    """Where one stops another like them starts: in the same series, and never both at once."""
    alike: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for id_, who in records.persons.items():
        answers = _answers(who)
        if id_ in seen and who.organisation and len(answers) >= 2:
            traits = (who.role, who.organisation, who.client_group, who.age_band)
            alike[(*traits, frozenset(answers.items()))].append(id_)
    for people in alike.values():
        people.sort(key=lambda id_: seen[id_].first)
        firsts = [seen[id_].first for id_ in people]
        for id_ in people:
            for later in people[bisect_left(firsts, seen[id_].last) :]:
                if seen[later].first > seen[id_].last + _SOON:
                    break
                if later != id_ and seen[later].series & seen[id_].series:
                    one, other = sorted((id_, later))
                    words = f"{later} starts where {id_} stops, alike in all, in one series"
                    yield (one, other), Clue(2, words)


def _against(one: Person, other: Person) -> Iterator[Clue]:
    yield from _traits_against(one, other)
    answers = _answers(other)
    for name, said in _answers(one).items():
        if not said & answers.get(name, said):
            words = " and ".join(min(each) for each in (said, answers[name]))
            yield Clue(-3, f"but {name.replace('_', ' ')} is {words}")


def _answers(who: Person) -> dict[str, frozenset[str]]:
    """What somebody said of themselves, without what stands for no answer."""
    said = {name: frozenset(given) - _NO_ANSWERS for name, given in who.equality.items()}
    return {name: given for name, given in said.items() if given}


def _traits_against(one: Member, other: Member) -> Iterator[Clue]:
    for name, points in _AGAINST.items():
        a, b = getattr(one, name), getattr(other, name)
        if a != b and a is not None and b is not None:
            yield Clue(points, f"but {name.replace('_', ' ')} is {a} and {b}")
