"""Exact amounts that may be ranges: ``[low, high]``, and their arithmetic."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Exact = int | Fraction
"""A number without rounding; whole numbers stay ``int``, which adds up fastest."""


def exact(number: int | float | Decimal | Fraction) -> Exact:
    """The number as it was written, without binary rounding: 0.1 is a tenth.

    Args:
        number: A finite number; a float of at most 15 digits stands for its shortest decimal.

    Returns:
        An ``int`` where it is whole, else a ``Fraction``.
    """
    if isinstance(number, int):
        return number
    fraction = Fraction(repr(number)) if isinstance(number, float) else Fraction(number)
    return fraction.numerator if fraction.denominator == 1 else fraction


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount known to lie between two ends, which are the same where it is known exactly.

    Attributes:
        low: The lower end.
        high: The upper end, never below the lower.
    """

    low: Exact
    high: Exact

    @classmethod
    def of(cls, number: int | float | Decimal | Fraction) -> "Quantity":
        """A quantity known exactly."""
        value = exact(number)
        return cls(value, value)

    @property
    def is_range(self) -> bool:
        """Whether the two ends differ."""
        return self.low is not self.high and self.low != self.high  # fractions compare slowly

    def __repr__(self) -> str:
        ends = (self.low, self.high) if self.is_range else (self.low,)
        return f"Quantity({', '.join(map(str, ends))})"

    def __add__(self, other: "Quantity") -> "Quantity":
        low = self.low + other.low
        if self.low is self.high and other.low is other.high:  # exact fractions are slow to add
            return Quantity(low, low)
        return Quantity(low, self.high + other.high)

    def __sub__(self, other: "Quantity") -> "Quantity":
        return Quantity(self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Quantity") -> "Quantity":
        ends = self._corners(other)
        return Quantity(min(ends), max(ends))

    def __truediv__(self, other: "Quantity") -> "Quantity":
        """The quotient.

        Raises:
            ZeroDivisionError: If nothing, zero, lies within the divisor.
        """
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError
        return self * Quantity(exact(Fraction(1) / other.high), exact(Fraction(1) / other.low))

    def _corners(self, other: "Quantity") -> tuple[Exact, ...]:
        if not self.is_range and not other.is_range:
            return (self.low * other.low,)
        return tuple(a * b for a in (self.low, self.high) for b in (other.low, other.high))


NOTHING = Quantity(0, 0)
ONE = Quantity(1, 1)


def gain(larger: Quantity, smaller: Quantity) -> Quantity:
    """What the larger total adds to the smaller one, end by end, so that parts add up."""
    low = larger.low - smaller.low
    if larger.low is larger.high and smaller.low is smaller.high:
        return Quantity(low, low)
    return Quantity(low, larger.high - smaller.high)
