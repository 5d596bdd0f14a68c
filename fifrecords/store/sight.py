"""A records folder as it is seen from outside its files: their names, sizes and times."""

import marshal
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from fifrecords.store.kept import digest

_FOLDER = 0o040000
_SETTLED = 2_000_000_000
"""For how many nanoseconds a file must have lain still before its times vouch for it.

Two writes within one tick of a file system's clock leave the same times; the coarsest clock, that
of FAT, ticks every two seconds. Git looks at its own index likewise:
https://git-scm.com/docs/racy-git
"""

Row = tuple[str, int, int, int, int, int]
"""A file or folder: its path below the records, its mode, and of a file size, times and inode."""


def _changed(row: Row) -> int:
    """When a file was last changed; that time nobody can set but the system."""
    return row[3] if sys.platform == "win32" else row[4]


class Sight:
    """What lay in a folder when it was looked at.

    Attributes:
        rows: Every file and folder but the hidden ones, as the system lists them.
        since: When it was looked at, in nanoseconds.
        whole: Whether all of it could be listed.
        folders: Which of the rows lie directly in each folder.
    """

    def __init__(self, rows: list[Row], since: int, *, whole: bool = True) -> None:
        self.rows = rows
        self.since = since
        self.whole = whole
        self.folders: dict[str, slice] = {}

    @property
    def files(self) -> Iterator[Row]:
        """What is no folder."""
        return (row for row in self.rows if row[1] != _FOLDER)

    @cached_property
    def written(self) -> bytes:
        """The rows as bytes: a later version of the format writes equal rows unequally."""
        return marshal.dumps(self.rows, 2)

    @property
    def digest(self) -> bytes:
        """A name for just this sight."""
        return digest(self.written)

    def unsettled(self) -> Iterator[Row]:
        """The files whose times do not vouch for what is in them."""
        since = self.since - _SETTLED
        return (row for row in self.rows if _changed(row) >= since)


def look(root: str) -> Sight:
    """Looks at a records folder; of one that cannot be listed nothing is seen."""
    sight = Sight([], time.time_ns())
    with _as_far_as_possible(sight):
        _look(sight, root, "")
    return sight


@contextmanager
def _as_far_as_possible(sight: Sight) -> Iterator[None]:
    try:
        yield
    except OSError:
        sight.whole = False


def _row(below: str, told: os.stat_result) -> Row:
    times = told.st_mtime_ns, told.st_ctime_ns
    return below, told.st_mode, told.st_size, *times, told.st_ino


@contextmanager
def _listed(folder: str) -> "Iterator[Iterator[os.DirEntry[str]]]":
    """What lies in a folder. Opened once, its files need not be sought from the top each time."""
    if os.scandir not in os.supports_fd:
        with os.scandir(folder) as entries:
            yield entries
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        with os.scandir(opened) as entries:
            yield entries
    finally:
        os.close(opened)


def _look(sight: Sight, folder: str, below: str) -> None:
    """Adds what lies in a folder."""
    folders = []
    start = len(sight.rows)
    with _listed(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                sight.rows.append((below + name, _FOLDER, 0, 0, 0, 0))
                folders.append(name)
                continue
            try:
                sight.rows.append(_row(below + name, entry.stat(follow_symlinks=False)))
            except OSError:
                sight.whole = False
    sight.folders[below.rstrip("/")] = slice(start, len(sight.rows))
    for name in folders:
        with _as_far_as_possible(sight):
            _look(sight, f"{folder}/{name}", f"{below}{name}/")
