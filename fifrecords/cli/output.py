"""Where a command writes what it made: a file, or the screen."""

import sys
from collections.abc import Callable, Collection
from pathlib import Path

import click

from fifrecords.cli.folder import PROJECT_FILE
from fifrecords.model.call import BadCall
from fifrecords.model.finding import one_of
from fifrecords.model.kinds import NARRATIVE
from fifrecords.store.write import write

STANDARD_OUTPUT = "-"


def save(file: str, data: bytes, *, mode: int | None = None) -> None:
    """Writes a file whole or not at all.

    Args:
        file: The file.
        data: What it is to hold.
        mode: The rights that it is to have, where it is not to have those of any other.

    Raises:
        BadCall: If it cannot be written, or is a record; then it is as it was.
    """
    _refuse_record(file)
    try:
        write(file, data, mode=mode)
    except OSError as error:
        raise BadCall(f"{file}: {error.strerror}; nothing was written") from error


def shape_of(file: str | None, known: Collection[str], otherwise: str = "name the --format") -> str:
    """The format of a file by its name; text for the screen.

    Args:
        file: The file; ``-`` and None are the screen.
        known: The formats, each as a file of it ends.
        otherwise: What to do where it ends in none of them.

    Raises:
        click.UsageError: If it is called like none.
    """
    if file is None or file == STANDARD_OUTPUT:
        return "txt"
    shape = Path(file).suffix.removeprefix(".").lower()
    if shape not in known:
        raise click.UsageError(f"{file} ends in none of {one_of(known)}; {otherwise}")
    return shape


def spare(file: str | None, is_earlier: Callable[[bytes], bool], so: str) -> None:
    """Refuses to write over what somebody else made.

    Args:
        file: The file; ``-`` and None are the screen.
        is_earlier: Whether what a file holds is what is written there now, from an earlier time.
        so: What it would be then, and what to do as it is not.

    Raises:
        BadCall: If it is a record, or holds something else.
    """
    if file in (None, STANDARD_OUTPUT) or not Path(file).is_file():
        return
    _refuse_record(file)
    try:
        held = Path(file).read_bytes()
    except OSError as error:
        raise BadCall(f"{file}: {error.strerror}; nothing was written") from error
    if held and not is_earlier(held):
        raise BadCall(f"{file} is there and is no earlier {so}")


def _refuse_record(file: str) -> None:
    if _is_record(Path(file).resolve()):
        raise BadCall(f"{file} is one of the records; name another file")


def _is_record(path: Path) -> bool:
    """Whether a file that is there is read as a part of some project's records."""
    below = path.suffix in (".yaml", ".yml") or path.parent.name == NARRATIVE
    return below and path.is_file() and any((up / PROJECT_FILE).is_file() for up in path.parents)


def hand_out(file: str | None, data: bytes, *, is_text: bool, mode: int | None = None) -> None:
    """Writes what was made to a file, or to the screen where none is named.

    Args:
        file: The file; ``-`` is standard output, whatever is written there.
        data: What it is to hold.
        is_text: Whether it can be read on a screen.
        mode: The rights that a file is to have, where it is not to have those of any other.

    Raises:
        click.UsageError: If it cannot, and no file is named.
    """
    if file is not None and file != STANDARD_OUTPUT:
        save(file, data, mode=mode)
    elif is_text or file == STANDARD_OUTPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        raise click.UsageError("this is no text to show here; name a file with -o FILE")
