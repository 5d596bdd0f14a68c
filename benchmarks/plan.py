"""Who meets whom, where and when: a made-up project that keeps to every rule.

Each organisation walks forward through its own calendar and its people attend nowhere else, so
that nobody is in two places at once; the dates in a person's record are worked out from the
sessions that the person attended.
"""

import json
import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

TEMPLATE = Path(__file__).parent / "template"
STARTS = date(2007, 9, 3)
CALENDAR_DAYS = 1500  # over which the sessions of an organisation are spread
ID_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
GROUP_EVERY = 25  # one record of people in so many is a group
DECLINED_EVERY = 25
HEADCOUNT = (12, 40)
TYPES = {3: "site", 7: "site", 9: "household"}  # by the last digit of its number

WORDS: dict[str, list[str]] = json.loads((TEMPLATE / "words.json").read_text(encoding="utf-8"))


@dataclass
class Attendance:
    """One line of an attendance list."""

    person: str
    days: float | None = None
    headcount: int | None = None


@dataclass
class Session:
    """One session, as far as other records depend on it."""

    id: str
    first_date: date
    last_date: date
    kind: str
    status: str
    areas: list[str]
    days: float
    attended: list[Attendance] = field(default_factory=list)


@dataclass
class Partner:
    """An organisation, a site or a household, with its people and its sessions."""

    id: str
    name: str
    number: int
    people: list[str] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)

    @property
    def declined(self) -> bool:
        """Whether it was asked and said no, so that nobody of it ever attends."""
        return self.number % DECLINED_EVERY == DECLINED_EVERY - 1

    @property
    def type(self) -> str:
        """What it is: an organisation, a site or a household."""
        return "organisation" if self.declined else TYPES.get(self.number % 10, "organisation")


@cache
def vocabulary() -> dict[str, dict[str, str]]:
    """Return the words of the template's vocabulary: list -> id -> label."""
    words: dict[str, dict[str, str]] = {}
    entries: dict[str, str] = {}
    for line in (TEMPLATE / "vocabulary.yaml").read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"(\w+):", line):
            entries = words.setdefault(match[1], {})
        elif match := re.fullmatch(r"  ([\w-]+): (.+)", line):
            entries[match[1]] = match[2]
    return words


def plan_project(
    organisations: int, people: int, sessions: int, chance: random.Random
) -> list[Partner]:
    """Make up the partners, deal them their people and hold their sessions.

    Args:
        organisations: How many organisations, sites and households.
        people: How many people and groups.
        sessions: How many sessions.
        chance: Where chance comes from.
    """
    partners = _name_partners(organisations)
    hosts = [partner for partner in partners if not partner.declined]
    for number, person in enumerate(_ids(people, chance)):
        hosts[number % len(hosts)].people.append(person)
    refusals = [partner for partner in partners if partner.declined][:sessions]
    for partner in refusals:
        _hold_sessions(partner, ["consultation"], 1, chance)
    left = sessions - len(refusals)
    for number, partner in enumerate(hosts):
        share = left // len(hosts) + (number < left % len(hosts))
        _hold_sessions(partner, WORDS["kinds"], share, chance)
    return partners


def _name_partners(size: int) -> list[Partner]:
    names = [f"{first} {last}" for last in WORDS["last_names"] for first in WORDS["first_names"]]
    partners = []
    for number in range(size):
        again = number // len(names)
        name = names[number % len(names)] + (f" {again + 1}" if again else "")
        partners.append(Partner(name.lower().replace(" ", "-"), name, number))
    return partners


def _ids(size: int, chance: random.Random) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < size:
        names["".join(chance.choices(ID_LETTERS, k=5))] = None
    return [f"{'p' if number % GROUP_EVERY else 'g'}-{name}" for number, name in enumerate(names)]


def _hold_sessions(partner: Partner, kinds: list[str], size: int, chance: random.Random) -> None:
    gap = max(CALENDAR_DAYS // max(size, 1), 1)
    when = STARTS + timedelta(days=40 + chance.randrange(gap))
    turn = 0
    while len(partner.sessions) < size:
        when = _working_day(when)
        session = _session(partner, when, chance.choice(kinds), chance)
        turn = _fill(session, partner.people, turn, chance)
        partner.sessions.append(session)
        if session.days == 0.5 and len(partner.sessions) < size and chance.random() < 0.3:
            partner.sessions.append(_afternoon(session, chance))
        when = session.last_date + timedelta(days=1 + chance.randrange(2 * gap))


def _working_day(when: date) -> date:
    return when + timedelta(days=7 - when.weekday()) if when.weekday() > 4 else when


def _session(partner: Partner, when: date, kind: str, chance: random.Random) -> Session:
    areas = chance.sample(sorted(vocabulary()["curriculum"]), chance.choice((1, 1, 2)))
    runs_on = kind == "embedded-activity" and chance.random() < 0.2
    return Session(
        id=f"{when}-{partner.id}-{areas[0]}",
        first_date=when,
        last_date=when + timedelta(days=chance.randrange(2, 9) if runs_on else 0),
        kind=kind,
        status=chance.choices(("held", "cancelled", "planned"), (96, 3, 1))[0],
        areas=areas,
        days=chance.choice((1.5, 2, 3)) if runs_on else chance.choice((0.25, 0.5, 0.5, 0.75, 1)),
    )


def _afternoon(morning: Session, chance: random.Random) -> Session:
    """Return a second half of the day for the same people, under the other heading."""
    return Session(
        id=f"{morning.id}-afternoon",
        first_date=morning.first_date,
        last_date=morning.last_date,
        kind=morning.kind,
        status=morning.status,
        areas=morning.areas,
        days=chance.choice((0.25, 0.5)),
        attended=[Attendance(one.person, None, one.headcount) for one in morning.attended],
    )


def _fill(session: Session, people: list[str], turn: int, chance: random.Random) -> int:
    """Let the next few people attend; return whose turn it is then."""
    if session.status != "held" or session.kind in ("dissemination", "consultation") or not people:
        return turn
    size = min(chance.randrange(5, 15), len(people))
    names = [people[(turn + step) % len(people)] for step in range(size)]
    session.attended = [_attendance(name, session.days, chance) for name in names]
    return (turn + size) % len(people)


def _attendance(person: str, days: float, chance: random.Random) -> Attendance:
    if person.startswith("g-"):
        part = chance.randrange(4, HEADCOUNT[0])
        return Attendance(person, headcount=part if chance.random() < 0.8 else None)
    return Attendance(person, days=days / 2 if chance.random() < 0.06 else None)
