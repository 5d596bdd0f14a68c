"""Records that look as if they were of one thing, each pair with its reasons."""

from collections.abc import Callable, Iterator

from fifrecords.entry.doubles.organisations import alike_organisations
from fifrecords.entry.doubles.pair import Pair
from fifrecords.entry.doubles.people import alike_groups, alike_persons
from fifrecords.entry.doubles.sessions import alike_sessions
from fifrecords.entry.plan import Plan, path_of
from fifrecords.entry.references import Named
from fifrecords.model.call import BadCall
from fifrecords.model.kinds import KINDS, Kind
from fifrecords.model.records import Records
from fifrecords.store.edits import Added

_LOOKING: tuple[tuple[Kind, Callable[[Records], Iterator[Pair]]], ...] = (
    ("people", alike_persons),
    ("people", alike_groups),
    ("organisations", alike_organisations),
    ("sessions", alike_sessions),
)


def doubles(records: Records) -> list[Pair]:
    """The pairs that are likely of one thing and not marked as two, the likeliest first."""
    found = [
        pair
        for kind, looking in _LOOKING
        for pair in looking(records)
        if pair.is_likely and not is_marked(records, kind, *pair.ids)
    ]
    return sorted(found, key=lambda pair: (-pair.strength, pair.kind, pair.ids))


def is_marked(records: Records, kind: Kind, one: str, other: str) -> bool:
    """Whether one of two records says that it is not the other."""
    of = records.of(kind)
    return other in of[one].not_the_same_as or one in of[other].not_the_same_as


def told_apart(records: Records, one: Named, other: Named) -> Plan:
    """Plans that a record says that it is not another.

    Raises:
        BadCall: If they are of different kinds, or marked already.
    """
    for kind in KINDS:
        if one.family == other.family == kind and one != other:
            if is_marked(records, kind, one.id, other.id):
                raise BadCall(f"{one} and {other} are marked as two already")
            plan = Plan(records.root, f"Mark {one} and {other.id} as two")
            plan.edit(path_of(records, str(one)), [Added(("not_the_same_as",), other.id)])
            return plan
    raise BadCall(f"{one} and {other} are no two records of one kind; nothing was written")


__all__ = ["Pair", "doubles", "is_marked", "told_apart"]
