"""Which commit last touched a line of a record."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from fifrecords.store.git import GitRefused, Repository
from fifrecords.store.history import FORMAT, Change, Commit, commits, parse_commits
from fifrecords.store.processes import begun

Line = tuple[str, int]
"""A file, as seen from the records folder, and one of its lines from 1."""

History = Sequence[tuple[Commit, tuple[Change, ...]]]

_BLAMED = re.compile(r"([0-9a-f]{40,}) \d+ (\d+)(?: \d+)?")
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
    followed through the differences that Git tells of; a file that was renamed, merged or not
    committed is asked of ``git blame``, which looks at one file at a time.

    Args:
        repository: The repository, as seen from the records folder.
        at: The commit to look from; None looks from the work tree.
        told: What Git was found to tell of it.
    """

    def __init__(self, repository: Repository, at: str | None, told: "_Told") -> None:
        known, first, edits = told
        self._repository = repository
        self._at = at
        self._known = {each[0]: Commit(*each) for each in known}
        self._first = {below: self._known[id_] for below, id_ in first.items()}
        self._edits = {
            below: [(self._known[id_], hunks) for id_, hunks in its] for below, its in edits.items()
        }

    def last_touched(self, lines: Collection[Line]) -> Mapping[Line, Commit]:
        """The commit that last touched each line.

        Returns:
            The commits. A line that is not committed has none, nor has any without a repository.
        """
        wanted: dict[str, set[int]] = defaultdict(set)
        for below, line in lines:
            wanted[below].add(line)
        touched: dict[Line, Commit] = {}
        for below, numbers in wanted.items() if self._known else ():
            if below in self._first:
                edits = self._edits.get(below, ())
                authors = _authors(self._first[below], edits, max(numbers))
                touched.update({(below, line): authors[line - 1] for line in numbers})
            else:
                touched |= _blamed(self._repository, below, numbers, self._at, self._known)
        return touched


_Hunk = tuple[int, int, int]
"""After which line, how many lines go, and how many come."""

_Edits = Sequence[tuple[Commit, Sequence[_Hunk]]]
_Told = tuple[
    Sequence[tuple[Any, ...]], Mapping[str, str], Mapping[str, Sequence[tuple[str, list[_Hunk]]]]
]
"""The commits; the one that made each simple file; and the edits of those, by the commits' ids."""
_Steps = Sequence[tuple[Commit, Change, bool]]


def _told(repository: Repository, at: str | None) -> _Told:
    """What Git tells of the lines, in plain types: only those pass between processes."""
    try:
        history = commits(repository, at or "HEAD")
        changed = set() if at else _changed(repository)
        there = repository.blobs_at(at or "HEAD")
    except GitRefused:
        return [], {}, {}
    simple = {
        below: its
        for below, its in _steps(history).items()
        if below not in changed and below in there and _is_simple(its, there[below][1])
    }
    ids = {step[0].id for its in simple.values() for step in its[1:]}
    first = {below: its[0][0].id for below, its in simple.items()}
    return [tuple(commit) for commit, _ in history], first, _edits(repository, ids, history)


def _steps(history: History) -> Mapping[str, _Steps]:
    """What was done to each file, the oldest first, and whether that may have been a rename."""
    steps: dict[str, list[tuple[Commit, Change, bool]]] = defaultdict(list)
    for commit, changes in history:
        deletes = any(change.after is None for change in changes)
        for change in changes:
            renamed = deletes and change.before is None
            steps[change.below].append((commit, change, renamed))
    return steps


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
    told = repository.ask("diff", "--name-only", "-z", "--relative", "HEAD", "--", ".")
    return set(told.split("\0"))


def _edits(
    repository: Repository, ids: Collection[str], history: History
) -> dict[str, list[tuple[str, list[_Hunk]]]]:
    """The edits that some commits made, the oldest first: not what made a file, nor deleted it."""
    if not ids:
        return {}
    given = "".join(f"{commit.id}\n" for commit, _ in history if commit.id in ids)
    told = repository.ask(
        *("-c", "core.quotePath=false", "log", "--no-walk=unsorted", "--stdin", "--patch", "-U0"),
        *("--diff-filter=M", "--no-renames", "--no-color", "--no-ext-diff", "--relative", FORMAT),
        given=given.encode(),
    )
    edits: dict[str, list[tuple[str, list[_Hunk]]]] = {}
    for commit, patch in parse_commits(told):
        for below, hunks in _patched(patch.split("\n")):
            edits.setdefault(below, []).append((commit.id, hunks))
    return edits


def _authors(first: Commit, edits: _Edits, last: int) -> list[Commit]:
    """The authors of a file's lines, up to a last line, after its edits."""
    lost = sum(gone for _, hunks in edits for _, gone, _ in hunks)
    authors = [first] * (last + lost)
    for commit, hunks in edits:
        authors = _after(authors, hunks, commit)
    return authors


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


def _after(authors: Sequence[Commit], hunks: Iterable[_Hunk], commit: Commit) -> list[Commit]:
    """The authors of a file's lines after a commit."""
    new: list[Commit] = []
    done = 0
    for start, gone, come in hunks:
        new += authors[done:start]
        new += [commit] * come
        done = start + gone
    return [*new, *authors[done:]]


def _blamed(
    repository: Repository,
    below: str,
    numbers: set[int],
    at: str | None,
    known: Mapping[str, Commit],
) -> dict[Line, Commit]:
    ranges = [part for number in sorted(numbers) for part in ("-L", f"{number},{number}")]
    revision = (at,) if at else ()
    try:
        told = repository.ask("blame", "--porcelain", *ranges, *revision, "--", below)
    except GitRefused:
        return {}
    return {
        (below, int(found[2])): known[found[1]]
        for found in map(_BLAMED.fullmatch, told.split("\n"))
        if found and found[1] in known
    }
