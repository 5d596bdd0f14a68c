"""Figures to be drawn: what a chart shows, not how it looks."""

from dataclasses import dataclass

from fifrecords.form.words import Line
from fifrecords.model.basis import Basis
from fifrecords.model.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Bar:
    """A quantity that a chart draws.

    Attributes:
        label: What it is of.
        worth: What it comes to, in words that lead to the figure.
        parts: What each basis adds to it, in the order documented, counted, estimated; a quantity
            that is not told apart is one part.
        target: What was promised, where it is drawn against that.
        status: Where it stands against the target, in words.
    """

    label: str
    worth: Line
    parts: tuple[tuple[Basis, Quantity], ...]
    target: Quantity | None = None
    status: Line = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one kind.

    Attributes:
        title: What it shows.
        bars: Each on the scale of all, or on its own target's where they have targets.
        over_time: Whether the bars follow one another in time.
    """

    title: str
    bars: tuple[Bar, ...]
    over_time: bool = False
