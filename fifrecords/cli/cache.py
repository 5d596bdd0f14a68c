"""``fifrecords cache``: what is kept between runs."""

import click

from fifrecords.cli import options
from fifrecords.cli.opened import records_folder
from fifrecords.model.call import BadCall
from fifrecords.store.kept import clear, folder_for, size_of


@click.group("cache")
def command() -> None:
    """Show or delete what is kept between runs.

    What files hold, and what was said of them, is kept in Git's folder, so that it is not worked
    out again. Nothing else lies there, and all of it can be deleted at any time.

    \b
    Examples:
      fifrecords cache show
      fifrecords cache clear
    """


@command.command("show")
@options.records
def show(folder: str | None) -> None:
    """Tell where it lies, and how large it is.

    \b
    Examples:
      fifrecords cache show
    """
    root = records_folder(folder)
    click.echo(f"{_place(root)}: {size_of(root):,} bytes")


@command.command("clear")
@options.records
def empty(folder: str | None) -> None:
    """Delete it.

    \b
    Examples:
      fifrecords cache clear
    """
    root = records_folder(folder)
    place = _place(root)
    try:
        click.echo(f"{place}: {clear(root):,} bytes deleted")
    except OSError as error:
        raise BadCall(f"{error.filename or place}: {error.strerror}") from error


def _place(root: str) -> str:
    if (place := folder_for(root)) is None:
        raise BadCall(f"{root} is not in a Git repository, so nothing is kept of it")
    return place
