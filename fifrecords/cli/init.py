"""``fifrecords init``: a project that is ready for its first records."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any

import click

from fifrecords.cli.answering import asks
from fifrecords.cli.entering import entered
from fifrecords.cli.folder import PROJECT_FILE, RECORDS
from fifrecords.cli.planned import Manner, carry_out, is_agreed, manner
from fifrecords.entry.kinds.project import PROJECT
from fifrecords.entry.plan import Plan
from fifrecords.entry.starting import equip, first_words
from fifrecords.model.records import Records
from fifrecords.store.git import begin
from fifrecords.store.gitrun import GitRefused
from fifrecords.store.load import Loaded


@click.argument("folder", default=".", metavar="[DIR]")
@manner
def _command(folder: str, manner: Manner, **given: Any) -> None:
    """Begin a project: a folder that is ready for its first records.

    Asks what the grant is, unless options tell, and writes the records folder, words to begin
    with, an example to look at, a page for staff, and what checks the records in an editor, before
    a commit and on every push. What is there already is left as it is.

    \b
    Examples:
      fifrecords init --dry-run
      fifrecords init plot --title Plot --provider Us --starts 2024-01-01 --ends 2024-12-31
    """
    root = (Path(folder) / RECORDS).as_posix()
    plan = _begun(root, given, manner)
    kept = equip(plan, folder, plan.outcome().records, is_new=bool(plan.changes))
    for line in (*_told("new ", plan.changes, folder), *_told("kept", kept, folder)):
        click.echo(line)
    if plan.changes and is_agreed(manner):
        Path(root).mkdir(parents=True, exist_ok=True)
        _begin_repository(folder)
        carry_out(plan, manner)
        there = "" if folder == "." else f" Go to {folder}."
        click.echo(f"Ready.{there} The first organisation: fifrecords new organisation")


def _begun(root: str, given: dict[str, Any], manner: Manner) -> Plan:
    """A plan with the project itself, unless there is one."""
    if (Path(root) / PROJECT_FILE).exists():
        return Plan(root, "Add what a project has beside its records")
    nothing = Loaded(Records(root=root), [])
    plan = entered(PROJECT, nothing, given, manner, "Begin {}")
    if not Path(root, "vocabulary.yaml").exists():
        plan.write(f"{root}/vocabulary.yaml", first_words())
    return plan


def _told(what: str, paths: Iterable[str], folder: str) -> Iterator[str]:
    """Some files in short: those of one folder in one line."""
    below = [PurePath(path).relative_to(PurePath(folder)).parts for path in paths]
    numbers = Counter(parts[0] for parts in below)
    for name, number in numbers.items():
        files = "file" if number == 1 else "files"
        yield f"{what}  {name}" + ("" if (name,) in below else f"/ ({number} {files})")


def _begin_repository(folder: str) -> None:
    try:
        if begin(folder):
            click.echo(f"{folder} is a Git repository now")
    except GitRefused as error:
        click.echo(f"without a Git repository: {error}", err=True)


command = click.command("init")(asks(_command, PROJECT))
