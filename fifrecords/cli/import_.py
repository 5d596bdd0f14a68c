"""``fifrecords import``: attendance and people out of somebody's table."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

import click

from fifrecords.check.rules import OF_THE_NARRATIVE
from fifrecords.cli import options
from fifrecords.cli.opened import Progress, checked, records_folder, stop_at
from fifrecords.cli.outside import outside
from fifrecords.cli.planned import Manner, manner, settle
from fifrecords.cli.writable import tidy
from fifrecords.entry.importing import Tables, imported
from fifrecords.entry.intake import Intake
from fifrecords.entry.mapping import Mapping, read_mapping
from fifrecords.entry.newcomers import Kept, Newcomers, keep_ids, kept_ids
from fifrecords.entry.sheets.opening import read_table
from fifrecords.entry.sheets.table import Refusal, Unreadable
from fifrecords.model.finding import Finding
from fifrecords.store.load import Loaded

_MOST_LINES = 100


@click.command("import")
@click.argument("file")
@options.records
@click.option("--mapping", "mapped", metavar="FILE", help="What the columns mean, as YAML.")
@click.option("--session", "of", metavar="ID", default="", help="Every row is of this session.")
@click.option("--attendees", metavar="FILE", help="A repeat group: a row for each who attended.")
@click.option("--ids", metavar="FILE", help="Take new people in; keep here who got which id.")
@manner
def command(
    file: str,
    folder: str | None,
    mapped: str | None,
    of: str,
    attendees: str | None,
    ids: str | None,
    manner: Manner,
) -> None:
    """Read attendance and people from a CSV file or an Excel workbook.

    A row is one person at one session, or one person with a column for each session, or one session
    of an ODK or KoboToolbox form. What would be written is shown first. Where a single row cannot
    be taken, nothing is written. A second time, the same table changes nothing.

    \b
    Examples:
      fifrecords register 2011-01-19-household-a-ict -o sheet.csv
      fifrecords import sheet.csv --dry-run
    """
    root = records_folder(folder)
    tidy(root, writes=not manner.dry_run)
    meaning = _meaning(mapped)
    tables = _tables(file, attendees, meaning, of)
    kept = kept_ids(outside(ids)) if ids else Kept()
    before = checked(root)
    newcomers = Newcomers(before.records, kept.ids, takes=ids is not None)
    progress = Progress("rows")
    made = imported(before.records, tables, newcomers, progress.show)
    progress.clear()
    for note in made.notes:
        click.echo(note, err=True)
    _stop_at_refusals(tables.refusals)
    _stop_at_errors(made.intake, before)
    _tell(made.intake)
    is_new = ids is not None and bool(made.intake.newcomers)
    first = partial(keep_ids, kept, newcomers) if is_new else None
    settle(made.intake.plan, manner, first=first)


def _meaning(mapped: str | None) -> Mapping:
    if mapped is None:
        return Mapping()
    meaning, findings = read_mapping(mapped)
    stop_at(findings, "mend the mapping; nothing was written")
    return meaning


def _tables(file: str, attendees: str | None, meaning: Mapping, session: str) -> Tables:
    reading = meaning.reading
    try:
        main = read_table(file, reading)
        others = None
        if attendees is not None:
            others = read_table(attendees, replace(reading, sheet="", header=0))
        elif meaning.attendees is not None:
            others = read_table(file, replace(reading, sheet=meaning.attendees))
    except Unreadable as error:
        _stop_at_refusals([error.refusal])
        raise
    return Tables(main, others, meaning, session)


def _stop_at_refusals(refusals: Sequence[Refusal]) -> None:
    """Prints what cannot be taken, if anything, and ends with exit code 1."""
    if refusals:
        _print(map(str, refusals))
        rows = len({(each.file, each.row) for each in refusals})
        what = "1 row" if rows == 1 else f"{rows:,} rows"
        what = what if all(each.row for each in refusals) else "the file"
        click.echo(f"{what} cannot be taken; nothing was written", err=True)
        raise click.exceptions.Exit(1)


def _stop_at_errors(intake: Intake, before: Loaded) -> None:
    """Prints what would be wrong with the records then, and ends where that is an error."""
    if not intake.plan.written:
        return
    brought = intake.plan.brought(before)
    _print(_traced(finding, intake) for finding in brought)
    wrong = [each for each in brought if each.severity == "error"]
    if claims := [each for each in wrong if each.rule in OF_THE_NARRATIVE]:
        what = "1 claim is" if len(claims) == 1 else f"{len(claims):,} claims are"
        click.echo(f"{what} false then; mend with: fifrecords claims --update", err=True)
    if errors := len(wrong) - len(claims):
        what = "1 error" if errors == 1 else f"{errors:,} errors"
        click.echo(f"{what} would be in the records; nothing was written", err=True)
        raise click.exceptions.Exit(1)


def _traced(finding: Finding, intake: Intake) -> str:
    """A finding with the rows that it comes from."""
    rows = sorted(intake.rows.get(finding.path, ()))
    if not rows:
        return str(finding)
    named = ", ".join(map(str, rows[:5])) + (", ..." if len(rows) > 5 else "")
    return f"{finding} (from row{'s' if len(rows) > 1 else ''} {named})"


def _print(lines: Iterable[str]) -> None:
    shown = list(lines)
    for line in shown[:_MOST_LINES]:
        click.echo(line, err=True)
    if len(shown) > _MOST_LINES:
        click.echo(f"... and {len(shown) - _MOST_LINES:,} more", err=True)


def _tell(intake: Intake) -> None:
    for id_, place in intake.newcomers.items():
        click.echo(f"{place.table.file}: row {place.row}: new person {id_}")
    click.echo(intake.summary)
