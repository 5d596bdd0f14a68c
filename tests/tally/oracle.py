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


def _matches(wanted: Wanted, values: Mapping[str, Iterable[str]]) -> bool:
    """Whether each dimension that is asked for and known here has one of its values."""
    return all(
        any(value in wanted[dimension] for value in here)
        for dimension, here in values.items()
        if dimension in wanted
    )


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
        if not _matches(wanted, _of_member(records, id_)):
            continue
        parts, grades = [], []
        for session in held:
            grade = worse(session.basis, who.basis)
            if grade == "planned" or not _matches(wanted, _of_attended(session)):
                continue
            for row in session.attended:
                if row.person == id_:
                    parts.append(heads(who, row))
                    grades.append(grade)
        if not parts:
            continue
        grade = best(grades)
        if "basis" in wanted and grade not in wanted["basis"]:
            continue
        size = size(who)
        high = min(size[1], sum(part[1] for part in parts))
        yield id_, (max(part[0] for part in parts), high), grade


def _achievers(records: Records, asked: Asked) -> Iterator[Heads]:
    for id_ in records.people:
        grades = [grade for whose, grade in _gained(records, wanted, since, until) if whose == id_]
        if grades:
            yield id_, one_number(1), best(grades)


def _awards(records: Records, asked: Asked) -> Iterator[Row]:
    if name == "qualifications":
        only = {"qualification"} & wanted.get("outcome", {"qualification"})
        wanted = {**wanted, "outcome": only}
    for _, grade in _gained(records, wanted, since, until):
        yield one_number(1), grade


def _gained(records: Records, asked: Asked) -> Iterator[tuple[str, str]]:
    for id_, who in records.people.items():
        for outcome in getattr(who, "outcomes", []):
            of_outcome = {
                "outcome": [outcome.kind],
                "title": _words(outcome.title),
                "level": _words(outcome.level),
            }
            if (
                outcome.status == "achieved"
                and _within(outcome.date, since, until)
                and _matches(wanted, _of_member(records, id_))
                and _matches(wanted, of_outcome)
            ):
                yield id_, worse(outcome.basis, who.basis)


def _attended(records: Records, asked: Asked) -> Iterator[Row]:
    for session in held:
        for row in session.attended:
            who = records.people[row.person]
            grade = worse(session.basis, who.basis)
            values = {
                **_of_member(records, row.person),
                **_of_attended(session),
                "basis": [grade],
            }
            if not _matches(wanted, values):
                continue
            amount = heads(who, row)
            if name != "attendances":
                own = row if row.days is not None or row.hours is not None else session
                amount = times(amount, days(records, own))
            if name == "learner-hours":
                amount = times(amount, one_number(records.project.hours_per_day or 0))
            yield amount, grade


def _delivered(records: Records, asked: Asked) -> Iterator[Row]:
    for session in held:
        values = {**_of_delivered(records, session), "curriculum": list(session.curriculum)}
        grade = session.basis
        amount = one_number(1)
        if name == "delivery-days":
            amount = days(records, session)
        if name.startswith("reach-"):
            reach = session.reach
            reached = reach and getattr(reach, name.removeprefix("reach-"))
            if session.kind != "dissemination" or reach is None or reached is None:
                continue
            grade = worse(grade, reach.basis)
            amount = as_range(reached)
            values = {**values, "audience": _words(reach.audience), "basis": [grade]}
        if _matches(wanted, values):
            yield amount, grade


def _areas(records: Records, asked: Asked) -> Iterator[Row]:
    for area in sorted({area for session in held for area in session.curriculum}):
        grades = [
            session.basis
            for session in held
            if area in session.curriculum
            and _matches(wanted, {**_of_delivered(records, session), "curriculum": [area]})
            and session.basis != "planned"
        ]
        if grades:
            yield one_number(1), best(grades)


def _places(records: Records, asked: Asked) -> Iterator[Row]:
    for id_, place in records.organisations.items():
        has_sites = any(other.site_of == id_ for other in records.organisations.values())
        if place.type == "organisation" and name == "sites" and has_sites:
            continue
        if place.type != "organisation" and name == "organisations":
            continue
        stands = None
        for step in sorted(place.engagement, key=lambda step: step.date):
            if until is None or step.date <= until:
                stands = step.status
        if "engagement" in wanted:
            taken = stands in wanted["engagement"]
        else:
            taken = stands in TAKING_PART or not place.engagement
        if taken and _matches(wanted, _of_organisation(records, id_)):
            yield one_number(1), "documented"
