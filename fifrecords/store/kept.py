"""What is kept between runs, in Git's folder: found again whole, or not at all.

Nothing here is needed: whatever cannot be read is worked out anew, whatever cannot be written is
not kept. A file holds plain values with a checksum of them, lies in a folder of this very version
of the tool, and is written in one step; it can be deleted at any time.
"""

import marshal
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from importlib.machinery import PathFinder

from fifrecords.store.gitdir import common_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

try:
    from _blake2 import blake2b  # what hashlib takes it from; that reads all of OpenSSL too
except ImportError:
    from hashlib import blake2b

SWITCHED_OFF = "FIFRECORDS_NO_CACHE"
"""The environment variable with which nothing is kept, and nothing that was kept is used."""

NEEDED = (
    *("click", "filelock", "jinja2", "markdown_it", "pydantic", "pydantic_core", "rapidfuzz"),
    *("tabulate", "yaml"),
)
"""The packages on which depends what is said of records."""

_MAGIC = b"fifrecords kept 1\n"
_SUM = 16
_VERSIONS_KEPT = 3
_HALF_WRITTEN = ".new"

_off: ContextVar[bool] = ContextVar("off", default=False)


@contextmanager
def switched_off() -> Iterator[None]:
    """Meanwhile nothing is kept, and nothing that was kept is used."""
    token = _off.set(True)
    try:
        yield
    finally:
        _off.reset(token)


class Kept:
    """A folder of values that are kept between runs.

    Args:
        folder: The folder; it need not be there.
        versions: The folder of such folders that it is one of, if it is: when it is made, those of
            older versions go.
    """

    def __init__(self, folder: str, versions: str | None = None) -> None:
        self._folder = folder
        self._versions = versions

    def get(self, name: str) -> "Any":
        """What is kept under a name; None where nothing is, or not as it was written."""
        data = self.bytes_of(name)
        return None if data is None else marshal.loads(data)

    def bytes_of(self, name: str) -> bytes | None:
        """The bytes that are kept under a name, where they are as they were written."""
        try:
            with open(f"{self._folder}/{name}", "rb", buffering=0) as file:
                data = file.read()
        except OSError:
            return None
        start = len(_MAGIC) + _SUM
        body = data[start:]
        return body if data[:start] == _MAGIC + digest(body) else None

    def has(self, name: str) -> bool:
        """Whether something is kept under a name, be it as it was written or not."""
        return os.path.exists(f"{self._folder}/{name}")

    def put(self, name: str, value: "Any") -> None:
        """Keeps a value of plain types under a name, if that can be done."""
        self.put_bytes(name, marshal.dumps(value, 2))

    def put_bytes(self, name: str, data: bytes) -> bool:
        """Keeps bytes under a name, if that can be done.

        They need not reach the disk at once, as records must: a file that was cut off is not used.

        Returns:
            Whether it could be done.
        """
        new = f"{self._folder}/{name}.{os.getpid()}{_HALF_WRITTEN}"
        try:
            self._make_folder()
            with open(new, "wb") as file:
                file.write(_MAGIC + digest(data))
                file.write(data)
            os.replace(new, f"{self._folder}/{name}")
        except OSError:
            return False
        finally:  # be it that somebody broke off
            with suppress(OSError):
                os.unlink(new)
        return True

    def names(self, start: str) -> list[tuple[str, int]]:
        """The names that begin so, with the size of what is kept there, the newest first."""
        return [each for each in self._all(start) if not each[0].endswith(_HALF_WRITTEN)]

    def _all(self, start: str) -> list[tuple[str, int]]:
        """As ``names``, with what is half written: by now, or by a run that was killed."""
        found = []
        with suppress(OSError), os.scandir(self._folder) as entries:
            for each in entries:
                if each.name.startswith(start):
                    told = each.stat()
                    found.append((-told.st_mtime_ns, each.name, told.st_size))
        return [(name, size) for _, name, size in sorted(found)]

    def drop(self, name: str) -> None:
        """Keeps nothing more under a name."""
        with suppress(OSError):
            os.unlink(f"{self._folder}/{name}")

    def bound(self, start: str, most: int, size: int) -> None:
        """Drops the oldest of the names that begin so, until they are few and small enough.

        Args:
            start: How they begin.
            most: How many may stay.
            size: How many bytes they may hold together.
        """
        for number, (name, its) in enumerate(self._all(start)):
            size -= its
            if number >= most or size < 0:
                self.drop(name)

    def _make_folder(self) -> None:
        if not os.path.isdir(self._folder):
            os.makedirs(self._folder, mode=0o700)
            if self._versions:
                _sweep(self._versions)


def kept_for(root: str) -> Kept | None:
    """What is kept of the records in a folder by this version of the tool.

    Returns:
        None where nothing is to be kept, outside a repository, and where the folder is not ours:
        somebody else's word is not taken for what the records say.
    """
    if _off.get() or os.environ.get(SWITCHED_OFF):
        return None
    folder = folder_for(root)
    if folder is None or not _is_ours(folder):
        return None
    return Kept(f"{folder}/{_version()}", folder)


def folder_for(root: str) -> str | None:
    """The folder in which things are kept of the records in a folder; None outside a repository."""
    common = common_folder(root)
    return None if common is None else f"{common}/fifrecords/cache"


def clear(root: str) -> int:
    """Deletes all that is kept, by whatever version of the tool.

    Returns:
        How many bytes that was.

    Raises:
        OSError: If something cannot be deleted.
    """
    folder = folder_for(root)
    return 0 if folder is None else _delete(folder)


def size_of(root: str) -> int:
    """How many bytes are kept, by whatever version of the tool."""
    folder = folder_for(root)
    return sum(size for _, size, _ in _below(folder)) if folder else 0


def digest(data: bytes) -> bytes:
    """A short name for some bytes, which no others have."""
    return blake2b(data, digest_size=_SUM).digest()


def digest_of(parts: Iterable[bytes]) -> bytes:
    """A short name for parts one after the other; it tells where each of them ends, too."""
    made = blake2b(digest_size=_SUM)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()


def _is_ours(folder: str) -> bool:
    while not os.path.lexists(folder):
        folder = os.path.dirname(folder)
    return not hasattr(os, "geteuid") or os.stat(folder).st_uid == os.geteuid()


@cache
def _version() -> str:
    """What this tool is, as far as it tells what records say, and for whom it works.

    Its own files are known by their size and times, and so is each package that it needs: one that
    is installed anew has other times.
    """
    own = os.path.dirname(os.path.dirname(__file__))
    parts = [sys.version, sys.executable]
    parts += [f"{path} {size} {times}" for path, size, times in sorted(_below(own))]
    parts += [_installed(package) for package in NEEDED]
    parts.append(str(os.geteuid()) if hasattr(os, "geteuid") else "")
    return digest("\0".join(parts).encode(errors="surrogateescape")).hex()


def _installed(package: str) -> str:
    found = PathFinder.find_spec(package)
    if found is None or found.origin is None:
        return ""
    told = os.stat(found.origin)
    return f"{found.origin} {told.st_size} {told.st_mtime_ns} {told.st_ctime_ns}"


def _below(folder: str) -> Iterator[tuple[str, int, str]]:
    """The files below a folder: path, size and times."""
    with suppress(OSError), os.scandir(folder) as entries:
        for each in entries:
            if each.is_dir(follow_symlinks=False):
                if each.name != "__pycache__":
                    yield from _below(each.path)
            else:
                told = each.stat(follow_symlinks=False)
                yield each.path, told.st_size, f"{told.st_mtime_ns} {told.st_ctime_ns}"


def _sweep(folder: str) -> None:
    """Deletes what older versions have kept."""
    with suppress(OSError), os.scandir(folder) as entries:
        found = sorted((-each.stat().st_mtime_ns, each.path) for each in entries)
        for _, path in found[_VERSIONS_KEPT:]:
            _delete(path)


def _delete(folder: str) -> int:
    size = 0
    for path, its, _ in list(_below(folder)):
        os.unlink(path)
        size += its
    for path, _, _ in os.walk(folder, topdown=False):
        os.rmdir(path)
    return size
