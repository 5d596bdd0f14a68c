"""Figures to be drawn: what a chart shows, not how it looks."""

from dataclasses import dataclass

from fifrecords.form.words import Line
from fifrecords.model.basis import Basis
from fifrecords.model.quantity import Quantity

Parts = tuple[tuple[Basis | None, Quantity], ...]
"""What each basis adds, best known first; under None a quantity that is not told apart."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A quantity that a chart draws.

    Every number that is read stands in words that lead to its figure; the quantities are for the
    drawing alone. Where ``worth`` may not be shown, ``parts`` and ``made_of`` are left empty.

    Attributes:
        label: What it is of; in a chart over time the month, as ``2011-01``.
        worth: What it comes to.
        parts: What each basis adds to it; empty where there is nothing to draw.
        made_of: The parts in words.
        target: What was promised, where it is drawn against that.
        promised: The target in words.
        status: Where it stands against the target, or what a person judged.
    """

    label: str
    worth: Line
    parts: Parts
    made_of: Line = ()
    target: Quantity | None = None
    promised: Line = ()
    status: Line = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one kind.

    Attributes:
        title: What it shows.
        bars: Each on the scale of all, or on its own target's where it has one.
        over_time: Whether the bars follow one another month by month.
    """

    title: str
    bars: tuple[Bar, ...]
    over_time: bool = False

    @property
    def is_against_targets(self) -> bool:
        """Whether it shows where promises stand."""
        return any(bar.status for bar in self.bars)
