"""What stands on a sign-in sheet, and who is expected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeGuard

from fifrecords.model.person import Group, Member
from fifrecords.model.records import Records
from fifrecords.model.session import Session

LAST_SESSIONS = 3
"""Whoever came to one of so many last sessions is expected at the next."""

NOTE = (
    "Keep this sheet locked away: with names on it, it says who is who. "
    "Names are never typed into the records."
)
NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Expected:
    """A line of the sheet.

    Attributes:
        id: The person or group.
        name: Their name, where it is known here; empty to be written by hand.
        is_group: Whether heads are counted on the line, and nobody signs it.
    """

    id: str
    name: str = ""
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sign-in sheet.

    Attributes:
        project: The project's title.
        session: The session's id.
        title: What it is called.
        facts: What else is known of it, each with what it is called; empty to be written by hand.
        unit: What a length is written in: ``hours`` or ``days``.
        usual: The session's own length in words; empty where it is not known.
        expected: Who is expected.
        blank: How many lines there are for people who are new.
    """

    project: str
    session: str
    title: str
    facts: tuple[tuple[str, str], ...]
    unit: str
    usual: str
    expected: tuple[Expected, ...]
    blank: int

    @property
    def length_head(self) -> str:
        """The head of the column of lengths."""
        other = f", if not {self.usual}" if self.usual else ""
        return f"{self.unit.capitalize()}{other}"


def sheet_for(
    records: Records, id_: str, names: Mapping[str, str] = NO_NAMES, blank: int = 6
) -> Sheet:
    """The sheet for a session.

    Args:
        records: The records.
        id_: The session, which is on record.
        names: Who is called what, where a private register is open.
        blank: How many lines there are to be for people who are new.
    """
    session = records.sessions[id_]
    lines = [
        Expected(person, names.get(person, ""), isinstance(records.people[person], Group))
        for person in expected(records, session)
    ]
    lines.sort(key=lambda line: (line.is_group, not line.name, line.name.casefold(), line.id))
    unit = "days" if session.days is not None or not _counts_hours(records, session) else "hours"
    return Sheet(
        project=records.project.title if records.project else "",
        session=id_,
        title=session.title or session.kind.replace("-", " ").capitalize(),
        facts=tuple(_facts(records, session)),
        unit=unit,
        usual=_usual(session, unit),
        expected=tuple(lines),
        blank=blank,
    )


def expected(records: Records, session: Session) -> list[str]:
    """Who attended or, where nobody is on record yet, who is likely to.

    Those are the people of its organisation and whoever came to one of the last sessions held
    there, but for those who had left by then or join later. Whoever was forgotten is not.
    """
    if session.attended:
        named = dict.fromkeys(each.person for each in session.attended)
        return [id_ for id_ in named if _is_known(records.people.get(id_))]
    at_home = (
        id_
        for id_, person in records.people.items()
        if session.organisation and person.organisation == session.organisation
    )
    both = {*at_home, *_came_lately(records, session)}
    return sorted(id_ for id_ in both if _takes_part(records.people.get(id_), session.date))


def _came_lately(records: Records, session: Session) -> Iterable[str]:
    before = [
        each
        for each in records.held.values()
        if each.organisation == session.organisation
        and session.organisation
        and each.date < session.date
        and each.attended
    ]
    before.sort(key=lambda each: each.date)
    return {one.person for each in before[-LAST_SESSIONS:] for one in each.attended}


def _is_known(person: Member | None) -> TypeGuard[Member]:
    return person is not None and getattr(person, "forgotten", None) is None


def _takes_part(person: Member | None, day: date) -> bool:
    if not _is_known(person):
        return False
    return (person.left is None or person.left >= day) and (
        person.joined is None or person.joined <= day
    )


def _facts(records: Records, session: Session) -> Iterable[tuple[str, str]]:
    yield "Date", _dates(session)
    yield "Place", _place(records, session)
    trainers = [_name(records, each) for each in session.delivered_by]
    yield "Delivered by", ", ".join(trainers)
    yield "Trainer", ""
    areas = [records.vocabulary.curriculum.get(area, area) for area in session.curriculum]
    if areas:
        yield "Curriculum", ", ".join(areas)


def _dates(session: Session) -> str:
    day = _in_words(session.date)
    return day if session.until is None else f"{day} to {_in_words(session.until)}"


def _in_words(day: date) -> str:
    """A day as it is written in English, whatever the machine's own language."""
    weekday = _WEEKDAYS.split()[day.weekday()]
    return f"{weekday} {day.day} {_MONTHS.split()[day.month - 1]} {day.year}"


_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_MONTHS = "January February March April May June July August September October November December"


def _place(records: Records, session: Session) -> str:
    where = records.organisations.get(session.organisation or "")
    if where is None:
        return session.organisation or ""
    return ", ".join(filter(None, (where.name, where.address)))


def _name(records: Records, id_: str) -> str:
    known = records.organisations.get(id_)
    return known.name if known else id_


def _counts_hours(records: Records, session: Session) -> bool:
    if session.hours is not None:
        return True
    return records.project is not None and records.project.hours_per_day is not None


def _usual(session: Session, unit: str) -> str:
    length = session.days if unit == "days" else session.hours
    if length is None or length.is_range:
        return ""
    return f"{float(length.low):g}"
