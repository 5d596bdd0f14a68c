"""Exact amounts and ranges of them, and their arithmetic."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fifrecords.model.quantity import NOTHING, ONE, Quantity, exact, gain

untimed = settings(deadline=None)
numbers = st.integers(-1000, 1000) | st.fractions(-1000, 1000, max_denominator=60)
amounts = st.integers(0, 1000) | st.fractions(0, 1000, max_denominator=60)


def quantities(ends: st.SearchStrategy = numbers) -> st.SearchStrategy[Quantity]:
    return st.tuples(ends, ends).map(lambda pair: Quantity(min(pair), max(pair)))


def within(share: Fraction, quantity: Quantity) -> Fraction:
    """A number that lies somewhere in a range."""
    return quantity.low + share * (quantity.high - quantity.low)


shares = st.fractions(0, 1, max_denominator=10)


# --- exact numbers ---


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (0, 0),
        (12, 12),
        (-3, -3),
        (0.5, Fraction(1, 2)),
        (0.1, Fraction(1, 10)),
        (2.675, Fraction(2675, 1000)),
        (1e-7, Fraction(1, 10**7)),
        (1e22, 10**22),
        (3.0, 3),
        (Decimal("0.30"), Fraction(3, 10)),
        (Decimal("4.00"), 4),
        (Fraction(6, 4), Fraction(3, 2)),
        (Fraction(8, 4), 2),
    ],
)
def test_a_number_is_what_was_written(written: float | Decimal | Fraction, meant: object) -> None:
    assert exact(written) == meant
    assert type(exact(written)) is type(meant)


def test_tenths_add_up() -> None:
    assert exact(0.1) + exact(0.2) == exact(0.3)


@given(whole=st.integers(-(10**9), 10**9), places=st.integers(0, 6))
@untimed
def test_a_decimal_is_exact_however_it_is_read(whole: int, places: int) -> None:
    decimal = Decimal(whole).scaleb(-places)
    meant = Fraction(whole, 10**places)
    assert exact(decimal) == meant
    assert exact(float(decimal)) == meant


@given(number=numbers)
@untimed
def test_exactness_is_kept(number: int | Fraction) -> None:
    once = exact(number)
    assert once == number
    assert exact(once) == once
    assert isinstance(once, int) == (number == int(number))


def test_a_number_becomes_a_quantity() -> None:
    assert Quantity.of(0.1) == Quantity(Fraction(1, 10), Fraction(1, 10))
    assert not Quantity.of(3).is_range
    assert Quantity(3, 4).is_range


# --- arithmetic ---


@pytest.mark.parametrize(
    ("found", "low", "high"),
    [
        (Quantity(8, 12) + Quantity(1, 3), 9, 15),
        (Quantity(8, 12) - Quantity(1, 3), 5, 11),
        (Quantity(8, 12) - Quantity(8, 12), -4, 4),
        (Quantity(8, 12) * Quantity(2, 3), 16, 36),
        (Quantity(-4, 4) * Quantity(2, 3), -12, 12),
        (Quantity(-4, -2) * Quantity(-3, 2), -8, 12),
        (Quantity(8, 12) / Quantity(2, 4), 2, 6),
        (Quantity(8, 12) / Quantity(-4, -2), -6, -2),
        (Quantity(1, 1) / Quantity(3, 3), Fraction(1, 3), Fraction(1, 3)),
        (gain(Quantity(8, 12), Quantity(5, 6)), 3, 6),
        (gain(Quantity(8, 12), Quantity(8, 8)), 0, 4),
    ],
)
def test_arithmetic_on_ranges(found: Quantity, low: object, high: object) -> None:
    assert (found.low, found.high) == (low, high)


@given(a=quantities(), b=quantities(), x=shares, y=shares)
@untimed
def test_arithmetic_holds_whatever_the_numbers_within(
    a: Quantity, b: Quantity, x: Fraction, y: Fraction
) -> None:
    one, other = within(x, a), within(y, b)
    for result, number in (
        (a + b, one + other),
        (a - b, one - other),
        (a * b, one * other),
    ):
        assert result.low <= number <= result.high


@given(a=quantities(), b=quantities(), x=shares, y=shares)
@untimed
def test_division_holds_whatever_the_numbers_within(
    a: Quantity, b: Quantity, x: Fraction, y: Fraction
) -> None:
    assume(b.low > 0 or b.high < 0)
    quotient = a / b
    assert quotient.low <= Fraction(within(x, a)) / within(y, b) <= quotient.high


@given(a=quantities(), b=quantities(amounts))
@untimed
def test_nothing_is_divided_by_a_range_that_holds_zero(a: Quantity, b: Quantity) -> None:
    around_zero = Quantity(-b.high, b.high)
    with pytest.raises(ZeroDivisionError):
        a / around_zero
    with pytest.raises(ZeroDivisionError):
        a / Quantity(0, b.high)


@given(a=quantities(), b=quantities(), c=quantities())
@untimed
def test_sums_do_not_depend_on_the_order(a: Quantity, b: Quantity, c: Quantity) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + NOTHING == a
    assert a * ONE == a
    assert a * b == b * a


@given(a=quantities(), b=quantities())
@untimed
def test_what_a_total_gains_makes_it_whole_again(a: Quantity, b: Quantity) -> None:
    gained = gain(a, b)
    assert (b.low + gained.low, b.high + gained.high) == (a.low, a.high)


@given(a=quantities(), number=numbers)
@untimed
def test_an_exact_number_moves_both_ends_alike(a: Quantity, number: int | Fraction) -> None:
    moved = a + Quantity.of(number)
    assert moved.high - moved.low == a.high - a.low
    assert moved - Quantity.of(number) == a


@given(a=quantities(amounts), b=quantities(amounts))
@untimed
def test_the_ends_stay_in_order(a: Quantity, b: Quantity) -> None:
    for result in (a + b, a - b, a * b):
        assert result.low <= result.high
    if b.low > 0:
        assert (a / b).low <= (a / b).high
