"""What the records of a count or a sum come to together, as some of them change."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple, Protocol, Self

from fifrecords.model.basis import ADDED, Basis
from fifrecords.model.quantity import NOTHING, Quantity, gain
from fifrecords.tally.actual import Value, from_parts
from fifrecords.tally.adding import plain_sum
from fifrecords.tally.fact import NO_TRAITS, Line, Roll, Rolls, Who
from fifrecords.tally.recipe import Recipe


class Taken(NamedTuple):
    """What is taken of a record: of each line whom it is about, and what it adds.

    As facts, those of all sessions would take a third of the memory of the records.

    Attributes:
        who: Whom each line is about.
        amounts: What each adds.
    """

    who: tuple[Who, ...] = ()
    amounts: tuple[Quantity, ...] = ()

    def and_of(self, lines: Sequence[Line]) -> "Taken":
        """What is taken of some more lines, too."""
        more = Taken(tuple([who for _, who, _ in lines]), tuple([much for _, _, much in lines]))
        return Taken(self.who + more.who, self.amounts + more.amounts) if self.who else more

    @property
    def lines(self) -> Iterator[Line]:
        """The lines; where they stand is not held."""
        return (((), who, amount) for who, amount in zip(*self, strict=True))

    def is_alike(self, other: "Taken") -> bool:
        """Whether another comes to the same: another order of lines does not change that."""
        as_many = len(self.who) == len(other.who)
        return as_many and _worth(self.lines) == _worth(other.lines)


NOTHING_TAKEN = Taken()
Changes = Mapping[str, tuple[Taken, Taken]]
"""What was taken of some records, by their references, and what now is."""


class Whole(Protocol):
    """What all records come to."""

    parts: dict[Basis, Quantity]
    known: Counter[str]

    def take(self, changes: Changes) -> Iterable[str]:
        """Takes changes in; gives the references of those that bear on what counts."""

    def differs(self, old: Taken, new: Taken, other: Self) -> bool:
        """Whether two things taken of a record differ in what counts here, or in another whole."""

    def fork(self) -> Self:
        """Another one to go on from here."""


def value_of(whole: Whole) -> Value:
    """The value that a whole is now."""
    known, firm = whole.known["known"] > 0, whole.known["firm"] > 0
    return from_parts(dict(whole.parts), known=known, firm=firm)


def _no_parts() -> dict[Basis, Quantity]:
    return dict.fromkeys(ADDED, NOTHING)


@dataclass
class Plain:
    """Lines that each add to the total, whatever the others are: they need not be held."""

    parts: dict[Basis, Quantity] = field(default_factory=_no_parts)
    known: Counter[str] = field(default_factory=Counter)

    def take(self, changes: Changes) -> Iterable[str]:
        """Takes changes in; gives the references of those that bear on what counts."""
        gone, come = (_graded(each) for each in zip(*changes.values(), strict=True))
        for basis in ADDED:
            less, more = gone[basis], come[basis]
            total = self.parts[basis] + plain_sum.total(more)
            self.parts[basis] = gain(total, plain_sum.total(less))
            self.known["known"] += len(more) - len(less)
            self.known["firm"] += (len(more) - len(less)) * (basis != "estimated")
        return changes

    def differs(self, old: Taken, new: Taken, other: "Plain") -> bool:
        """Whether two things taken of a record differ in what counts here, or in another whole."""
        return not old.is_alike(new)

    def fork(self) -> "Plain":
        """Another one to go on from here."""
        return Plain(dict(self.parts), Counter(self.known))


def _graded(taken: Iterable[Taken]) -> Mapping[Basis, list[Quantity]]:
    graded: dict[Basis, list[Quantity]] = defaultdict(list)
    for each in taken:
        for who, amount in zip(*each, strict=True):
            graded[who.basis].append(amount)
    return graded


@dataclass
class Once:
    """Lines of bodies that count once: each piece of the total is worked out by itself.

    People are a piece with those who may be the same as they, an area with all that tell of it.

    Attributes:
        recipe: How the measure is made.
    """

    recipe: Recipe
    parts: dict[Basis, Quantity] = field(default_factory=_no_parts)
    known: Counter[str] = field(default_factory=Counter)
    _pieces: dict[str, dict[str, Sequence[Line]]] = field(default_factory=lambda: defaultdict(dict))
    _values: dict[str, Value] = field(default_factory=dict)

    def take(self, changes: Changes) -> Iterable[str]:
        """Takes changes in; gives the references of those that bear on what counts."""
        unlike: dict[str, set[str]] = {}
        pieces: set[str] = set()
        for ref, taken in changes.items():
            old, new = (self.recipe.pieces(each.lines) for each in taken)
            unlike[ref] = _unlike(old, new)
            for name in old:
                del self._pieces[name][ref]
            for name, its in new.items():
                self._pieces[name][ref] = its
            pieces |= old.keys() | new.keys()
        counted = set(filter(self._counts, pieces))
        for name in pieces:
            self._add_again(name)
        counted |= set(filter(self._counts, pieces))
        return [ref for ref, names in unlike.items() if names & counted]

    def differs(self, old: Taken, new: Taken, other: "Once") -> bool:
        """Whether two things taken of a record differ in what counts here, or in another whole."""
        names = _unlike(*(self.recipe.pieces(each.lines) for each in (old, new)))
        return any(self._counts(name) or other._counts(name) for name in names)

    def fork(self) -> "Once":
        """Another one to go on from here."""
        return replace(
            self,
            parts=dict(self.parts),
            known=Counter(self.known),
            _pieces=defaultdict(dict, {name: dict(its) for name, its in self._pieces.items()}),
            _values=dict(self._values),
        )

    def _counts(self, name: str) -> bool:
        """Whether anything of a piece counts: what is known too loosely does not."""
        value = self._values.get(name)
        return value is not None and value.known

    def _add_again(self, name: str) -> None:
        """Works one piece out anew, and takes the difference into the whole."""
        roll = Roll("", NO_TRAITS, list(chain.from_iterable(self._pieces[name].values())))
        new = replace(self.recipe.value(Rolls(lambda: iter([roll]))), rows=())
        old = self._values.get(name)
        self._values[name] = new
        for basis in ADDED:
            if (more := _part(new, basis)) != (less := _part(old, basis)):
                self.parts[basis] = gain(self.parts[basis] + more, less)
        self.known["known"] += new.known - (old.known if old else False)
        self.known["firm"] += new.firm - (old.firm if old else False)


def _unlike(old: Mapping[str, Sequence[Line]], new: Mapping[str, Sequence[Line]]) -> set[str]:
    """The names of the pieces of which it is told otherwise."""
    names = old.keys() | new.keys()
    return {name for name in names if _worth(old.get(name, ())) != _worth(new.get(name, ()))}


def _worth(lines: Iterable[Line]) -> Counter[tuple[object, ...]]:
    return Counter((who.body, amount, who.basis, who.size) for _, who, amount in lines)


def _part(value: Value | None, basis: Basis) -> Quantity:
    return value.parts[basis] if value and value.parts else NOTHING
