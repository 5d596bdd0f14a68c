"""``fifrecords explain``: why a number is what it is."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain, islice
from typing import Any

import click
from tabulate import tabulate

from fifrecords.check.rules import OF_THE_NARRATIVE
from fifrecords.cli import completing, options
from fifrecords.cli.opened import records_folder, sound, tell_where_cut
from fifrecords.cli.subject import claimed_at, subject_of
from fifrecords.model.kinds import KINDS
from fifrecords.model.quantity import Quantity
from fifrecords.store.blame import line_history
from fifrecords.store.commits import Commit
from fifrecords.store.git import Repository
from fifrecords.tally.figures import Figures, add_up
from fifrecords.tally.published import pair
from fifrecords.tally.words import in_words, plain_words, worth_in_words
from fifrecords.trail.explain import Contribution, Explanation, Place, explain
from fifrecords.trail.feeds import feeds

SCHEMA_VERSION = 1
_AT_ONCE = 10_000
_WITH_THE_NUMBER = ("GBP", "EUR", "USD", "%")


@click.command("explain")
@click.argument("subject", metavar="FIGURE|RECORD|PLACE", shell_complete=completing.subjects)
@options.records
@options.at
@options.period
@options.shape("text", "json", help="How to print it.")
def command(
    subject: str,
    folder: str | None,
    at: str | None,
    since: date | None,
    until: date | None,
    shape: str,
) -> None:
    """Say why a figure is what it is, or what a record feeds.

    A figure: its definition, its parts, and every record that it is made of, with the line, and the
    commit that last touched it. A record (sessions/ID, or its file): every figure that it feeds. A
    place in the narrative (FILE:LINE): the figures claimed there.

    \b
    Examples:
      fifrecords explain learner-days
      fifrecords explain people/p-34wwc
      fifrecords explain records/narrative/outputs.md:1
    """
    root = records_folder(folder, at)
    revision = Repository(root).commit(at) if at else None
    begun = None if _is_a_reference(subject) else line_history(root, revision)
    records = sound(folder, at=at, apart_from=OF_THE_NARRATIVE)
    figures = add_up(records, since=since, until=until)
    if claims := claimed_at(records, subject):
        names = [options.known(name, "figure", figures) for name in claims]
    elif (named := subject_of(records, figures, subject)) in figures:
        names = [named]
    else:
        _record(figures, named, shape)
        return
    found = explain(records, figures, names, at=revision, history=begun)
    _say_why(found, shape)
    tell_where_cut(Repository(root))


def _is_a_reference(subject: str) -> bool:
    """Whether it can be no figure, and the history of the lines need not be read."""
    return subject.startswith(tuple(f"{kind}/" for kind in KINDS))


def _say_why(found: Sequence[Explanation], shape: str) -> None:
    if shape == "json":
        data = [_as_data(each) for each in found]
        click.echo(_dumped({"schema_version": SCHEMA_VERSION, "explanations": data}))
    else:
        for number, each in enumerate(found):
            _say(chain([""] if number else [], _lines(each)))


def _say(lines: Iterator[str]) -> None:
    """Prints lines, some at once: together they may take as much memory as all the records."""
    while some := list(islice(lines, _AT_ONCE)):
        click.echo("\n".join(some))


def _lines(found: Explanation, indent: str = "") -> Iterator[str]:
    actual = found.actual
    unit = f" {actual.unit}" if actual.unit and actual.unit not in _WITH_THE_NUMBER else ""
    yield f"{indent}{actual.figure}: {worth_in_words(actual)}{unit if actual.value.known else ''}"
    yield f"{indent}  {found.definition}"
    yield f"{indent}  defined at {_place(found.defined_at)}"
    if actual.target is not None:
        yield f"{indent}  target {in_words(actual.target, actual.unit)}: {_status(found)}"
    if actual.judgement:
        judged = actual.judgement
        yield f"{indent}  {judged.status}, {judged.by}, {judged.date}: {judged.because}"
        yield from (f"{indent}  cites {_place(place)}" for place in found.cites)
    elif not actual.value.known:
        yield f"{indent}  nothing on record. {actual.unanswered or ''}".rstrip()
    for shared in found.shared:
        yield f"{indent}  {_shared(found, len(shared.bodies), shared.figure, shared.all_of_them)}"
    for contribution in found.contributions:
        yield from _contribution(contribution, f"{indent}  ")
    for together in found.together:
        yield f"{indent}  {together.words}"
    for other in found.of:
        yield from _lines(other, f"{indent}  ")


def _status(found: Explanation) -> str:
    return plain_words(found.actual.status or "").lower()


def _shared(found: Explanation, number: int, figure: str, all_of_them: bool) -> str:
    if all_of_them:
        return f"the same {number} people and groups as in {figure}"
    return f"{number} of {len(found.actual.value.rows)} people and groups are also in {figure}"


def _contribution(contribution: Contribution, indent: str) -> Iterator[str]:
    first, *others = contribution.places
    head = f"{indent}{in_words(contribution.amount)} {contribution.basis}  {contribution.body}  "
    yield head + _place(first)
    for place in others:
        yield " " * len(head) + _place(place)


def _place(place: Place) -> str:
    return f"{place.path}:{place.line}  {_touched(place.commit)}"


@cache
def _touched(commit: Commit | None) -> str:
    return f"{commit.short} {commit.day} {commit.author}" if commit else "not committed"


def _record(figures: Figures, ref: str, shape: str) -> None:
    fed = feeds(figures, ref)
    if shape == "json":
        rows = [
            {"figure": f.actual.figure, "amount": pair(f.amount), "through": f.through} for f in fed
        ]
        click.echo(_dumped({"schema_version": SCHEMA_VERSION, "record": ref, "feeds": rows}))
    elif fed:
        shown = [
            (f.actual.figure, _amount(f.amount, f.through), f.through or "", f.actual.unit or "")
            for f in fed
        ]
        click.echo(tabulate(shown, (ref, "Adds", "Through", "Unit"), disable_numparse=True))
    else:
        click.echo(f"{ref} feeds no figure")


def _amount(amount: Quantity, through: str | None) -> str:
    return "" if through else in_words(amount)


def _as_data(found: Explanation) -> dict[str, Any]:
    value = found.actual.value
    return {
        "figure": found.actual.figure,
        "definition": found.definition,
        "defined_at": _place_data(found.defined_at),
        "unit": found.actual.unit,
        "total": pair(value.total),
        "without_estimates": pair(value.without_estimates),
        "parts": value.parts and {basis: pair(part) for basis, part in value.parts.items()},
        "status": found.actual.status,
        "contributions": [
            {
                "body": each.body,
                "amount": pair(each.amount),
                "basis": each.basis,
                "places": [_place_data(place) for place in each.places],
            }
            for each in found.contributions
        ],
        "cites": [_place_data(place) for place in found.cites],
        "shared": [
            {"figure": s.figure, "bodies": s.bodies, "all_of_them": s.all_of_them}
            for s in found.shared
        ],
        "together": [
            {"bodies": each.bodies, "amount": pair(each.amount)} for each in found.together
        ],
        "of": [_as_data(each) for each in found.of],
    }


def _place_data(place: Place) -> dict[str, Any]:
    commit = place.commit
    touched = (
        {"commit": commit.id, "author": commit.author, "date": commit.date} if commit else None
    )
    return {"ref": place.ref, "path": place.path, "line": place.line, "touched": touched}


def _dumped(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
