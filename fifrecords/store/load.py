"""From a folder to its records, with the findings beside them."""

import gc
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from fifrecords.model.finding import Finding
from fifrecords.model.not_personal import NOTHING_KNOWN
from fifrecords.model.records import Records
from fifrecords.model.vocabulary import Vocabulary
from fifrecords.store.faults import severity
from fifrecords.store.git import Repository
from fifrecords.store.memory import Memory
from fifrecords.store.reading import Progress, Reading
from fifrecords.store.remembered import on_the_disk
from fifrecords.store.shelf import Changed, NotARecordsFolder, Part, Shelf, Snapshot, WorkTree
from fifrecords.store.tree import Tree
from fifrecords.store.understand import Understood, understand_all

__all__ = ["Loaded", "NotARecordsFolder", "Progress", "assembled", "load"]


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
        if at is None and not only and not changed:
            reading = Reading.of(root)
        else:
            reading = Reading(root, _shelf(root, at, only, changed), None)
        parsed = reading.parsed(progress or (lambda done, total: None))
        loaded = assembled(reading.tree, understand_all(reading.files, parsed))
        reading.close()
        return loaded


def _shelf(
    root: str,
    at: str | None,
    only: Collection[str],
    changed: Mapping[str, bytes | None] | None,
) -> Shelf:
    shelf: Shelf
    if at is not None:
        repository = Repository(root)
        shelf = Snapshot(repository.files_at(at, only or ("",)), repository.contents)
    elif only:
        shelf = Part(WorkTree(root), only)
    else:
        shelf = on_the_disk(root, Memory.of(root))
    return Changed(shelf, changed) if changed else shelf


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


def assembled(tree: Tree, files: Iterable[Understood]) -> Loaded:
    """The records of a folder from its files, in the order of their references."""
    findings = list(tree.findings)
    built: dict[str, Any] = {}
    sources, broken = {}, tree.unread
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
