"""The project that a command works on: found, read and checked once."""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from fifrecords.check.rules import validate, without_errors
from fifrecords.model.finding import Finding
from fifrecords.model.records import Records
from fifrecords.store.load import Loaded, NotARecordsFolder, load

RECORDS = "records"
PROJECT_FILE = "project.yaml"
_PATIENCE = 1.0


def records_folder(named: str | None) -> str:
    """The records folder that was named, or is found here or in a folder above.

    A project's own folder stands for the records in it.

    Raises:
        click.UsageError: If none was named and none is found.
    """
    if named is not None:
        inner = Path(named) / RECORDS
        is_project = not (Path(named) / PROJECT_FILE).exists() and inner.is_dir()
        return inner.as_posix() if is_project else named
    here = Path()
    for _ in here.absolute().parts:
        for folder in (here / RECORDS, here):
            if (folder / PROJECT_FILE).is_file():
                return folder.as_posix()
        here = here / ".."
    raise click.UsageError(
        f"no {RECORDS}/ with a {PROJECT_FILE} here or above; name the folder with --records DIR"
    )


def read(named: str | None) -> Loaded:
    """The records of the folder, with progress on a terminal once that takes a while.

    Raises:
        click.UsageError: If the folder cannot be listed.
    """
    progress = _Progress()
    try:
        return load(records_folder(named), progress=progress.show)
    except NotARecordsFolder as error:
        raise click.UsageError(str(error)) from error
    finally:
        progress.clear()


def sound(named: str | None, *, draft: bool) -> Records:
    """The records, if nothing is wrong with them; in a draft, those that nothing is wrong with.

    Otherwise prints the errors and ends with exit code 1.
    """
    records, findings = read(named)
    errors = [each for each in (*findings, *validate(records)) if each.severity == "error"]
    if not errors:
        return records
    if draft:
        click.echo(f"draft: left out what has errors ({_counted(errors)})", err=True)
        return without_errors(records)
    for error in sorted(errors):
        click.echo(str(error), err=True)
    click.echo(f"{_counted(errors)}; mend them, or go on without with --draft", err=True)
    raise click.exceptions.Exit(1)


def summary(records: Records, findings: Sequence[Finding]) -> str:
    """How much was read, and what was found, in one line."""
    sizes = (
        f"{len(records.organisations):,} organisations, {len(records.people):,} people, "
        f"{len(records.sessions):,} sessions"
    )
    return f"{_counted(findings) or 'no findings'} in {sizes}"


def _counted(findings: Sequence[Finding]) -> str:
    numbers = Counter(each.severity for each in findings)
    return ", ".join(
        f"{numbers[severity]:,} {severity}{'s' if numbers[severity] > 1 else ''}"
        for severity in ("error", "warning")
        if numbers[severity]
    )


class _Progress:
    """How far the reading has come, on a terminal, once it has taken more than a second."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.shown = False

    def show(self, done: int, total: int) -> None:
        if sys.stderr.isatty() and time.monotonic() - self.began > _PATIENCE:
            self.shown = True
            click.echo(f"\rreading {done:,} of {total:,} records", nl=False, err=True)

    def clear(self) -> None:
        if self.shown:
            click.echo("\r\033[K", nl=False, err=True)
