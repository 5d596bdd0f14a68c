"""``fifrecords report``: the funder's form."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from fifrecords.check.claims import false_for
from fifrecords.cli import options
from fifrecords.cli.opened import revision, sound, stop_at
from fifrecords.form.build import fill
from fifrecords.form.definition import Form, form, known_forms
from fifrecords.form.document import Document
from fifrecords.form.markdown import as_markdown
from fifrecords.form.text import as_text
from fifrecords.model.finding import one_of
from fifrecords.model.records import Records
from fifrecords.store.write import write
from fifrecords.tally.figures import add_up

WRITERS: dict[str, Callable[[Document], str]] = {"txt": as_text, "md": as_markdown}


@click.command("report")
@options.records
@options.at
@options.period
@options.draft
@click.option(
    "--format",
    "shape",
    type=click.Choice(list(WRITERS)),
    help="What to write; otherwise as the file is called, or plain text.",
)
@click.option("-o", "--output", metavar="FILE", help="Where to write; otherwise to the screen.")
def command(
    folder: str | None,
    at: str | None,
    since: date | None,
    until: date | None,
    draft: bool,
    shape: str | None,
    output: str | None,
) -> None:
    """Write the funder's form.

    The form is the one that project.yaml names; its numbers come from the records, its prose from
    the narrative. The same commit gives the same bytes.

    \b
    Examples:
      fifrecords report
      fifrecords report -o report.md
    """
    writer = WRITERS[shape or _shape_of(output)]
    records = sound(folder, draft=draft, at=at)
    figures = add_up(records, since=since, until=until)
    if (since or until) and not draft:
        stop_at(false_for(records, figures))
    commit, dirty = revision(records, at)
    document = fill(records, figures, _form_of(records), commit=commit, dirty=dirty, draft=draft)
    if output is None:
        click.echo(writer(document), nl=False)
    else:
        _save(output, writer(document))


def _shape_of(output: str | None) -> str:
    if output is None:
        return "txt"
    shape = Path(output).suffix.removeprefix(".").lower()
    if shape not in WRITERS:
        raise click.UsageError(f"{output} ends in none of {one_of(WRITERS)}; name the --format")
    return shape


def _form_of(records: Records) -> Form:
    name = records.project.form if records.project else None
    if name is None:
        choice = one_of(known_forms())
        raise click.UsageError(f"project.yaml names no form; write form: {choice}")
    return form(name)


def _save(output: str, text: str) -> None:
    try:
        write(output, text)
    except OSError as error:
        raise click.UsageError(f"{output}: {error.strerror}; nothing was written") from error
