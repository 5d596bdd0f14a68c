"""Facts: one flat row for each thing that a figure may add up."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from fifrecords.model.basis import Basis
from fifrecords.model.finding import Step
from fifrecords.model.quantity import ONE, Quantity


class Traits:
    """The values of some dimensions. Many facts share one of these: each is the same as itself."""

    __slots__ = ("_values",)

    def __init__(self, *others: "Traits", **values: tuple[str, ...]) -> None:
        self._values: dict[str, tuple[str, ...]] = {
            name: own for other in others for name, own in other._values.items()
        }
        self._values.update(values)

    def get(self, dimension: str) -> tuple[str, ...]:
        """The values in a dimension; empty where none is recorded, or it is not one of these."""
        return self._values.get(dimension, ())


NO_TRAITS = Traits()


class Fact(NamedTuple):
    """One row: an attendance, an outcome, an organisation, a session, a reach or a reading.

    Attributes:
        ref: The record that it stands in.
        at: The way from that record to the value.
        body: What it is a fact of, and is counted once as: a person, an area, an organisation.
        amount: What it adds: heads, days, one.
        basis: How it is known: never above the weakest thing it is made of.
        who: The dimensions of the person or organisation that it is about.
        what: The dimensions of what they did: the session's, the outcome's, the engagement.
        size: How many the whole body is, where ``amount`` may be a part of it.
    """

    ref: str
    at: tuple[Step, ...]
    body: str
    amount: Quantity
    basis: Basis
    who: Traits = NO_TRAITS
    what: Traits = NO_TRAITS
    size: Quantity = ONE

    def of(self, amount: Quantity) -> "Fact":
        """The same row with another amount."""
        ref, at, body, _, basis, who, what, size = self  # half of what _replace takes
        return Fact(ref, at, body, amount, basis, who, what, size)

    @property
    def facts(self) -> tuple["Fact", ...]:
        """The facts that this row is made of: itself."""
        return (self,)

    def values(self, dimension: str) -> tuple[str, ...]:
        """Its values in a dimension; empty where none is recorded."""
        return self.who.get(dimension) or self.what.get(dimension)


class Body(NamedTuple):
    """One person, group or area that several facts tell of, counted once.

    Attributes:
        body: Whose facts they are.
        amount: How many it stands for.
        basis: The grade of the best fact.
        facts: What it is made of.
    """

    body: str
    amount: Quantity
    basis: Basis
    facts: tuple[Fact, ...]


class Row(Protocol):
    """What a figure adds up: a fact, or a body that facts tell of."""

    @property
    def body(self) -> str:
        """What it is a row of."""

    @property
    def amount(self) -> Quantity:
        """What it adds."""

    @property
    def basis(self) -> Basis:
        """How it is known."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that it is made of."""


class Narrowing:
    """A ``where``: chooses the facts that match it in every dimension given.

    A fact without a value in some dimension does not match there.

    Args:
        given: The values that are wanted of each dimension.
    """

    def __init__(self, given: Mapping[str, frozenset[str]]) -> None:
        self._bases = given.get("basis")
        self._matching = _Matching({k: wanted for k, wanted in given.items() if k != "basis"})

    def of(self, facts: Sequence[Fact]) -> Sequence[Fact]:
        """Those of some facts that match."""
        matching, bases = self._matching, self._bases
        if all_of_them := len(matching.wanted):
            facts = [f for f in facts if matching[f.who] + matching[f.what] == all_of_them]
        return facts if bases is None else [f for f in facts if f.basis in bases]


class _Matching(dict[Traits, int]):
    """In how many of the dimensions asked for some traits match; each is judged once."""

    def __init__(self, wanted: Mapping[str, frozenset[str]]) -> None:
        super().__init__()
        self.wanted = wanted

    def __missing__(self, traits: Traits) -> int:
        wanted = self.wanted.items()
        matching = sum(not values.isdisjoint(traits.get(name)) for name, values in wanted)
        self[traits] = matching
        return matching
