"""What is known of a records folder from earlier runs, without reading the files in it."""

import marshal
import os
import stat
from collections.abc import Mapping

from fifrecords.store.kept import Kept, digest, digest_of, kept_for
from fifrecords.store.sight import Row, Sight, look
from fifrecords.store.values import blob_id

_NOT_READ = "-"
"""What stands for the blob of a file that is no record: it only matters that it is there."""

_KIND = stat.S_IFMT(0o177777)
"""The part of a mode that says what it is the mode of."""

_MOST_READ = 1000
"""Where more files changed than that, whoever reads the records may as well read them."""

_AT_ONCE = 1000
"""So many names are put together at once: all of a large folder take a tenth of its records."""

Known = tuple[bytes, list[str]]
"""The rows of a sight, and the blob of each where that is known."""

_NOTHING_KNOWN: Known = marshal.dumps([]), []

Looked = tuple[bytes, int, bool]
"""The rows of a sight, when that was, and whether it was all."""

_MOST_FOLDERS = 20
_MOST_BYTES = 64_000_000


class Memory:
    """What is known of the files in a records folder, as it lies there now.

    A file that has the size, the times and the inode that it had when it was last read still holds
    the same blob, unless it was read too soon after it was written.

    Args:
        root: The records folder.
        kept: Where this is kept.

    Attributes:
        root: The folder, as it was named.
        is_empty: Whether nothing is known: then there is no need to look before it is read.
    """

    def __init__(self, root: str, kept: Kept) -> None:
        self._kept = kept
        self.root = root
        self._real = os.path.realpath(root)
        self._name = digest(self._real.encode(errors="surrogateescape")).hex()
        self.is_empty = not kept.has(f"files-{self._name}")
        self._known: Known | None = None
        self._sight: Sight | None = None
        self._content: bytes | None = None
        self._readers = 0

    @classmethod
    def of(cls, root: str) -> "Memory | None":
        """What is known of a folder; None where nothing is kept."""
        kept = kept_for(root)
        return None if kept is None else cls(root, kept)

    def look(self) -> Sight:
        """The folder as it was when it was first looked at: now, if it was not before."""
        if self._sight is None:
            self._sight = look(self.root)
        return self._sight

    @property
    def has_looked(self) -> bool:
        """Whether the folder was looked at."""
        return self._sight is not None

    def looked(self) -> Looked:
        """The folder as it was when it was first looked at, in plain types."""
        sight = self.look()
        return sight.written, sight.since, sight.whole

    def saw(self, looked: Looked) -> None:
        """Takes what another process saw for what is seen here."""
        written, since, whole = looked
        self._sight = Sight(marshal.loads(written), since, whole=whole)
        self._sight.written = written

    def is_taken_by_a_reader_of(self, root: str) -> bool:
        """Whether these records are wanted, for the first time."""
        self._readers += 1
        return self._readers == 1 and os.path.realpath(root) == self._real

    @property
    def content(self) -> bytes | None:
        """A name for all that its one reader found in the folder; None where it had several."""
        return self._content if self._readers == 1 else None

    def recognised(self) -> bytes | None:
        """A name for all that is in the folder, if few files have to be read to tell."""
        if self.is_empty:
            return None
        seen: tuple[bytes, bytes] | None = self._kept.get(f"seen-{self._name}")
        if seen and seen[0] == self.look().digest:
            return seen[1]
        held = self.blobs()
        new = [row for row in self.look().files if row[0] not in held]
        if len(new) > _MOST_READ or not self.look().whole:
            return None
        try:
            read = {row[0]: self._blob_of(row) for row in new}
        except OSError:
            return None
        return self._named(self.look(), held | read)

    def blobs(self) -> dict[str, str]:
        """The blobs of the files that are as they were when they were last read."""
        if self._known is None:
            self._known = self._kept.get(f"files-{self._name}") or _NOTHING_KNOWN
        written, blobs = self._known
        known = dict(zip(marshal.loads(written), blobs, strict=True))
        return {row[0]: blob for row in self.look().rows if (blob := known.get(row))}

    def learn(self, read: Mapping[str, str]) -> None:
        """Notes what the folder was found to hold, and keeps that; nothing else is held longer.

        Args:
            read: The blob of every record; empty for a file that could not be read.
        """
        sight, self._sight = self._sight, None
        if sight is None or not sight.whole:
            return  # who looks only now cannot tell what was there when the files were read
        held = {row[0]: read.get(row[0], _NOT_READ) for row in sight.files}
        if "" in held.values() or not held.keys() >= read.keys():
            return
        self._content = self._named(sight, held)
        unsettled = {row[0] for row in sight.unsettled()}
        known = held if not unsettled else {**held, **dict.fromkeys(unsettled, "")}
        files = sight.written, [known.get(row[0], "") for row in sight.rows]
        if files != self._known:
            self._kept.put(f"files-{self._name}", files)
            self._kept.bound("files-", _MOST_FOLDERS, _MOST_BYTES)
        if not unsettled:
            self._kept.put(f"seen-{self._name}", (sight.digest, self._content))
            self._kept.bound("seen-", _MOST_FOLDERS, _MOST_BYTES)

    def _named(self, sight: Sight, held: Mapping[str, str]) -> bytes:
        """The name of what the folder holds: what lies where, and what is in it."""
        told = [f"{row[0]}\0{row[1] & _KIND}\0{held.get(row[0], '')}" for row in sight.rows]
        links = [row[0] for row in sight.rows if row[1] & _KIND == stat.S_IFLNK]
        told += [f"{below}\0{self._leads_to(below)}" for below in links]
        told.sort()
        some = (told[start : start + _AT_ONCE] for start in range(0, len(told), _AT_ONCE))
        return digest_of("\0\0".join(each).encode(errors="surrogateescape") for each in some)

    def _blob_of(self, row: Row) -> str:
        if not stat.S_ISREG(row[1]):
            return _NOT_READ
        with open(f"{self.root}/{row[0]}", "rb", buffering=0) as file:
            return blob_id(file.read())

    def _leads_to(self, below: str) -> str:
        try:
            return os.readlink(f"{self.root}/{below}")
        except OSError:
            return "nowhere"
