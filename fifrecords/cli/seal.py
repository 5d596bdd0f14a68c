"""``fifrecords seal``: a submission, written and marked."""

from datetime import date
from pathlib import Path

import click

from fifrecords.cli import options
from fifrecords.cli.opened import records_folder
from fifrecords.cli.output import STANDARD_OUTPUT, save, shape_of
from fifrecords.form.build import is_to_be_written
from fifrecords.form.definition import form
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
def command(
    name: str, folder: str | None, since: date | None, until: date | None, output: str | None
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
    shape = shape_of(file, WRITERS)
    if Path(file).exists():
        raise BadCall(f"{file} is there already; name another file with -o FILE")
    try:
        made, submission = seal(repository, name, shape, since=since, until=until)
    except CannotSeal as error:
        click.echo(f"not sealed: {error}", err=True)
        raise click.exceptions.Exit(1) from error
    save(file, submission.data)
    try:
        tag = put_up(repository, made)
    except GitRefused:
        Path(file).unlink()
        raise
    for question in form(submission.records, made.form).sections:
        if is_to_be_written(submission.records, question):
            click.echo(f"still to be written: {NARRATIVE}/{question.id}.md", err=True)
    click.echo(f"sealed {file} as {tag}\nSHA-256 {made.sha256}")
