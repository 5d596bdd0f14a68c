"""What a command is about to write: shown, asked about, done as one, and committed by name."""

import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, TypeVar

import click

from fifrecords.entry.plan import Plan
from fifrecords.model.call import BadCall
from fifrecords.store.git import Repository
from fifrecords.store.gitrun import GitRefused
from fifrecords.store.journal import in_turn

Command = TypeVar("Command", bound=Callable[..., Any])

CLAIMS_COME_NEXT = "then: fifrecords claims --update"
"""What to do where the narrative claims another number than the records will say."""

_FEW = 3
"""How many files a sentence still names."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a command is to write.

    Attributes:
        dry_run: Whether to show only what would be written.
        yes: Whether not to ask.
        commit: Whether to commit the files that were written, and no other.
    """

    dry_run: bool
    yes: bool
    commit: bool


def manner(command: Command) -> Command:
    """The options --dry-run, --yes and --commit, which a command takes as one ``manner``."""

    def taken(*arguments: Any, dry_run: bool, yes: bool, commit: bool, **options: Any) -> Any:
        return command(*arguments, manner=Manner(dry_run, yes, commit), **options)

    taken.__doc__ = command.__doc__
    wrapped: Any = taken
    for option in (
        click.option("--commit", is_flag=True, help="Commit the files written, and no other."),
        click.option("--yes", is_flag=True, help="Do not ask before writing."),
        click.option("--dry-run", is_flag=True, help="Show what would be written, and stop."),
    ):
        wrapped = option(wrapped)
    wrapped.__click_params__ += getattr(command, "__click_params__", [])
    return wrapped  # type: ignore[no-any-return]


def settle(
    plan: Plan, manner: Manner, told: str = "", first: Callable[[], None] | None = None
) -> None:
    """Shows a plan, and carries it out unless somebody says no.

    A person at a terminal is asked; a script is not.

    Args:
        plan: The plan.
        manner: How to carry it out.
        told: What else somebody should know before it is.
        first: What is done before, once it is agreed.

    Raises:
        click.Abort: If the answer is no.
        BadCall: If it cannot be carried out; then nothing was written.
    """
    for line in plan.diff():
        click.echo(line)
    if plan.made:
        folder = PurePath(min(plan.made)).parent.as_posix()
        click.echo(f"made again: {folder}/ ({len(plan.made)} files)")
    if not plan.written:
        click.echo("nothing to write")
        return
    if told:
        click.echo(told)
    for doubt in plan.doubts:
        click.echo(doubt, err=True)
    if is_agreed(manner, is_usual=not plan.doubts):
        if first is not None:
            first()
        carry_out(plan, manner)


def is_agreed(manner: Manner, *, is_usual: bool = True) -> bool:
    """Whether what was shown is to be written; nothing is in a dry run.

    Args:
        manner: How to carry it out.
        is_usual: Whether who only presses Enter agrees.

    Raises:
        click.Abort: If somebody at a terminal says no.
    """
    if manner.dry_run:
        click.echo("nothing was written")
    elif not manner.yes and sys.stdin.isatty():
        click.confirm("Write this?", default=is_usual, abort=True)
    return not manner.dry_run


def carry_out(plan: Plan, manner: Manner) -> None:
    """Carries a plan out, and commits its files if that is wanted.

    Raises:
        BadCall: If it cannot be carried out; then nothing was written. If Git will not commit;
            then the files are as planned.
    """
    plan.carry_out()
    if manner.commit:
        paths = [each.path for each in plan.written]
        try:
            with in_turn(plan.root):
                commit = Repository(plan.root).record(paths, plan.purpose)
        except GitRefused as error:
            raise BadCall(_left_to_do(paths, plan.purpose, str(error))) from error
        click.echo(f"committed as {commit}: {plan.purpose}")


def _left_to_do(paths: Sequence[str], purpose: str, why: str) -> str:
    """What to do where the files are written and Git will not commit them.

    Who gives the command once more has the record a second time.
    """
    mend = f"commit the {len(paths)} files"
    if len(paths) <= _FEW:
        mend = f"git commit -m {shlex.quote(purpose)} -- {shlex.join(paths)}"
    return f"written, but not committed: {why}; then {mend}, and do not give this command again"
