"""How rows add up: plainly, or as distinct people of whom some may be the same."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from fifrecords.model.basis import ADDED, Basis, best
from fifrecords.model.person import Group
from fifrecords.model.quantity import NOTHING, ONE, Quantity, gain
from fifrecords.tally.fact import Body, Fact, Line, Row, Who, rolls

Parts = Mapping[Basis, Quantity]
"""What each basis, best known first, adds to the ones before it."""


class Add(NamedTuple):
    """How rows come to a total.

    Attributes:
        taken: What is taken of a row: so much is held of many rows at once.
        total: The total of what was taken.
    """

    taken: Callable[[Row], Any]
    total: Callable[[Sequence[Any]], Quantity]

    def __call__(self, rows: Iterable[Row]) -> Quantity:
        """The total of some rows."""
        return self.total([self.taken(row) for row in rows])


def _sum(amounts: Sequence[Quantity]) -> Quantity:
    times = Counter(map(id, amounts))  # few differ, and exact fractions are slow to add
    unlike = dict(zip(map(id, amounts), amounts, strict=True))
    low = sum(unlike[key].low * n for key, n in times.items())
    if all(amount.low is amount.high for amount in unlike.values()):
        return Quantity(low, low)
    return Quantity(low, sum(unlike[key].high * n for key, n in times.items()))


plain_sum = Add(attrgetter("amount"), _sum)
"""The sum of the rows' amounts; sums of ranges are ranges."""


Taken = Mapping[Basis, Sequence[Any]]
"""What is taken of rows, by how they are known; of no basis nothing."""


def graded(rows: Iterable[Row], add: Add) -> Taken:
    """What is taken of rows."""
    taken: dict[Basis, list[Any]] = defaultdict(list)
    for row in rows:
        taken[row.basis].append(add.taken(row))
    return taken


def graded_amounts(facts: Iterable[Fact]) -> Taken:
    """What a plain sum takes of facts."""
    taken: dict[Basis, list[Quantity]] = defaultdict(list)
    for roll in rolls(facts):
        for _, who, amount in roll.lines:
            taken[who.basis].append(amount)
    return taken


def parts_of(taken: Taken, add: Add) -> Parts:
    """What is documented, what counting adds to it, and what estimating adds to both.

    Args:
        taken: What is taken of rows, by how they are known.
        add: How that comes to a total.

    Returns:
        A quantity for each basis that is added, zero ones too; they sum to the whole total.
    """
    parts: dict[Basis, Quantity] = {}
    together: list[Any] = []
    so_far = NOTHING
    for basis in ADDED:
        if more := taken.get(basis):
            together += more
            total = add.total(together)
            parts[basis], so_far = gain(total, so_far), total
        else:
            parts[basis] = NOTHING
    return parts


def bodies(facts: Iterable[Fact]) -> list[Body]:
    """The distinct bodies that facts tell of, each graded by its best fact."""
    told: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        told[fact.body].append(fact)
    return [
        Body(
            body,
            _how_many(its[0].size, [fact.amount for fact in its]),
            best({fact.basis for fact in its}),
            tuple(its),
        )
        for body, its in told.items()
    ]


class Heads:
    """The distinct bodies that facts tell of, without the facts: of those there may be many."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[Who, list[Quantity], set[Basis]]] = {}

    def take(self, lines: Iterable[Line]) -> None:
        """Takes lines of a roll in."""
        told = self._told
        for _, who, amount in lines:
            body, basis, _, _ = who
            if (its := told.get(body)) is None:
                its = told[body] = who, [], set()
            its[1].append(amount)
            its[2].add(basis)

    def bodies(self) -> list[Body]:
        """The bodies, each graded by its best fact."""
        return [
            Body(body, _how_many(who.size, parts), best(bases), ())
            for body, (who, parts, bases) in self._told.items()
        ]

    def whole(self) -> Iterator[tuple[Who, Quantity]]:
        """Each body as it is graded, and how many it stands for."""
        for who, parts, bases in self._told.values():
            yield who._replace(basis=best(bases)), _how_many(who.size, parts)


def heads(facts: Iterable[Fact]) -> Heads:
    """The distinct bodies that facts tell of, without the facts."""
    told = Heads()
    for roll in rolls(facts):
        told.take(roll.lines)
    return told


def _how_many(whole: Quantity, parts: Sequence[Quantity]) -> Quantity:
    """How many of a body are told of.

    All of it where one fact is of all of it; else from the largest part, since the parts may be
    the same people, to the sum of the parts, but not more than the whole.
    """
    if whole is ONE:
        return whole
    all_came = whole in parts
    high = whole.high if all_came else min(whole.high, sum(part.high for part in parts))
    return Quantity(min(high, max(part.low for part in parts)), high)


class Overlaps:
    """Which groups may hold some of the same people, directly or through others."""

    def __init__(self, groups: Mapping[str, Group]) -> None:
        joined = {id_: {id_} for id_ in groups}
        for id_, group in groups.items():
            for other in group.may_overlap_with:
                if other in groups and joined[other] is not joined[id_]:
                    joined[id_] |= joined[other]
                    joined.update(dict.fromkeys(joined[other], joined[id_]))
        self._clusters = {id_: min(same) for id_, same in joined.items()}

    def cluster(self, body: str) -> str:
        """The name of all those who may be some of the same people as a body is."""
        return self._clusters.get(body, body)

    def apart(self, rows: Iterable[Row]) -> Collection[Sequence[Row]]:
        """The rows of bodies, those together that may be some of the same people."""
        clusters: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            clusters[self.cluster(row.body)].append(row)
        return clusters.values()

    @property
    def distinct(self) -> Add:
        """How many people some bodies are, from all that may be the same to none that are."""
        return Add(lambda row: row, self._distinct)

    def _distinct(self, rows: Sequence[Row]) -> Quantity:
        return _total(
            Quantity(max(r.amount.low for r in same), sum(r.amount.high for r in same))
            for same in self.apart(rows)
        )


def _total(quantities: Iterable[Quantity]) -> Quantity:
    return sum(quantities, NOTHING)
