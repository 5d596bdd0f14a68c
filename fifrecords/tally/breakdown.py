"""A figure taken apart by a dimension."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from fifrecords.model.quantity import NOTHING
from fifrecords.tally.actual import NOT_RECORDED, Breakdown
from fifrecords.tally.adding import Add
from fifrecords.tally.fact import Fact, Row

AsRows = Callable[[Sequence[Fact]], Sequence[Row]]
"""Makes of facts what is added up: themselves, or the bodies they tell of."""


def breakdown(
    rows: Sequence[Row], dimension: str, as_rows: AsRows, add: Add, order: Sequence[str]
) -> Breakdown:
    """The rows of a figure under each value of a dimension.

    A body whose facts have several values counts in full under each, with the facts that stand
    there.

    Args:
        rows: What the figure adds up.
        dimension: One that its measure knows.
        as_rows: Makes rows of facts, as for the figure itself.
        add: Adds rows up, as for the figure itself.
        order: The values in the order to show them; others follow by name.
    """
    under: dict[str, list[Fact]] = defaultdict(list)
    for row in rows:
        for fact in row.facts:
            for value in _values(row, fact, dimension):
                under[value].append(fact)
    totals = {value: add(as_rows(facts)) for value, facts in under.items()}
    totals.setdefault(NOT_RECORDED, NOTHING)
    ranks = {value: rank for rank, value in enumerate(order)}
    shown = sorted(totals, key=lambda v: (v == NOT_RECORDED, ranks.get(v, len(ranks)), v))
    overlapping = sum(totals.values(), NOTHING) != add(rows)
    return Breakdown(overlapping, {value: totals[value] for value in shown})


def _values(row: Row, fact: Fact, dimension: str) -> tuple[str, ...]:
    """A body has one basis, its grade, whatever the single facts have."""
    if dimension == "basis":
        return (row.basis,)
    return fact.values(dimension) or (NOT_RECORDED,)
