"""Write the records of a large made-up project: the same bytes for the same numbers.

Run as `python benchmarks/generate.py DIR [--organisations N] [--people N] [--sessions N]`.
"""

import argparse
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from plan import HEADCOUNT, STARTS, TEMPLATE, WORDS, Partner, Session, plan_project, vocabulary

TRAINERS = 3  # the first few organisations deliver the sessions
HOURS_PER_DAY = 6

Dates = tuple[date, date]


def write_project(
    folder: Path,
    organisations: int = 200,
    people: int = 5000,
    sessions: int = 10000,
    seed: int = 7,
) -> int:
    """Write `folder/records/` and return how many organisations, people and sessions are in it.

    Args:
        folder: Where `records/` goes.
        organisations: How many organisations, sites and households.
        people: How many people; one record in twenty-five is a group.
        sessions: How many sessions, in a folder for each year.
        seed: Another seed makes another project of the same size.
    """
    chance = random.Random(seed)
    partners = plan_project(organisations, people, sessions, chance)
    records = dict(_records(partners, chance))
    for path, text in (records | _project_files(partners)).items():
        target = folder / "records" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return len(records)


def _project_files(partners: list[Partner]) -> dict[str, str]:
    sessions = [session for partner in partners for session in partner.sessions]
    ends = max((session.last_date for session in sessions), default=STARTS)
    held = [session.id for session in sessions if session.status == "held"]
    values = {
        "{provider}": partners[0].id,
        "{starts}": str(STARTS),
        "{ends}": str(ends + timedelta(days=60)),
        "{session}": min(held),
        "{held}": f"{len(held):,}",
    }
    templates = [*TEMPLATE.glob("*.yaml"), *TEMPLATE.glob("narrative/*.md")]
    return {str(path.relative_to(TEMPLATE)): _filled(path, values) for path in templates}


def _filled(path: Path, values: dict[str, str]) -> str:
    text = path.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(name, value)
    return text


def _records(partners: list[Partner], chance: random.Random) -> Iterator[tuple[str, str]]:
    trainers = [partner.id for partner in partners[:TRAINERS]]
    for partner in partners:
        yield f"organisations/{partner.id}.yaml", _organisation(partner, partners, chance)
        groups = [person for person in partner.people if person.startswith("g-")]
        for person, dates in _attended_dates(partner).items():
            if person in groups:
                text = _group(person, partner, groups, chance)
            else:
                text = _person(partner, dates, chance)
            yield f"people/{person}.yaml", text
        for session in partner.sessions:
            path = f"sessions/{session.first_date.year}/{session.id}.yaml"
            yield path, _session(session, partner, chance.choice(trainers), chance)


def _attended_dates(partner: Partner) -> dict[str, Dates]:
    """Return the first and the last date of each person's sessions."""
    default = (STARTS + timedelta(days=60), STARTS + timedelta(days=60))
    dates = dict.fromkeys(partner.people, default)
    seen: set[str] = set()
    for session in partner.sessions:
        for one in session.attended:
            first = dates[one.person][0] if one.person in seen else session.first_date
            dates[one.person] = (first, session.last_date)
            seen.add(one.person)
    return dates


def _organisation(partner: Partner, partners: list[Partner], chance: random.Random) -> str:
    lines = [f"name: {partner.name}", f"type: {partner.type}"]
    if partner.type == "site":
        lines.append(f"site_of: {partners[partner.number - 1].id}")
    lines.append(f"roles: [{', '.join(_roles(partner, chance))}]")
    lines.append(f"setting: {_pick('settings', chance)}")
    if partner.type != "household":
        street, town = chance.choice(WORDS["streets"]), chance.choice(WORDS["towns"])
        lines.append(f"address: {chance.randrange(1, 150)} {street}, {town}")
    if partner.number % 12 != 11:
        lines += ["engagement:", *_engagement(partner, chance)]
    return _joined_lines(lines)


def _roles(partner: Partner, chance: random.Random) -> list[str]:
    if partner.number == 0:
        return ["lead-partner", "training-partner"]
    if partner.number < TRAINERS:
        return ["training-partner"]
    also = chance.choice(([], [], ["referral-source"], ["stakeholder"]))
    return ["beneficiary", *also]


def _engagement(partner: Partner, chance: random.Random) -> Iterator[str]:
    first = min(
        (session.first_date for session in partner.sessions), default=STARTS + timedelta(days=40)
    )
    last = max((session.last_date for session in partner.sessions), default=first)
    yield f"  - {{date: {first - timedelta(days=35)}, status: approached}}"
    if not partner.declined:
        yield f"  - {{date: {first - timedelta(days=10)}, status: agreed}}"
    ending = chance.choice(("completed", "completed", "sustaining", "sustaining", "withdrew"))
    if partner.number < TRAINERS:
        ending = "sustaining"
    after = last + timedelta(days=chance.randrange(5, 30))
    yield f"  - {{date: {after}, status: {'declined' if partner.declined else ending}}}"


def _person(partner: Partner, dates: Dates, chance: random.Random) -> str:
    role = chance.choices(list(vocabulary()["roles"]), (12, 4, 2, 1))[0]
    lines = [f"role: {role}", f"organisation: {partner.id}"]
    if role == "service-user":
        lines.append(f"client_group: {_pick('client_groups', chance)}")
    lines.append(f"age_band: {_pick('age_bands', chance)}")
    lines += _equality(chance)
    joined = max(STARTS, dates[0] - timedelta(days=chance.randrange(20)))
    lines.append(f"joined: {joined}" + ("   # by referral" if chance.random() < 0.1 else ""))
    if chance.random() < 0.1:
        lines.append(f"left: '{dates[1] + timedelta(days=chance.randrange(25, 40))}'")
    lines += _outcomes(dates[1], chance)
    return _joined_lines(lines)


def _equality(chance: random.Random) -> list[str]:
    disability = chance.choice(("learning-difficulty", "none", "prefer-not-to-say"))
    sex = chance.choice(("female", "male", "not-asked"))
    if chance.random() < 0.8:
        return [f"equality: {{disability: {disability}, sex: {sex}}}"]
    return ["equality:", f"  disability: {disability}", f"  sex: {sex}", "  race: not-asked"]


def _outcomes(last: date, chance: random.Random) -> Iterator[str]:
    size = chance.choices((0, 1, 2), (55, 35, 10))[0]
    if size:
        yield "outcomes:"
    for outcome in chance.sample(WORDS["outcomes"], size):
        when = last + timedelta(days=chance.randrange(20))
        status = chance.choices(("achieved", "working-towards", "pending"), (8, 1, 1))[0]
        evidence = f"evidence: letter of {_day(when)}" if status == "achieved" else ""
        fields = [f"date: {when}", outcome, f"status: {status}", evidence]
        yield f"  - {{{', '.join(filter(None, fields))}}}"


def _group(group: str, partner: Partner, groups: list[str], chance: random.Random) -> str:
    low = chance.randrange(*HEADCOUNT)
    estimated = chance.random() < 0.4
    lines = ["role: service-user", f"organisation: {partner.id}"]
    lines.append(f"headcount: [{low}, {low + 8}]" if estimated else f"headcount: {low}")
    if estimated:
        lines += ["basis: estimated", "because: Told by the home, which has so many residents."]
    if group != groups[0]:
        lines.append(f"may_overlap_with: [{groups[0]}]")
    return _joined_lines(lines)


def _session(session: Session, partner: Partner, trainer: str, chance: random.Random) -> str:
    lines = [f"date: {session.first_date}", f"kind: {session.kind}"]
    if session.last_date != session.first_date:
        lines.insert(1, f"until: {session.last_date}")
    if session.status != "held" or chance.random() < 0.2:
        lines.append(f"status: {session.status}")
    if chance.random() < 0.2:
        lines[0] += f"   # {chance.choice(WORDS['comments'])}"
    lines.append(f"title: {_title(session, chance)}")
    lines += [f"organisation: {partner.id}", f"delivered_by: {trainer}"]
    lines += _list("curriculum", session.areas, flow=chance.random() < 0.8)
    lines.append(_length(session, chance))
    lines += _attended(session, chance)
    if session.kind == "dissemination":
        lines.append(_reach(chance))
    if session.status == "held":
        page = chance.randrange(1, 400)
        lines.append(f"evidence: [sign-in sheet {_day(session.first_date)}, register page {page}]")
    return _joined_lines(lines + _notes(chance))


def _title(session: Session, chance: random.Random) -> str:
    area = vocabulary()["curriculum"][session.areas[0]].lower()
    return chance.choice(WORDS["titles"]) % area


def _length(session: Session, chance: random.Random) -> str:
    if session.last_date == session.first_date and chance.random() < 0.15:
        return f"hours: {session.days * HOURS_PER_DAY:g}"
    return f"days: {session.days:g}"


def _attended(session: Session, chance: random.Random) -> list[str]:
    entries = []
    for one in session.attended:
        more = "" if one.days is None else f", days: {one.days:g}"
        more += "" if one.headcount is None else f", headcount: {one.headcount}"
        entries.append(f"{{person: {one.person}{more}}}" if more else one.person)
    return _list("attended", entries, flow=chance.random() < 0.25) if entries else []


def _reach(chance: random.Random) -> str:
    low = chance.randrange(8, 30)
    people = f"[{low}, {low + 10}], basis: estimated" if low % 3 == 0 else f"{low}"
    audience = _pick("audiences", chance)
    organisations = chance.randrange(2, 12)
    return f"reach: {{organisations: {organisations}, people: {people}, audience: {audience}}}"


def _notes(chance: random.Random) -> list[str]:
    if chance.random() < 0.3:
        return []
    return [
        "notes: |",
        *(f"  {note}" for note in chance.sample(WORDS["notes"], chance.choice((2, 3, 4)))),
    ]


def _list(name: str, entries: Iterable[str], *, flow: bool) -> list[str]:
    if flow:
        return [f"{name}: [{', '.join(entries)}]"]
    return [f"{name}:", *(f"  - {entry}" for entry in entries)]


def _pick(list_name: str, chance: random.Random) -> str:
    return chance.choice(list(vocabulary()[list_name]))


def _day(when: date) -> str:
    return f"{when.day} {when:%B}"


def _joined_lines(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write a project of the size that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", metavar="DIR", type=Path, help="where records/ goes")
    parser.add_argument("--organisations", type=int, default=200, metavar="N")
    parser.add_argument("--people", type=int, default=5000, metavar="N")
    parser.add_argument("--sessions", type=int, default=10000, metavar="N")
    asked = parser.parse_args()
    size = write_project(asked.folder, asked.organisations, asked.people, asked.sessions)
    print(f"{size} records in {asked.folder / 'records'}")


if __name__ == "__main__":
    main()
