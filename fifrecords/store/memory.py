"""What is known of a records folder from earlier runs, without reading the files in it."""

import marshal
import os
import stat
from collections.abc import Mapping
from typing import Any

from fifrecords.store.kept import Kept, digest, kept_for
from fifrecords.store.sight import Row, look

_NOT_READ = "-"
"""What stands for the blob of a file that is no record: it only matters that it is there."""

_MOST_FOLDERS = 20
_MOST_BYTES = 200_000_000


class Memory:
    """What is known of the files in a records folder, as it lies there now.

    A file that has the size, the times and the inode that it had when it was last read still holds
    the same blob, unless it was read too soon after it was written.

    Args:
        root: The records folder.
        kept: Where this is kept.

    Attributes:
        sight: The folder as it was looked at.
        content: A name for all that the folder holds, once that is known.

    Raises:
        OSError: If the folder cannot be listed.
    """

    def __init__(self, root: str, kept: Kept) -> None:
        self.kept = kept
        self.sight = look(root)
        self.content: bytes | None = None
        self._root = root
        self._name = digest(os.path.realpath(root).encode(errors="surrogateescape")).hex()
        self._known: Mapping[Row, str] | None = None

    @classmethod
    def of(cls, root: str) -> "Memory | None":
        """What is known of a folder; None where nothing is kept, or there is no such folder."""
        kept = kept_for(root)
        try:
            return None if kept is None else cls(root, kept)
        except OSError:
            return None

    def seen_before(self) -> bytes | None:
        """The name of what the folder holds, where it looks just as it did the last time."""
        seen: tuple[bytes, bytes] | None = self.kept.get(f"seen-{self._name}")
        return seen[1] if seen and seen[0] == self.sight.digest else None

    def blobs(self) -> dict[str, str]:
        """The blobs of the files that are as they were when they were last read."""
        if self._known is None:
            self._known = self.kept.get(f"files-{self._name}") or {}
        known = self._known
        return {row[0]: known[row] for row in self.sight.rows if row in known}

    def learn(self, read: Mapping[str, str]) -> None:
        """Notes what the folder was found to hold, and keeps that.

        Args:
            read: The blob of every record; empty for a file that could not be read.
        """
        held = {row[0]: read.get(row[0], _NOT_READ) for row in self.sight.rows if len(row) > 2}
        gone = not held.keys() >= read.keys()
        if not self.sight.whole or gone or "" in held.values():
            return
        self.content = self._named(held)
        files = {row: held[row[0]] for row in self.sight.rows if self.sight.settled(row)}
        if files != self._known:
            self.kept.put(f"files-{self._name}", files)
            self.kept.bound("files-", _MOST_FOLDERS, _MOST_BYTES)
        if self.sight.all_settled and self.content != self.seen_before():
            self.kept.put(f"seen-{self._name}", (self.sight.digest, self.content))
            self.kept.bound("seen-", _MOST_FOLDERS, _MOST_BYTES)

    def _named(self, held: Mapping[str, str]) -> bytes:
        """The name of what the folder holds: what lies where, and what is in it."""
        told: list[tuple[Any, ...]] = []
        for below, mode, *_ in self.sight.rows:
            kind = stat.S_IFMT(mode)
            link = stat.S_ISLNK(mode)
            told.append((below, kind, self._leads_to(below) if link else held.get(below, "")))
        return digest(marshal.dumps(sorted(told), 2))

    def _leads_to(self, below: str) -> str:
        try:
            return os.readlink(f"{self._root}/{below}")  # noqa: PTH115 - pathlib would be read for it
        except OSError:
            return "nowhere"
