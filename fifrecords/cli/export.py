"""``fifrecords export``: the facts and figures as tables for other programs."""

from datetime import date

import click

from fifrecords.check.rules import OF_THE_NARRATIVE
from fifrecords.cli import options
from fifrecords.cli.opened import revision, sound
from fifrecords.cli.output import STANDARD_OUTPUT, hand_out, spare
from fifrecords.export.described import as_page
from fifrecords.export.formats import FORMATS, written
from fifrecords.export.place import is_export, put_folder
from fifrecords.export.scope import Scope
from fifrecords.export.tables import export
from fifrecords.model.finding import one_of
from fifrecords.tally.figures import add_up


@click.command("export")
@options.records
@options.at
@options.period
@options.draft
@click.option("--to", "name", type=click.Choice(list(FORMATS)), help="What to write.")
@click.option("-o", "--output", metavar="PLACE", help="The file or folder to write.")
@click.option("--columns", is_flag=True, help="Print what every column says, as Markdown.")
def command(
    folder: str | None,
    at: str | None,
    since: date | None,
    until: date | None,
    draft: bool,
    name: str | None,
    output: str | None,
    columns: bool,
) -> None:
    """Write the facts and figures as tables for other programs.

    A full record, for whoever holds the project: a row for every person, under their id, and no
    small count is held back. Do not publish it; that is what "report --public" is for. A file or a
    folder is replaced only if it is an earlier export.

    \b
    Examples:
      fifrecords export --to xlsx -o project.xlsx
      fifrecords export --to datapackage -o project-data
      fifrecords export --columns
    """
    if columns:
        click.echo(as_page(), nl=False)
        return
    if name is None:
        raise click.UsageError(f"name what to write: --to {one_of(FORMATS)}")
    records = sound(folder, draft=draft, at=at, apart_from=OF_THE_NARRATIVE)
    figures = add_up(records, since=since, until=until)
    commit, dirty = revision(records, at)
    made = written(export(Scope(records, figures, commit, dirty, draft)), name)
    if isinstance(made, bytes):
        spare(output, is_export, "export; name another")
        hand_out(output, made, is_text=FORMATS[name].is_text)
    elif output in (None, STANDARD_OUTPUT):
        raise click.UsageError(f"{name} is a folder of files; name it with -o FOLDER")
    else:
        put_folder(output, made)
