"""``fifrecords fields``: what a funder's own Word file can be filled in with."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from textwrap import shorten
from typing import Any

import click
from tabulate import tabulate

from fifrecords.cli import options
from fifrecords.cli.opened import revision, sound
from fifrecords.cli.report import form_of
from fifrecords.form.build import fill
from fifrecords.form.document import Table
from fifrecords.form.fields import Content, Field, Fields, fields, placeholders
from fifrecords.form.words import text_of
from fifrecords.model.finding import did_you_mean
from fifrecords.tally.figures import add_up

SCHEMA_VERSION = 1
HEAD = ("To be typed", "Stands for now")
_WIDEST = 60
Data = dict[str, Any]


@click.command("fields")
@click.argument("name", required=False, metavar="[NAME]")
@options.records
@options.at
@options.period
@options.draft
@click.option("--form", "named", metavar="FORM", help="Another form than project.yaml's.")
@options.shape("text", "json", help="How to print them.")
def command(
    name: str | None,
    folder: str | None,
    at: str | None,
    since: date | None,
    until: date | None,
    draft: bool,
    named: str | None,
    shape: str,
) -> None:
    """List what a funder's own Word file can be filled in with.

    Each line is what to type into the file, and what that stands for now. With NAME, only what
    begins with it. `report --template` fills the file in.

    \b
    Examples:
      fifrecords fields
      fifrecords fields figures.learner_days
      fifrecords fields --format json
    """
    records = sound(folder, draft=draft, at=at)
    figures = add_up(records, since=since, until=until)
    commit, dirty = revision(records, at)
    document = fill(
        records, figures, form_of(records, named), commit=commit, dirty=dirty, draft=draft
    )
    known = dict(placeholders(fields(document, records, figures)))
    chosen = {typed: field for typed, field in known.items() if typed.startswith(name or "")}
    if not chosen:
        beginnings = {typed.rsplit(".", at)[0] for typed in known for at in range(4)}
        near = did_you_mean(name or "", beginnings)
        raise click.UsageError(f"nothing begins with {name!r}{near}")
    if shape == "json":
        told = [_as_data(typed, field) for typed, field in chosen.items()]
        data = {"schema_version": SCHEMA_VERSION, "fields": told}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        rows = [row for typed, field in chosen.items() for row in _as_rows(typed, field)]
        click.echo(tabulate(rows, HEAD, "simple", disable_numparse=True))


def _as_data(typed: str, field: Field) -> Data:
    match field:
        case list():
            row = _row(typed)
            told = [_row_as_data(row, each) for each in field]
            return {"typed": _repeat(typed), "gives": "rows", "rows": told}
        case Content():
            return {"typed": _print(typed), "gives": "paragraphs", "text": _in_short(field)}
    return {"typed": _print(typed), "gives": "words", "text": _in_short(field)}


def _row_as_data(name: str, row: Fields) -> Data:
    return {_print(typed): _in_short(field) for typed, field in placeholders(row, name)}


def _as_rows(typed: str, field: Field) -> Iterator[tuple[str, str]]:
    if not isinstance(field, list):
        yield _print(typed), shorten(_in_short(field), _WIDEST, placeholder=" ...")
        return
    yield _repeat(typed), f"{len(field)} rows, the first of them:"
    for row in field[:1]:
        for name, each in placeholders(row, _row(typed)):
            yield _print(name), shorten(_in_short(each), _WIDEST, placeholder=" ...")
    yield "{% endfor %}", ""


def _in_short(field: Field) -> str:
    """What a field stands for; of whole blocks only how many there are."""
    if not isinstance(field, Content):
        return text_of(field) if isinstance(field, tuple) else ""
    kinds = Counter("table" if isinstance(b, Table) else "paragraph" for b in field.blocks)
    return ", ".join(
        f"{number} {kind}{'' if number == 1 else 's'}" for kind, number in kinds.items()
    )


def _print(typed: str) -> str:
    return f"{{{{ {typed} }}}}"


def _repeat(typed: str) -> str:
    return f"{{% for {_row(typed)} in {typed} %}}"


def _row(typed: str) -> str:
    """What a row of something is called: a target of the targets."""
    return typed.removesuffix("s")
