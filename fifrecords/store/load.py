"""From a folder to its records, with the findings beside them."""

import gc
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from fifrecords.model.exceptions import NOTHING_KNOWN
from fifrecords.model.finding import Finding
from fifrecords.model.records import Records
from fifrecords.model.vocabulary import Vocabulary
from fifrecords.store.faults import severity
from fifrecords.store.git import Repository
from fifrecords.store.kept import kept_for
from fifrecords.store.memory import Memory
from fifrecords.store.remembered import Remembered
from fifrecords.store.shelf import Changed, NotARecordsFolder, Part, Shelf, Snapshot, WorkTree
from fifrecords.store.text import Text, text_of
from fifrecords.store.tree import RecordFile, Tree, walk
from fifrecords.store.understand import Understood, understand_all
from fifrecords.store.values import Values

__all__ = ["Loaded", "NotARecordsFolder", "Progress", "assembled", "load"]

Progress = Callable[[int, int], None]
"""Told how many files of how many have been read."""


class Loaded(NamedTuple):
    """The records of a folder, and what is wrong with its files one by one.

    Attributes:
        records: What could be read.
        findings: What could not, sorted by place. What is wrong between records is for
            ``fifrecords.check`` to say.
    """

    records: Records
    findings: list[Finding]


def load(
    path: str | os.PathLike[str] = "records",
    *,
    at: str | None = None,
    progress: Progress | None = None,
    only: Collection[str] = (),
    changed: Mapping[str, bytes | None] | None = None,
) -> Loaded:
    """Reads every record of a project once.

    Args:
        path: The records folder: the one that holds ``project.yaml``.
        at: A Git revision to read the folder at, or ``STAGED``; the work tree is not touched, nor
            looked at.
        progress: Called now and then with the number of files read, and of all files.
        only: The files and folders to read of those that lie directly in the folder; all where
            none is named.
        changed: What some of the files are to hold instead of what they do, by their path below
            the folder; None for one that is to go.

    Returns:
        The records and the findings. A broken file hides no other.

    Raises:
        NotARecordsFolder: If the folder is missing or cannot be listed.
        NoSuchRevision: If there is no such revision, or no repository.
    """
    root = Path(path).as_posix()
    with _no_garbage_collection():
        memory = None if at is not None or only else Memory.of(root)
        shelf = _shelf(root, at, only, memory)
        shelf = Changed(shelf, changed) if changed else shelf
        tree = walk(shelf, root)
        values = Values(kept_for(root))
        reading = _Reading(shelf, tree, values, progress or (lambda done, total: None))
        loaded = assembled(tree, reading.understood())
        values.close()
        if memory and not changed:
            memory.learn(reading.blobs)
        return loaded


def _shelf(root: str, at: str | None, only: Collection[str], memory: Memory | None) -> Shelf:
    if at is not None:
        repository = Repository(root)
        return Snapshot(repository.files_at(at, only or ("",)), repository.contents)
    if memory is not None:
        return Remembered(root, memory)
    return Part(WorkTree(root), only) if only else WorkTree(root)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Records hold no circles, and looking for them takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Reading:
    """The reading of all files, of those that need it.

    Attributes:
        blobs: The blob of every file that was read or is known; empty for what could not be read.
    """

    def __init__(self, shelf: Shelf, tree: Tree, values: Values, progress: Progress) -> None:
        self._shelf = shelf
        self._files = [tree.files[ref] for ref in sorted(tree.files)]
        self._values = values
        self._progress = progress
        self.blobs: dict[str, str] = {}

    def understood(self) -> Iterator[Understood]:
        """What each file gives, in the order of their references."""
        files = self._files
        every = understand_all(files, self._texts, values=self._values, blob=self._blob)
        for done, (file, got) in enumerate(zip(files, every, strict=True)):
            self.blobs[file.below] = got.blob
            yield got
            if not done % 500:
                self._progress(done, len(files))

    def _texts(self, share: Sequence[RecordFile]) -> list[Text]:
        self._shelf.fetch([file.below for file in share])
        return [text_of(self._shelf, file.below) for file in share]

    def _blob(self, file: RecordFile) -> str:
        return self._shelf.blob(file.below)


def assembled(tree: Tree, files: Iterable[Understood]) -> Loaded:
    """The records of a folder from its files, in the order of their references."""
    findings = list(tree.findings)
    built: dict[str, Any] = {}
    sources, broken = {}, set()
    for ref, got in zip(sorted(tree.files), files, strict=True):
        sources[ref] = got.source
        built.update(got.records)
        broken |= got.broken
        findings += got.findings
    if "project" not in tree.files:
        message = "project.yaml is missing; write it, or name the folder that holds it"
        path = tree.path("project.yaml")
        findings.append(Finding(path, 1, 1, severity("no-project"), "no-project", message))
    records = Records(
        root=tree.root,
        project=built.pop("project", None),
        vocabulary=built.pop("vocabulary", Vocabulary()),
        not_personal=built.pop("not-personal", NOTHING_KNOWN).known,
        **_by_kind(built),
        sources=sources,
        broken=frozenset(broken),
    )
    return Loaded(records, sorted(findings))


def _by_kind(built: Mapping[str, Any]) -> dict[str, Any]:
    kinds: dict[str, Any] = {}
    for ref, record in built.items():
        kind, _, id_ = ref.partition("/")
        kinds.setdefault(kind, {})[id_] = record
    return kinds
