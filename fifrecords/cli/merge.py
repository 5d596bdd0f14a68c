"""``fifrecords merge``: two records of one thing made one."""

import sys
from collections.abc import Mapping

import click

from fifrecords.cli import completing, options
from fifrecords.cli.consequences import settle_openly
from fifrecords.cli.planned import Manner, manner
from fifrecords.cli.writable import opened
from fifrecords.entry.merge import merge
from fifrecords.entry.plan import Plan
from fifrecords.entry.references import named
from fifrecords.entry.uniting import Differ
from fifrecords.model.records import Records


@click.command("merge")
@click.argument("record", shell_complete=completing.records)
@click.argument("into", shell_complete=completing.records)
@options.records
@click.option(
    "--take",
    multiple=True,
    metavar="[FIELD=]ID",
    help="Whose word is taken in a field that differs, or in all of them; repeatable.",
)
@manner
def command(
    record: str, into: str, folder: str | None, take: tuple[str, ...], manner: Manner
) -> None:
    """Make one record of two that are of one person, organisation or session.

    RECORD goes; INTO takes in what only RECORD says, its comments and its id as a former one, and
    stands wherever RECORD was named. Where the two say different things you are asked whose word
    is taken. The figures that would change are shown first. A word of the vocabulary can be merged
    into another too.

    \b
    Examples:
      fifrecords merge hostel-b hostel-a --take name=hostel-a --dry-run
      fifrecords merge curriculum/cv-building curriculum/employability --yes
    """
    taken = dict(map(_taken, take))
    before = opened(folder, writes=not manner.dry_run)
    try:
        plan = _plan(before.records, record, into, taken)
    except Differ as differ:
        if not sys.stdin.isatty():
            raise
        taken |= _asked(differ)
        before = opened(folder, writes=not manner.dry_run)  # who was asked may have taken long
        plan = _plan(before.records, record, into, taken)
    settle_openly(plan, manner, before)


def _plan(records: Records, record: str, into: str, taken: Mapping[str, str]) -> Plan:
    gone, kept = (named(records, each) for each in (record, into))
    return merge(records, gone, kept, taken)


def _taken(text: str) -> tuple[str, str]:
    field, _, id_ = text.rpartition("=")
    return field, id_


def _asked(differ: Differ) -> dict[str, str]:
    """Whose word a person at a terminal takes in each field that differs."""
    return {
        field.field: click.prompt(f"{field}; whose word is taken", type=click.Choice([*field.says]))
        for field in differ.fields
    }
