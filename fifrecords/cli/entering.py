"""From a kind of record and what was given for it to a plan that breaks nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import click

from fifrecords.check.rules import OF_THE_NARRATIVE
from fifrecords.cli.asking import Terminal, is_terminal
from fifrecords.cli.planned import CLAIMS_COME_NEXT, Manner
from fifrecords.entry.interview import Interview
from fifrecords.entry.kinds.kind import Kind
from fifrecords.entry.plan import Plan
from fifrecords.entry.starting import VOCABULARY, remake_schemas
from fifrecords.model.finding import Finding
from fifrecords.store.load import Loaded


def entered(
    kind: Kind, before: Loaded, given: Mapping[str, Any], manner: Manner, purpose: str
) -> Plan:
    """A plan for a new record, by what was given and by asking for the rest.

    Where the record would break something, it is told what; somebody at a terminal may answer
    again, and otherwise the command ends with exit code 1.

    Args:
        kind: The kind of record.
        before: The records, with all that is wrong with them.
        given: What was given by options.
        manner: How the command is to write.
        purpose: What the plan does; ``{}`` stands for what is new.
    """
    desk = Terminal() if is_terminal() and not manner.yes else None
    interview = Interview(kind.questions, before.records, date.today(), desk)
    answers = {name: _joined(value) for name, value in given.items() if value}
    while True:
        moment = interview.hold(answers)
        plan = Plan(before.records.root, "", dict(interview.words))
        plan.purpose = purpose.format(", ".join(kind.plans(plan, moment)))
        if not _is_refused(plan, before, kind):
            if f"{plan.root}/{VOCABULARY}" in plan.changes:
                remake_schemas(plan)
            return plan
        if desk is None or not click.confirm("Answer again?", default=True):
            click.echo("nothing was written", err=True)
            raise click.exceptions.Exit(1)
        interview.texts |= answers
        answers = {}


def _is_refused(plan: Plan, before: Loaded, kind: Kind) -> bool:
    """Whether a plan would break something; tells all that would be wrong and was not.

    What is to be expected of a new record is not told, and prose that it makes out of date does
    not stand in its way.
    """
    brought: Sequence[Finding] = [
        each for each in plan.brought(before) if each.rule not in kind.expected
    ]
    for finding in brought:
        click.echo(str(finding), err=True)
    if any(each.rule == "false-claim" for each in brought):
        click.echo(CLAIMS_COME_NEXT, err=True)
    errors = [each for each in brought if each.severity == "error"]
    return any(each.rule not in OF_THE_NARRATIVE for each in errors)


def _joined(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
