"""A second tally: slow, plain, and written from the description of the measures alone.

It shares nothing with the tally that it holds to account but the records themselves. A range is a
pair of fractions; every measure is a few loops over the records.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from fifrecords import Records
from fifrecords.model.measure import Count, Sum
from fifrecords.model.session import Session
from tests.tally.naive import (
    GRADES,
    Heads,
    Range,
    Row,
    as_range,
    best,
    days,
    heads,
    of_bodies,
    of_rows,
    one_number,
    size,
    times,
    worse,
)

Wanted = dict[str, set[str]]

OF_ORGANISATION = ["organisation", "organisation_type", "organisation_role", "setting"]
TAKING_PART = ["agreed", "completed", "sustaining"]


class Asked(NamedTuple):
    """What is to be tallied: the thing, how it is narrowed, and the days to look at."""

    thing: str
    wanted: Wanted
    since: date | None
    until: date | None

    def within(self, day: date) -> bool:
        after_the_start = self.since is None or self.since <= day
        before_the_end = self.until is None or day <= self.until
        return after_the_start and before_the_end

    def matches(self, values: Mapping[str, Iterable[str]]) -> bool:
        """Whether each dimension that is asked for and known here has one of its values."""
        return all(
            any(value in self.wanted[dimension] for value in here)
            for dimension, here in values.items()
            if dimension in self.wanted
        )


def tally(
    records: Records, measure: Count | Sum, since: date | None = None, until: date | None = None
) -> dict[str, Range]:
    """What a count or a sum comes to: its three parts, its total, its total without estimates."""
    asked = _asked(measure, since, until)
    if asked.thing == "people":
        return of_bodies(records, _people(records, asked))
    return of_rows(_rows(records, asked))


def grades_on_record(
    records: Records, measure: Count | Sum, since: date | None = None, until: date | None = None
) -> set[str]:
    """The grades of whatever is added, be it nothing that it adds."""
    asked = _asked(measure, since, until)
    rows = _people(records, asked) if asked.thing == "people" else _rows(records, asked)
    return {row[-1] for row in rows} & set(GRADES)


def _asked(measure: Count | Sum, since: date | None, until: date | None) -> Asked:
    wanted = {
        dimension: {str(value) for value in values}
        for dimension, values in dict(measure.where).items()
        if values is not None
    }
    thing = measure.count if isinstance(measure, Count) else measure.sum
    return Asked(thing, wanted, since, until)


def _people(records: Records, asked: Asked) -> Iterator[Heads]:
    if asked.wanted.keys() & {"outcome", "title", "level"}:
        return _achievers(records, asked)
    return _attenders(records, asked)


def _rows(records: Records, asked: Asked) -> Iterator[Row]:
    of = {
        "outcomes": _awards,
        "qualifications": _awards,
        "organisations": _places,
        "sites": _places,
        "curriculum-areas": _areas,
        "attendances": _attended,
        "learner-days": _attended,
        "learner-hours": _attended,
    }
    return of.get(asked.thing, _delivered)(records, asked)


def _held(records: Records, asked: Asked) -> list[Session]:
    return [
        session
        for session in records.sessions.values()
        if session.status == "held" and asked.within(session.date)
    ]


# --- what is matched ---


def _words(*values: object) -> list[str]:
    return [str(value) for value in values if value is not None]


def _of_organisation(records: Records, id_: str | None) -> dict[str, list[str]]:
    if id_ is None:
        return {dimension: [] for dimension in OF_ORGANISATION}
    place = records.organisations[id_]
    return {
        "organisation": [id_],
        "organisation_type": [place.type],
        "organisation_role": list(place.roles),
        "setting": _words(place.setting),
    }


def _of_member(records: Records, id_: str) -> dict[str, list[str]]:
    who = records.people[id_]
    return {
        "person": [id_],
        "role": _words(who.role),
        "client_group": _words(who.client_group),
        "age_band": _words(who.age_band),
        **_of_organisation(records, who.organisation),
    }


def _of_attended(session: Session) -> dict[str, list[str]]:
    return {
        "kind": [session.kind],
        "curriculum": list(session.curriculum),
        "held_at": _words(session.organisation),
    }


def _of_delivered(records: Records, session: Session) -> dict[str, list[str]]:
    return {
        **_of_organisation(records, session.organisation),
        "kind": [session.kind],
        "basis": [session.basis],
    }


# --- what is added ---


def _attenders(records: Records, asked: Asked) -> Iterator[Heads]:
    """Each person or group who attended, how many they are, and their grade."""
    for id_, who in records.people.items():
        if not asked.matches(_of_member(records, id_)):
            continue
        parts, grades = [], []
        for session in _held(records, asked):
            grade = worse(session.basis, who.basis)
            if grade == "planned" or not asked.matches(_of_attended(session)):
                continue
            for row in session.attended:
                if row.person == id_:
                    parts.append(heads(who, row))
                    grades.append(grade)
        if not parts or best(grades) not in asked.wanted.get("basis", GRADES):
            continue
        largest = max(low for low, _ in parts)
        together = sum(high for _, high in parts)
        yield id_, (largest, min(size(who)[1], together)), best(grades)


def _achievers(records: Records, asked: Asked) -> Iterator[Heads]:
    for id_ in records.people:
        grades = [grade for whose, _, grade in _gained(records, asked) if whose == id_]
        if grades:
            yield id_, one_number(1), best(grades)


def _awards(records: Records, asked: Asked) -> Iterator[Row]:
    for _, kind, grade in _gained(records, asked):
        if asked.thing == "outcomes" or kind == "qualification":
            yield one_number(1), grade


def _gained(records: Records, asked: Asked) -> Iterator[tuple[str, str, str]]:
    """Each outcome achieved: whose, of what kind, and its grade."""
    for id_, who in records.people.items():
        for outcome in getattr(who, "outcomes", []):
            of_outcome = {
                "outcome": [outcome.kind],
                "title": _words(outcome.title),
                "level": _words(outcome.level),
            }
            grade = worse(outcome.basis, who.basis)
            if (
                outcome.status == "achieved"
                and grade != "planned"
                and asked.within(outcome.date)
                and asked.matches(_of_member(records, id_))
                and asked.matches(of_outcome)
            ):
                yield id_, outcome.kind, grade


def _attended(records: Records, asked: Asked) -> Iterator[Row]:
    for session in _held(records, asked):
        for row in session.attended:
            who = records.people[row.person]
            grade = worse(session.basis, who.basis)
            of_row = {
                **_of_member(records, row.person),
                **_of_attended(session),
                "basis": [grade],
            }
            if not asked.matches(of_row):
                continue
            lasted = days(records, row) or days(records, session)
            if asked.thing == "attendances":
                yield heads(who, row), grade
            elif lasted is not None:
                unit = 1 if asked.thing == "learner-days" else records.project.hours_per_day
                yield times(times(heads(who, row), lasted), one_number(unit)), grade


def _delivered(records: Records, asked: Asked) -> Iterator[Row]:
    for session in _held(records, asked):
        of_session = {
            **_of_delivered(records, session),
            "curriculum": list(session.curriculum),
        }
        if asked.thing.startswith("reach-"):
            reach = session.reach
            reached = reach and getattr(reach, asked.thing.removeprefix("reach-"))
            if session.kind != "dissemination" or reach is None or reached is None:
                continue
            grade = worse(session.basis, reach.basis)
            of_reach = {"audience": _words(reach.audience), "basis": [grade]}
            if asked.matches({**of_session, **of_reach}):
                yield as_range(reached), grade
        elif asked.matches(of_session):
            lasted = days(records, session)
            if asked.thing == "sessions":
                yield one_number(1), session.basis
            elif lasted is not None:
                yield lasted, session.basis


def _areas(records: Records, asked: Asked) -> Iterator[Row]:
    held = [session for session in _held(records, asked) if session.basis != "planned"]
    for area in sorted({area for session in held for area in session.curriculum}):
        grades = [
            session.basis
            for session in held
            if area in session.curriculum
            and asked.matches({**_of_delivered(records, session), "curriculum": [area]})
        ]
        if grades:
            yield one_number(1), best(grades)


def _places(records: Records, asked: Asked) -> Iterator[Row]:
    for id_, place in records.organisations.items():
        if place.type == "organisation":
            has_sites = any(other.site_of == id_ for other in records.organisations.values())
            counts = asked.thing == "organisations" or not has_sites
        else:
            counts = asked.thing == "sites"
        stands = None
        for step in sorted(place.engagement, key=lambda step: step.date):
            if asked.until is None or step.date <= asked.until:
                stands = step.status
        if "engagement" in asked.wanted:
            counts = counts and stands in asked.wanted["engagement"]
        elif place.engagement:
            counts = counts and stands in TAKING_PART
        if counts and asked.matches(_of_organisation(records, id_)):
            yield one_number(1), "documented"
