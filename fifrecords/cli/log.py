"""``fifrecords log``: how a figure moved, or what became of a record."""

from datetime import date

import click

from fifrecords.cli import completing, options
from fifrecords.cli.opened import outline, read, records_folder, tell_where_cut
from fifrecords.cli.subject import subject_of
from fifrecords.model.finding import some_of
from fifrecords.model.records import Records
from fifrecords.store.commits import Commit
from fifrecords.store.git import Repository
from fifrecords.tally.figures import add_up
from fifrecords.tally.words import standing_in_words
from fifrecords.trail.changes import FieldChange, record_changes
from fifrecords.trail.moves import moves

_MOST_NAMED = 5


@click.command("log")
@click.argument("subject", metavar="FIGURE|RECORD", shell_complete=completing.subjects)
@options.records
@options.at
@options.until
def command(subject: str, folder: str | None, at: str | None, until: date | None) -> None:
    """Tell how a figure moved, or what became of a record.

    A figure: what it came to with each commit that moved it, and the records that did. A record:
    field by field, what was changed, by whom, when and why, through its renames. The newest first.

    \b
    Examples:
      fifrecords log learner-days
      fifrecords log organisations/q-training
    """
    repository = Repository(records_folder(folder, at))
    figures = add_up(outline(folder, at))
    if subject in figures:
        _figure(repository, subject, repository.commit(at or "HEAD"), until)
    else:
        records = read(folder, at).records
        named = subject_of(records, figures, subject)
        _record(repository, records, named, repository.commit(at or "HEAD"))
    tell_where_cut(repository)


def _figure(repository: Repository, figure: str, revision: str, until: date | None) -> None:
    told = []
    for move in moves(repository, figure, revision, until=until):
        lines = [
            _head(move.commit),
            f"    {standing_in_words(move.before)} -> {standing_in_words(move.after)}",
        ]
        told.append("\n".join([*lines, f"    by {some_of(move.by, _MOST_NAMED)}"]))
    click.echo("\n".join(reversed(told)) if told else f"no commit has {figure}")


def _record(repository: Repository, records: Records, ref: str, revision: str) -> None:
    below = records.sources[ref].below
    told = record_changes(repository, below, revision)
    for change in told:
        click.echo(_head(change.commit))
        if change.was:
            click.echo(f"    renamed from {change.was}")
        for field in change.fields:
            click.echo(f"    {_field(field)}")
    if not told:
        click.echo(f"no commit has {ref}")


def _head(commit: Commit) -> str:
    return f"{commit.short} {commit.day} {commit.author}: {commit.subject}"


def _field(change: FieldChange) -> str:
    if change.old is None:
        return f"{change.field}: + {change.new}"
    if change.new is None:
        return f"{change.field}: - {change.old}"
    return f"{change.field}: {change.old} -> {change.new}"
