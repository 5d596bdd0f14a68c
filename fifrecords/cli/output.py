"""Where a command writes what it made: a file, or the screen."""

import sys

import click

from fifrecords.model.call import BadCall
from fifrecords.store.write import write

STANDARD_OUTPUT = "-"


def save(file: str, data: bytes, *, mode: int | None = None) -> None:
    """Writes a file whole or not at all.

    Args:
        file: The file.
        data: What it is to hold.
        mode: The rights that it is to have, where it is not to have those of any other.

    Raises:
        BadCall: If it cannot be written; then it is as it was.
    """
    try:
        write(file, data, mode=mode)
    except OSError as error:
        raise BadCall(f"{file}: {error.strerror}; nothing was written") from error


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
