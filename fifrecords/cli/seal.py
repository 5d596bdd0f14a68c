"""``fifrecords seal``: a submission, written and marked."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from fifrecords.check.form import to_be_written
from fifrecords.cli import options
from fifrecords.cli.opened import records_folder
from fifrecords.cli.output import STANDARD_OUTPUT, save, shape_of
from fifrecords.form.writers import WRITERS
from fifrecords.model.call import BadCall
from fifrecords.model.kinds import NARRATIVE
from fifrecords.store.git import Repository
from fifrecords.store.gitrun import GitRefused
from fifrecords.trail.seal import CannotSeal, put_up, seal


@click.command("seal")
@click.argument("name")
@options.records
@options.period
@click.option("-o", "--output", metavar="FILE", help="Where to write the form; otherwise NAME.md.")
@click.option("--yes", is_flag=True, help="Do not ask, whatever is still to be written.")
def command(
    name: str,
    folder: str | None,
    since: date | None,
    until: date | None,
    output: str | None,
    yes: bool,
) -> None:
    """Write the form as it is submitted, and mark the commit with its hash.

    The records must be committed and without errors. The form is written in the format that FILE
    is called by, and an annotated tag sealed/NAME holds its SHA-256, the figures and the tool's
    version; it is signed where Git is set up to sign. Push it with: git push origin sealed/NAME

    \b
    Examples:
      fifrecords seal final-report-2011
      fifrecords seal for-the-funder -o for-the-funder.pdf
    """
    repository = Repository(records_folder(folder))
    file = output or f"{name}.md"
    if file == STANDARD_OUTPUT:
        raise BadCall("what is sealed is kept in a file; name one with -o FILE")
    shape = shape_of(file, WRITERS, "name it otherwise")
    if Path(file).exists():
        raise BadCall(f"{file} is there already; name another file with -o FILE")
    try:
        made, submission = seal(repository, name, shape, since=since, until=until)
    except CannotSeal as error:
        click.echo(f"not sealed: {error}", err=True)
        raise click.exceptions.Exit(1) from error
    if (left := to_be_written(submission.records)) and not yes:
        _ask_about(left)
    save(file, submission.data)
    try:
        tag = put_up(repository, made)
    except GitRefused:
        Path(file).unlink()
        raise
    click.echo(f"sealed {file} as {tag}\nSHA-256 {made.sha256}")
    click.echo(f"to send it: git push origin {tag}")


def _ask_about(sections: Sequence[str]) -> None:
    """Tells what is still to be written; a person at a terminal is asked, a script is not."""
    for section in sections:
        click.echo(f"still to be written: {NARRATIVE}/{section}.md", err=True)
    if sys.stdin.isatty():
        click.confirm("Seal it all the same?", abort=True)
