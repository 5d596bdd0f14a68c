"""The records folder: which files are records, and which should not be there."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

from fifrecords.model.finding import Finding, did_you_mean, nearest, one_of, printable, short
from fifrecords.model.kinds import (
    FORMS,
    GROUP_PREFIX,
    KINDS,
    NARRATIVE,
    PERSON_PREFIX,
    SINGLE_FILES,
)
from fifrecords.store.faults import severity
from fifrecords.store.shelf import Entry, NotARecordsFolder, Shelf

SUFFIX = ".yaml"
PROSE_SUFFIX = ".md"
FOLDERS = (*KINDS, FORMS, NARRATIVE)
_NEAR_SUFFIXES = {SUFFIX: (".yml",), PROSE_SUFFIX: (".markdown", ".txt", ".yaml", ".yml")}
_DEVICES = (f"{device}{n}" for device in ("com", "lpt") for n in range(1, 10))
_NO_FILES = frozenset({"", "con", "prn", "aux", "nul", *_DEVICES})
"""What Windows keeps for its devices: https://learn.microsoft.com/windows/win32/fileio/naming-a-file"""

_ID = re.compile(r"[a-z0-9-]+")


@dataclass(slots=True)
class RecordFile:
    """A file that is a record by its name and place.

    Attributes:
        ref: The record's reference: ``sessions/ID``, ``project``, ``narrative/SECTION``.
        path: The file, with forward slashes, as seen from the folder that was named.
        below: The file as seen from the records folder.
    """

    ref: str
    path: str
    below: str

    @property
    def folder(self) -> str:
        """The kind of record: the first part of its reference."""
        return self.ref.partition("/")[0]


@dataclass(slots=True)
class Tree:
    """What lies in a records folder: the records by reference, and what should not be there."""

    root: str
    files: dict[str, RecordFile] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def path(self, below: str) -> str:
        """A file as seen from the folder that was named."""
        return printable(below if self.root == "." else f"{self.root}/{below}")

    @property
    def unread(self) -> set[str]:
        """The references of what may stand in the files that are not read, by their names."""
        wrong = (each.path for each in self.findings if each.severity == "error")
        return {ref for path in wrong for ref in _as_named(path.removeprefix(f"{self.root}/"))}

    def keep(self, ref: str, path: str, below: str) -> None:
        """Notes a record."""
        self.files[ref] = RecordFile(ref, path, below)

    def refuse(self, below: str, rule: str, message: str) -> None:
        """Notes that a file or folder should not be there, or not be called so."""
        self.findings.append(Finding(self.path(below), 1, 1, severity(rule), rule, short(message)))


def is_id(name: str) -> bool:
    """Whether a name can be a record's id: a-z, 0-9 and - alone, and a file's name anywhere."""
    return _ID.fullmatch(name) is not None and name not in _NO_FILES


def no_id(name: str) -> str:
    """What a message says of a name that can be no id, and why."""
    why = "Windows keeps it for a device" if name in _NO_FILES else "only a-z, 0-9 and -"
    return f"{name!r} is no id: {why}"


@lru_cache(maxsize=100_000)
def ref_of(below: str) -> str | None:
    """The reference that a file is by its name and place alone; None where it is no record.

    Args:
        below: The file as seen from the records folder.
    """
    folder, _, rest = below.partition("/")
    name = below.rpartition("/")[2]
    if not rest:
        id_ = name.removesuffix(SUFFIX)
        return id_ if id_ in SINGLE_FILES and name.endswith(SUFFIX) else None
    suffix = PROSE_SUFFIX if folder == NARRATIVE else SUFFIX
    id_ = name.removesuffix(suffix)
    known = folder in FOLDERS and name.endswith(suffix) and is_id(id_)
    named = folder != "people" or id_.startswith((PERSON_PREFIX, GROUP_PREFIX))
    return f"{folder}/{id_}" if known and named and not _is_hidden(below) else None


def _as_named(below: str) -> list[str]:
    """The references that a file which is not read may have been meant for, by its name."""
    folder, _, _ = below.partition("/")
    id_ = below.rpartition("/")[2].partition(".")[0].lower()
    if folder in FOLDERS:
        return [f"{folder}/{id_}"]
    return [id_] if id_ in SINGLE_FILES else [f"{kind}/{id_}" for kind in KINDS]


def walk(shelf: Shelf, root: str) -> Tree:
    """Every file of a records folder, whatever the order in which it is listed.

    Args:
        shelf: Where to read from.
        root: The folder that holds ``project.yaml``, as it was named.

    Raises:
        NotARecordsFolder: If the folder is missing or cannot be listed.
    """
    tree = Tree(root)
    try:
        entries = _listed(shelf, "")
    except OSError as error:
        raise NotARecordsFolder(f"{root}: {error.strerror or error}".rstrip()) from error
    for entry in entries:
        _sort_in(tree, shelf, entry)
    _refuse_near_twins(tree)
    return tree


def _sort_in(tree: Tree, shelf: Shelf, entry: Entry) -> None:
    if entry.kind == "link":
        _refuse_link(tree, entry, entry.name)
    elif entry.kind == "folder":
        if entry.name in FOLDERS:
            _sort_in_folder(tree, shelf, entry.name, entry.name)
        else:
            _refuse_folder(tree, shelf, entry.name)
    elif entry.kind == "file" and (ref := ref_of(entry.name)) is not None:
        tree.keep(ref, tree.path(entry.name), entry.name)
    elif entry.kind == "file" and entry.name.endswith(SUFFIX):
        near = nearest(entry.name.removesuffix(SUFFIX), SINGLE_FILES)
        mend = f"did you mean {near}{SUFFIX}?" if near else f"move it into {one_of(KINDS)}, or out"
        tree.refuse(entry.name, "wrong-folder", f"{entry.name} is not read here; {mend}")
    elif entry.name != "README.md":
        _refuse_stray(tree, entry.name, entry.name, SUFFIX)


def _refuse_folder(tree: Tree, shelf: Shelf, name: str) -> None:
    near = did_you_mean(name, FOLDERS)
    if _holds(shelf, name, (SUFFIX, *_NEAR_SUFFIXES[SUFFIX], *([PROSE_SUFFIX] if near else []))):
        mend = near or f"; move its records into {one_of(KINDS)}"
        message = f"{name} is no folder of records, and what lies in it is not read{mend}"
        tree.refuse(name, "wrong-folder", message)
    else:
        mend = near or "; move it out of the records"
        tree.refuse(name, "stray-file", f"{name} is no folder of records{mend}")


def _holds(shelf: Shelf, folder: str, suffixes: tuple[str, ...]) -> bool:
    """Whether a file with one of some suffixes lies in a folder, or in one within."""
    try:
        entries = _listed(shelf, folder)
    except OSError:
        return False
    return any(
        _holds(shelf, f"{folder}/{each.name}", suffixes)
        if each.kind == "folder"
        else each.name.lower().endswith(suffixes)
        for each in entries
    )


def _sort_in_folder(tree: Tree, shelf: Shelf, kind: str, folder: str) -> None:
    """Sorts in what lies in a folder of records of some kind, and in the folders in it."""
    try:
        entries = _listed(shelf, folder)
    except OSError as error:
        tree.refuse(folder, "unreadable", f"cannot be listed: {error.strerror}; mend its rights")
        return
    shown = tree.path(folder)  # once: what is called as a record is can be printed as it is
    for entry in entries:
        below = f"{folder}/{entry.name}"
        if entry.kind == "link":
            _refuse_link(tree, entry, below)
        elif entry.kind == "folder":
            _sort_in_folder(tree, shelf, kind, below)
        else:
            _add(tree, kind, entry, f"{shown}/{entry.name}", below)


def _add(tree: Tree, kind: str, entry: Entry, path: str, below: str) -> None:
    suffix = PROSE_SUFFIX if kind == NARRATIVE else SUFFIX
    id_ = entry.name.removesuffix(suffix)
    if not entry.name.endswith(suffix) or entry.kind != "file":
        _refuse_stray(tree, entry.name, below, suffix)
    elif not is_id(id_):
        tree.refuse(below, "bad-id", f"{no_id(id_)}; rename the file")
    elif (first := tree.files.get(ref := f"{kind}/{id_}")) is not None:
        tree.refuse(below, "duplicate-id", f"{id_} stands at {first.path} too; rename one of them")
    elif kind == "people" and not id_.startswith((PERSON_PREFIX, GROUP_PREFIX)):
        message = f"{id_!r} is no person's id; a person is p-..., a group g-...; rename the file"
        tree.refuse(below, "bad-id", message)
    else:
        tree.keep(ref, path, below)


def _refuse_link(tree: Tree, entry: Entry, below: str) -> None:
    tree.refuse(below, "link", f"a link to {entry.leads_to}; put the file itself here")


def _refuse_stray(tree: Tree, name: str, below: str, wanted: str) -> None:
    path = Path(without_txt(name, wanted))
    is_near = path.suffix.lower() in (*_NEAR_SUFFIXES[wanted], wanted)
    has_none = is_id(name) and (name != below or name in SINGLE_FILES)
    if (is_near or has_none) and name != f"{path.stem}{wanted}":
        tree.refuse(below, "wrong-suffix", f"{name} is not read; rename it to {path.stem}{wanted}")
    else:
        tree.refuse(below, "stray-file", f"{name} is no record; move it out of the records")


def without_txt(name: str, wanted: str) -> str:
    """A file's name without the `.txt` that an editor has put behind a suffix like the wanted."""
    before = name.removesuffix(".txt")
    return before if Path(before).suffix.lower() in (*_NEAR_SUFFIXES[wanted], wanted) else name


def _refuse_near_twins(tree: Tree) -> None:
    """Refuses names that some systems take for one: those that differ by case alone."""
    misnamed = {finding.path for finding in tree.findings if finding.rule == "bad-id"}
    if not misnamed:
        return
    paths = {file.path.lower(): file.path for file in tree.files.values()}
    for path in sorted(misnamed):
        twin = paths.setdefault(path.lower(), path)
        if twin != path:
            message = f"differs from {twin} only by case: one file to some systems; rename it"
            finding = Finding(path, 1, 1, severity("id-case"), "id-case", message)
            tree.findings.append(finding)


def _listed(shelf: Shelf, folder: str) -> list[Entry]:
    """The entries of a folder by name, but for the hidden ones."""
    found = [each for each in shelf.entries(folder) if not each.name.startswith(".")]
    return sorted(found, key=attrgetter("name"))


def _is_hidden(below: str) -> bool:
    return below.startswith(".") or "/." in below
