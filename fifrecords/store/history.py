"""The records of a folder as they stood at each commit of its history."""

from collections import ChainMap, Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fifrecords.model.not_personal import NOTHING_KNOWN
from fifrecords.model.records import Records
from fifrecords.model.vocabulary import Vocabulary
from fifrecords.store.commits import Change, Commit, commits
from fifrecords.store.git import Repository
from fifrecords.store.kept import kept_for
from fifrecords.store.parsing import parse_all
from fifrecords.store.text import Text, decoded
from fifrecords.store.tree import RecordFile, ref_of
from fifrecords.store.understand import Understood, understand_all
from fifrecords.store.values import Values

_MOST_ON_TOP = 256


@dataclass(frozen=True, slots=True)
class Version:
    """The records as they stood at a commit, and what the commit changed.

    Attributes:
        commit: The commit.
        records: The records after it, without their sources.
        changed: The references of the records that it changed.
        parents: The versions it came from; the first is the one ``changed`` is told against.
        alone: Whether no other commit comes from the first parent.
        spent: The ids of commits from which no more will come.
    """

    commit: Commit
    records: Records
    changed: tuple[str, ...]
    parents: tuple["Version", ...]
    alone: bool
    spent: tuple[str, ...]


def versions(repository: Repository, *revisions: str) -> Iterator[Version]:
    """The records at every commit of a history, the oldest first; each blob is read once, ever.

    A version is let go as soon as the last commit that comes from it is past.
    """
    history = commits(repository, *revisions)
    read_once = _Blobs(repository, [change for _, changes in history for change in changes])
    children = Counter(parent for commit, _ in history for parent in commit.parents)
    to_come = children.copy()
    known: dict[str, Version] = {}
    for commit, changes in history:
        parents = tuple(known[each] for each in commit.parents if each in known)
        before = parents[0].records if parents else Records(root=repository.folder)
        changed = dict.fromkeys(ref for change in changes if (ref := ref_of(change.below)))
        to_come.subtract(commit.parents)
        version = Version(
            commit=commit,
            records=_after(before, read_once.files(commit, changes)),
            changed=tuple(changed),
            parents=parents,
            alone=bool(parents) and children[parents[0].commit.id] == 1,
            spent=tuple(each for each in commit.parents if not to_come[each]),
        )
        yield version
        known[commit.id] = replace(version, parents=())
        for parent in version.spent:
            known.pop(parent, None)
    read_once.keep()


@dataclass(slots=True)
class _Blob(RecordFile):
    """A file as some commit holds it."""

    blob: str


class _Blobs:
    """What every version of every file gives, understood once, when it is first asked for."""

    def __init__(self, repository: Repository, changes: Iterable[Change]) -> None:
        self._repository = repository
        blobs = Counter((c.after, c.below) for c in changes if c.after and ref_of(c.below))
        self._wanted_yet = blobs.copy()
        self._wanted = [self._file(blob, below) for blob, below in blobs]
        refs = Counter(file.ref for file in {file.below: file for file in self._wanted}.values())
        self._twins = {ref for ref, number in refs.items() if number > 1}
        self._values = Values(kept_for(repository.folder))
        parsed = parse_all(
            self._wanted, self._texts, values=self._values, blob=lambda file: file.blob
        )
        understood = understand_all(self._wanted, parsed)
        self._to_come = zip(blobs, understood, strict=True)
        self._understood: dict[tuple[str, str], Understood] = {}

    def files(self, commit: Commit, changes: Sequence[Change]) -> dict[str, Understood | None]:
        """What the records that a commit changed give after it, by reference; None for one gone."""
        told = {ref: self._of(c.after, c.below) for c in changes if (ref := ref_of(c.below))}
        if self._twins.isdisjoint(told):
            return told
        return told | self._of_twins(commit, self._twins & told.keys())

    def keep(self) -> None:
        """Keeps what every version holds for the next time."""
        self._values.close()

    def _of(self, blob: str | None, below: str) -> Understood | None:
        """What a file of the history up to here gives: its blobs come in the same order."""
        if blob is None:
            return None
        while (blob, below) not in self._understood:
            key, got = next(self._to_come)
            self._understood[key] = got
        got = self._understood[blob, below]
        self._wanted_yet[blob, below] -= 1
        if not self._wanted_yet[blob, below] and ref_of(below) not in self._twins:
            del self._understood[blob, below]
        return got

    def _of_twins(self, commit: Commit, refs: Collection[str]) -> dict[str, Understood | None]:
        """What files give that share a reference with another: the first one counts."""
        told: dict[str, Understood | None] = dict.fromkeys(refs)
        listed = self._repository.blobs_at(commit.id)
        for below in sorted(listed, key=lambda path: path.split("/"), reverse=True):
            if (ref := ref_of(below)) in told:
                told[ref] = self._understood.get((listed[below][1], below))
        return told

    def _texts(self, files: Sequence[_Blob]) -> list[Text]:
        contents = self._repository.contents(file.blob for file in files)
        return [Text(*decoded(contents[file.blob]), file.blob) for file in files]

    def _file(self, blob: str, below: str) -> _Blob:
        folder = self._repository.folder
        path = below if folder == "." else f"{folder}/{below}"
        return _Blob(ref_of(below) or "", path, below, blob)


def _after(before: Records, files: Mapping[str, Understood | None]) -> Records:
    """The records after some files changed; what did not change is shared with those before."""
    if not files:
        return before
    parts = {part for ref in files for part in (ref, *_figures(before, ref))}
    broken = (before.broken - parts).union(*(got.broken for got in files.values() if got))
    built = {ref: record for got in files.values() if got for ref, record in got.records.items()}
    return replace(before, **_kinds(before, parts, built), broken=broken)


def _figures(before: Records, ref: str) -> list[str]:
    """The figures that a file held, broken ones too: those are records of their own."""
    if ref != "indicators":
        return []
    broken = (each for each in before.broken if each.startswith("indicators/"))
    return [*(f"indicators/{each}" for each in before.indicators), *broken]


def _kinds(before: Records, gone: Iterable[str], built: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the records that change, without what is gone and with what was built."""
    kinds: dict[str, Any] = {}
    for ref in {*gone, *built}:
        kind = ref.partition("/")[0]
        if kind == "project":
            kinds[kind] = built.get(kind)
        elif kind == "vocabulary":
            kinds[kind] = built.get(kind, Vocabulary())
        elif kind == "not-personal":
            kinds["not_personal"] = built.get(kind, NOTHING_KNOWN).known
        elif kind == "indicators":
            kinds[kind] = _of_kind(kind, built)
        elif "/" in ref and kind not in kinds:
            ids = [each.partition("/")[2] for each in gone if each.startswith(f"{kind}/")]
            kinds[kind] = _replaced(getattr(before, kind), ids, _of_kind(kind, built))
    return kinds


def _of_kind(kind: str, built: Mapping[str, Any]) -> dict[str, Any]:
    return {ref.partition("/")[2]: built[ref] for ref in built if ref.startswith(f"{kind}/")}


def _replaced(
    known: Mapping[str, Any], gone: Iterable[str], new: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Some records in the place of others.

    The new ones lie on top until they are many: copying all records at every commit would take
    longer than reading them.
    """
    on_top, base = known.maps if isinstance(known, ChainMap) else ({}, dict(known))
    on_top = {**on_top, **new}
    lost = [name for name in gone if name not in new and name in known]
    if len(on_top) <= _MOST_ON_TOP and not lost:
        return ChainMap(on_top, base)
    kept = {**base, **on_top}
    for name in lost:
        del kept[name]
    return ChainMap({}, kept)
