"""What is to be written, before anything is: shown first, then done as one."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path, PurePath

from fifrecords.check.change import change
from fifrecords.check.rules import judged
from fifrecords.model.call import BadCall
from fifrecords.model.finding import Finding
from fifrecords.model.records import Records
from fifrecords.store.append import appended
from fifrecords.store.edit import edited
from fifrecords.store.edits import Edit
from fifrecords.store.journal import Change, carry_out
from fifrecords.store.load import Loaded, load

_MARK = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Plan:
    """Changes of records, and what they are for.

    Attributes:
        root: The records folder.
        purpose: What they do, as a commit says it.
        changes: The changes by path.
        made: The files that are made from records: what changes in them need not be shown.
        doubts: What speaks against it, to be told to whoever agrees to it.
    """

    root: str
    purpose: str
    changes: dict[str, Change] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    doubts: list[str] = field(default_factory=list)

    @property
    def written(self) -> list[Change]:
        """The changes that change anything: a file may be looked at and stay as it is."""
        return [each for each in self.changes.values() if each.was != each.becomes]

    def write(self, path: str, text: str) -> None:
        """Plans a new file.

        Raises:
            BadCall: If there is one of that name.
        """
        self._refuse_taken(path)
        self.changes[path] = Change(path, None, text.encode())

    def edit(self, path: str, edits: Sequence[Edit]) -> None:
        """Plans edits of a record, after those that are planned already.

        Its line ends and its byte order mark stay.

        Raises:
            NotEditable: If one of them cannot be made.
            BadCall: If the file cannot be read.
        """
        self.rewrite(path, lambda text: edited(text, edits))

    def rewrite(self, path: str, how: Callable[[str], str]) -> None:
        """Plans another text for a file; its byte order mark stays.

        Args:
            path: The file.
            how: Makes the new text of the old one.

        Raises:
            BadCall: If the file cannot be read.
        """
        data = self.held(path)
        mark = _MARK if data.startswith(_MARK) else b""
        try:
            text = data.removeprefix(mark).decode()
        except UnicodeDecodeError as error:
            raise BadCall(f"{path} is not UTF-8; mend it first") from error
        self.replace(path, mark + how(text).encode())

    def append(self, path: str, more: str) -> None:
        """Plans more fields at the end of a record, or a new record of them.

        Args:
            path: The record's file.
            more: The fields, as a record that holds them alone would be written.

        Raises:
            NotEditable: If they cannot be added.
            BadCall: If the file cannot be read.
        """
        if path in self.changes or Path(path).exists():
            self.rewrite(path, lambda text: appended(text, more))
        else:
            self.write(path, more)

    def held(self, path: str) -> bytes:
        """What a file holds after the changes that are planned already.

        Raises:
            BadCall: If it cannot be read.
        """
        return self._change(path).becomes or b""

    def replace(self, path: str, becomes: bytes) -> None:
        """Plans other bytes for a file."""
        self.changes[path] = self._change(path)._replace(becomes=becomes)

    def move(self, path: str, to: str) -> None:
        """Plans another name for a file, with the edits that are planned for it.

        Raises:
            BadCall: If there is one of that name.
        """
        self._refuse_taken(to)
        change = self._change(path)
        self.changes[path] = change._replace(becomes=None)
        self.changes[to] = Change(to, None, change.becomes)

    def delete(self, path: str) -> None:
        """Plans that a file goes."""
        self.changes[path] = self._change(path)._replace(becomes=None)

    def diff(self) -> Iterator[str]:
        """The changes as a unified diff, line by line."""
        for each in self.changes.values():
            if each.path in self.made:
                continue
            (was, old), (becomes, new) = (
                (_lines(data), _name(each.path, data)) for data in (each.was, each.becomes)
            )
            yield from unified_diff(was, becomes, old, new, lineterm="")
            if (
                each.becomes is not None
                and b"\r" in (each.was or b"")
                and b"\r" not in each.becomes
            ):
                yield f"{each.path}: line ends become LF"

    def outcome(self) -> Loaded:
        """The records as they would be, with all that would be wrong with them; nothing is written.

        What lies outside of the records folder is passed over.
        """
        changed = {
            PurePath(os.path.relpath(path, self.root)).as_posix(): change.becomes
            for path, change in self.changes.items()
        }
        return checked(self.root, changed)

    def brought(self, before: Loaded) -> list[Finding]:
        """What would be wrong that was not wrong before; nothing is written.

        Args:
            before: The records as they are, with all that is wrong with them.
        """
        return change(before, self.outcome(), {}).brought

    def carry_out(self) -> None:
        """Makes the changes, all of them or none.

        Raises:
            ChangedSince: If one of the files is not as it was read.
            BadCall: If one cannot be written.
        """
        try:
            carry_out(self.root, self.written)
        except OSError as error:
            where = error.filename or self.root
            raise BadCall(f"{where}: {error.strerror}; nothing was written") from error

    def _refuse_taken(self, path: str) -> None:
        if path in self.changes or Path(path).exists():
            raise BadCall(f"{path} is there already; nothing was written")

    def _change(self, path: str) -> Change:
        """What is planned for a file: at first, that it stays as it is."""
        if path in self.changes:
            return self.changes[path]
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise BadCall(f"{path}: {error.strerror}") from error
        return Change(path, data, data)


def checked(root: str, changed: Mapping[str, bytes | None] | None = None) -> Loaded:
    """The records of a folder, with all that is wrong with them.

    Args:
        root: The records folder.
        changed: What some files are to hold instead, as ``load`` takes it.
    """
    return judged(load(root, changed=changed))


def path_of(records: Records, ref: str) -> str:
    """The file of a record, as it was found from here."""
    return f"{records.root}/{records.sources[ref].below}"


def _lines(data: bytes | None) -> list[str]:
    return [] if data is None else data.decode(errors="replace").splitlines()


def _name(path: str, data: bytes | None) -> str:
    return "/dev/null" if data is None else path
