"""``fifrecords duplicates``: records that look as if they were of one thing."""

import json
from collections.abc import Sequence

import click

from fifrecords.cli import options
from fifrecords.cli.consequences import settle_openly
from fifrecords.cli.planned import Manner, manner
from fifrecords.cli.writable import opened
from fifrecords.entry.doubles import Pair, doubles, told_apart
from fifrecords.entry.references import named

SCHEMA_VERSION = 1


@click.command("duplicates")
@options.records
@click.option(
    "--different", nargs=2, metavar="A B", help="Mark two records as two; they are listed no more."
)
@options.shape("text", "json", help="How to print them.")
@manner
def command(
    folder: str | None, different: tuple[str, str] | None, shape: str, manner: Manner
) -> None:
    """List records that seem to be of one person, organisation or session.

    The likeliest stand first, each pair with its reasons; somebody who knows them decides. Nobody
    is listed for being alike alone: without names, many people are. --different writes into the
    first record that it is not the second.

    \b
    Examples:
      fifrecords duplicates
      fifrecords duplicates --format json
      fifrecords duplicates --different hostel-a hostel-b --dry-run
    """
    before = opened(folder, writes=bool(different) and not manner.dry_run)
    if different:
        one, other = (named(before.records, each) for each in different)
        settle_openly(told_apart(before.records, one, other), manner, before)
        return
    pairs = doubles(before.records)
    click.echo(_as_json(pairs) if shape == "json" else _as_text(pairs))


def _as_text(pairs: Sequence[Pair]) -> str:
    if not pairs:
        return "nothing looks as if it were on record twice"
    told = [
        "\n".join(
            (
                f"{pair.in_words}: {' and '.join(_refs(pair))}",
                *(f"  - {reason}" for reason in pair.reasons),
            )
        )
        for pair in pairs
    ]
    mend = "one thing: fifrecords merge A B; two: fifrecords duplicates --different A B"
    return "\n".join((*told, "", mend))


def _as_json(pairs: Sequence[Pair]) -> str:
    data = [
        {
            "kind": pair.kind,
            "records": _refs(pair),
            "strength": pair.strength,
            "likely": pair.in_words,
            "reasons": pair.reasons,
        }
        for pair in pairs
    ]
    return json.dumps({"schema_version": SCHEMA_VERSION, "pairs": data}, indent=2)


def _refs(pair: Pair) -> list[str]:
    return [f"{pair.kind}/{id_}" for id_ in pair.ids]
