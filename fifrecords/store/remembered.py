"""A records folder on the disk, of which something is known from earlier runs."""

import stat
from collections import defaultdict
from collections.abc import Sequence

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
        self._blobs = memory.blobs()
        self._whole = memory.sight.whole
        self._folders: dict[str, list[Entry]] = defaultdict(list)
        for below, mode, *_ in memory.sight.rows:
            folder, _, name = below.rpartition("/")
            if stat.S_ISREG(mode):
                self._folders[folder].append(Entry(name, "file"))
            elif stat.S_ISDIR(mode):
                self._folders[folder].append(Entry(name, "folder"))
            elif stat.S_ISLNK(mode):
                self._folders[folder].append(Entry(name, "link", leads_to(f"{root}/{below}")))
            else:
                self._folders[folder].append(Entry(name, "other"))

    def entries(self, folder: str) -> Sequence[Entry]:
        """What lay in a folder when it was looked at, but for what is hidden."""
        return self._folders.get(folder, ()) if self._whole else super().entries(folder)

    def blob(self, path: str) -> str:
        """The id of a file's blob, where the file did not change since it was read."""
        return self._blobs.get(path, "")


def on_the_disk(root: str, memory: Memory | None) -> WorkTree:
    """A records folder as it lies on the disk, with what is known of it, if anything is."""
    return Remembered(root, memory) if memory else WorkTree(root)
