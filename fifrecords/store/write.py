"""Writing a file whole or not at all."""

import os
import tempfile
from glob import escape
from pathlib import Path

from fifrecords.model.call import BadCall

OWNER_ONLY = 0o600
"""The rights of a file that nobody but its owner may read."""

PATIENCE = 30
"""For how many seconds another writer is waited for."""

_RANDOM = "????????"
"""What ``tempfile`` adds to a name."""

_HALF_WRITTEN = ".half"
"""What nobody ends the name of a copy of their own with."""


class ChangedSince(BadCall):
    """A file no longer holds what was read from it."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} was changed since it was read; it was left as it is")


def rewrite(path: str, was: bytes, becomes: bytes) -> None:
    """Replaces what a file holds in one step, if it still holds what was read from it.

    Args:
        path: The file.
        was: What was read.
        becomes: What it is to hold.

    Raises:
        ChangedSince: If somebody else has written it since; then it is as they left it.
        OSError: If the file cannot be read or written; then it is as it was.
    """
    if Path(path).read_bytes() != was:
        raise ChangedSince(path)
    write(path, becomes)


def write(path: str, data: bytes, *, mode: int | None = None) -> None:
    """Writes a file in one step: a reader sees the old file or the new one, never a part.

    Args:
        path: The file; what it held is replaced.
        data: What it is to hold.
        mode: The rights that it is to have; otherwise those that it has, or any new file.

    Raises:
        OSError: If the file cannot be written; then it is as it was.
    """
    target = Path(path)
    if target.exists() and not target.is_file():
        target.write_bytes(data)  # a pipe or a device takes what it is given, and stays what it is
        return
    try:
        _write_beside(target.resolve(), data, mode)  # a link stays one
    except OSError as error:
        error.filename = path  # nobody knows the one beside it
        raise


def _write_beside(target: Path, data: bytes, mode: int | None) -> None:
    """Writes a file of another name, and lets it take the place of the one that is meant."""
    handle, beside = tempfile.mkstemp(
        dir=target.parent, prefix=f".{target.name}.", suffix=_HALF_WRITTEN
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(_mode_of(target) if mode is None else mode)
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def sweep(path: str) -> None:
    """Removes what was left beside a file where its writing was cut off.

    Nobody else may be writing the file meanwhile.
    """
    target = Path(path)
    for left in target.parent.glob(f".{escape(target.name)}.{_RANDOM}{_HALF_WRITTEN}"):
        left.unlink(missing_ok=True)


def _mode_of(target: Path) -> int:
    """The rights that the file has, or that a new one is to have."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
