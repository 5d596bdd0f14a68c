"""A number as a person reads it: at most two decimals, half to even, and no sign of nothing."""

from fractions import Fraction

import pytest

from fifrecords import Quantity
from fifrecords.tally.words import in_words


@pytest.mark.parametrize(
    ("number", "plain", "money"),
    [
        (0, "0", "£0"),
        (0.5, "0.5", "£0.50"),
        (1234.5, "1,234.5", "£1,234.50"),
        (-1234.56, "-1,234.56", "-£1,234.56"),
        (100, "100", "£100"),
        (Fraction(1, 8), "0.12", "£0.12"),
        (Fraction(3, 8), "0.38", "£0.38"),
        (Fraction(2, 3), "0.67", "£0.67"),
        (Fraction(-1, 250), "0", "£0"),
        (Fraction(-1, 200), "0", "£0"),
        (Fraction(-3, 200), "-0.02", "-£0.02"),
        (Fraction(1999, 2000), "1", "£1"),
        (10**30, f"1{',000' * 10}", f"£1{',000' * 10}"),
    ],
)
def test_a_number_and_a_sum_of_money(number: float | Fraction, plain: str, money: str) -> None:
    assert in_words(Quantity.of(number)) == plain
    assert in_words(Quantity.of(number), "GBP") == money


def test_a_difference_that_rounds_to_nothing_is_no_less_than_nothing() -> None:
    assert in_words(Quantity(Fraction(-1, 250), Fraction(1, 250)), "%") == "0% to 0%"
