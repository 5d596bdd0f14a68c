"""A record, a word or a figure under another name, wherever it is named."""

from pathlib import PurePosixPath

from fifrecords.entry.plan import Plan, path_of
from fifrecords.entry.references import FIGURES, WORDS, Named, names, repoint
from fifrecords.model.call import BadCall
from fifrecords.model.indicator import FUNDING
from fifrecords.model.kinds import FORMS, KINDS
from fifrecords.model.records import Records
from fifrecords.store.edits import Added, Edit, Removed, Renamed
from fifrecords.store.tree import SUFFIX, is_id, no_id

_FORMER = ("former_ids",)


def rename(records: Records, what: Named, new: str) -> Plan:
    """Plans another name for something, and for every place that names it.

    A record keeps its former id. A word of the vocabulary and a figure have no place for one: their
    history stands under the name that they had.

    Args:
        records: The records.
        what: What is renamed.
        new: Its new name.

    Raises:
        BadCall: If it cannot be called so, or what names it cannot be rewritten safely.
    """
    _refuse_name(records, what, new)
    plan = Plan(records.root, f"Rename {what} to {new}")
    repoint(plan, records, what, new)
    if what.family in (*KINDS, FORMS):
        _move(plan, records, what, new)
    elif what.family == FIGURES:
        plan.edit(path_of(records, FIGURES), [Renamed((what.id,), new)])
    else:
        plan.edit(path_of(records, "vocabulary"), [Renamed((what.family, what.id), new)])
    return plan


def _refuse_name(records: Records, what: Named, new: str) -> None:
    there = Named(what.family, new)
    if not is_id(new):
        raise BadCall(no_id(new))
    if what.family == "people" and new[:2] != what.id[:2]:
        raise BadCall(f"{new} would make another kind of it; begin with {what.id[:2]}")
    if new in names(records)[what.family] or records.is_on_record(str(there)):
        merged = what.family in (*KINDS, *WORDS)
        mend = f"to make one of the two: fifrecords merge {what} {there}" if merged else ""
        raise BadCall(f"{there} is on record already{'; ' if mend else ''}{mend}")
    if what.family == FIGURES and new == FUNDING:
        raise BadCall(f"{FUNDING} is the figure of the grant; choose another name")
    if (other := records.renamed.get(str(there))) not in (None, what.id):
        raise BadCall(f"{new} is a former id of {other}; choose another")


def _move(plan: Plan, records: Records, what: Named, new: str) -> None:
    path = path_of(records, str(what))
    if what.family != FORMS:
        former = names(records)[what.family][what.id].former_ids
        plan.edit(path, former_ids_of(former, what.id, new))
    plan.move(path, str(PurePosixPath(path).with_name(new + SUFFIX)))


def former_ids_of(before: tuple[str, ...], more: str, now: str) -> list[Edit]:
    """The edits that note a former id of a record, and take out the one that it has again."""
    again = [Removed((*_FORMER, before.index(now)))] if now in before else []
    return [*again, Added(_FORMER, more)]
