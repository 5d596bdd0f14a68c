"""A figure taken apart by a dimension."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from fifrecords.model.quantity import NOTHING
from fifrecords.tally.actual import NOT_RECORDED, Breakdown
from fifrecords.tally.fact import Fact, Row
from fifrecords.tally.recipe import Recipe


def breakdown(
    rows: Sequence[Row], dimension: str, recipe: Recipe, order: Iterable[str]
) -> Breakdown:
    """The rows of a figure under each value of a dimension.

    A body whose facts have several values counts in full under each, with the facts that stand
    there.

    Args:
        rows: What the figure adds up.
        dimension: One that its measure knows.
        recipe: How the figure is made.
        order: The values in the order to show them; others follow by name.
    """
    under: dict[str, list[Fact]] = defaultdict(list)
    for row in rows:
        for fact in row.facts:
            for value in values_of(row, fact, dimension):
                under[value].append(fact)
    totals = {value: recipe.add(recipe.every_row(facts)) for value, facts in under.items()}
    totals.setdefault(NOT_RECORDED, NOTHING)
    ranks = {value: rank for rank, value in enumerate(order)}
    shown = sorted(totals, key=lambda v: (v == NOT_RECORDED, ranks.get(v, len(ranks)), v))
    overlapping = sum(totals.values(), NOTHING) != recipe.add(rows)
    return Breakdown(overlapping, {value: totals[value] for value in shown})


def values_of(row: Row, fact: Fact, dimension: str) -> tuple[str, ...]:
    """Under which values of a dimension a fact of a row stands.

    A body has one basis, its grade, whatever the single facts have.
    """
    if dimension == "basis":
        return (row.basis,)
    return fact.values(dimension) or (NOT_RECORDED,)
