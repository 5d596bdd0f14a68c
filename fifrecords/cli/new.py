"""``fifrecords new``: a record that is asked for in plain words, or given by options."""

from typing import Any

import click

from fifrecords.cli import options
from fifrecords.cli.answering import asks
from fifrecords.cli.entering import entered
from fifrecords.cli.planned import Manner, manner, settle
from fifrecords.cli.writable import opened
from fifrecords.entry.kinds import ENTRIES
from fifrecords.entry.kinds.kind import Kind


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


def _subcommand(name: str, kind: Kind) -> click.Command:
    @options.records
    @manner
    def write(folder: str | None, manner: Manner, **given: Any) -> None:
        before = opened(folder, writes=not manner.dry_run)
        settle(entered(kind, before, given, manner, f"Add {name} {{}}"), manner)

    examples = "\n".join(f"  fifrecords new {each} --dry-run" for each in kind.examples)
    write.__doc__ = f"{kind.summary}\n\n\b\nExamples:\n{examples}"
    return click.command(name)(asks(write, kind))


for _name, _kind in ENTRIES.items():
    command.add_command(_subcommand(_name, _kind))
