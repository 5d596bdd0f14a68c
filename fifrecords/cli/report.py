"""``fifrecords report``: the funder's form."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path, PurePath

import click

from fifrecords.check.claims import false_for
from fifrecords.check.rules import NOT_FOR_THE_PUBLIC, validate
from fifrecords.cli import options
from fifrecords.cli.opened import revision, sound, stop_at
from fifrecords.cli.output import hand_out, shape_of, spare
from fifrecords.form.build import OF_EVERY_FORM, fill
from fifrecords.form.definition import form, known_forms
from fifrecords.form.fields import Fields, fields
from fifrecords.form.public import public
from fifrecords.form.writers import WRITERS, filled_in, written
from fifrecords.model.call import BadCall
from fifrecords.model.finding import one_of
from fifrecords.model.form import Form
from fifrecords.model.records import Records
from fifrecords.tally.figures import add_up
from fifrecords.trail.complete import complete

_BEGIN = {"docx": b"PK", "pdf": b"%PDF"}
"""How a file begins that is no text."""


@click.command("report")
@options.records
@options.at
@options.period
@options.draft
@click.option("--form", "named", metavar="FORM", help="Another form than project.yaml's.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(list(WRITERS)),
    help="What to write; otherwise as the file is called, or plain text.",
)
@click.option("--evidence", is_flag=True, help="Add every figure's records and commits.")
@click.option("--public", "for_all", is_flag=True, help="Hold back small counts of people.")
@click.option("--force", is_flag=True, help="Write over a file that is no earlier report.")
@click.option("--template", metavar="FILE", help="Fill in the funder's own Word file instead.")
@click.option(
    "-o",
    "--output",
    "files",
    metavar="FILE",
    multiple=True,
    help="Where to write, several times for several formats; otherwise to the screen.",
)
def command(
    folder: str | None,
    at: str | None,
    since: date | None,
    until: date | None,
    draft: bool,
    named: str | None,
    shape: str | None,
    evidence: bool,
    for_all: bool,
    force: bool,
    template: str | None,
    files: tuple[str, ...],
) -> None:
    """Write the funder's form.

    The form is the one that project.yaml names, or --form; its numbers come from the records, its
    prose from the narrative. The same commit gives the same bytes.

    \b
    Examples:
      fifrecords report
      fifrecords report -o report.md
      fifrecords report -o report.docx -o report.pdf -o report.html
      fifrecords report --form end-of-grant
      fifrecords report --public -o report.html
      fifrecords report --template docs/samples/funder.docx -o filled.docx
    """
    if for_all and evidence:
        raise click.UsageError("--evidence lists records of people; a public copy has none")
    if shape and len(files) > 1:
        raise click.UsageError("--format is for one file; several are written as they are called")
    outputs = {file: _shape(file, shape) for file in files or (None,)}
    if template is not None and (for_all or evidence or [*outputs.values()] != ["docx"]):
        why = "--template makes one .docx, without --public and --evidence; name it with -o"
        raise click.UsageError(why)
    if not force:
        _spare(outputs)
    records = sound(folder, draft=draft, at=at)
    figures = add_up(records, since=since, until=until)
    if (since or until) and not draft:
        stop_at(false_for(records, figures), "mend {}, or go on without with --draft")
    if for_all:
        stop_at(validate(records, NOT_FOR_THE_PUBLIC), "no public copy was written")
    commit, dirty = revision(records, at)
    wanted = form_of(records, named)
    document = fill(records, figures, wanted, commit=commit, dirty=dirty, draft=draft)
    if template is not None:
        (output,) = outputs
        _fill_in(template, output, fields(document, records, figures), document.notices)
        return
    looked_at = commit if at else None
    ready = {}
    for file, each in outputs.items():
        whole = complete(document, records, figures, each, at=looked_at, in_full=evidence)
        ready[file] = written(public(whole, records, figures) if for_all else whole, each)
    for file, data in ready.items():
        hand_out(file, data, is_text=WRITERS[outputs[file]].is_text)


def _shape(file: str | None, wanted: str | None) -> str:
    """The format of a file: the one that is wanted, if its name does not say another."""
    if wanted is None:
        return shape_of(file, WRITERS)
    says = PurePath(file or "").suffix.removeprefix(".").lower()
    if says in WRITERS and says != wanted:
        raise click.UsageError(
            f"{file} is called .{says}; call it .{wanted}, or leave out --format"
        )
    return wanted


def _spare(outputs: Mapping[str | None, str]) -> None:
    """Refuses to write over what is no earlier report."""
    for file, shape in outputs.items():
        spare(file, partial(_is_report, shape=shape), "report; name another, or give --force")


def _is_report(held: bytes, shape: str) -> bool:
    """Whether a file is a report; of Word and PDF files only whether it is one of these."""
    begins = _BEGIN.get(shape)
    return OF_EVERY_FORM.encode() in held if begins is None else held.startswith(begins)


def _fill_in(template: str, output: str | None, usable: Fields, notices: Sequence[str]) -> None:
    """Fills in a funder's own Word file, and writes it to another."""
    hand_out(output, filled_in(template, _read(template, output), usable, notices), is_text=False)


def _read(template: str, output: str | None) -> bytes:
    if output is not None and Path(output).resolve() == Path(template).resolve():
        raise BadCall(f"{output} is the template; name another file with -o")
    try:
        return Path(template).read_bytes()
    except OSError as error:
        raise BadCall(f"{template}: {error.strerror}") from error


def form_of(records: Records, named: str | None) -> Form:
    """The form that was named, or that the project has chosen.

    Raises:
        click.UsageError: If none was.
    """
    name = named or (records.project.form if records.project else None)
    if name is None:
        choice = one_of(known_forms(records))
        raise click.UsageError(f"project.yaml names no form; write form: {choice}")
    return form(records, name)
