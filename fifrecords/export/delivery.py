"""The tables of what was done and what came of it for people."""

from collections.abc import Iterator, Sequence
from typing import Annotated, NamedTuple

from fifrecords.export.scope import Scope
from fifrecords.export.table import Day, Says, Table
from fifrecords.model.basis import Basis
from fifrecords.model.quantity import Quantity
from fifrecords.model.session import Session
from fifrecords.model.vocabulary import OutcomeKind, OutcomeStatus, SessionKind, SessionStatus
from fifrecords.tally.fact import Fact

_Way = tuple[str, int]
"""A record, and a place in one of its lists, from 0."""


class SessionRow(NamedTuple):
    """A session that began in the days looked at; those that were not held, too."""

    session: Annotated[str, Says("Its id.", key=True)]
    date: Annotated[Day, Says("The day it was held, or began.")]
    until: Annotated[Day | None, Says("The last day of one that ran on.")]
    kind: Annotated[SessionKind, Says("What sort of session.")]
    status: Annotated[SessionStatus, Says("Whether it was held.")]
    title: Annotated[str | None, Says("What it was called.")]
    organisation: Annotated[str | None, Says("Where it was held.", of="organisations")]
    basis: Annotated[Basis, Says("How it is known.")]
    counts: Annotated[
        bool, Says("Whether figures count it: it was held, and its basis is not planned.")
    ]
    delivery_days: Annotated[
        Quantity | None, Says("Its own length, where it counts: a trainer's days.", "days")
    ]


def _sessions(scope: Scope) -> Iterator[SessionRow]:
    counted = {ref for ref, _ in scope.facts.sessions}
    days = {fact.ref: fact.amount for fact in scope.facts.of("delivery-days")}
    for id_, each in _begun(scope):
        ref = f"sessions/{id_}"
        yield SessionRow(
            session=id_,
            date=each.date,
            until=each.until,
            kind=each.kind,
            status=each.status,
            title=each.title,
            organisation=each.organisation,
            basis=each.basis,
            counts=ref in counted,
            delivery_days=days.get(ref),
        )


def _begun(scope: Scope) -> Iterator[tuple[str, Session]]:
    """The sessions that began in the period."""
    for id_, each in scope.records.sessions.items():
        if scope.period.holds(each.date):
            yield id_, each


class AreaRow(NamedTuple):
    """A curriculum area of a session."""

    session: Annotated[str, Says("The session.", key=True, of="sessions")]
    area: Annotated[str, Says("What was taught, a word of the list curriculum.", key=True)]


def _areas(scope: Scope) -> Iterator[AreaRow]:
    for id_, each in _begun(scope):
        for area in each.curriculum:
            yield AreaRow(id_, area)


class DelivererRow(NamedTuple):
    """An organisation that delivered a session."""

    session: Annotated[str, Says("The session.", key=True, of="sessions")]
    organisation: Annotated[str, Says("Who delivered it.", key=True, of="organisations")]


def _deliverers(scope: Scope) -> Iterator[DelivererRow]:
    for id_, each in _begun(scope):
        for organisation in dict.fromkeys(each.delivered_by):
            yield DelivererRow(id_, organisation)


class AttendanceRow(NamedTuple):
    """One person, or some or all of a group, at a session that counts."""

    session: Annotated[str, Says("The session.", key=True, of="sessions")]
    place: Annotated[int, Says("The place in the session's list, from 1.", key=True)]
    person: Annotated[str, Says("Who attended.", of="people")]
    heads: Annotated[Quantity, Says("How many of them came.", "people", whole=True)]
    learner_days: Annotated[
        Quantity | None, Says("Days times heads; empty where no length is recorded.", "days")
    ]
    learner_hours: Annotated[
        Quantity | None,
        Says("The same in hours; empty where the project has no hours per day.", "hours"),
    ]
    basis: Annotated[Basis, Says("How it is known: as the weaker of person and session.")]


def _attendances(scope: Scope) -> Iterator[AttendanceRow]:
    days, hours = (
        _amounts(scope.facts.of("learner-days")),
        _amounts(scope.facts.of("learner-hours")),
    )
    for fact in scope.facts.of("attendances"):
        ref, place = way = _way(fact)
        yield AttendanceRow(
            session=_id(ref),
            place=place + 1,
            person=fact.body,
            heads=fact.amount,
            learner_days=days.get(way),
            learner_hours=hours.get(way),
            basis=fact.basis,
        )


class ReachRow(NamedTuple):
    """How far a dissemination session that counts has reached."""

    session: Annotated[str, Says("The session.", key=True, of="sessions")]
    audience: Annotated[str | None, Says("Whom it was for, a word of the list audiences.")]
    people: Annotated[Quantity | None, Says("How many people it reached.", "people", whole=True)]
    organisations: Annotated[
        Quantity | None, Says("How many organisations it reached.", "organisations", whole=True)
    ]
    basis: Annotated[Basis, Says("How the numbers are known.")]


def _reach(scope: Scope) -> Iterator[ReachRow]:
    people = {fact.ref: fact for fact in scope.facts.of("reach-people")}
    organisations = {fact.ref: fact for fact in scope.facts.of("reach-organisations")}
    for ref, session in scope.facts.sessions:
        whom, which = people.get(ref), organisations.get(ref)
        if known := whom or which:
            yield ReachRow(
                session=_id(ref),
                audience=session.reach.audience if session.reach else None,
                people=whom.amount if whom else None,
                organisations=which.amount if which else None,
                basis=known.basis,
            )


class OutcomeRow(NamedTuple):
    """Something a person gained in the days looked at, or was then on the way to."""

    person: Annotated[str, Says("Who.", key=True, of="people")]
    place: Annotated[int, Says("The place in the person's list, from 1.", key=True)]
    date: Annotated[Day, Says("The day it was gained or noted.")]
    kind: Annotated[OutcomeKind, Says("What sort of gain.")]
    title: Annotated[str | None, Says("What it is called.")]
    level: Annotated[str | None, Says("A qualification's level.")]
    status: Annotated[OutcomeStatus, Says("How far it has come.")]
    basis: Annotated[Basis, Says("How it is known.")]
    counts: Annotated[
        bool, Says("Whether figures count it: it was achieved, and is known to have been.")
    ]


def _outcomes(scope: Scope) -> Iterator[OutcomeRow]:
    counted = {_way(fact): fact for fact in scope.facts.outcomes}
    for id_, person in scope.records.persons.items():
        for place, each in enumerate(person.outcomes):
            fact = counted.get((f"people/{id_}", place))
            if scope.period.holds(each.date):
                yield OutcomeRow(
                    person=id_,
                    place=place + 1,
                    date=each.date,
                    kind=each.kind,
                    title=each.title,
                    level=None if each.level is None else str(each.level),
                    status=each.status,
                    basis=fact.basis if fact else each.basis,
                    counts=fact is not None,
                )


def _amounts(facts: Sequence[Fact]) -> dict[_Way, Quantity]:
    return {_way(fact): fact.amount for fact in facts}


def _way(fact: Fact) -> _Way:
    _, place = fact.at
    assert isinstance(place, int)
    return fact.ref, place


def _id(ref: str) -> str:
    return ref.partition("/")[2]


TABLES = (
    Table("sessions", SessionRow, _sessions),
    Table("session_areas", AreaRow, _areas),
    Table("session_deliverers", DelivererRow, _deliverers),
    Table("attendances", AttendanceRow, _attendances),
    Table("reach", ReachRow, _reach),
    Table("outcomes", OutcomeRow, _outcomes),
)
