"""The reading of a records folder: begun before anybody asks what its files mean."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Any

from fifrecords.model.finding import Finding
from fifrecords.store.kept import kept_for
from fifrecords.store.memory import Looked, Memory
from fifrecords.store.parsing import parse_all, seek_and_parse
from fifrecords.store.remembered import on_the_disk
from fifrecords.store.shelf import Shelf
from fifrecords.store.text import Text, text_of
from fifrecords.store.tree import RecordFile, Tree, walk
from fifrecords.store.values import Parsed, Values
from fifrecords.store.workers import Search

Progress = Callable[[int, int], None]
"""Told how many files of how many have been read."""

_Wanted = Callable[[], Iterator[tuple[str, Parsed]]]
"""Gives the blob of each file and what it holds, once the files are known."""

_A_WHILE = 500

_Found = tuple[Looked | None, list[tuple[str, str, str]], list[tuple[Any, ...]]]
"""What was newly seen of a folder, the records in it, and what is wrong with their names."""


class Reading:
    """The files of a records folder, and what each of them holds. It begins where it is made.

    Args:
        root: The folder, as it was named.
        shelf: Where its files are read from.
        memory: What is known of it, and is to learn what is read; None where that teaches nothing.
        ahead: Whether the caller has other things to do before anybody wants the files.

    Attributes:
        tree: What lies in the folder, once it is known what each file holds, or was asked.

    Raises:
        NotARecordsFolder: If the folder is missing or cannot be listed. Read ahead, that is raised
            where the files are wanted.
    """

    tree: Tree

    def __init__(
        self, root: str, shelf: Shelf, memory: Memory | None, *, ahead: bool = False
    ) -> None:
        self._root = root
        self._shelf = shelf
        self._memory = memory
        self._values = Values(kept_for(root))
        self._blobs: dict[str, str] = {}
        self._wanted = self._begun_ahead(memory) if ahead and memory else self._begun()

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
        """The blob of each file and what it holds, once.

        Raises:
            NotARecordsFolder: If the folder is missing or cannot be listed.
        """
        return self._noted(self._wanted(), progress)

    def _noted(
        self, parsed: Iterator[tuple[str, Parsed]], progress: Progress
    ) -> Iterator[tuple[str, Parsed]]:
        for done, (file, each) in enumerate(zip(self.files, parsed, strict=True)):
            self._blobs[file.below] = each[0]
            yield each
            if not done % _A_WHILE:
                progress(done, len(self.files))

    def close(self) -> None:
        """Keeps what was read for the next time."""
        self._values.close()
        if self._memory:
            self._memory.learn(self._blobs)

    def _begun(self) -> _Wanted:
        parsed = parse_all(self._find(), self._texts, values=self._values, blob=self._blob)
        return lambda: parsed

    def _begun_ahead(self, memory: Memory) -> _Wanted:
        """Lets other processes look at the folder too: that takes longer than all else so far."""
        has_looked = memory.has_looked

        def tell() -> _Found:
            files = [(each.ref, each.path, each.below) for each in self.files]
            looked = None if has_looked else memory.looked()
            return looked, files, [astuple(each) for each in self.tree.findings]

        def hear(found: _Found) -> list[RecordFile]:
            looked, files, findings = found
            if looked:
                memory.saw(looked)
            known = {each[0]: RecordFile(*each) for each in files}
            self.tree = Tree(self._root, known, [Finding(*each) for each in findings])
            return self.files

        search = Search(self._find, tell, hear)
        return seek_and_parse(search, self._texts, self._values, self._blob)

    def _find(self) -> list[RecordFile]:
        self.tree = walk(self._shelf, self._root)
        return self.files

    @cached_property
    def files(self) -> list[RecordFile]:
        """The records in the folder, in the order of their references."""
        return [self.tree.files[ref] for ref in sorted(self.tree.files)]

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
    shelf = on_the_disk(memory.root, memory)
    begun = _Begun(memory, Reading(memory.root, shelf, memory, ahead=True))
    token = _begun.set(begun)
    try:
        yield
    finally:
        _begun.reset(token)


@dataclass
class _Begun:
    """A reading that was begun, until somebody takes it."""

    memory: Memory
    reading: Reading | None


_begun: ContextVar[_Begun | None] = ContextVar("begun", default=None)
