"""Charts as lengths: where each piece of a bar begins and how far it goes, in hundredths."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from fifrecords.form.chart import Bar, Chart
from fifrecords.form.words import text_of
from fifrecords.model.basis import Basis
from fifrecords.model.quantity import Exact

TARGET_AT = 60
"""Where every target of a chart stands, so that bars on their own scales can be compared."""

WIDELY = 12
"""How many months at most have room for a number of their own."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

Kind = Basis | Literal["whole", "range", "target"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a bar.

    Attributes:
        kind: How what it stands for is known; ``range`` reaches from a low end to a high one.
        start: Where it begins.
        length: How far it goes.
    """

    kind: Kind
    start: float
    length: float

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Drawing:
    """A bar as it is drawn.

    Attributes:
        bar: What it draws.
        pieces: Its stretches, one after another.
        goal: The target, from its low end to its high one.
        is_cut: Whether it goes on past the edge.
    """

    bar: Bar
    pieces: tuple[Piece, ...]
    goal: Piece | None
    is_cut: bool

    @property
    def end(self) -> float:
        """How far it goes."""
        return self.pieces[-1].end if self.pieces else 0

    @property
    def worth(self) -> str:
        """What it comes to."""
        return text_of(self.bar.worth)

    @property
    def in_words(self) -> str:
        """The same for those who do not see it."""
        promised = text_of(self.bar.promised)
        against = f", against a target of {promised}" if promised else ""
        cut = "; the bar goes on past the edge" if self.is_cut else ""
        return f"{text_of(self.bar.made_of) or self.worth}{against}{cut}"

    @property
    def month(self) -> str:
        """The month in words, of a chart over time."""
        return f"{MONTHS[int(self.bar.label[-2:]) - 1]} {self.year}"

    @property
    def year(self) -> str:
        """The year, of a chart over time."""
        return self.bar.label[:-3]


def drawn(chart: Chart) -> list[Drawing]:
    """The bars of a chart, each on the scale of all or with its target where all targets stand."""
    longest = max((_reach(bar) for bar in chart.bars if not _aims(bar)), default=0)
    return [_drawn(bar, longest) for bar in chart.bars]


def most(drawings: Sequence[Drawing]) -> Drawing | None:
    """The longest bar; None where nothing is drawn."""
    return max(
        (each for each in drawings if each.pieces), key=lambda d: _reach(d.bar), default=None
    )


def _drawn(bar: Bar, longest: Exact) -> Drawing:
    goal, full = None, longest
    if bar.target is not None and _aims(bar):
        full = Fraction(bar.target.high * 100, TARGET_AT)
        low, high = (_hundredths(end, full) for end in (bar.target.low, bar.target.high))
        goal = Piece("target", low, round(high - low, 2))
    pieces = tuple(_pieces(bar, full)) if full > 0 else ()
    return Drawing(bar, pieces, goal, is_cut=bool(pieces) and _reach(bar) > full)


def _aims(bar: Bar) -> bool:
    return bar.target is not None and bar.target.high > 0


def _reach(bar: Bar) -> Exact:
    return sum(part.high for _, part in bar.parts)


def _pieces(bar: Bar, full: Exact) -> Iterator[Piece]:
    """The low ends one after another, then from there to the high end of the whole."""
    ends: list[Exact] = [0]
    for _, part in bar.parts:
        ends.append(ends[-1] + max(part.low, 0))
    kinds: list[Kind] = [basis or "whole" for basis, _ in bar.parts]
    ends.append(max(ends[-1], _reach(bar)))
    for kind, (start, end) in zip([*kinds, "range"], pairwise(ends), strict=True):
        at, until = _hundredths(start, full), _hundredths(end, full)
        if until > at:
            yield Piece(kind, at, round(until - at, 2))


def _hundredths(amount: Exact, full: Exact) -> float:
    return min(round(float(amount / Fraction(full) * 100), 2), 100.0)
