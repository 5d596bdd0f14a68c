"""The project that a command works on which may write: what was cut off before is seen to first."""

import click

from fifrecords.cli.opened import checked, records_folder
from fifrecords.store.journal import finish, is_cut_off
from fifrecords.store.load import Loaded


def opened(named: str | None, *, writes: bool) -> Loaded:
    """The records, and all that is wrong with them, for a command that may write.

    Args:
        named: The folder, if it was named.
        writes: Whether something is to be written: then what was cut off is finished first.
    """
    root = records_folder(named)
    tidy(root, writes=writes)
    return checked(root)


def tidy(root: str, *, writes: bool) -> None:
    """Does what is left of changes that were cut off, and says so.

    Args:
        root: The records folder.
        writes: Whether something is to be written; otherwise it is only told that they are there.
    """
    if not writes and is_cut_off(root):
        click.echo("a change was cut off; the next command that writes finishes it", err=True)
    if writes:
        done, left = finish(root)
        for path in done:
            click.echo(f"finished a change that was cut off: {path}", err=True)
        for path in left:
            why = "it was changed since, and stays so; look into it"
            click.echo(f"of a change that was cut off, not finished: {path}: {why}", err=True)
