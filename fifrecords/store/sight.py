"""A records folder as it is seen from outside its files: their names, sizes and times."""

import marshal
import os
import sys
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

from fifrecords.store.kept import digest

_FOLDER = 0o040000
_SETTLED = 2_000_000_000
"""For how many nanoseconds a file must have lain still before its times vouch for it.

Two writes within one tick of a file system's clock leave the same times; the coarsest clock, that
of FAT, ticks every two seconds. Git looks at its own index likewise:
https://git-scm.com/docs/racy-git
"""

Row = tuple[Any, ...]
"""A file or folder: its path below the records, its mode, and for a file size, times and inode."""


class Sight(NamedTuple):
    """What lay in a folder when it was looked at.

    Attributes:
        rows: Every file and folder but the hidden ones, as the system lists them.
        since: When it was looked at, in nanoseconds.
        whole: Whether all of it could be listed.
        folders: Which of the rows lie directly in each folder.
    """

    rows: list[Row]
    since: int
    whole: bool
    folders: dict[str, slice]

    @property
    def digest(self) -> bytes:
        """A name for just this sight."""
        return digest(marshal.dumps(self.rows, 2))  # a later version writes equal rows unequally

    def settled_rows(self) -> Iterator[Row]:
        """The files whose times vouch for what is in them."""
        since = self.since - _SETTLED
        return (row for row in self.rows if len(row) > 2 and row[_CHANGED] < since)

    @property
    def all_settled(self) -> bool:
        """Whether the sight as a whole vouches for what is in every file."""
        files = sum(1 for row in self.rows if len(row) > 2)
        return self.whole and sum(1 for _ in self.settled_rows()) == files


_CHANGED = 3 if sys.platform == "win32" else 4
"""Where in a row stands when the file was last changed; that time nobody can set but the system."""


def look(root: str) -> Sight:
    """Looks at a records folder.

    Raises:
        OSError: If the folder itself cannot be listed.
    """
    since = time.time_ns()
    rows: list[Row] = []
    folders: dict[str, slice] = {}
    whole = _look(root, "", rows, folders)
    return Sight(rows, since, whole, folders)


def _look(folder: str, below: str, rows: list[Row], seen: dict[str, slice]) -> bool:
    """Adds what lies in a folder; tells whether all of it could be seen."""
    folders = []
    whole = True
    start = len(rows)
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                rows.append((below + name, _FOLDER))
                folders.append(name)
                continue
            try:
                told = entry.stat(follow_symlinks=False)
            except OSError:
                whole = False
                continue
            rows.append(
                (
                    below + name,
                    told.st_mode,
                    told.st_size,
                    told.st_mtime_ns,
                    told.st_ctime_ns,
                    told.st_ino,
                )
            )
    seen[below.rstrip("/")] = slice(start, len(rows))
    for name in folders:
        try:
            whole &= _look(f"{folder}/{name}", f"{below}{name}/", rows, seen)
        except OSError:
            whole = False
    return whole
