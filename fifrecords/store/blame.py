"""Which commit last touched a line of a record."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

from fifrecords.store.commits import (
    FORMAT,
    PROJECT,
    Change,
    Commit,
    commits,
    formerly,
    parse_commits,
)
from fifrecords.store.git import Repository
from fifrecords.store.gitrun import GitRefused
from fifrecords.store.processes import begun

History = Sequence[tuple[Commit, tuple[Change, ...]]]

_BLAMED = re.compile(r"([0-9a-f]{40,}) \d+ (\d+)(?: \d+)?")
_QUOTED = re.compile(r'[\x00-\x1f"\\\x7f]')
"""What Git writes in a file's name as an escape, within quotes, wherever it prints a patch."""

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@")


def line_history(folder: str, at: str | None = None) -> Callable[[], "LineHistory"]:
    """Begins to read the history of a folder's lines beside whatever else is done meanwhile.

    Args:
        folder: The records folder.
        at: The commit to look from; None looks from the work tree.

    Returns:
        What gives it; to be called once.
    """
    repository = Repository(folder)
    told = begun(lambda: _told(repository, at))
    return lambda: LineHistory(repository, at, told())


class LineHistory:
    """The history of a records folder as far as its lines go.

    A file that one commit alone made needs no closer look. One that was changed step by step is
    followed through the differences that Git tells of; a file that was renamed, merged, oddly
    named or not committed is asked of ``git blame``, which looks at one file at a time.

    Args:
        repository: The repository, as seen from the records folder.
        at: The commit to look from; None looks from the work tree.
        told: What Git was found to tell of it.
    """

    def __init__(self, repository: Repository, at: str | None, told: "_Told") -> None:
        known, self._first, self._edits = told
        self._repository = repository
        self._at = at
        self._known = {each[0]: Commit(*each) for each in known}
        self._blamed: dict[str, Mapping[int, Commit]] = {}

    def last_touched(self, below: str, line: int) -> Commit | None:
        """The commit that last touched a line.

        Args:
            below: The file, as seen from the records folder.
            line: The line, from 1.

        Returns:
            The commit; None for a line that is not committed, and without a repository.
        """
        if below in self._first:
            return self._known[_author(self._first[below], self._edits.get(below, ()), line)]
        if below not in self._blamed:
            self._blamed[below] = self._asked(below) if self._known else {}
        return self._blamed[below].get(line)

    def _asked(self, below: str) -> Mapping[int, Commit]:
        """The commits of a file's lines, as ``git blame`` tells."""
        how = ("--porcelain", "--no-textconv", "--no-ignore-revs-file")
        revision = (self._at,) if self._at else ()
        way = self._repository.way_to(below)
        try:
            told = self._repository.ask("blame", *how, *revision, "--", way)
        except GitRefused:
            return {}
        found = filter(None, map(_BLAMED.fullmatch, told.split("\n")))
        return {int(each[2]): self._known[each[1]] for each in found if each[1] in self._known}


_Hunk = tuple[int, int, int]
"""After which line, how many lines go, and how many come."""

_Edits = Sequence[tuple[str, Sequence[_Hunk]]]
"""The edits of a file, the oldest first, each by the id of its commit."""

_Told = tuple[Sequence[tuple[Any, ...]], Mapping[str, str], Mapping[str, _Edits]]
"""The commits; the id of the one that made each simple file; and the edits of those."""

_Steps = Sequence[tuple[Commit, Change, bool]]


def _told(repository: Repository, at: str | None) -> _Told:
    """What Git tells of the lines, in plain types: only those pass between processes."""
    try:
        histories = _histories(repository, at or "HEAD")
        changed = set() if at else _changed(repository)
        there = repository.blobs_at(at or "HEAD")
    except GitRefused:
        return [], {}, {}
    simple = {
        below: its
        for below, its in reduce(_joined, map(_steps, histories.values())).items()
        if below not in changed
        and below in there
        and not _QUOTED.search(below)
        and _is_simple(its, there[below][1])
    }
    ids = {step[0].id for its in simple.values() for step in its[1:]}
    first = {below: its[0][0].id for below, its in simple.items()}
    edits: dict[str, list[tuple[str, list[_Hunk]]]] = defaultdict(list)
    for folder, history in histories.items():
        for below, its in _edits(folder, ids, history).items():
            edits[below] += its
    return [tuple(commit) for commit, _ in history], first, dict(edits)


def _histories(repository: Repository, revision: str) -> Mapping[Repository, History]:
    """The history of a folder, behind those of what it was before it was renamed."""
    history = commits(repository, revision)
    begins = (
        commit
        for commit, changes in history
        for change in changes
        if change.below == PROJECT and change.before is None
    )
    is_moved = any(commit.parents for commit in begins)
    were = formerly(repository, revision) if is_moved else ()
    return {**{each: commits(each, revision) for each in were}, repository: history}


def _steps(history: History) -> Mapping[str, _Steps]:
    """What was done to each file, the oldest first, and whether that may have been a rename."""
    steps: dict[str, list[tuple[Commit, Change, bool]]] = defaultdict(list)
    for commit, changes in history:
        deletes = any(change.after is None for change in changes)
        for change in changes:
            renamed = deletes and change.before is None
            steps[change.below].append((commit, change, renamed))
    return steps


def _joined(older: Mapping[str, _Steps], newer: Mapping[str, _Steps]) -> Mapping[str, _Steps]:
    """The steps of files in a folder, behind those in what it was before it was renamed.

    A file that went and came back as it was in the same commit took no step in that.
    """
    moved = {its[-1][0].id for its in older.values() if its[-1][1].after is None}
    joined: dict[str, _Steps] = {}
    for below, ((commit, change, renamed), *its) in newer.items():
        *before, last = older.get(below, [(commit, change, False)])
        is_as_it_was = (last[0], last[1].before, last[1].after) == (commit, change.after, None)
        if before and is_as_it_was:
            joined[below] = [*before, *its]
        else:
            joined[below] = [(commit, change, renamed or commit.id in moved), *its]
    return joined


def _is_simple(steps: _Steps, now: str) -> bool:
    """Whether each step goes on from the one before, up to now: no merge, and no rename.

    A merge that took one side's file undid the other's steps without a step of its own.
    """
    befores = [*(change.before for _, change, _ in steps), now]
    afters = [None, *(change.after for _, change, _ in steps)]
    merged = any(len(commit.parents) > 1 for commit, _, _ in steps)
    renamed = any(may_be for _, _, may_be in steps)
    again = None in befores[1:]
    return befores == afters and not (merged or renamed or again)


def _changed(repository: Repository) -> set[str]:
    """The files, as seen from the folder, that differ from the last commit."""
    how = ("--name-only", "-z", repository.relative)
    told = repository.ask("diff", *how, "HEAD", "--", repository.way_to(""))
    return set(told.split("\0"))


def _edits(
    repository: Repository, ids: Collection[str], history: History
) -> dict[str, list[tuple[str, list[_Hunk]]]]:
    """The edits that some commits made, the oldest first: not what made a file, nor deleted it."""
    if not ids:
        return {}
    given = "".join(f"{commit.id}\n" for commit, _ in history if commit.id in ids)
    told = repository.ask(
        *("log", "--no-walk=unsorted", "--stdin", "--patch", "-U0", "--diff-filter=M"),
        *("--no-renames", "--no-color", "--no-ext-diff", "--no-textconv", "--text"),
        *(repository.relative, FORMAT),
        given=given.encode(),
    )
    edits: dict[str, list[tuple[str, list[_Hunk]]]] = {}
    for commit, patch in parse_commits(told):
        for below, hunks in _patched(patch.split("\n")):
            edits.setdefault(below, []).append((commit.id, hunks))
    return edits


def _author(first: str, edits: _Edits, line: int) -> str:
    """The commit that a line is of, followed from a file as it is now back through its edits."""
    for commit, hunks in reversed(edits):
        more = 0  # how many lines the hunks so far added
        for start, gone, come in hunks:
            if line <= start + more:
                break
            if line <= start + more + come:
                return commit
            more += come - gone
        line -= more
    return first


def _patched(lines: Sequence[str]) -> Iterator[tuple[str, list[_Hunk]]]:
    """The files of a patch, each with its hunks: where, how many lines go, how many come."""
    below, n = "", 0
    hunks: list[_Hunk] = []
    while n < len(lines):
        if lines[n].startswith("diff --git "):
            if hunks:
                yield below, hunks
            below, hunks = "", []
        elif lines[n].startswith("+++ ") and not below:
            below = lines[n].removeprefix("+++ b/").rstrip("\t")
        elif found := _HUNK.match(lines[n]):
            start, gone, come = (int(part or 1) for part in found.groups("1"))
            hunks.append((start - (gone > 0), gone, come))
            n += gone + come
        n += 1
    if hunks:
        yield below, hunks
