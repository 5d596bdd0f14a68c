"""What a number in prose says, and of what it is true."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fifrecords import Quantity
from fifrecords.form.claims.said import BENDS, NUMBER_WORDS, read_number
from fifrecords.model.quantity import exact


@pytest.mark.parametrize(
    ("text", "bend", "low", "high", "unit", "noun"),
    [
        ("81", "exactly", 81, None, None, ""),
        ("£1,785.71", "exactly", Fraction(178571, 100), None, "GBP", ""),
        ("25,000 GBP", "exactly", 25000, None, "GBP", ""),
        ("€5", "exactly", 5, None, "EUR", ""),
        ("5€ a day", "exactly", 5, None, "EUR", ""),
        ("20 third-sector bodies", "exactly", 20, None, None, "bodies"),
        ("25 000", "exactly", 25000, None, None, ""),
        ("68 per cent of all days", "exactly", 68, None, "%", ""),
        ("68.5%", "exactly", Fraction(137, 2), None, "%", ""),
        ("Four other beneficiaries of all ages", "exactly", 4, None, None, "beneficiaries"),
        ("No fewer\nthan twelve", "at least", 12, None, None, ""),
        ("c. 25 people", "about", 25, None, None, "people"),
        ("circa 25", "about", 25, None, None, ""),
        ("up to £30", "at most", 30, None, "GBP", ""),
        ("-£5", "exactly", -5, None, "GBP", ""),
        ("£-5", "exactly", -5, None, "GBP", ""),
        ("\u2212£1,000.50", "exactly", Fraction(-100050, 100), None, "GBP", ""),
        ("-£5 to £3", "exactly", -5, 3, "GBP", ""),
        ("55 to 60", "exactly", 55, 60, None, ""),
        ("from 55 to 60 organisations", "exactly", 55, 60, None, "organisations"),
        ("55\u201360", "exactly", 55, 60, None, ""),
        ("about 55-60", "about", 55, 60, None, ""),
        ("between £55 and £60", "between", 55, 60, "GBP", ""),
        ("\u22125", "exactly", -5, None, None, ""),
    ],
)
def test_what_a_text_says(text, bend, low, high, unit, noun) -> None:
    said = read_number(text)
    assert said is not None
    assert (said.bend, said.low.value, said.high and said.high.value) == (bend, low, high)
    assert (said.unit, said.noun) == (unit, noun)


@pytest.mark.parametrize(
    "text",
    [
        *("", "many", "not 81", "the 81", "81 of 90", "81 or more", "81+", "240 at least"),
        *("1.5.2", "25,00", "3rd", "£25k", "1.2 million", "two hundred", "four or five"),
        *("60 to 55", "at least 5 to 6", "between 5", "between 5 to 6", "5 and 6", "from 5"),
        *("-£-5", "- £5", "-five", "-£five", "--5"),
        *("$5 pounds", "£5 to €6", "just over 5", "81 approximately", "L2"),
        *("two-thirds", "two thirds of them", "one quarter", "2 and a half", "5 halves", "£5 €"),
    ],
)
def test_what_is_no_single_number(text: str) -> None:
    assert read_number(text) is None


TRUE = {
    "81": [81, 81.5, 80.5],
    "81.0": [81, 81.05],
    "exactly 81": [81],
    "only 81": [81],
    "just 81": [81],
    "93.98": [93.985, 93.975, 93.98],
    "93.99": [93.985],
    "at least 240": [240, 266, (240, 300)],
    "no fewer than 240": [240],
    "no less than 240": [241],
    "over 240": [241, (240.5, 300)],
    "more than 240": [241],
    "above 240": [241],
    "at most 60": [60, (55, 60), 0],
    "no more than 60": [60],
    "up to 60": [60],
    "under 60": [59, (55, 59.5)],
    "less than 60": [59],
    "fewer than 60": [59],
    "below 60": [59],
    "about 100": [90, 110, 100, (90, 110)],
    "around 100": [90],
    "approximately 100": [90],
    "roughly 100": [110],
    "some 100": [110],
    "c. 100": [110],
    "nearly 100": [99.5, 90],
    "almost 100": [90],
    "55 to 60": [(55, 60), (55.5, 60.5)],
    "between 55 and 60": [(55, 60), 57, 55, 60],
    "about 55 to 60": [(50, 66)],
}
FALSE = {
    "81": [81.51, 80, (81, 82), -81],
    "81.0": [81.06],
    "exactly 81": [82],
    "at least 240": [239.9, (239, 300)],
    "over 240": [240, (240, 300)],
    "at most 60": [60.1, (55, 61)],
    "under 60": [60, (55, 60)],
    "about 100": [89.9, 110.1, (100, 111), (89, 100)],
    "nearly 100": [100, 89.9, (90, 100)],
    "55 to 60": [57, (55, 61), (54, 60)],
    "between 55 and 60": [(54, 60), 61],
    "about 55 to 60": [(49, 60)],
}


def quantity(value) -> Quantity:
    ends = value if isinstance(value, tuple) else (value, value)
    return Quantity(*map(exact, ends))


@pytest.mark.parametrize(("text", "value"), [(t, v) for t, all_ in TRUE.items() for v in all_])
def test_what_it_is_true_of(text: str, value) -> None:
    said = read_number(text)
    assert said is not None
    assert said.holds(quantity(value))


@pytest.mark.parametrize(("text", "value"), [(t, v) for t, all_ in FALSE.items() for v in all_])
def test_what_it_is_not_true_of(text: str, value) -> None:
    said = read_number(text)
    assert said is not None
    assert not said.holds(quantity(value))


def test_every_bend_and_every_word_is_tried() -> None:
    words = {word for bend in BENDS.values() for word in bend.words} - {"circa"}
    assert {word for word in words if any(text.startswith(word) for text in TRUE)} == words


NUMBERS = st.builds(
    lambda units, decimals: (Fraction(units, 10**decimals), decimals),
    st.integers(-(10**9), 10**9),
    st.integers(0, 3),
)
SEPARATORS = st.sampled_from(["", ",", " ", "\u00a0", "\u2009", "\u202f"])


@given(NUMBERS, SEPARATORS, st.sampled_from(["", "£", "GBP "]), st.sampled_from(["", " people"]))
def test_a_written_number_is_read_back(number, separator: str, sign: str, after: str) -> None:
    value, decimals = number
    digits = f"{Decimal(value.numerator) / Decimal(value.denominator):,.{decimals}f}"
    said = read_number(sign + digits.replace(",", separator) + after)
    assert said is not None
    assert said.low.value == value
    assert said.low.decimals == decimals
    assert said.holds(Quantity.of(value))
    assert said.low.is_rounded(value + said.low.half)
    assert not said.low.is_rounded(value + said.low.half * Fraction(101, 100))


@given(st.sampled_from(NUMBER_WORDS), st.sampled_from([str.title, str.lower, str.upper]))
def test_a_number_word_is_read(word: str, case) -> None:
    said = read_number(case(word))
    assert said is not None
    assert said.low.value == NUMBER_WORDS.index(word)
    assert said.low.is_word
