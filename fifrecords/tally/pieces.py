"""What the reader of a number learns: sums of pieces, that is people, their days, their awards."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from itertools import chain
from operator import or_

from fifrecords.model.basis import Basis
from fifrecords.model.kinds import GROUP_PREFIX, PERSON_PREFIX
from fifrecords.model.measure import Difference, Percent, Ratio, Total
from fifrecords.model.quantity import ONE, Quantity
from fifrecords.tally.actual import Actual
from fifrecords.tally.adding import Overlaps
from fifrecords.tally.cited import Unknown, cited
from fifrecords.tally.disclosure import Piece, Sum
from fifrecords.tally.fact import Fact, Row
from fifrecords.tally.figures import Figures
from fifrecords.tally.recipe import Recipe

MONTH = "month"
"""A dimension that only charts take a figure apart by."""

Sums = tuple[Sum, ...]


class Counted:
    """Rows of a count or a sum, with the pieces that they are.

    Args:
        recipe: How the rows add up.
        rows: The rows.
        overlaps: Which groups may hold some of the same people.
    """

    def __init__(self, recipe: Recipe, rows: Sequence[Row], overlaps: Overlaps) -> None:
        self._recipe = recipe
        self._rows = rows
        self._overlaps = overlaps
        rows_of: dict[Basis, list[Row]] = defaultdict(list)
        for row in rows:
            rows_of[row.basis].append(row)
        self._pieces = {basis: _pieces(recipe.thing, its) for basis, its in rows_of.items()}

    def worth(self, part: str = "") -> Quantity:
        """What a part of them comes to."""
        return self._recipe.add(self._part(part))

    def sums(self, part: str = "") -> Sums:
        """What tells of people in a part of them.

        Of groups that may be the same people the low end of a range is the largest alone.
        """
        its = [pieces for basis, pieces in self._pieces.items() if _belongs(basis, part)]
        every = its[0] if len(its) == 1 else reduce(or_, its, {})
        if self._recipe.thing == "people":
            rows = self._part(part)
            same = self._overlaps.apart(rows)
            if len(same) < len(rows):
                largest = [max(each, key=lambda row: row.amount.low) for each in same]
                return every, _pieces("people", largest)
        return (every,)

    def _part(self, part: str) -> Sequence[Row]:
        return [row for row in self._rows if _belongs(row.basis, part)] if part else self._rows


class Pieces:
    """The pieces of all figures, and of what stands under their values; each is made once.

    Args:
        figures: What the records add up to.

    Attributes:
        figures: The same.
    """

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self._overlaps = Overlaps(figures.records.groups)
        self._known: dict[tuple[str, str], Sums] = {}
        self._counted: dict[tuple[str, ...], Counted] = {}

    def of(self, actual: Actual, part: str = "") -> Sums:
        """What the reader of a figure, or of a part of it, learns."""
        key = actual.figure, part
        if key not in self._known:
            self._known[key] = self._told(actual, part)
        return self._known[key]

    def of_status(self, actual: Actual) -> Sums:
        """What the reader of a status learns: of its figure, and of the components."""
        own = (*self.of(actual), *self.of(actual, "without-estimates"))
        return (*own, *chain(*map(self.of_status, actual.components)))

    def under(self, actual: Actual, dimension: str, value: str) -> Counted | None:
        """What stands under a value of a dimension; None where there is no such value."""
        recipe = self.figures.recipe(actual.figure)
        facts = self._facts_under(actual, dimension, value)
        if recipe is None or facts is None:
            return None
        return self._of_rows(
            recipe, lambda: recipe.every_row(facts), actual.figure, dimension, value
        )

    def measure(self, actual: Actual) -> object:
        """How a figure is worked out; None for the funding."""
        indicator = self.figures.records.indicators.get(actual.figure)
        return indicator.measure if indicator else None

    def _told(self, actual: Actual, part: str) -> Sums:
        """What a figure tells: a quotient no more than what is divided and by what.

        It is printed only where both could be.
        """
        made = [self.of(each, part) for each in actual.of]
        match self.measure(actual):
            case Total() if all(len(each) == 1 for each in made):
                return (_joined((each, 1) for (each,) in made),)
            case Difference() if all(len(each) == 1 for each in made):
                return (_joined((each, 1 - 2 * at) for at, (each,) in enumerate(made)),)
            case Total() | Difference() | Ratio() | Percent():
                return tuple(chain(*made))
        if part == "target":
            return ()
        if part == "baseline":
            return _stated(actual, part, actual.baseline)
        return self._added(actual, part)

    def _added(self, actual: Actual, part: str) -> Sums:
        """What tells of people in a part of a count or a sum, or of a reading."""
        figures = self.figures
        if recipe := figures.recipe(actual.figure):
            return self._of_rows(recipe, lambda: figures.rows(actual), actual.figure).sums(part)
        is_there = any(_belongs(row.basis, part) for row in figures.rows(actual))
        return _stated(actual, "reading", actual.value.total) if is_there else ()

    def _of_rows(self, recipe: Recipe, rows: Callable[[], Sequence[Row]], *key: str) -> Counted:
        if key not in self._counted:
            self._counted[key] = Counted(recipe, rows(), self._overlaps)
        return self._counted[key]

    def _facts_under(self, actual: Actual, dimension: str, value: str) -> Sequence[Fact] | None:
        figures, name = self.figures, actual.figure
        if dimension == MONTH:
            return figures.by_month(name).get(value, ())
        if dimension in actual.by and (facts := figures.by_value(name, dimension).get(value)):
            return facts
        found = cited(figures.records, figures, (name, dimension, value))
        return None if isinstance(found, Unknown) else ()


def reached(ref: str, heads: Quantity) -> Piece:
    """Those whom a dissemination session reached: nobody knows who they are."""
    return Piece("reach-people", ref, ref, heads.low, heads.high)


def people(body: str, heads: Quantity) -> Piece:
    """A person or a group, counted once."""
    return Piece("people", body, body, heads.low, heads.high)


def _stated(actual: Actual, what: str, worth: Quantity | None) -> Sums:
    """A number of people that somebody wrote down; who they are is not on record."""
    if actual.unit != "people" or worth is None:
        return ()
    return ({people(f"{actual.figure}/{what}", worth): 1},)


def _joined(parts: Iterable[tuple[Sum, int]]) -> Sum:
    total: Counter[Piece] = Counter()
    for pieces, times in parts:
        for piece, each in pieces.items():
            total[piece] += each * times
    return total


def _belongs(basis: Basis, part: str) -> bool:
    return part in ("", basis) or (part == "without-estimates" and basis != "estimated")


def _pieces(thing: str, rows: Sequence[Row]) -> Sum:
    return dict.fromkeys((piece for row in rows if (piece := _piece(thing, row)) is not None), 1)


def _piece(thing: str, row: Row) -> Piece | None:
    if thing == "reach-people":
        return reached(row.facts[0].ref, row.amount)
    if row.body.startswith(PERSON_PREFIX):
        heads = ONE
    elif row.body.startswith(GROUP_PREFIX):
        heads = row.amount if thing in ("people", "attendances") else row.facts[0].size
    else:
        return None
    if thing == "people":
        return people(row.body, heads)
    fact = row.facts[0]
    return Piece(thing, (fact.ref, fact.at), row.body, heads.low, heads.high)
