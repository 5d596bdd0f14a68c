"""``fifrecords rename``: another name for a record, a word or a figure, wherever it is named."""

import click

from fifrecords.cli import completing, options
from fifrecords.cli.consequences import settle_openly
from fifrecords.cli.planned import Manner, manner
from fifrecords.cli.writable import opened
from fifrecords.entry.references import FIGURES, named
from fifrecords.entry.rename import rename


@click.command("rename")
@click.argument("record", shell_complete=completing.subjects)
@click.argument("new", metavar="NEW-ID")
@options.records
@manner
def command(record: str, new: str, folder: str | None, manner: Manner) -> None:
    """Give a record another id, and write it wherever the old one stands.

    RECORD is an organisation, person, group, session or form by its id or file, a figure, or a
    word of the vocabulary as in curriculum/ict. Every mention changes in one step, in the narrative
    too; a record keeps its former id. What would change is shown first.

    \b
    Examples:
      fifrecords rename hostel-a hostel-north --dry-run
      fifrecords rename curriculum/ict digital --yes
      fifrecords rename indicators/learner-days days-of-learning --yes
    """
    before = opened(folder, writes=not manner.dry_run)
    what = named(before.records, record)
    plan = rename(before.records, what, new)
    settle_openly(plan, manner, before, {what.id: new} if what.family == FIGURES else {})
