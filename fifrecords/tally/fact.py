"""Facts: one flat row for each thing that a figure may add up."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from fifrecords.model.basis import Basis
from fifrecords.model.finding import Step
from fifrecords.model.quantity import ONE, Quantity

Traits = Mapping[str, tuple[str, ...]]
"""The values of some dimensions; a dimension without a value holds an empty tuple."""


class Fact(NamedTuple):
    """One row: an attendance, an outcome, an organisation, a session, a reach or a reading.

    Attributes:
        ref: The record that it stands in.
        at: The way from that record to the value.
        body: What it is a fact of, and is counted once as: a person, an area, an organisation.
        amount: What it adds: heads, days, one.
        basis: How it is known: never above the weakest thing it is made of.
        traits: Its values by dimension; mappings that many facts share, each dimension in one.
        size: How many the whole body is, where ``amount`` may be a part of it.
    """

    ref: str
    at: tuple[Step, ...]
    body: str
    amount: Quantity
    basis: Basis
    traits: tuple[Traits, ...] = ()
    size: Quantity = ONE

    @property
    def facts(self) -> tuple["Fact", ...]:
        """The facts that this row is made of: itself."""
        return (self,)

    def values(self, dimension: str) -> tuple[str, ...]:
        """Its values in a dimension; empty where none is recorded."""
        if dimension == "basis":
            return (self.basis,)
        for traits in self.traits:
            if dimension in traits:
                return traits[dimension]
        return ()


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


def narrowed(facts: Sequence[Fact], given: Mapping[str, frozenset[str]]) -> Sequence[Fact]:
    """The facts that match a ``where`` in every dimension given.

    A fact without a value in some dimension does not match there. Each mapping of traits is
    judged once, however many facts share it.
    """
    dimensions = {name: values for name, values in given.items() if name != "basis"}
    bases = given.get("basis")
    known: dict[int, int] = {}

    def matched(traits: Traits) -> int:
        if (count := known.get(id(traits))) is None:
            count = known[id(traits)] = sum(
                not wanted.isdisjoint(traits.get(name, ())) for name, wanted in dimensions.items()
            )
        return count

    if dimensions:
        facts = [f for f in facts if sum(map(matched, f.traits)) == len(dimensions)]
    return facts if bases is None else [f for f in facts if f.basis in bases]
