"""A records folder on the disk, of which something is known from earlier runs."""

import stat
from collections.abc import Mapping, Sequence
from functools import cached_property

from fifrecords.store.memory import Memory
from fifrecords.store.shelf import Entry, WorkTree, leads_to


class Remembered(WorkTree):
    """A records folder as it was looked at, with the blobs of the files that did not change.

    Args:
        root: The folder.
        memory: What is known of it.
    """

    def __init__(self, root: str, memory: Memory) -> None:
        super().__init__(root)
        self._memory = memory

    @cached_property
    def _blobs(self) -> Mapping[str, str]:
        return self._memory.blobs()

    def entries(self, folder: str) -> Sequence[Entry]:
        """What lay in a folder when it was looked at, but for what is hidden."""
        sight = self._memory.look()
        if not sight.whole:
            return super().entries(folder)
        start = len(folder) + 1 if folder else 0
        rows = sight.rows[sight.folders.get(folder, slice(0))]
        return [self._entry(below, below[start:], mode) for below, mode, *_ in rows]

    def _entry(self, below: str, name: str, mode: int) -> Entry:
        if stat.S_ISREG(mode):
            return Entry(name, "file")
        if stat.S_ISDIR(mode):
            return Entry(name, "folder")
        if stat.S_ISLNK(mode):
            return Entry(name, "link", leads_to(f"{self._root}/{below}"))
        return Entry(name, "other")

    def blob(self, path: str) -> str:
        """The id of a file's blob, where the file did not change since it was read."""
        return self._blobs.get(path, "")


def on_the_disk(root: str, memory: Memory | None) -> WorkTree:
    """A records folder as it lies on the disk, with what is known of it, if anything is."""
    return Remembered(root, memory) if memory else WorkTree(root)
