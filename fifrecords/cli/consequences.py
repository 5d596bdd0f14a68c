"""What a planned change of records would bring: findings, and other figures."""

import os
from collections.abc import Collection, Mapping
from pathlib import PurePath

import click

from fifrecords.check.change import change
from fifrecords.check.rules import OF_THE_NARRATIVE, validate, without_errors
from fifrecords.cli.diff import restatement
from fifrecords.cli.opened import read, records_folder, stop_at
from fifrecords.cli.planned import CLAIMS_COME_NEXT, Manner, settle, tidy
from fifrecords.entry.plan import Plan
from fifrecords.model.finding import Finding
from fifrecords.model.records import Records
from fifrecords.store.journal import is_cut_off
from fifrecords.store.load import Loaded
from fifrecords.tally.figures import add_up
from fifrecords.trail.compare import differences

_FOLLOWS = OF_THE_NARRATIVE - {"unknown-claimed-figure", "unreadable-claim"}
"""The rules that the narrative breaks as soon as a figure is another: the next thing to mend."""


def opened(folder: str | None, *, writes: bool) -> Loaded:
    """The records, and all that is wrong with them.

    Args:
        folder: The folder, if it was named.
        writes: Whether something is to be written: then what was cut off is finished first.
    """
    root = records_folder(folder)
    if writes:
        tidy(root)
    elif is_cut_off(root):
        click.echo("a change was cut off; the next command that writes finishes it", err=True)
    records, findings = read(root)
    return Loaded(records, sorted([*findings, *validate(records)]))


def settle_openly(
    plan: Plan, manner: Manner, before: Loaded, renamed: Mapping[str, str] | None = None
) -> None:
    """Shows a plan and what follows from it, and carries it out if nothing would break.

    Args:
        plan: The plan.
        manner: How to carry it out.
        before: The records as they are.
        renamed: The figures that have another name afterwards.

    Raises:
        click.exceptions.Exit: With 1, if it would bring an error.
    """
    after = plan.outcome()
    brought = change(before, after, renames_of(plan)).brought
    errors = [each for each in brought if each.severity == "error" and each.rule not in _FOLLOWS]
    stop_at(errors, "nothing was written")
    told = [_figures(before, after, renamed or {}), *_to_mend(brought)]
    settle(plan, manner, "\n".join(filter(None, told)))


def renames_of(plan: Plan) -> dict[str, str]:
    """The files that have another name afterwards, as seen from the records folder."""
    gone = [each.path for each in plan.changes.values() if each.becomes is None]
    come = [each.path for each in plan.changes.values() if each.was is None]
    below = [
        [PurePath(os.path.relpath(each, plan.root)).as_posix() for each in (gone, come)]
        for gone, come in zip(gone, come, strict=False)
    ]
    return dict(below)


def _figures(before: Loaded, after: Loaded, renamed: Mapping[str, str]) -> str:
    old, new = (add_up(_without_errors(state)) for state in (before, after))
    found = [
        each
        for each in differences(old, new)
        if each.figure not in renamed and each.figure not in renamed.values()
    ]
    return restatement(found, {}) or "no figure differs"


def _without_errors(state: Loaded) -> Records:
    has_errors = any(each.severity == "error" for each in state.findings)
    return without_errors(state.records) if has_errors else state.records


def _to_mend(brought: Collection[Finding]) -> list[str]:
    """What would be wrong with the narrative, or only look wrong."""
    lines = [str(each) for each in brought]
    if any(each.rule == "false-claim" for each in brought):
        lines.append(CLAIMS_COME_NEXT)
    return lines
