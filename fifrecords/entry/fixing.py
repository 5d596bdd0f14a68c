"""What is wrong and can be mended in one way only, mended."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any

from fifrecords.check.rules import MENDS as MENDS_BETWEEN
from fifrecords.check.rules import RULES, Mend, mending
from fifrecords.entry.plan import Plan, path_of
from fifrecords.entry.references import in_order, names, value_of
from fifrecords.model.finding import Problem
from fifrecords.model.records import Records
from fifrecords.model.vocabulary import NOT_ASKED, PREFERRED_NOT_TO_SAY
from fifrecords.store.edit import NotEditable, lying_at, way_of
from fifrecords.store.edits import Edit, Replaced
from fifrecords.store.load import Loaded
from fifrecords.store.mends import MENDS, Faulty

FIXABLE = tuple(name for name in RULES if name in MENDS or name in MENDS_BETWEEN)
"""The rules that have a mend which is certain, in some cases or in all."""

_MOST_ROUNDS = 9
"""One mend may bring to light what another is for: a file that was not read is read then."""


def how_mended(rule: str) -> str:
    """What the mend of a rule does, in a sentence; empty where the rule has none."""
    mend = MENDS.get(rule) or MENDS_BETWEEN.get(rule)
    return (mend.__doc__ or "").strip() if mend else ""


def fix(before: Loaded, rules: Collection[str] = FIXABLE) -> tuple[Plan, Loaded]:
    """Plans every mend that is certain.

    Args:
        before: The records, and all that is wrong with them.
        rules: The rules to mend.

    Returns:
        The plan, and the records as they would be, with what would still be wrong.
    """
    plan = Plan(before.records.root, "Mend what can be mended in one way only")
    after = before
    for _ in range(_MOST_ROUNDS):
        made = dict(plan.changes)
        _mend_files(plan, after, rules)
        _mend_between(plan, after.records, rules)
        if plan.changes == made:
            break
        after = plan.outcome()
    return plan, after


def is_any_certain(state: Loaded) -> bool:
    """Whether a mend is certain of anything that is wrong; nothing is planned."""
    plan = Plan(state.records.root, "")
    rules = {each.rule for each in state.findings}.intersection(FIXABLE)
    if between := rules & MENDS_BETWEEN.keys():
        _mend_between(plan, state.records, between)
    known = frozenset(_known(state.records)) if rules else frozenset()
    for path, rule in _files(state):
        if plan.written:
            break
        _mend_file(plan, path, rule, known)
    return bool(plan.written)


def _files(state: Loaded) -> Iterator[tuple[str, str]]:
    """The files that something is wrong with and may have a mend, each with the rule."""
    found = dict.fromkeys((each.path, each.rule) for each in state.findings)
    return ((path, rule) for path, rule in found if rule in MENDS)


def _mend_files(plan: Plan, state: Loaded, rules: Collection[str]) -> None:
    known = frozenset(_known(state.records))
    for path, rule in _files(state):
        if rule in rules:
            _mend_file(plan, path, rule, known)


def _mend_file(plan: Plan, path: str, rule: str, known: Collection[str]) -> None:
    """Plans a mend of one file, where its place can be told and is free."""
    below = Path(path).relative_to(plan.root).as_posix()
    path = f"{plan.root}/{below}"
    if not (path in plan.changes or Path(path).is_file()):
        return
    try:
        mended = MENDS[rule](Faulty(below, plan.held(path), known))
    except (NotEditable, UnicodeDecodeError):
        return
    plan.replace(path, mended.data)
    to = f"{plan.root}/{mended.below}"
    if mended.below != below and not Path(to).exists() and to not in plan.changes:
        plan.move(path, to)


def _known(records: Records) -> Iterator[str]:
    for ids in names(records).values():
        yield from ids
    yield from (ref.partition("/")[2] for ref in records.sources)
    yield from (NOT_ASKED, PREFERRED_NOT_TO_SAY)


def _mend_between(plan: Plan, records: Records, rules: Collection[str]) -> None:
    found = sorted(mending(records, rules), key=lambda each: each[0].ref)
    for ref, group in groupby(found, lambda each: each[0].ref):
        path = path_of(records, ref)
        value = value_of(plan, path)
        edits = [
            edit
            for problem, mend in group
            if (edit := _certain(value, mend, records, problem)) is not None
        ]
        for edit in sorted(edits, key=lambda edit: in_order(edit.at), reverse=True):
            with suppress(NotEditable):
                plan.edit(path, [edit])


def _certain(value: Any, mend: Mend, records: Records, problem: Problem) -> Edit | None:
    """The mend of a problem, unless it would name something twice."""
    at = way_of(value, problem.at)
    edit = mend(records, problem, lying_at(value, at))
    edit = None if edit is None else edit._replace(at=at)
    if not isinstance(edit, Replaced):
        return edit
    items = [lying_at(value, at[:end]) for end, step in enumerate(at) if isinstance(step, int)]
    named = [each.get("person") if isinstance(each, dict) else each for i in items for each in i]
    return None if edit.value in named else edit
