"""``fifrecords people scan``: what leads to one person, in the records and in their history."""

import os
from pathlib import Path

import click

from fifrecords.check.formats import FORMATS, formatted
from fifrecords.check.personal.names import Names
from fifrecords.check.personal.scan import Scan, sorted_out
from fifrecords.cli import options
from fifrecords.cli.opened import read, tell_where_cut
from fifrecords.cli.people import access
from fifrecords.model.call import BadCall
from fifrecords.model.finding import Finding
from fifrecords.model.records import Records
from fifrecords.store.git import STAGED, Repository
from fifrecords.store.gitrun import unreplaced


@click.command("scan")
@options.records
@options.at
@click.option("--staged", is_flag=True, help="Look at what is staged for the next commit.")
@click.option("--message", metavar="FILE", help="Look at a commit's message instead.")
@click.option("--history", is_flag=True, help="Look at every version of every file, and messages.")
@options.shape(*FORMATS, help="How to print the findings.")
def command(
    folder: str | None,
    at: str | None,
    staged: bool,
    message: str | None,
    history: bool,
    shape: str,
) -> None:
    """Find what leads to one person, in the records and in their history.

    Looks for addresses and numbers of people, dates of birth and ages, and, where this machine
    has the private register and its key, for the names in it: in records, their comments and the
    names of their files. No finding repeats what it found. Exits with 1 where there is any.

    \b
    Examples:
      fifrecords people scan
      fifrecords people scan --staged
      fifrecords people scan --history --format json
    """
    if staged and at:
        raise click.UsageError("--staged and --at name two states; give one of them")
    records, _ = read(folder, STAGED if staged else at)
    scan = Scan(records, _names(folder, records))
    found = _found(scan, message, history=history)
    click.echo(formatted(found, shape), nl=False)
    if found:
        raise click.exceptions.Exit(1)


def _found(scan: Scan, message: str | None, *, history: bool) -> list[Finding]:
    if message is not None:
        mark = _mark(Repository(scan.records.root))
        return sorted_out(scan.of_message(message, _text(message), mark))
    found = [*scan.of_records()]
    if history:
        repository = Repository(scan.records.root)
        with unreplaced():  # what is sent to others is what the ids say
            found += scan.of_history(repository)
        tell_where_cut(repository)
    return sorted_out(found)


def _mark(repository: Repository) -> str:
    """What the lines of a message begin with that Git takes out of it; nothing where none are.

    It takes out none where nobody writes the message in an editor, as with ``git commit -m``, and
    tells hooks so by an editor of ``:``; see https://git-scm.com/docs/githooks
    """
    if os.environ.get("GIT_EDITOR") == ":":
        return ""
    mark = repository.setting("core.commentString") or repository.setting("core.commentChar")
    return "#" if mark in ("", "auto") else mark


def _names(folder: str | None, records: Records) -> Names:
    """The names of the register, if it is here and can be opened; else says that none are known."""
    try:
        known = access.register(folder).people.values()
    except BadCall as error:
        click.echo(f"names were not looked for: {error}", err=True)
        return Names(())
    project = records.project
    spared = [each.name for each in records.organisations.values()]
    return Names((who.name for who in known), (*spared, project.title if project else ""))


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise BadCall(f"{path}: {error.strerror}") from error
