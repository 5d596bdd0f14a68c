"""What a planned change of records would bring: findings, and other figures."""

import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePath

from fifrecords.check.rules import OF_THE_NARRATIVE
from fifrecords.cli.diff import restatement
from fifrecords.cli.opened import stop_at
from fifrecords.cli.planned import CLAIMS_COME_NEXT, Manner, settle
from fifrecords.entry.plan import Plan
from fifrecords.model.finding import Finding
from fifrecords.store.load import Loaded
from fifrecords.trail.compare import Difference
from fifrecords.trail.effect import effect

_FOLLOWS = OF_THE_NARRATIVE - {"unknown-claimed-figure", "unreadable-claim"}
"""The rules that the narrative breaks as soon as a figure is another: the next thing to mend."""


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
    found = effect(before, plan.outcome(), renames_of(plan))
    brought = found.findings.brought
    errors = [each for each in brought if each.severity == "error" and each.rule not in _FOLLOWS]
    stop_at(errors, "nothing was written")
    told = [_figures(found.figures, renamed or {}), *_to_mend(brought)]
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


def _figures(found: Iterable[Difference], renamed: Mapping[str, str]) -> str:
    both = {*renamed, *renamed.values()}
    return (
        restatement([each for each in found if each.figure not in both], {}) or "no figure differs"
    )


def _to_mend(brought: Collection[Finding]) -> list[str]:
    """What would be wrong with the narrative, or only look wrong."""
    lines = [str(each) for each in brought]
    if any(each.rule == "false-claim" for each in brought):
        lines.append(CLAIMS_COME_NEXT)
    return lines
