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


class _Matching(dict[Traits, int]):
    """In how many of the dimensions asked for some traits match; each is judged once."""

    def __init__(self, wanted: Mapping[str, frozenset[str]]) -> None:
        super().__init__()
        self._wanted = wanted.items()

    def __missing__(self, traits: Traits) -> int:
        matching = sum(not values.isdisjoint(traits.get(name)) for name, values in self._wanted)
        self[traits] = matching
        return matching


def narrowed(facts: Sequence[Fact], given: Mapping[str, frozenset[str]]) -> Sequence[Fact]:
    """The facts that match a ``where`` in every dimension given.

    A fact without a value in some dimension does not match there.
    """
    wanted = {name: values for name, values in given.items() if name != "basis"}
    if wanted:
        matching, all_of_them = _Matching(wanted), len(wanted)
        facts = [f for f in facts if matching[f.who] + matching[f.what] == all_of_them]
    bases = given.get("basis")
    return facts if bases is None else [f for f in facts if f.basis in bases]
