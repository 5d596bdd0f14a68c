"""Which commit last touched a line of a record."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping

from fifrecords.store.git import GitRefused, Repository
from fifrecords.store.history import Commit, commits

Line = tuple[str, int]
"""A file, as seen from the records folder, and one of its lines from 1."""

_NOT_COMMITTED = re.compile("0{40,}")
_HEADER = re.compile(r"([0-9a-f]{40,}) \d+ (\d+)(?: \d+)?")


def last_touched(
    repository: Repository, lines: Collection[Line], at: str | None = None
) -> Mapping[Line, Commit]:
    """The commit that last touched each line.

    A file that one commit alone made needs no closer look; the others are asked of ``git blame``.

    Args:
        repository: The repository, as seen from the records folder.
        lines: The lines.
        at: The commit to look from; None looks from the work tree.

    Returns:
        The commits. A line that is not committed has none, nor has any without a repository.
    """
    try:
        history = commits(repository, at or "HEAD")
        changed = set() if at else _changed(repository)
    except GitRefused:
        return {}
    known = {commit.id: commit for commit, _ in history}
    made_by = _made_by_one(history, changed)
    wanted: dict[str, set[int]] = defaultdict(set)
    for below, line in lines:
        wanted[below].add(line)
    touched: dict[Line, Commit] = {}
    for below, numbers in wanted.items():
        if below in made_by:
            touched.update({(below, line): made_by[below] for line in numbers})
        else:
            touched.update(_blamed(repository, below, numbers, at, known))
    return touched


def _changed(repository: Repository) -> set[str]:
    """The files, as seen from the folder, that differ from the last commit."""
    told = repository.ask("diff", "--name-only", "-z", "--relative", "HEAD", "--", ".")
    return set(told.split("\0"))


def _made_by_one(history: list[tuple[Commit, tuple]], changed: set[str]) -> dict[str, Commit]:  # type: ignore[type-arg]
    """The files that one commit alone has touched, which moved nothing there."""
    touched: dict[str, list[Commit]] = defaultdict(list)
    moved: set[str] = set()
    for commit, changes in history:
        deletes = any(change.after is None for change in changes)
        for change in changes:
            touched[change.below].append(commit)
            if deletes or len(commit.parents) > 1:
                moved.add(change.below)
    return {
        below: by[0]
        for below, by in touched.items()
        if len(by) == 1 and below not in moved and below not in changed
    }


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
        for found in map(_HEADER.fullmatch, told.split("\n"))
        if found and not _NOT_COMMITTED.fullmatch(found[1]) and found[1] in known
    }
