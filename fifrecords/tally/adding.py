"""How rows add up: plainly, or as distinct people of whom some may be the same."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from fifrecords.model.basis import ADDED, Basis, best
from fifrecords.model.person import Group
from fifrecords.model.quantity import NOTHING, ONE, Quantity, gain
from fifrecords.tally.fact import Body, Fact, Row

Parts = Mapping[Basis, Quantity]
"""What each basis, best known first, adds to the ones before it."""

Add = Callable[[Sequence[Row]], Quantity]
"""The total of some rows."""


def plain_sum(rows: Sequence[Row]) -> Quantity:
    """The sum of the rows' amounts; sums of ranges are ranges."""
    amounts = [row.amount for row in rows]
    times = Counter(map(id, amounts))  # few differ, and exact fractions are slow to add
    unlike = {id(amount): amount for amount in amounts}
    low = sum(unlike[key].low * n for key, n in times.items())
    if all(amount.low is amount.high for amount in unlike.values()):
        return Quantity(low, low)
    return Quantity(low, sum(unlike[key].high * n for key, n in times.items()))


def parts_of(rows: Sequence[Row], add: Add) -> Parts:
    """What is documented, what counting adds to it, and what estimating adds to both.

    Returns:
        A quantity for each basis that is added, zero ones too; they sum to the whole total.
    """
    parts: dict[Basis, Quantity] = {}
    taken: list[Row] = []
    so_far = NOTHING
    for basis in ADDED:
        if more := [row for row in rows if row.basis == basis]:
            taken += more
            total = add(taken)
            parts[basis], so_far = gain(total, so_far), total
        else:
            parts[basis] = NOTHING
    return parts


def bodies(facts: Sequence[Fact]) -> list[Body]:
    """The distinct bodies that facts tell of, each graded by its best fact."""
    told: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        told[fact.body].append(fact)
    return [
        Body(body, _how_many(its), best({fact.basis for fact in its}), tuple(its))
        for body, its in told.items()
    ]


def _how_many(facts: Sequence[Fact]) -> Quantity:
    """How many of a body are told of.

    All of it where one fact is of all of it; else from the largest part, since the parts may be
    the same people, to the sum of the parts, but not more than the whole.
    """
    whole = facts[0].size
    if whole is ONE:
        return whole
    all_came = any(fact.amount == whole for fact in facts)
    high = whole.high if all_came else min(whole.high, sum(fact.amount.high for fact in facts))
    return Quantity(min(high, max(fact.amount.low for fact in facts)), high)


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

    def distinct(self, rows: Sequence[Row]) -> Quantity:
        """How many people some bodies are, from all that may be the same to none that are."""
        clusters: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            clusters[self.cluster(row.body)].append(row)
        return _total(
            Quantity(max(r.amount.low for r in same), sum(r.amount.high for r in same))
            for same in clusters.values()
        )


def _total(quantities: Iterable[Quantity]) -> Quantity:
    return sum(quantities, NOTHING)
