"""Facts: one flat row for each thing that a figure may add up."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple, Protocol, TypeVar, overload

from fifrecords.model.basis import Basis
from fifrecords.model.finding import Way
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

    def has(self, dimension: str) -> bool:
        """Whether it is one of these, be nothing recorded."""
        return dimension in self._values


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
    at: Way
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


class Who(NamedTuple):
    """Whom facts are about: what all facts of one body in one record share.

    Attributes:
        body: The body.
        basis: How it is known there.
        size: How many the whole of it is.
        traits: Its dimensions.
    """

    body: str
    basis: Basis
    size: Quantity
    traits: Traits


Line = tuple[Way, Who, Quantity]
"""The way to a value, whom it is about, and what it adds."""


class Roll(NamedTuple):
    """The facts of one record, of which all share what was done there.

    Most figures need no more of a fact than stands in a line; to make a fact of each takes three
    times as long as all the rest.

    Attributes:
        ref: The record.
        what: The dimensions of what was done.
        lines: What tells one of them from another.
    """

    ref: str
    what: Traits
    lines: Sequence[Line]

    @property
    def facts(self) -> Iterator[Fact]:
        """The facts."""
        ref, what, lines = self
        for at, (body, basis, size, who), amount in lines:
            yield Fact(ref, at, body, amount, basis, who, what, size)


def rolls(facts: Iterable[Fact]) -> Iterator[Roll]:
    """Facts as rolls, be they told so or one by one."""
    if isinstance(facts, Rolls):
        yield from facts.rolls()
    else:
        for ref, at, body, amount, basis, who, what, size in facts:
            yield Roll(ref, what, ((at, Who(body, basis, size, who), amount),))


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


R_co = TypeVar("R_co", covariant=True)


class Told(Sequence[R_co]):
    """Rows that are told anew whenever they are looked at, and held by nobody meanwhile.

    Those of all figures of a large project would take twice the memory of its records.

    Args:
        tell: Tells them, the same each time.
    """

    def __init__(self, tell: Callable[[], Iterable[R_co]]) -> None:
        self._tell = tell
        self._many: int | None = None

    def __iter__(self) -> Iterator[R_co]:
        return iter(self._tell())

    def __bool__(self) -> bool:
        return any(True for _ in self)

    def __len__(self) -> int:
        if self._many is None:
            self._many = sum(1 for _ in self)
        return self._many

    @overload
    def __getitem__(self, at: int) -> R_co: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[R_co]: ...

    def __getitem__(self, at: int | slice) -> R_co | Sequence[R_co]:
        if isinstance(at, slice):
            return list(self)[at]
        for row in islice(self, at, None) if at >= 0 else ():
            return row
        return list(self)[at]


class Rolls(Told[Fact]):
    """Facts that are told roll by roll.

    Args:
        tell: Tells the rolls, the same each time.
    """

    def __init__(self, tell: Callable[[], Iterator[Roll]]) -> None:
        super().__init__(lambda: chain.from_iterable(roll.facts for roll in tell()))
        self.rolls = tell


class Narrowing:
    """A ``where``: chooses the facts that match it in every dimension given.

    A fact without a value in some dimension does not match there.

    Args:
        given: The values that are wanted of each dimension.

    Attributes:
        bases: The bases that are wanted; None for all.
        matching: In how many of the other dimensions some traits match.
        dimensions: How many those are.
    """

    def __init__(self, given: Mapping[str, frozenset[str]]) -> None:
        self.bases = given.get("basis")
        self.matching = _Matching({k: wanted for k, wanted in given.items() if k != "basis"})
        self.dimensions = len(self.matching.wanted)

    def of(self, told: Iterable[Roll]) -> Iterator[Roll]:
        """What some rolls tell that matches."""
        for roll in told:
            wanted = self.dimensions - self.matching[roll.what]
            if lines := [each for each in roll.lines if self.takes(each[1], wanted)]:
                yield roll if len(lines) == len(roll.lines) else roll._replace(lines=lines)

    def takes(self, who: Who, wanted: int) -> bool:
        """Whether somebody matches in the dimensions that are left, and by basis."""
        bases = self.bases
        return self.matching[who.traits] == wanted and (bases is None or who.basis in bases)


_NEVER = -1000


class _Matching(dict[Traits, int]):
    """In how many of the dimensions asked for some traits match; each is judged once.

    What has other values in one of them never matches: below zero, whatever is added to it.
    """

    def __init__(self, wanted: Mapping[str, frozenset[str]]) -> None:
        super().__init__()
        self.wanted = wanted

    def __missing__(self, traits: Traits) -> int:
        found = 0
        for name, values in self.wanted.items():
            if traits.has(name):
                found += 1 if not values.isdisjoint(traits.get(name)) else _NEVER
        self[traits] = found
        return found
