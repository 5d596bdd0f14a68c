"""The history of one record, field by field, through its renames."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from fifrecords.store.commits import FORMAT, Commit, parse_commits
from fifrecords.store.git import Repository
from fifrecords.store.marks import Value
from fifrecords.store.text import decoded
from fifrecords.store.yaml import read


class FieldChange(NamedTuple):
    """What became of one field.

    Attributes:
        field: The way to it, as in ``reach.people``; an item of a list is told by itself.
        old: What it held; None where it was not there.
        new: What it holds; None where it is gone.
    """

    field: str
    old: str | None
    new: str | None


class RecordChange(NamedTuple):
    """What a commit did to a record.

    Attributes:
        commit: The commit.
        path: The file after it, as seen from the records folder, if it was below that.
        was: The file before it, where it was another.
        fields: What became of its fields.
    """

    commit: Commit
    path: str
    was: str | None
    fields: tuple[FieldChange, ...]


def record_changes(
    repository: Repository, below: str, revision: str = "HEAD"
) -> list[RecordChange]:
    """The history of one record, the newest commit first.

    Args:
        repository: The repository, as seen from the records folder.
        below: The record's file, as seen from there.
        revision: Where to start from.

    Raises:
        GitRefused: If there is no repository, or no such revision.
    """
    prefix = repository.prefix
    steps = _steps(repository, [revision], repository.way_to(below))
    return [_change(repository, prefix, *step) for step in steps]


_Step = tuple[Commit, str, str | None, str]
"""A commit, and what it did to a file: its letter, what the file was where another, and is."""


def _steps(repository: Repository, revisions: Iterable[str], path: str) -> Iterator[_Step]:
    """What was done to a file, the newest first.

    Git follows a new file to whichever it is most like, also to one that stays. That is a copy: one
    person's record is like another's, and does not come of it.
    """
    told = repository.ask(
        *("log", "--follow", "--name-status", "-M", "-z", "--diff-merges=combined"),
        *(FORMAT, *revisions, "--", path),
    )
    for commit, changes in parse_commits(told):
        if not changes.strip("\0\n"):
            continue
        letter, was, now = _paths(changes)
        if letter == "C":
            was = _renames(repository, commit).get(now)
            yield commit, "R" if was else "A", was, now
            yield from _steps(repository, commit.parents, f":(top){was or now}")
            return
        yield commit, letter, was, now


def _renames(repository: Repository, commit: Commit) -> Mapping[str, str]:
    """The files that a commit gave another name: what each was called before."""
    wanted = ("-r", "-z", "--name-status", "--find-renames", "--diff-filter=R")
    told = repository.ask("diff-tree", *wanted, commit.parents[0], commit.id).split("\0")
    return dict(zip(told[2::3], told[1::3], strict=False))


def _paths(told: str) -> tuple[str, str | None, str]:
    """What was done to the file: its letter, the file it was where renamed, and the file it is."""
    letter, first, *second = [part for part in told.strip("\0\n").split("\0") if part]
    return letter[0], first if second else None, second[0] if second else first


def _change(
    repository: Repository, prefix: str, commit: Commit, letter: str, was: str | None, path: str
) -> RecordChange:
    parent = f"{commit.id}^:{was or path}"
    old = {} if letter == "A" else _fields(repository, parent)
    new = {} if letter == "D" else _fields(repository, f"{commit.id}:{path}")
    was_below = was.removeprefix(prefix) if was else None
    fields = tuple(field_changes(old, new))
    return RecordChange(commit, path.removeprefix(prefix), was_below, fields)


def _fields(repository: Repository, name: str) -> Mapping[str, Sequence[str]]:
    return fields_of(decoded(repository.ask_bytes("cat-file", "blob", name))[0], name)


def fields_of(text: str, path: str) -> Mapping[str, Sequence[str]]:
    """What a record holds, by field; prose and what is no YAML is told by line.

    Args:
        text: The text of its file.
        path: The file, whose ending tells what it is.
    """
    value, faults = read(text) if path.endswith(".yaml") else (None, [])
    if not isinstance(value, dict) or faults:
        return {"text": text.splitlines()}
    return dict(_flat("", value))


def _flat(way: str, value: Value) -> Iterator[tuple[str, list[str]]]:
    for name, part in value.items():
        here = f"{way}.{name}" if way else str(name)
        if isinstance(part, dict):
            yield from _flat(here, part)
        else:
            yield here, [_shown(each) for each in (part if isinstance(part, list) else [part])]


def _shown(value: Value) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {_shown(part)}' for name, part in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value).strip()


def field_changes(
    old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]
) -> Iterator[FieldChange]:
    """What differs between two states of a record, in the order of its fields."""
    for name in dict.fromkeys([*new, *old]):
        before, after = old.get(name, ()), new.get(name, ())
        if len(before) == len(after) == 1 and before != after:
            yield FieldChange(name, before[0], after[0])
            continue
        for gone in (Counter(before) - Counter(after)).elements():
            yield FieldChange(name, gone, None)
        for come in (Counter(after) - Counter(before)).elements():
            yield FieldChange(name, None, come)
