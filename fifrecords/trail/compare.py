"""What differs between two states of the records: figures, statuses, and which records did it."""

from collections.abc import Mapping
from typing import NamedTuple

from fifrecords.store.commits import Commit, commits
from fifrecords.store.git import Repository
from fifrecords.store.tree import ref_of
from fifrecords.tally.actual import Actual
from fifrecords.tally.figures import Figures
from fifrecords.trail.movers import movers, redefined
from fifrecords.trail.rows import are_alike, facts_by_record


class Difference(NamedTuple):
    """A figure that differs.

    Attributes:
        figure: Its id.
        before: The figure in the one state; None where it has none.
        after: The figure in the other.
        by: The references of the records that make the difference; ``indicators`` where the
            figure's own definition does.
    """

    figure: str
    before: Actual | None
    after: Actual | None
    by: tuple[str, ...]


def differences(before: Figures, after: Figures) -> list[Difference]:
    """The figures that differ between two states, in the order of the later one."""
    found = []
    for name in dict.fromkeys([*after, *before]):
        one, other = before.get(name), after.get(name)
        if _told(one) != _told(other):
            by = {*redefined(before.records, after.records, name)}
            if one and other:
                by |= _movers(before, after, one, other)
            found.append(Difference(name, one, other, tuple(sorted(by))))
    return found


def _told(actual: Actual | None) -> tuple[object, ...] | None:
    """All that is told of a figure: value, parts, target, status."""
    if actual is None:
        return None
    value = actual.value
    worth = (value.total, value.parts, value.without_estimates, value.known)
    return (*worth, actual.target, actual.baseline, actual.status)


def _movers(before: Figures, after: Figures, one: Actual, other: Actual) -> set[str]:
    old, new = facts_by_record(one), facts_by_record(other)
    every = {*old, *new}
    told = {ref for ref in every if not are_alike(old.get(ref, ()), new.get(ref, ()))}
    return movers(told or every, before.records, after.records) or told


def commits_by_record(
    repository: Repository, since: str, until: str = "HEAD"
) -> Mapping[str, list[Commit]]:
    """The commits that one of two revisions has and the other has not, by record.

    Returns:
        The commits by the references of the records that they changed, the oldest first.

    Raises:
        GitRefused: If there is no such revision.
    """
    touched: dict[str, list[Commit]] = {}
    for commit, changes in commits(repository, f"{since}...{until}"):
        for ref in dict.fromkeys(ref_of(change.below) for change in changes):
            if ref is not None:
                touched.setdefault(ref, []).append(commit)
    return touched
