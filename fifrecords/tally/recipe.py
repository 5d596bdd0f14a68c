"""How a count or a sum is made: which facts it takes, and how they add up."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from fifrecords.model.basis import BASES
from fifrecords.model.measure import Count, Sum, counts_achievers, thing
from fifrecords.model.quantity import Quantity
from fifrecords.tally.actual import Value, added_up
from fifrecords.tally.adding import Overlaps, bodies, plain_sum
from fifrecords.tally.fact import Fact, Narrowing, Row
from fifrecords.tally.facts import Facts, taking_part

_ATTENDED = ("people", "attendances", "learner-days")
_COUNTED_ONCE = ("people", "curriculum-areas")
"""What counts once, whoever and however often tells of it."""


class Recipe:
    """A measure that counts or sums.

    Args:
        measure: The measure.
        overlaps: Which groups may hold some of the same people.
    """

    def __init__(self, measure: Count | Sum, overlaps: Overlaps) -> None:
        self.thing = str(thing(measure))
        self._given = measure.where.given()
        self.is_of_achievers = counts_achievers(measure)
        self._overlaps = overlaps
        everybody = self.thing == "people"
        self._grades = self._given.pop("basis", None) if everybody else None
        self._where = Narrowing(self._given)

    def facts(self, facts: Facts) -> Sequence[Fact]:
        """The facts that it takes: those of its thing, narrowed to its ``where``.

        Of the basis of people nothing is said here: a person's grade shows when all facts of
        them are seen.
        """
        told = facts.outcomes if self.is_of_achievers else facts.of(self.thing)
        if self.thing in ("organisations", "sites") and "engagement" not in self._given:
            told = taking_part(told)
        return self._where.of(told)

    def are_known(self, facts: Facts) -> bool:
        """Whether there is any fact that it takes; looks no further than it must."""
        attended = self.thing in ("people", "attendances", "learner-days")
        by_basis = self._grades is not None or "basis" in self._given
        if attended and not self.is_of_achievers and not by_basis:
            return facts.tell_of_attendance(self._given, timed=self.thing == "learner-days")
        return bool(self.rows(self.facts(facts)))

    def rows(self, facts: Sequence[Fact]) -> Sequence[Row]:
        """What is added up of some facts: themselves, or the bodies of the grades asked for."""
        if self.thing not in _COUNTED_ONCE:
            return facts
        grades = BASES if self._grades is None else self._grades
        return [body for body in bodies(facts) if body.basis in grades]

    def every_row(self, facts: Sequence[Fact]) -> Sequence[Row]:
        """The rows of facts that were chosen already, whatever grade they have by themselves."""
        return bodies(facts) if self.thing in _COUNTED_ONCE else facts

    def add(self, rows: Sequence[Row]) -> Quantity:
        """The total of some rows."""
        return self._overlaps.distinct(rows) if self.thing == "people" else plain_sum(rows)

    def value(self, facts: Sequence[Fact]) -> Value:
        """What some facts come to."""
        return added_up(self.rows(facts), self.add)

    def pieces(self, facts: Sequence[Fact]) -> Mapping[str, Sequence[Fact]]:
        """The facts of a record by the piece that they belong to, whose name is its own.

        Pieces add up without regard to others: people are a piece with those who may be the same
        as they, an area with all that tell of it, and anything else is one with its record.
        """
        if self.thing not in _COUNTED_ONCE:
            return {facts[0].ref: facts} if facts else {}
        pieces: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            pieces[self._overlaps.cluster(fact.body)].append(fact)
        return pieces
