"""A new person, under a random id and never a name; a group that was counted."""

from collections.abc import Iterable
from typing import get_args

from fifrecords.entry.answers import choice, day, heads, how_many, pair, words
from fifrecords.entry.choices import among, groups, last_session, organisations, word
from fifrecords.entry.ids import ids_of, random_id
from fifrecords.entry.kinds.kind import Kind, named_id
from fifrecords.entry.plan import Plan
from fifrecords.entry.question import Moment, Question
from fifrecords.model.kinds import GROUP_PREFIX, PERSON_PREFIX
from fifrecords.model.meanings import BASES
from fifrecords.model.vocabulary import Characteristic
from fifrecords.store.compose import record

_CHARACTERISTICS = {name: name.replace("_", " ") for name in get_args(Characteristic)}


def _where_last(moment: Moment) -> str:
    last = last_session(moment.records)
    return (last.organisation if last else None) or ""


def _only_role(moment: Moment) -> str:
    """The one role that there is, or the one that everybody has so far."""
    roles = {who.role for who in moment.records.people.values() if who.role}
    known = roles or set(moment.records.vocabulary.roles)
    return min(known) if len(known) == 1 else ""


_MEMBER = (
    Question(
        "role",
        "What are they to the project",
        choice,
        word("roles"),
        default=_only_role,
        adds="roles",
    ),
    Question(
        "organisation",
        "Where do they live, work or learn",
        choice,
        organisations,
        default=_where_last,
    ),
    Question(
        "client_group",
        "Which client group do they belong to",
        choice,
        word("client_groups"),
        adds="client_groups",
    ),
    Question("age_band", "Which age band", choice, word("age_bands"), adds="age_bands"),
    Question("joined", "Since when are they with the project", day),
)


def _plans_persons(plan: Plan, moment: Moment) -> list[str]:
    given = dict(moment.given)
    number = given.pop("number", None) or 1
    given["equality"] = _answers(given.pop("equality", ()))
    taken = ids_of(moment.records, "people")
    made = set[str]()
    while len(made) < number:
        made.add(random_id(PERSON_PREFIX, taken))
    for id_ in sorted(made):
        plan.write(f"{plan.root}/people/{id_}.yaml", record(given))
    return sorted(made)


def _answers(pairs: Iterable[tuple[str, str]]) -> dict[str, str | list[str]]:
    """What somebody said of themselves, by characteristic; several answers are a list."""
    said: dict[str, list[str]] = {}
    for name, answer in pairs:
        said.setdefault(name, []).append(answer)
    return {name: each[0] if len(each) == 1 else each for name, each in said.items()}


def _plans_group(plan: Plan, moment: Moment) -> list[str]:
    given = dict(moment.given)
    id_ = named_id(plan, moment.records, "people", given.pop("called"), GROUP_PREFIX)
    plan.write(f"{plan.root}/people/{id_}.yaml", record(given))
    return [id_]


PERSON = Kind(
    "Write a person, under a random id.",
    (
        *_MEMBER,
        Question(
            "equality",
            "What did they say of themselves (as sex=female, disability=not-asked)",
            pair,
            among(_CHARACTERISTICS),
            many=True,
        ),
        Question(
            "number",
            "How many people are like this (each gets an id)",
            how_many,
            default=lambda moment: "1",
        ),
    ),
    _plans_persons,
    ("person --role service-user --organisation hostel-a", "person --role service-user --number 3"),
    frozenset({"orphan"}),
)

GROUP = Kind(
    "Write a group of people who were counted, not named.",
    (
        Question("called", "What is the group called, in a word or two", needed=True),
        Question("headcount", "How many are they (a number, or as 8-12)", heads, needed=True),
        *_MEMBER[:4],
        Question(
            "basis",
            "How is their number known",
            choice,
            among(BASES),
            default=lambda moment: "counted",
        ),
        Question(
            "because",
            "How was the estimate made",
            words,
            applies=lambda moment: moment.given.get("basis") == "estimated",
        ),
        Question(
            "may_overlap_with",
            "Which other groups may hold some of the same people",
            choice,
            groups,
            many=True,
            applies=lambda moment: bool(moment.records.groups),
        ),
    ),
    _plans_group,
    ("group --called 'Open door' --headcount 8-12 --role service-user",),
    frozenset({"orphan"}),
)
