"""Where the files of a records folder are read from: the work tree, or a commit."""

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from fifrecords.model.call import BadCall

MOST_BYTES = 1_000_000
"""A record is at most 1 MB; a larger file is not read."""


_AT_ONCE = 1 << 16
_TO_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)


class NotARecordsFolder(BadCall):
    """The path that was given is no folder that can be read."""


class TooLarge(Exception):
    """A file is larger than a record may be."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class Entry(NamedTuple):
    """What lies in a folder.

    Attributes:
        name: Its name.
        kind: What it is; other is what cannot be read as a file, like a pipe.
        leads_to: For a link, where it leads.
    """

    name: str
    kind: Literal["file", "folder", "link", "other"]
    leads_to: str = ""


class Shelf(Protocol):
    """A place to read a records folder from. Paths are relative to that folder, with slashes."""

    def entries(self, folder: str) -> Sequence[Entry]:
        """What lies in a folder, in any order.

        Raises:
            OSError: If it cannot be listed.
        """

    def read(self, path: str) -> bytes:
        """The bytes of a file.

        Raises:
            OSError: If it cannot be read.
            TooLarge: If it is larger than a record may be, and was left unread for that.
        """

    def blob(self, path: str) -> str:
        """The id of a file's blob, where it is known without reading the file; else nothing."""

    def fetch(self, paths: Sequence[str]) -> None:
        """Told which files will be read next, so that they can be fetched together."""


class WorkTree:
    """A records folder as it lies on the disk."""

    def __init__(self, root: str) -> None:
        self._root = root

    def entries(self, folder: str) -> Sequence[Entry]:
        """What lies in a folder."""
        with os.scandir(f"{self._root}/{folder}" if folder else self._root) as found:
            return [_entry(each) for each in found]

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        file = os.open(f"{self._root}/{path}", _TO_READ)  # half the time that ``open`` takes
        try:
            data = os.read(file, _AT_ONCE)
            while more := os.read(file, _AT_ONCE):
                data += more
                if len(data) > MOST_BYTES:
                    raise TooLarge(os.fstat(file).st_size)
            return data
        finally:
            os.close(file)

    def blob(self, path: str) -> str:
        """Nothing: what is in a file is not known from outside."""
        return ""

    def fetch(self, paths: Sequence[str]) -> None:
        """Nothing is to be done."""


def _entry(found: "os.DirEntry[str]") -> Entry:
    if found.is_symlink():
        return Entry(found.name, "link", leads_to(found.path))
    if found.is_dir(follow_symlinks=False):
        return Entry(found.name, "folder")
    return Entry(found.name, "file" if found.is_file(follow_symlinks=False) else "other")


def leads_to(path: str) -> str:
    """Where a link leads."""
    try:
        return os.fspath(Path(path).readlink())
    except OSError:
        return "nowhere"


class Part:
    """Some of what lies in a records folder.

    Args:
        whole: The folder.
        names: The files and folders that are seen of what lies directly in it.
    """

    def __init__(self, whole: Shelf, names: Collection[str]) -> None:
        self._whole = whole
        self._names = names
        self.read, self.blob, self.fetch = whole.read, whole.blob, whole.fetch

    def entries(self, folder: str) -> Sequence[Entry]:
        """What lies in a folder, as far as it is seen."""
        found = self._whole.entries(folder)
        return found if folder else [each for each in found if each.name in self._names]


class Changed:
    """A records folder as it would be if some of its files were changed.

    Args:
        whole: The folder.
        files: What the files are to hold, by path; None for one that is to go.
    """

    def __init__(self, whole: Shelf, files: Mapping[str, bytes | None]) -> None:
        self._whole = whole
        self._files = files

    def entries(self, folder: str) -> Sequence[Entry]:
        """What would lie in a folder."""
        below = f"{folder}/" if folder else ""
        there = {each.name: each for each in self._there(folder)}
        for path, data in self._files.items():
            name, _, deeper = path.removeprefix(below).partition("/")
            if path.startswith(below) and (deeper or data is not None):
                there[name] = Entry(name, "folder" if deeper else "file")
            elif path.startswith(below):
                there.pop(name, None)
        return list(there.values())

    def _there(self, folder: str) -> Sequence[Entry]:
        try:
            return self._whole.entries(folder)
        except FileNotFoundError:
            return ()

    def read(self, path: str) -> bytes:
        """The bytes that a file would hold."""
        data = self._files.get(path)
        return self._whole.read(path) if data is None else data

    def blob(self, path: str) -> str:
        """The id of a file's blob, where it is not changed and known without reading it."""
        return "" if path in self._files else self._whole.blob(path)

    def fetch(self, paths: Sequence[str]) -> None:
        """Told which files will be read next."""
        self._whole.fetch([path for path in paths if path not in self._files])


class Snapshot:
    """A records folder as a commit holds it; one that it does not hold is empty there.

    Args:
        files: Each file's path with its Git mode and the id of its blob.
        contents: Gives the bytes of blobs by their ids.
    """

    _LINK, _MODULE = "120000", "160000"

    def __init__(
        self,
        files: Mapping[str, tuple[str, str]],
        contents: Callable[[Iterable[str]], Mapping[str, bytes]],
    ) -> None:
        self._files = files
        self._contents = contents
        self._fetched: dict[str, bytes] = {}
        self._folders: dict[str, dict[str, Entry]] = {"": {}}
        self.fetch([path for path, (mode, _) in files.items() if mode == self._LINK])
        for path, (mode, _) in files.items():
            self._enter(path, self._kind(path, mode))

    def entries(self, folder: str) -> Sequence[Entry]:
        """What lies in a folder."""
        return list(self._folders.get(folder, {}).values())

    def read(self, path: str) -> bytes:
        """The bytes of a file; where one was not fetched, all are: Git answers them together."""
        blob = self._files[path][1]
        if blob not in self._fetched:
            self.fetch(list(self._files))
        return self._fetched.get(blob, b"")

    def blob(self, path: str) -> str:
        """The id of a file's blob."""
        return self._files[path][1]

    def fetch(self, paths: Sequence[str]) -> None:
        """Fetches some files."""
        blobs = {self._files[path][1] for path in paths} - self._fetched.keys()
        self._fetched.update(self._contents(blobs))

    def _kind(self, path: str, mode: str) -> Entry:
        name = path.rpartition("/")[2]
        if mode == self._LINK:
            return Entry(name, "link", self.read(path).decode(errors="replace"))
        return Entry(name, "other" if mode == self._MODULE else "file")

    def _enter(self, path: str, entry: Entry) -> None:
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            self._folders[folder] = {}
            self._enter(folder, Entry(folder.rpartition("/")[2], "folder"))
        self._folders[folder][entry.name] = entry
