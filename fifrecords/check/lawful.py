"""On what grounds people are on record, who is due to be forgotten, and who was."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from fifrecords.model.finding import Problem, Way
from fifrecords.model.lawful import Grounds
from fifrecords.model.person import Person
from fifrecords.model.records import Records
from fifrecords.model.vocabulary import NOT_ASKED, PREFERRED_NOT_TO_SAY, Characteristic

CONSENT = ("consent", "explicit-consent")

SPECIAL: tuple[Characteristic, ...] = (
    "disability",
    "gender_reassignment",
    "pregnancy_and_maternity",
    "race",
    "religion_or_belief",
    "sexual_orientation",
)
"""The characteristics that are special categories of data, or tell of a person's health.

Article 9(1) of the UK GDPR; Article 4(15) on what concerns health.
"""


def consent_not_on_record(records: Records) -> Iterator[Problem]:
    """Where consent is what a person is on record by, it was given and not withdrawn.

    Articles 6(1)(a), 7 and 9(2)(a) of the UK GDPR.
    """
    for id_, who, grounds in _grounded(records):
        for at, ground in _by_consent(grounds):
            if not any(each.stands(None) for each in who.consents):
                message = f"the ground is {ground}, and {_why_none_stands(who, id_)}"
                yield Problem(f"people/{id_}", (at,), message)


def _by_consent(grounds: Grounds) -> Iterator[tuple[str, str]]:
    """What rests on consent: its field and its value."""
    for name in ("lawful_basis", "special_category_condition"):
        if (ground := getattr(grounds, name)) in CONSENT:
            yield name, ground


def _why_none_stands(who: Person, id_: str) -> str:
    withdrawn = [each.withdrawn for each in who.consents if each.withdrawn]
    if not withdrawn:
        return "no consent is on record; write it under consents, or mend the ground"
    return f"consent was withdrawn on {max(withdrawn)}; forget {id_}, or mend the ground"


def incomplete_grounds(records: Records) -> Iterator[Problem]:
    """Grounds that are written down are whole: a lawful basis, and a condition where one is due.

    A condition is due for what a person said of their disability, health, ethnicity, belief or
    sexual orientation. Articles 6(1) and 9 of the UK GDPR. Where no ground is written down at all,
    nothing is asked for.
    """
    for id_, who, grounds in _grounded(records):
        told = _special(who)
        if grounds.special_category_condition and not grounds.lawful_basis:
            message = "a condition of Article 9 needs a basis of Article 6 too; write lawful_basis"
            yield Problem(f"people/{id_}", ("special_category_condition",), message)
        if told and grounds.lawful_basis and not grounds.special_category_condition:
            message = f"{told} is special-category data; write special_category_condition"
            yield Problem(f"people/{id_}", ("equality", told), message, key=True)


def _special(who: Person) -> Characteristic | None:
    """A characteristic that a person said something of and that Article 9 protects."""
    return next((each for each in SPECIAL if _is_told(who.equality.get(each, ()))), None)


def _is_told(answers: Sequence[str]) -> bool:
    return any(each not in (NOT_ASKED, PREFERRED_NOT_TO_SAY) for each in answers)


def forgotten_person(records: Records) -> Iterator[Problem]:
    """Of a person who was forgotten there is only what the figures need, and nothing new.

    Their own days, grounds, consents and evidence are gone, no outcome came after, and no session
    after that day names them.
    """
    gone = {id_: who.forgotten.date for id_, who in records.persons.items() if who.forgotten}
    for id_, forgotten in gone.items():
        for at in _personal(records.persons[id_]):
            message = f"{id_} was forgotten on {forgotten}; delete this"
            yield Problem(f"people/{id_}", at, message, key=True)
    for id_, session in records.sessions.items() if gone else ():
        for place, attendance in enumerate(session.attended):
            day = gone.get(attendance.person)
            if day is not None and session.date > day:
                message = f"{attendance.person} was forgotten on {day}; use a new id"
                yield Problem(f"sessions/{id_}", ("attended", place, "person"), message)


def _personal(who: Person) -> Iterator[Way]:
    """What a record holds that no figure needs."""
    for name in ("joined", "left", "consents", *Grounds.model_fields):
        if getattr(who, name):
            yield (name,)
    for place, outcome in enumerate(who.outcomes):
        if outcome.evidence:
            yield ("outcomes", place, "evidence")
        if who.forgotten and outcome.date > who.forgotten.date:
            yield ("outcomes", place, "date")


class Due(NamedTuple):
    """A person whom something is to be done about.

    Attributes:
        person: Their id.
        since: The day since which it is due.
        what: Whether to forget them, or to look at their record.
        why: In words.
    """

    person: str
    since: date
    what: str
    why: str


def due(records: Records, as_of: date) -> list[Due]:
    """Who is due to be forgotten, or to be looked at, at the end of a day; the longest due first.

    Args:
        records: The records.
        as_of: The day.
    """
    found = []
    for id_, who, grounds in _grounded(records):
        if grounds.retain_until and grounds.retain_until < as_of:
            why = f"was to be kept until {grounds.retain_until}"
            found.append(Due(id_, grounds.retain_until, "forget", why))
        elif any(_by_consent(grounds)) and (day := _withdrawn(who, as_of)):
            found.append(Due(id_, day, "review", f"consent was withdrawn on {day}"))
    return sorted(found, key=lambda each: (each.since, each.person))


def _withdrawn(who: Person, as_of: date) -> date | None:
    """The day on which the last consent went, where none stands."""
    if any(each.stands(as_of) for each in who.consents):
        return None
    days = (each.withdrawn for each in who.consents)
    return max((day for day in days if day and day <= as_of), default=None)


def _grounded(records: Records) -> Iterator[tuple[str, Person, Grounds]]:
    """The people on record, but for who was forgotten, of whom it is said on what grounds.

    Their own grounds come before the project's.
    """
    default = records.project.data_protection if records.project else None
    for id_, who in records.persons.items():
        own = who.lawful_basis or who.special_category_condition or who.retain_until
        if who.forgotten is None and (own or default):
            yield id_, who, who.over(default)
