"""The reading of a records folder: begun before anybody asks what its files mean."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass

from fifrecords.store.kept import kept_for
from fifrecords.store.memory import Looked, Memory
from fifrecords.store.parsing import parse_all
from fifrecords.store.remembered import Remembered, on_the_disk
from fifrecords.store.shelf import NotARecordsFolder, Shelf
from fifrecords.store.text import Text, text_of
from fifrecords.store.tree import RecordFile, walk
from fifrecords.store.values import Parsed, Values
from fifrecords.store.workers import First

Progress = Callable[[int, int], None]
"""Told how many files of how many have been read."""

_A_WHILE = 500


class Reading:
    """The files of a records folder, and what each of them holds. It begins where it is made.

    Args:
        root: The folder, as it was named.
        shelf: Where its files are read from.
        memory: What is known of it, and is to learn what is read; None where that teaches nothing.

    Attributes:
        tree: What lies in the folder.
        files: The records in it, in the order of their references.

    Raises:
        NotARecordsFolder: If the folder is missing or cannot be listed.
    """

    def __init__(self, root: str, shelf: Shelf, memory: Memory | None) -> None:
        self._began = time.time_ns()
        self.tree = walk(shelf, root)
        self.files = [self.tree.files[ref] for ref in sorted(self.tree.files)]
        self._shelf = shelf
        self._memory = memory
        self._values = Values(kept_for(root))
        self._blobs: dict[str, str] = {}
        first = None
        if memory and memory.is_empty:
            first = First(lambda: self._looked(memory), memory.saw)
        self._parsed = parse_all(
            self.files, self._texts, values=self._values, blob=self._blob, first=first
        )

    @classmethod
    def of(cls, root: str) -> "Reading":
        """The reading of a folder as it lies on the disk: one that was begun, or else a new one.

        Raises:
            NotARecordsFolder: If the folder is missing or cannot be listed.
        """
        if (begun := _begun.get()) and begun.memory.is_taken_by_a_reader_of(root):
            reading, begun.reading = begun.reading, None  # nobody holds it longer than its reader
            if reading:
                return reading
        memory = Memory.of(root)
        return cls(root, on_the_disk(root, memory), memory)

    def parsed(self, progress: Progress) -> Iterator[tuple[str, Parsed]]:
        """The blob of each file and what it holds, once."""
        for done, (file, (blob, parsed)) in enumerate(zip(self.files, self._parsed, strict=True)):
            self._blobs[file.below] = blob
            yield blob, parsed
            if not done % _A_WHILE:
                progress(done, len(self.files))

    def close(self) -> None:
        """Keeps what was read for the next time."""
        self._values.close()
        if self._memory:
            self._memory.learn(self._blobs)

    def _looked(self, memory: Memory) -> Looked:
        """What is seen of the folder: not all of it, where it is not what was listed before."""
        rows, since, whole = memory.looked()
        root = self.tree.root
        if not memory.look().has_lain_still_since(self._began):
            whole = whole and walk(Remembered(root, memory), root) == self.tree
        return rows, since, whole

    def _texts(self, share: Sequence[RecordFile]) -> list[Text]:
        self._shelf.fetch([file.below for file in share])
        return [text_of(self._shelf, file.below) for file in share]

    def _blob(self, file: RecordFile) -> str:
        return self._shelf.blob(file.below)


@contextmanager
def reading_ahead(memory: Memory) -> Iterator[None]:
    """Meanwhile a folder is read by other processes; whoever wants its records first, gets that.

    Args:
        memory: What is known of the folder.
    """
    begun = _Begun(memory)
    with suppress(NotARecordsFolder):  # whoever wants the records will be told
        begun.reading = Reading(memory.root, on_the_disk(memory.root, memory), memory)
    token = _begun.set(begun)
    try:
        yield
    finally:
        _begun.reset(token)


@dataclass
class _Begun:
    """A reading that was begun, until somebody takes it."""

    memory: Memory
    reading: Reading | None = None


_begun: ContextVar[_Begun | None] = ContextVar("begun", default=None)
