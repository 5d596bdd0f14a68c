"""A figure taken apart by its dimensions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from fifrecords.model.basis import Basis
from fifrecords.model.quantity import NOTHING, Quantity
from fifrecords.tally.actual import NOT_RECORDED, Breakdown
from fifrecords.tally.fact import Fact, Line, Roll, Traits
from fifrecords.tally.recipe import Gathering, Recipe


def breakdowns(
    facts: Sequence[Fact],
    dimensions: Sequence[str],
    recipe: Recipe,
    whole: Quantity | None,
    orders: Mapping[str, Iterable[str]],
) -> dict[str, Breakdown]:
    """The total of a figure under each value of some dimensions.

    A body whose facts have several values counts in full under each, with the facts that stand
    there.

    Args:
        facts: What the figure takes.
        dimensions: Those that its measure knows.
        recipe: How the figure is made.
        whole: What it comes to.
        orders: The values of dimensions in the order to show them; others follow by name.
    """
    under: dict[str, dict[str, Gathering]]
    under = {each: defaultdict(recipe.gathering) for each in dimensions}
    for some, counted in recipe.counted(facts, dimensions):
        for roll in counted:
            for dimension in some:
                for value, lines in _apart(roll, dimension):
                    under[dimension][value].take(lines)
    totals = {
        dimension: {value: gathered.total() for value, gathered in its.items()}
        for dimension, its in under.items()
    }
    return {each: _breakdown(its, whole, orders.get(each, ())) for each, its in totals.items()}


def _apart(roll: Roll, dimension: str) -> Iterable[tuple[str, Sequence[Line]]]:
    """The lines of a roll under each value of a dimension."""
    _, what, lines = roll
    if what.has(dimension):  # what was done there was done by all of them: one tells of the rest
        first = lines[:1]
        values = [
            v for _, who, _ in first for v in values_of(who.traits, what, who.basis, dimension)
        ]
        return [(value, lines) for value in values]
    apart: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        who = line[1]
        for value in values_of(who.traits, what, who.basis, dimension):
            apart[value].append(line)
    return apart.items()


def _breakdown(
    totals: dict[str, Quantity], whole: Quantity | None, order: Iterable[str]
) -> Breakdown:
    totals.setdefault(NOT_RECORDED, NOTHING)
    ranks = {value: rank for rank, value in enumerate(order)}
    shown = sorted(totals, key=lambda v: (v == NOT_RECORDED, ranks.get(v, len(ranks)), v))
    overlapping = sum(totals.values(), NOTHING) != whole
    return Breakdown(overlapping, {value: totals[value] for value in shown})


def values_of(who: Traits, what: Traits, grade: Basis, dimension: str) -> tuple[str, ...]:
    """Under which values of a dimension a fact stands: the one answer for tables and for claims.

    Args:
        who: The dimensions of whom it is about.
        what: The dimensions of what they did.
        grade: The basis of its row: a body has one, whatever the single facts have.
        dimension: The dimension.
    """
    if dimension == "basis":
        return (grade,)
    return who.get(dimension) or what.get(dimension) or (NOT_RECORDED,)
