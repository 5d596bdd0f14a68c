"""``fifrecords new``: a record that is asked for in plain words, or given by options."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import click

from fifrecords.check.rules import OF_THE_NARRATIVE
from fifrecords.cli import completing, options
from fifrecords.cli.asking import Terminal, is_terminal
from fifrecords.cli.opened import records_folder
from fifrecords.cli.planned import Manner, manner, settle, tidy
from fifrecords.entry.interview import Interview
from fifrecords.entry.kinds import ENTRIES
from fifrecords.entry.kinds.kind import Kind
from fifrecords.entry.plan import Plan, checked
from fifrecords.entry.question import Question
from fifrecords.model.finding import Finding
from fifrecords.store.load import Loaded


@click.group("new")
def command() -> None:
    """Write a new record: asked for in plain words, or given by options.

    At a terminal everything is asked that no option gives. A script is not asked, nor is anybody
    with --yes. What would be written is shown before.

    \b
    Examples:
      fifrecords new organisation --name 'Park Hostel' --roles beneficiary --dry-run
      fifrecords new person --role service-user --organisation hostel-a --dry-run
    """


def _new(name: str, given: dict[str, Any], folder: str | None, manner: Manner) -> None:
    root = records_folder(folder)
    tidy(root)
    before = checked(root)
    kind = ENTRIES[name]
    desk = Terminal() if is_terminal() and not manner.yes else None
    interview = Interview(kind.questions, before.records, date.today(), desk)
    answers = {field: _joined(value) for field, value in given.items() if value}
    while True:
        plan = _planned(name, interview, answers)
        brought = _brought(plan, before, kind)
        if not any(map(_refuses, brought)):
            break
        if desk is None or not click.confirm("Answer again?", default=True):
            click.echo("nothing was written", err=True)
            raise click.exceptions.Exit(1)
        answers = {}
    settle(plan, manner)


def _planned(name: str, interview: Interview, answers: dict[str, str]) -> Plan:
    moment = interview.hold(answers)
    plan = Plan(moment.records.root, "", dict(interview.words))
    made = ENTRIES[name].plans(plan, moment)
    plan.purpose = f"Add {name} {', '.join(made)}"
    return plan


def _brought(plan: Plan, before: Loaded, kind: Kind) -> Sequence[Finding]:
    """What would be wrong that was not, and is not to be expected of a new record; it is told."""
    brought = [each for each in plan.brought(before) if each.rule not in kind.expected]
    for finding in brought:
        click.echo(str(finding), err=True)
    return brought


def _refuses(finding: Finding) -> bool:
    """Whether a finding keeps a record from being written; prose that is out of date does not."""
    return finding.severity == "error" and finding.rule not in OF_THE_NARRATIVE


def _joined(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _subcommand(name: str, kind: Kind) -> click.Command:
    @options.records
    @manner
    def write(folder: str | None, manner: Manner, **given: Any) -> None:
        _new(name, given, folder, manner)

    examples = "\n".join(f"  fifrecords new {each} --dry-run" for each in kind.examples)
    write.__doc__ = f"{kind.summary}\n\n\b\nExamples:\n{examples}"
    for question in reversed(kind.questions):
        write = _option(question)(write)
    return click.command(name)(write)


def _option(question: Question) -> Callable[[Any], Any]:
    return click.option(
        question.option,
        question.name,
        multiple=question.many,
        metavar="ANSWER",
        help=f"{question.asks}?",
        shell_complete=completing.answers_to(question),
    )


for _name, _kind in ENTRIES.items():
    command.add_command(_subcommand(_name, _kind))
