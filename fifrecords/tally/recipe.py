"""How a count or a sum is made: which facts it takes, and how they add up."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from fifrecords.model.basis import Basis
from fifrecords.model.measure import OF_THE_PERSON, Count, Sum, counts_achievers, thing
from fifrecords.model.quantity import Quantity
from fifrecords.tally.actual import Value, from_taken
from fifrecords.tally.adding import (
    Add,
    Heads,
    Overlaps,
    bodies,
    graded,
    graded_amounts,
    heads,
    plain_sum,
)
from fifrecords.tally.fact import (
    NO_TRAITS,
    Fact,
    Line,
    Narrowing,
    Roll,
    Rolls,
    Row,
    Told,
    Who,
    rolls,
)
from fifrecords.tally.facts import Facts, takes_part

_COUNTED_ONCE = ("people", "curriculum-areas")
"""What counts once, whoever and however often tells of it."""


class Gathering(Protocol):
    """Facts that are added up one after the other, and not held."""

    def take(self, lines: Iterable[Line]) -> None:
        """Takes lines of a roll in."""

    def total(self) -> Quantity:
        """What those that were taken in come to."""


class _Gathered:
    """Facts of which each adds to the total."""

    def __init__(self) -> None:
        self._amounts: list[Quantity] = []

    def take(self, lines: Iterable[Line]) -> None:
        self._amounts += [amount for _, _, amount in lines]

    def total(self) -> Quantity:
        return plain_sum.total(self._amounts)


class _GatheredOnce(Heads):
    """Facts of bodies that count once."""

    def __init__(self, add: Add) -> None:
        super().__init__()
        self._add = add

    def total(self) -> Quantity:
        return self._add(self.bodies())


def _at_once(bodies: Iterable[tuple[Who, Quantity]]) -> Iterator[Roll]:
    yield Roll("", NO_TRAITS, [((), who, many) for who, many in bodies])


def _regraded(roll: Roll, graded: Mapping[str, Basis]) -> Roll:
    """What a roll tells of those who are graded, with their grade: an area is at many places."""
    ref, what, lines = roll
    those = [
        (at, who._replace(basis=graded[who.body]), many)
        for at, who, many in lines
        if who.body in graded
    ]
    return Roll(ref, what, those)


class Recipe:
    """A measure that counts or sums.

    Args:
        measure: The measure.
        overlaps: Which groups may hold some of the same people.

    Attributes:
        thing: What is counted or summed, as ``KNOWN_DIMENSIONS`` names it.
        is_of_achievers: Whether it counts people by what they achieved.
        counts_once: Whether it counts bodies of which several facts may tell.
        add: How its rows add up.
    """

    def __init__(self, measure: Count | Sum, overlaps: Overlaps) -> None:
        self.thing = str(thing(measure))
        self.counts_once = self.thing in _COUNTED_ONCE
        self.add: Add = overlaps.distinct if self.thing == "people" else plain_sum
        self._given = measure.where.given()
        self.is_of_achievers = counts_achievers(measure)
        self._overlaps = overlaps
        self._grades = self._given.pop("basis", None) if self.thing == "people" else None
        self._where = Narrowing(self._given)

    def facts(self, facts: Facts) -> Sequence[Fact]:
        """The facts that it takes: those of its thing, narrowed to its ``where``.

        Of the basis of people nothing is said here: a person's grade shows when all facts of
        them are seen.
        """
        where = self._where
        if self.is_of_achievers:
            return Rolls(lambda: where.of(rolls(facts.outcomes)))
        told = facts.of(self.thing, where)
        if self.thing in ("organisations", "sites") and "engagement" not in self._given:
            return Told(lambda: filter(takes_part, told))
        return told

    def are_known(self, facts: Facts) -> bool:
        """Whether there is any fact that it takes; looks no further than it must."""
        told = self.facts(facts)
        return bool(told if self._grades is None else self._heads(told))

    def rows(self, facts: Iterable[Fact]) -> list[Row]:
        """What is added up of some facts: themselves, or the bodies of the grades asked for."""
        if not self.counts_once:
            return list(facts)
        return [body for body in bodies(facts) if self._takes(body)]

    def every_row(self, facts: Sequence[Fact]) -> Sequence[Row]:
        """The rows of facts that were chosen already, whatever grade they have by themselves."""
        return bodies(facts) if self.counts_once else facts

    def counted(
        self, facts: Sequence[Fact], dimensions: Iterable[str]
    ) -> Iterator[tuple[Sequence[str], Iterable[Roll]]]:
        """What rows are made of, to take it apart; each line has the basis of its row.

        Of what people are themselves, one line tells as much of each as all their facts.

        Args:
            facts: What it takes.
            dimensions: Those that its rows are to be taken apart by.

        Yields:
            Some of the dimensions, and the rolls that tell of these.
        """
        if not self.counts_once:
            yield tuple(dimensions), rolls(facts)
            return
        whole = [(who, many) for who, many in heads(facts).whole() if self._takes(who)]
        own = {*OF_THE_PERSON, "basis"} if self.thing == "people" else set()
        graded = {who.body: who.basis for who, _ in whole}
        yield [each for each in dimensions if each in own], _at_once(whole)
        if others := [each for each in dimensions if each not in own]:
            yield others, (_regraded(roll, graded) for roll in rolls(facts))

    def value(self, facts: Sequence[Fact]) -> Value:
        """What some facts come to."""
        return self._value(facts, self._heads, self.rows)

    def value_of_chosen(self, facts: Sequence[Fact]) -> Value:
        """What facts come to that were chosen already, whatever grade they have by themselves."""
        return self._value(facts, lambda facts: heads(facts).bodies(), bodies)

    def _value(
        self,
        facts: Sequence[Fact],
        counted: Callable[[Iterable[Fact]], Iterable[Row]],
        whole: Callable[[Iterable[Fact]], Iterable[Row]],
    ) -> Value:
        if not self.counts_once:
            return from_taken(graded_amounts(facts), self.add, facts)
        return from_taken(graded(counted(facts), self.add), self.add, Told(lambda: whole(facts)))

    def gathering(self) -> Gathering:
        """Takes in facts that were chosen already, and adds them up."""
        return _GatheredOnce(self.add) if self.counts_once else _Gathered()

    def _heads(self, facts: Iterable[Fact]) -> list[Row]:
        return [body for body in heads(facts).bodies() if self._takes(body)]

    def alike(self, facts: Sequence[Fact]) -> dict[tuple[str, ...], Quantity]:
        """Groups that it counts and that may be some of the same people: what they add together."""
        if self.thing != "people":
            return {}
        apart = self._overlaps.apart(self._heads(facts))
        alike = (rows for rows in apart if len(rows) > 1)
        return {tuple(sorted(row.body for row in rows)): self.add(rows) for rows in alike}

    def _takes(self, body: Row | Who) -> bool:
        return self._grades is None or body.basis in self._grades

    def pieces(self, lines: Iterable[Line]) -> Mapping[str, Sequence[Line]]:
        """The lines of bodies that count once, by the piece that they belong to.

        Pieces add up without regard to others: people are a piece with those who may be the same
        as they, an area with all that tell of it.
        """
        pieces: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            pieces[self._overlaps.cluster(line[1].body)].append(line)
        return pieces
