"""The project that a command works on: found, read and checked once."""

import sys
import time
from collections import Counter
from collections.abc import Collection, Sequence

import click

from fifrecords.check.rules import (
    OF_ERRORS,
    OF_THE_NARRATIVE,
    RULES,
    judged,
    validate,
    without_errors,
)
from fifrecords.cli.folder import PROJECT_FILE, RECORDS, folder_of
from fifrecords.model.finding import Finding
from fifrecords.model.kinds import NARRATIVE
from fifrecords.model.records import Records
from fifrecords.store.git import Repository, Revision
from fifrecords.store.load import Loaded, load

_OUTLINE = (PROJECT_FILE, "indicators.yaml", NARRATIVE)
_PATIENCE = 1.0


def records_folder(named: str | None, at: str | None = None) -> str:
    """The records folder that was named, or is found here or in a folder above.

    A project's own folder stands for the records in it.

    Args:
        named: The folder, if it was named.
        at: The Git revision at which it is looked for; None looks in the work tree.

    Raises:
        click.UsageError: If none was named and none is found.
    """
    if (found := folder_of(named, at)) is None:
        raise click.UsageError(
            f"no {RECORDS}/ with a {PROJECT_FILE} here or above; name the folder with --records DIR"
        )
    return found


def found_here() -> str | None:
    """The records folder here or in a folder above; None where there is none."""
    return folder_of(None)


def read(named: str | None, at: str | None = None) -> Loaded:
    """The records of the folder, with progress on a terminal once that takes a while.

    Args:
        named: The folder, if it was named.
        at: The Git revision to read it at; None reads the work tree.

    Raises:
        BadCall: If the folder cannot be listed, or there is no such revision.
    """
    progress = Progress("records")
    try:
        return load(records_folder(named, at), at=at, progress=progress.show)
    finally:
        progress.clear()


def checked(
    named: str | None, at: str | None = None, rules: Collection[str] = RULES.keys()
) -> Loaded:
    """The records, and all that is wrong with them by some rules, sorted by place."""
    records, findings = judged(read(named, at), rules)
    return Loaded(records, [each for each in findings if each.rule in rules])


def outline(named: str | None, at: str | None = None) -> Records:
    """What says which figures there are, and which are claimed where; and none of the rest."""
    return load(records_folder(named, at), at=at, only=_OUTLINE).records


def tell_where_cut(repository: Repository) -> None:
    """Says where only the end of the history is here: its first commit seems to do it all."""
    if repository.is_shallow:
        end = "only the end of the history is here, and its first commit stands for all before"
        click.echo(f"{end}; git fetch --unshallow brings the rest", err=True)


def revision(records: Records, at: str | None) -> Revision:
    """The commit that the records stand at: the one they were read at, or the work tree's."""
    repository = Repository(records.root)
    return repository.revision() if at is None else Revision(repository.commit(at), False)


def sound(
    named: str | None,
    *,
    draft: bool | None = None,
    at: str | None = None,
    apart_from: Collection[str] = (),
) -> Records:
    """The records, if nothing is wrong with them; in a draft, those that nothing is wrong with.

    Otherwise prints the errors and ends with exit code 1.

    Args:
        named: The folder, if it was named.
        draft: Whether to go on without what has errors; None for a command that cannot.
        at: The Git revision to read it at; None reads the work tree.
        apart_from: The rules that do not matter here.
    """
    records, errors = _with_errors(named, at, apart_from)
    if not errors:
        return records
    if draft:
        click.echo(f"draft: left out what has errors ({_counted(errors)})", err=True)
        return without_errors(records)
    stop_at(errors, "mend {} first" if draft is None else "mend {}, or go on without with --draft")
    return records


def without_errors_told(named: str | None, at: str | None) -> Records:
    """The records but for what has errors; says on the side what was left out, if anything was."""
    records, errors = _with_errors(named, at, OF_THE_NARRATIVE)
    if not errors:
        return records
    where = f"at {at}" if at else "in the work tree"
    click.echo(f"left out what has errors {where} ({_counted(errors)})", err=True)
    return without_errors(records)


def _with_errors(named: str | None, at: str | None, apart_from: Collection[str]) -> Loaded:
    records, findings = read(named, at)
    between = validate(records, OF_ERRORS - set(apart_from))
    return Loaded(records, [each for each in (*findings, *between) if each.severity == "error"])


def stop_at(findings: Sequence[Finding], so: str) -> None:
    """Prints findings, if there are any, and what follows, and ends with exit code 1.

    Args:
        findings: The findings.
        so: What follows; ``{}`` stands for them, or for it.
    """
    if findings:
        for finding in sorted(findings):
            click.echo(str(finding), err=True)
        them = "it" if len(findings) == 1 else "them"
        click.echo(f"{_counted(findings)}; {so.format(them)}", err=True)
        raise click.exceptions.Exit(1)


def summary(records: Records, findings: Sequence[Finding]) -> str:
    """How much was read, and what was found, in one line."""
    sizes = (
        _number(len(records.organisations), "organisation", "organisations"),
        _number(len(records.people), "person", "people"),
        _number(len(records.sessions), "session", "sessions"),
    )
    return f"{_counted(findings) or 'no findings'}; read {', '.join(sizes)}"


def _number(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _counted(findings: Sequence[Finding]) -> str:
    numbers = Counter(each.severity for each in findings)
    return ", ".join(
        _number(numbers[severity], severity, f"{severity}s")
        for severity in ("error", "warning")
        if numbers[severity]
    )


class Progress:
    """How far the reading has come, on a terminal, once it has taken more than a second.

    Args:
        what: What is read.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self.began = time.monotonic()
        self.shown = False

    def show(self, done: int, total: int) -> None:
        """Tells how many of how many are done."""
        if sys.stderr.isatty() and time.monotonic() - self.began > _PATIENCE:
            self.shown = True
            click.echo(f"\rreading {done:,} of {total:,} {self._what}", nl=False, err=True)

    def clear(self) -> None:
        """Takes away what was told."""
        if self.shown:
            click.echo("\r\033[K", nl=False, err=True)
