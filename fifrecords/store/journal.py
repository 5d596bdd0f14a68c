"""Several files changed as one: all of them, or, where that is cut off, all of them later.

What is to be done is written down first. Whoever comes after a cut finds that, and does the rest
before anything else.
"""

import base64
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

from fifrecords.model.call import BadCall
from fifrecords.store.git import Repository
from fifrecords.store.write import PATIENCE, ChangedSince, sweep, write


class Change(NamedTuple):
    """A file that is written, made or deleted.

    Attributes:
        path: The file.
        was: What was read from it; None where there was none.
        becomes: What it is to hold; None where it is to go.
    """

    path: str
    was: bytes | None
    becomes: bytes | None


class Finished(NamedTuple):
    """What became of changes that were cut off.

    Attributes:
        done: The files that were still to be changed, and are now.
        left: Those that somebody has changed since, and that are left so.
    """

    done: list[str]
    left: list[str]


def carry_out(root: str, changes: Sequence[Change]) -> None:
    """Makes all of some changes, if every file still holds what was read from it.

    Args:
        root: The records folder.
        changes: The changes, no two of one file.

    Raises:
        ChangedSince: If somebody else has written one of the files since; then all are as they
            were left.
        BadCall: If changes that were cut off cannot be finished, or others are being made.
        OSError: If a file cannot be written; then all are as they were.
    """
    with _alone(root) as journal:
        _finish(journal)
        for change in changes:
            if _held(change.path) != change.was:
                raise ChangedSince(change.path)
        write(str(journal), _written(changes, journal))
        try:
            _finish(journal)
        except OSError as error:
            _take_back(journal, error)
            raise


def finish(root: str) -> Finished:
    """Does what is left of changes that were cut off.

    Args:
        root: The records folder.

    Raises:
        BadCall: If what was written down about them cannot be read.
    """
    if not is_cut_off(root):
        return Finished([], [])
    with _alone(root) as journal:
        return _finish(journal)


def is_cut_off(root: str) -> bool:
    """Whether changes were cut off, so that some files are new and others still old."""
    return _journal(root).exists()


def _finish(journal: Path) -> Finished:
    """Does what the journal says and is not yet done; a file that is neither is somebody's own."""
    sweep(str(journal))
    finished = Finished([], [])
    if not journal.exists():
        return finished
    for change in sorted(_read(journal), key=_files_go_last):
        sweep(change.path)
        held = _held(change.path)
        if held == change.becomes:
            continue
        if held == change.was:
            _make(change)
        (finished.done if held == change.was else finished.left).append(change.path)
    journal.unlink()
    return finished


def _take_back(journal: Path, why: OSError) -> None:
    """Undoes what was done of the journal, where the rest of it cannot be done."""
    try:
        for change in sorted(_read(journal), key=lambda each: each.was is None):
            sweep(change.path)
            if _held(change.path) == change.becomes != change.was:
                _make(Change(change.path, change.becomes, change.was))
        journal.unlink()
    except OSError:
        message = "is written, and the next command that writes does the rest"
        raise BadCall(f"{why.filename}: {why.strerror}; a part {message}") from why


def _files_go_last(change: Change) -> bool:
    """A file that is moved stands in both places for a moment, never in none."""
    return change.becomes is None


def _make(change: Change) -> None:
    path = Path(change.path)
    if change.becomes is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(change.path, change.becomes)


def _held(path: str) -> bytes | None:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def in_turn(root: str) -> Iterator[None]:
    """Nobody else commits changes of the records meanwhile: Git itself would not wait.

    Raises:
        BadCall: If somebody else does not come to an end.
    """
    with _locked(_journal(root).with_name("commit.lock"), root):
        yield


@contextmanager
def _alone(root: str) -> Iterator[Path]:
    """The journal, which nobody else uses meanwhile."""
    journal = _journal(root)
    with _locked(journal.with_suffix(".lock"), root):
        yield journal


@contextmanager
def _locked(lock: Path, root: str) -> Iterator[None]:
    lock.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(lock, timeout=PATIENCE):
            yield
    except TimeoutError as error:
        raise BadCall(f"{root} is being changed by somebody else; try again") from error


def _journal(root: str) -> Path:
    """In Git's folder, or else beside the records, where no reader of them looks."""
    private = Repository(root).private or Path(root) / ".fifrecords"
    return private / "unfinished.json"


def _written(changes: Sequence[Change], journal: Path) -> bytes:
    data = [
        (_from(journal, change.path), _packed(change.was), _packed(change.becomes))
        for change in changes
    ]
    return json.dumps(data).encode()


def _from(journal: Path, path: str) -> str:
    """A file as seen from the journal, so that the two can be moved together."""
    try:
        return Path(os.path.relpath(Path(path).resolve(), journal.parent.resolve())).as_posix()
    except ValueError:  # on another drive
        return Path(path).resolve().as_posix()


def _read(journal: Path) -> list[Change]:
    folder = journal.parent.resolve()
    try:
        return [
            Change(os.path.normpath(folder / path), _unpacked(was), _unpacked(becomes))
            for path, was, becomes in json.loads(journal.read_bytes())
        ]
    except (ValueError, TypeError, AttributeError) as error:
        message = "is no list of changes that were cut off; look into it, and delete it"
        raise BadCall(f"{journal} {message}") from error


def _packed(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode()


def _unpacked(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text, validate=True)
