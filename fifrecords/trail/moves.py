"""How a figure moved, commit by commit, and which records moved it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from fifrecords.model.measure import Count, Sum
from fifrecords.model.records import Records
from fifrecords.store.commits import Commit
from fifrecords.store.git import Repository
from fifrecords.store.history import Version, versions
from fifrecords.tally.actual import Actual
from fifrecords.tally.figures import Figures, all_of
from fifrecords.tally.period import Period
from fifrecords.trail.movers import movers, redefined
from fifrecords.trail.running import Running


class Move(NamedTuple):
    """A commit with which a figure changed.

    Attributes:
        commit: The commit.
        before: The figure before; None where there was no such figure.
        after: The figure after; None where there is no such figure any more.
        by: The references of the records that moved it.
    """

    commit: Commit
    before: Actual | None
    after: Actual | None
    by: tuple[str, ...]


def moves(
    repository: Repository, figure: str, *revisions: str, until: date | None = None
) -> Iterator[Move]:
    """How a figure moved, the oldest commit first.

    A merge is told only where the figure comes to something that none of its parents had.

    Args:
        repository: The repository, as seen from the records folder.
        figure: The figure's id.
        revisions: What ``git log`` is to start from; HEAD where not given.
        until: The last day of sessions, outcomes and readings to look at.

    Raises:
        GitRefused: If there is no repository, or no commit.
    """
    nothing = _Standing(figure, Period(None, until), Records(), {})
    standings: dict[str, _Standing] = {}
    for version in versions(repository, *revisions):
        froms = [standings[parent.commit.id] for parent in version.parents] or [nothing]
        after, by = froms[0].after(version)
        standings[version.commit.id] = after
        if after.comes_to not in [each.comes_to for each in froms]:
            yield Move(version.commit, froms[0].actual, after.actual, by)
        for parent in version.spent:
            standings.pop(parent, None)


class _Standing:
    """A figure, with the counts and sums that it is worked out from, as it stands at a commit."""

    def __init__(
        self, figure: str, period: Period, records: Records, running: Mapping[str, Running]
    ) -> None:
        self.figure = figure
        self.period = period
        self.records = records
        self.running = running
        self.shared = False  # whether several commits go on from here, with no change between
        values = {name: each.value for name, each in running.items()}
        self.actual = Figures(records, period, values).get(figure)

    @property
    def comes_to(self) -> tuple[object, ...]:
        """What is told of the figure: it moved where this is another."""
        actual = self.actual
        if actual is None:
            return ()
        value = actual.value
        worth = (value.total, value.without_estimates, value.parts, value.known)
        return (*worth, actual.status)

    def after(self, version: Version) -> tuple["_Standing", tuple[str, ...]]:
        """The figure after a commit, and the records that moved it."""
        if not version.changed:
            self.shared |= not version.alone
            return self, ()
        by: set[str] = set()
        running: dict[str, Running] = {}
        for name in all_of(version.records, self.figure):
            measure = version.records.indicators[name].measure
            if isinstance(measure, Count | Sum):
                running[name], moved = self._followed(name, measure, version)
                by |= moved
        new = _Standing(self.figure, self.period, version.records, running)
        states = self.records, version.records
        if not by and new.comes_to != self.comes_to:  # as where groups are some of the same people
            by = movers({ref for each in running.values() for ref in each.taken}, *states)
        by = movers(by, *states) or by
        return new, tuple(sorted(by.union(redefined(*states, self.figure))))

    def _followed(
        self, name: str, measure: Count | Sum, version: Version
    ) -> tuple[Running, frozenset[str]]:
        """One count or sum after a commit, and the records that moved it."""
        had, records = self.running.get(name), version.records
        if had is None or had.measure != measure:
            new = Running.of(measure, self.period, records)
            return new, frozenset(new.taken)
        if not had.can_follow(self.records, records, version.changed):
            new = Running.of(measure, self.period, records)
            return new, new.differing(had)
        goes_on_alone = version.alone and not self.shared
        follower = had if goes_on_alone else had.fork()
        return follower, follower.follow(records, version.changed)
