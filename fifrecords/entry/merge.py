"""Two records of one person, organisation or session made one, and every place that names them."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from fifrecords.check.references import Mention
from fifrecords.entry.fields import LENGTHS
from fifrecords.entry.plan import Plan, path_of
from fifrecords.entry.references import WORDS, Named, mentions, names, rename_in, repoint, value_of
from fifrecords.entry.rename import former_ids_of
from fifrecords.entry.uniting import Side, Uniting, as_attended, as_list
from fifrecords.model.call import BadCall
from fifrecords.model.kinds import KINDS
from fifrecords.model.records import Records
from fifrecords.model.session import Attendance, Session
from fifrecords.store.comments import comments
from fifrecords.store.edit import remarked
from fifrecords.store.edits import Added, Edit, Removed

_NAMING = ("not_the_same_as", "may_overlap_with")


def merge(records: Records, gone: Named, kept: Named, taken: Mapping[str, str]) -> Plan:
    """Plans that one record takes in another, which goes: they were of one thing.

    What the one that stays does not say, it says afterwards; every comment of the other is kept at
    its end, and the other's id among its former ids. A word of the vocabulary takes in another too.

    Args:
        records: The records.
        gone: The one that goes.
        kept: The one that stays.
        taken: Whose word is taken in fields that differ: ids by field, under ``""`` for the others.

    Raises:
        Differ: If a field differs and nobody's word is taken.
        BadCall: If they cannot be of one thing, or what names them cannot be rewritten safely.
    """
    _refuse(records, gone, kept, taken)
    plan = Plan(records.root, f"Merge {gone} into {kept}")
    if gone.family in WORDS:
        repoint(plan, records, gone, kept.id)
        plan.edit(path_of(records, "vocabulary"), [Removed((gone.family, gone.id))])
        return plan
    uniting = Uniting(_side(plan, records, gone), _side(plan, records, kept), taken)
    path = path_of(records, str(kept))
    plan.edit(path, [*uniting.edits(), *_naming(uniting)])
    if isinstance(uniting.kept.record, Session):
        plan.edit(path, list(_attenders(records, uniting, plan, path)))
    plan.edit(path, _former(uniting))
    _keep_comments(plan, path_of(records, str(gone)), path, gone)
    plan.delete(path_of(records, str(gone)))
    _attend_once(plan, records, gone, kept)
    return plan


def _refuse(records: Records, gone: Named, kept: Named, taken: Mapping[str, str]) -> None:
    if gone == kept:
        raise BadCall(f"{gone} is one record already")
    if gone.family != kept.family or gone.family not in (*KINDS, *WORDS):
        raise BadCall(f"{gone} and {kept} are not of one kind; nothing can be both")
    if gone.family == "people" and gone.id[:2] != kept.id[:2]:
        raise BadCall(f"{gone.id} and {kept.id} are a group and one person; nothing can be both")
    if strangers := set(taken.values()) - {gone.id, kept.id}:
        raise BadCall(f"--take {min(strangers)}: write {gone.id} or {kept.id}")
    if gone.family in KINDS:
        one, other = (names(records)[each.family][each.id] for each in (gone, kept))
        if kept.id in one.not_the_same_as or gone.id in other.not_the_same_as:
            raise BadCall(f"{gone} and {kept} are marked as two; delete not_the_same_as first")
        _refuse_forgotten(gone.id, one, kept.id, other)
        if kept.id == getattr(one, "site_of", None) or gone.id == getattr(other, "site_of", None):
            raise BadCall(f"one of {gone} and {kept} is a site of the other; nothing can be both")


def _refuse_forgotten(one: str, record: Any, other: str, beside: Any) -> None:
    """Refuses to give somebody who was forgotten back what another record says of them."""
    told = {id_: getattr(who, "forgotten", None) for id_, who in ((one, record), (other, beside))}
    forgotten = [(id_, each.date) for id_, each in told.items() if each]
    if len(forgotten) == 1:
        ((gone, day),) = forgotten
        known = other if gone == one else one
        why = f"{gone} was forgotten on {day} and {known} was not"
        raise BadCall(f"{why}; where they are one person, forget {known} first")


def _side(plan: Plan, records: Records, what: Named) -> Side:
    record = names(records)[what.family][what.id]
    return Side(what.id, record, value_of(plan, path_of(records, str(what))))


def _naming(uniting: Uniting) -> Iterator[Edit]:
    """What the two say of other records, but for each other."""
    gone, kept = uniting.gone, uniting.kept
    for name in _NAMING:
        if name not in type(kept.record).model_fields:
            continue
        there = getattr(kept.record, name)
        if gone.id in there:
            yield Removed((name, there.index(gone.id)))
        yield from (
            Added((name,), id_)
            for id_ in getattr(gone.record, name)
            if id_ not in (*there, gone.id, kept.id)
        )


def _former(uniting: Uniting) -> list[Edit]:
    gone, kept = (side.record.former_ids for side in (uniting.gone, uniting.kept))  # type: ignore[attr-defined]
    more = [Added(("former_ids",), id_) for id_ in gone if id_ not in kept]
    return [*former_ids_of(kept, uniting.gone.id, uniting.kept.id), *more]


def _keep_comments(plan: Plan, path: str, to: str, gone: Named) -> None:
    told, there = (
        comments(plan.held(each).decode("utf-8-sig").replace("\r\n", "\n")) for each in (path, to)
    )
    kept = [each for each in dict.fromkeys(told) if each not in there]
    if kept:
        head = f"# Merged from {gone.id}:"
        plan.rewrite(to, lambda text: remarked(text, [head, *kept]))


def _attenders(records: Records, uniting: Uniting, plan: Plan, path: str) -> Iterator[Edit]:
    """Whoever attended by the one record and not by the other."""
    gone, kept = uniting.gone, uniting.kept
    value = value_of(plan, path)
    whole = _whole(records, gone, kept, value)
    there, parts = (_by_person(side, whole) for side in (kept, gone))
    written = as_list(gone.value.get("attended"))
    for at, (each, as_written) in enumerate(zip(_attended(gone), written, strict=True)):
        if each.person not in there:
            yield Added(("attended",), as_written)
        elif parts[each.person] != there[each.person]:
            place = _place(records, f"sessions/{gone.id}", ("attended", at))
            raise BadCall(f"{place}: {each.person} is otherwise in {kept.id}; make them agree")


def _by_person(side: Side, whole: tuple[Any, Any]) -> Mapping[str, Counter[Hashable]]:
    """Each attender's attendances: of a group, several parts may have come."""
    found: dict[str, Counter[Hashable]] = defaultdict(Counter)
    for each in _attended(side):
        found[each.person][as_attended(each, whole)] += 1
    return found


def _attended(side: Side) -> tuple[Attendance, ...]:
    assert isinstance(side.record, Session)
    return side.record.attended


def _whole(records: Records, gone: Side, kept: Side, value: Mapping[str, Any]) -> tuple[Any, Any]:
    """The length of the session that the two become, as one of them understands it."""
    for side in (kept, gone):
        if all(side.value.get(unit) == value.get(unit) for unit in LENGTHS):
            session = records.sessions[side.id]
            return session.days, session.hours
    raise AssertionError


def _attend_once(plan: Plan, records: Records, gone: Named, kept: Named) -> None:
    """Every name of the one that goes made that of the one that stays; nobody attends twice."""
    found = mentions(records, gone) if gone.family == "people" else []
    twice: dict[str, list[Mention]] = {}
    for mention in found:
        if mention.at[0] == "attended" and _is_there(records, mention.ref, kept.id):
            twice.setdefault(mention.ref, []).append(mention)
    repoint(plan, records, gone, kept.id, apart={str(kept), *twice})
    for ref, places in twice.items():
        _attend_as_one(plan, records, ref, places, kept.id)


def _is_there(records: Records, ref: str, person: str) -> bool:
    session = records.sessions[ref.partition("/")[2]]
    return any(each.person == person for each in session.attended)


def _attend_as_one(
    plan: Plan, records: Records, ref: str, places: list[Mention], kept: str
) -> None:
    """One attendance instead of two that are the same; parts of one group stay two."""
    session = records.sessions[ref.partition("/")[2]]
    path = path_of(records, ref)
    whole = session.days, session.hours
    there = [as_attended(each, whole) for each in session.attended if each.person == kept]
    are_heads = all(each.headcount for each in session.attended if each.person == kept)
    for mention in sorted(places, key=lambda each: int(each.at[1]), reverse=True):
        own = session.attended[int(mention.at[1])]
        if as_attended(own, whole) in there:
            there.remove(as_attended(own, whole))
            plan.edit(path, [Removed(mention.at[:2])])
        elif own.headcount is not None and are_heads:
            rename_in(plan, path, [mention], kept)
        else:
            place = _place(records, ref, mention.at)
            raise BadCall(f"{place}: {mention.id} and {kept} differ here; make them agree first")


def _place(records: Records, ref: str, at: tuple[Any, ...]) -> str:
    source = records.sources[ref]
    line, column = source.place(at)
    return f"{source.path}:{line}:{column}"
