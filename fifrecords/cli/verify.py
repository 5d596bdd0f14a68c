"""``fifrecords verify``: a sealed submission against what is there now."""

from pathlib import Path

import click

from fifrecords.cli import options
from fifrecords.cli.diff import restatement
from fifrecords.cli.opened import records_folder
from fifrecords.model.call import BadCall
from fifrecords.store.git import Repository
from fifrecords.trail.verify import Verification, verify


@click.command("verify")
@click.argument("name")
@click.argument("file", required=False, metavar="[FILE]")
@options.records
def command(name: str, file: str | None, folder: str | None) -> None:
    """Hold a seal against what is there now.

    Regenerates the sealed form byte for byte, sees that the sealed commit is still in the history,
    and compares FILE, the form as it was submitted; where none is named, the file that is called
    NAME, in the format that was sealed, if it is here. Then tells what was restated since, figure
    by figure. Exits with 1 where anything of it does not hold, or cannot be told here; a
    restatement is no fault.

    \b
    Examples:
      fifrecords seal for-the-funder -o for-the-funder.pdf
      fifrecords verify for-the-funder
      fifrecords verify for-the-funder for-the-funder.pdf
    """
    if file is not None and not Path(file).is_file():
        raise BadCall(f"there is no file {file}")
    found = verify(Repository(records_folder(folder)), name, file)
    for verdict in found.verdicts:
        click.echo(f"{verdict.fault or 'ok'}: {verdict.words}")
    _tell_restatement(found)
    if not found.holds:
        raise click.exceptions.Exit(1)


def _tell_restatement(found: Verification) -> None:
    if table := restatement(found.restated, found.commits or {}):
        click.echo(f"\nrestated since:\n{table}")
    elif found.commits is not None:
        click.echo("nothing was restated since")
