"""``fifrecords tally``: what the records add up to."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import click
from tabulate import tabulate

from fifrecords.check.rules import OF_THE_NARRATIVE
from fifrecords.cli import completing, options
from fifrecords.cli.opened import revision, sound
from fifrecords.model.records import Records
from fifrecords.tally.actual import Actual
from fifrecords.tally.figures import add_up
from fifrecords.tally.published import as_data
from fifrecords.tally.traits import labels, value_in_words
from fifrecords.tally.words import actual_in_words, in_words, parts_in_words, plain_words

HEAD = ("No.", "Figure", "Target", "Actual", "Made of", "Status")
RIGHT = ("left", "left", "right", "right", "left", "left")
QUANTITIES = (
    "documented",
    "counted",
    "estimated",
    "total",
    "without_estimates",
    "baseline",
    "target",
)
DRAFT = "DRAFT: records with errors are left out."


@click.command("tally")
@click.argument("figures", nargs=-1, metavar="[FIGURE]...", shell_complete=completing.figures)
@options.records
@options.at
@options.period
@options.draft
@options.shape("table", "md", "csv", "json", help="How to print the figures.")
def command(
    figures: tuple[str, ...],
    folder: str | None,
    at: str | None,
    since: date | None,
    until: date | None,
    draft: bool,
    shape: str,
) -> None:
    """Add the records up into figures, against their targets.

    Without FIGURE all of them; a figure that is named is also taken apart, as its indicator says.

    \b
    Examples:
      fifrecords tally
      fifrecords tally learner-days --until 2011-03-31
      fifrecords tally --format json
    """
    records = sound(folder, draft=draft, at=at, apart_from=OF_THE_NARRATIVE)
    all_figures = add_up(records, since=since, until=until)
    wanted = [all_figures[options.known(name, "figure", all_figures)] for name in figures]
    chosen = wanted or list(all_figures.values())
    if shape in ("json", "csv"):
        commit, dirty = revision(records, at)
        period = {"since": since, "until": until}
        data = as_data(chosen, commit=commit, dirty=dirty, draft=draft, **period)
        click.echo(_PROGRAMS[shape](data), nl=shape == "json")
        return
    style = "simple" if shape == "table" else "github"
    lines = [DRAFT] if draft else []
    lines.append(tabulate(map(_row, chosen), HEAD, style, disable_numparse=True, colalign=RIGHT))
    for actual in wanted:
        lines += _breakdowns(records, actual, style)
    click.echo("\n\n".join(lines))


def _row(actual: Actual) -> tuple[str, ...]:
    return (
        "" if actual.number is None else str(actual.number),
        actual.figure,
        "" if actual.target is None else in_words(actual.target, actual.unit),
        "judged" if actual.judgement else actual_in_words(actual),
        parts_in_words(actual.value, actual.unit),
        plain_words(actual.status or "").lower(),
    )


def _breakdowns(records: Records, actual: Actual, style: str) -> list[str]:
    names = labels(records)
    tables = []
    for dimension, by in actual.by.items():
        rows = [
            (value_in_words(names, dimension, value), in_words(total, actual.unit))
            for value, total in by.values.items()
        ]
        head = (f"{actual.figure} by {dimension}", actual.unit or "")
        overlap = "\n(the rows overlap and do not add up)" if by.overlapping else ""
        grid = tabulate(rows, head, style, disable_numparse=True, colalign=("left", "right"))
        tables.append(grid + overlap)
    return tables


def _as_json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def _as_csv(data: dict[str, Any]) -> str:
    """One row a figure; a quantity takes two columns, its low end and its high end."""
    ends = [f"{name}_{end}" for name in QUANTITIES for end in ("low", "high")]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["figure", "number", "unit", *ends, "status"])
    for name, figure in data["figures"].items():
        numbers = [end for quantity in QUANTITIES for end in _pair(figure[quantity])]
        writer.writerow([name, figure["number"], figure["unit"], *numbers, figure["status"]])
    return text.getvalue()


def _pair(quantity: object) -> Sequence[object]:
    return quantity if isinstance(quantity, list) else (quantity, quantity)


_PROGRAMS: dict[str, Callable[[dict[str, Any]], str]] = {"json": _as_json, "csv": _as_csv}
