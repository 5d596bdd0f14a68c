"""The records folder: which files are records, and which should not be there."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fifrecords.model.finding import Finding, did_you_mean
from fifrecords.model.records import KINDS, NARRATIVE, SINGLE_FILES
from fifrecords.store.faults import severity

SUFFIX = ".yaml"
PROSE_SUFFIX = ".md"
_NEAR_SUFFIXES = {SUFFIX: (".yml",), PROSE_SUFFIX: (".markdown", ".txt", ".yaml", ".yml")}
FOLDERS = (*KINDS, NARRATIVE)
_ID_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


class NotARecordsFolder(Exception):
    """The path that was given is no folder that can be read."""


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file that is a record by its name and place.

    Attributes:
        ref: The record's reference: ``sessions/ID``, ``project``, ``narrative/SECTION``.
        path: The file, with forward slashes, as seen from the folder that was named.
    """

    ref: str
    path: str

    @property
    def folder(self) -> str:
        """The kind of record: the first part of its reference."""
        return self.ref.partition("/")[0]


@dataclass(slots=True)
class Tree:
    """What lies in a records folder: the records by reference, and what should not be there."""

    files: dict[str, RecordFile] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def refuse(self, path: str, rule: str, message: str) -> None:
        """Notes that a file or folder should not be there, or not be called so."""
        self.findings.append(Finding(path, 1, 1, severity(rule), rule, message))


def walk(root: str) -> Tree:
    """Every file below a records folder, whatever the order in which the system lists them.

    Args:
        root: The folder that holds ``project.yaml``.

    Raises:
        NotARecordsFolder: If the folder is missing or cannot be listed.
    """
    tree = Tree()
    try:
        entries = _listed(root)
    except OSError as error:
        raise NotARecordsFolder(f"{root}: {error.strerror or error}".rstrip()) from error
    for entry in entries:
        _sort_in(tree, entry, _below(root, entry.name))
    _refuse_near_twins(tree)
    return tree


def _sort_in(tree: Tree, entry: "os.DirEntry[str]", path: str) -> None:
    if _refused_as_link(tree, entry, path):
        return
    if entry.is_dir(follow_symlinks=False):
        if entry.name in FOLDERS:
            for file, file_path in _files_below(tree, entry.path, path):
                _add(tree, entry.name, file, file_path)
        else:
            near = did_you_mean(entry.name, FOLDERS) or "; move it out of the records"
            tree.refuse(path, "stray-file", f"{entry.name} is no folder of records{near}")
    elif entry.name.removesuffix(SUFFIX) in SINGLE_FILES and entry.name.endswith(SUFFIX):
        tree.files[entry.name.removesuffix(SUFFIX)] = RecordFile(
            entry.name.removesuffix(SUFFIX), path
        )
    elif entry.name != "README.md":
        _refuse_stray(tree, entry.name, path, SUFFIX)


def _files_below(tree: Tree, folder: str, path: str) -> Iterator[tuple["os.DirEntry[str]", str]]:
    try:
        entries = _listed(folder)
    except OSError as error:
        tree.refuse(path, "unreadable", f"cannot be listed: {error.strerror}; mend its rights")
        return
    for entry in entries:
        below = _below(path, entry.name)
        if _refused_as_link(tree, entry, below):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_below(tree, entry.path, below)
        else:
            yield entry, below


def _add(tree: Tree, kind: str, entry: "os.DirEntry[str]", path: str) -> None:
    suffix = PROSE_SUFFIX if kind == NARRATIVE else SUFFIX
    id_ = entry.name.removesuffix(suffix)
    if not entry.name.endswith(suffix) or not entry.is_file(follow_symlinks=False):
        _refuse_stray(tree, entry.name, path, suffix)
    elif not is_id(id_):
        tree.refuse(path, "bad-id", f"{id_!r} is no id: only a-z, 0-9 and -; rename the file")
    elif (first := tree.files.get(f"{kind}/{id_}")) is not None:
        tree.refuse(path, "duplicate-id", f"{id_} stands at {first.path} too; rename one of them")
    elif kind == "people" and not id_.startswith(("p-", "g-")):
        message = f"{id_!r} is no person's id; a person is p-..., a group g-...; rename the file"
        tree.refuse(path, "bad-id", message)
    else:
        tree.files[f"{kind}/{id_}"] = RecordFile(f"{kind}/{id_}", path)


def is_id(name: str) -> bool:
    """Whether a name can be a record's id: a-z, 0-9 and - alone."""
    return name != "" and _ID_CHARACTERS.issuperset(name)


def _refused_as_link(tree: Tree, entry: "os.DirEntry[str]", path: str) -> bool:
    if not entry.is_symlink():
        return False
    message = f"a link to {Path(entry.path).readlink()}; put the file itself here"
    tree.refuse(path, "link", message)
    return True


def _refuse_stray(tree: Tree, name: str, path: str, wanted: str) -> None:
    stem, suffix = Path(name).stem, Path(name).suffix
    if suffix.lower() in (*_NEAR_SUFFIXES[wanted], wanted) and suffix != wanted:
        tree.refuse(path, "wrong-suffix", f"{name} is not read; rename it to {stem}{wanted}")
    else:
        tree.refuse(path, "stray-file", f"{name} is no record; move it out of the records")


def _refuse_near_twins(tree: Tree) -> None:
    """Refuses names that some systems take for one: those that differ by case alone."""
    ids = {file.path.lower(): file.path for file in tree.files.values()}
    misnamed = {f.path for f in tree.findings if f.rule == "bad-id"}
    for path in sorted(misnamed):
        twin = ids.setdefault(path.lower(), path)
        if twin != path:
            message = f"differs from {twin} only by case: one file to some systems; rename it"
            tree.refuse(path, "id-case", message)


def _listed(folder: str) -> list["os.DirEntry[str]"]:
    """The entries of a folder by name, but for the hidden ones."""
    with os.scandir(folder) as entries:
        return sorted(
            (each for each in entries if not each.name.startswith(".")), key=lambda each: each.name
        )


def _below(folder: str, name: str) -> str:
    return name if folder == "." else f"{folder}/{name}"
