"""What was recorded once is on record once: branches come together without a conflict of ids."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from operator import attrgetter
from typing import TypeVar

from fifrecords.model.finding import Problem
from fifrecords.model.kinds import Kind
from fifrecords.model.organisation import Organisation
from fifrecords.model.records import Records
from fifrecords.model.session import Session

R = TypeVar("R", Organisation, Session)

_OF_THE_RECORD = frozenset({"former_ids", "not_the_same_as"})
"""The fields that tell of a record and its fellows, not of what it records."""


def recorded_twice(records: Records) -> Iterator[Problem]:
    """No two sessions say the same, nor two organisations, nor two outcomes of one person.

    Two branches that record the same thing under two ids come together without a conflict.
    Nothing is said of people: several may well be alike in all that is known of them. An outcome
    that stands twice is counted twice.
    """
    told = {id_: each for id_, each in records.held.items() if each.attended or each.reach}
    yield from _twice("sessions", told, attrgetter("date", "organisation", "title"))
    yield from _twice("organisations", records.organisations, attrgetter("name"))
    for id_, person in records.persons.items():
        for place, outcome in enumerate(person.outcomes):
            if outcome in person.outcomes[:place]:
                message = "says the same as an outcome above; delete it, or say what sets it apart"
                yield Problem(f"people/{id_}", ("outcomes", place), message)


def _twice(
    kind: Kind, records: Mapping[str, R], roughly: Callable[[R], Hashable]
) -> Iterator[Problem]:
    """Problems of records of a kind that say the same as one before.

    Args:
        kind: The kind.
        records: The records by id.
        roughly: What two that say the same have in common, to look no further than needed.
    """
    alike: dict[Hashable, list[str]] = {}
    for id_, record in records.items():
        alike.setdefault(roughly(record), []).append(id_)
    for ids in (ids for ids in alike.values() if len(ids) > 1):
        for place, id_ in enumerate(ids):
            before = (each for each in ids[:place] if _say_the_same(records, each, id_))
            if other := next(before, None):
                mend = f"fifrecords merge {id_} {other}, or say what sets them apart"
                yield Problem(f"{kind}/{id_}", (), f"says the same as {kind}/{other}; {mend}")


def _say_the_same(records: Mapping[str, R], one: str, other: str) -> bool:
    first, second = records[one], records[other]
    if one in second.not_the_same_as or other in first.not_the_same_as:
        return False
    fields = type(first).model_fields.keys() - _OF_THE_RECORD
    return all(getattr(first, name) == getattr(second, name) for name in fields)
