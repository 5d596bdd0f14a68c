"""Dates agree with each other, and with the project's own."""

from collections.abc import Iterator
from datetime import date

from fifrecords.check.attenders import attenders
from fifrecords.model.finding import Problem
from fifrecords.model.records import Records


def end_before_start(records: Records) -> Iterator[Problem]:
    """Nothing ends before it starts: no project, session or consent, nobody's time with them."""
    if (project := records.project) and project.ends < project.starts:
        yield Problem("project", ("ends",), _backwards(project.ends, project.starts))
    for id_, session in records.sessions.items():
        if session.until is not None and session.until < session.date:
            message = _backwards(session.until, session.date)
            yield Problem(f"sessions/{id_}", ("until",), message)
    for id_, who in records.people.items():
        if who.left and who.joined and who.left < who.joined:
            yield Problem(f"people/{id_}", ("left",), _backwards(who.left, who.joined))
    for id_, person in records.persons.items():
        for place, consent in enumerate(person.consents):
            if consent.withdrawn and consent.withdrawn < consent.given:
                message = _backwards(consent.withdrawn, consent.given)
                yield Problem(f"people/{id_}", ("consents", place, "withdrawn"), message)


def _backwards(end: date, start: date) -> str:
    return f"{end} is before the start, {start}; mend one of the two"


def outside_the_project(records: Records) -> Iterator[Problem]:
    """A session is held between the project's first day and its last."""
    if (project := records.project) is None or project.ends < project.starts:
        return
    for id_, session in records.held.items():
        if session.date < project.starts or session.last_day > project.ends:
            at = "date" if not project.starts <= session.date <= project.ends else "until"
            span = f"{project.starts} to {project.ends}"
            message = f"{getattr(session, at)} is outside the project, {span}; mend the date"
            yield Problem(f"sessions/{id_}", (at,), message)


def attended_before_joining(records: Records) -> Iterator[Problem]:
    """Nobody attends a session that was over before they joined."""
    sessions_of = attenders(records).sessions_of
    last_days = {id_: session.last_day for id_, session in records.held.items()}
    for who, member in records.people.items():
        if (day := member.joined) is None:
            continue
        for id_ in sessions_of.get(who, ()):
            if id_ in last_days and last_days[id_] < day:
                message = f"{who} joined on {day}, after {last_days[id_]}; mend one"
                yield from _of_attender(records, id_, who, message)


def attended_after_leaving(records: Records) -> Iterator[Problem]:
    """Nobody attends a session that began after they left."""
    sessions_of = attenders(records).sessions_of
    for who, member in records.people.items():
        for id_ in sessions_of.get(who, ()) if member.left else ():
            session = records.held.get(id_)
            if member.left and session and session.date > member.left:
                message = f"{who} left on {member.left}, before {session.date}; mend one"
                yield from _of_attender(records, id_, who, message)


def _of_attender(records: Records, id_: str, who: str, message: str) -> Iterator[Problem]:
    for place, attendance in enumerate(records.sessions[id_].attended):
        if attendance.person == who:
            yield Problem(f"sessions/{id_}", ("attended", place, "person"), message)


def outcome_before_joining(records: Records) -> Iterator[Problem]:
    """An outcome of the project comes no earlier than the person does."""
    for id_, who in records.persons.items():
        for place, outcome in enumerate(who.outcomes):
            if who.joined is not None and outcome.date < who.joined:
                message = f"{outcome.date} is before they joined, {who.joined}; mend one of the two"
                yield Problem(f"people/{id_}", ("outcomes", place, "date"), message)
