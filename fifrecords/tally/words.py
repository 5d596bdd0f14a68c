"""Figures in words: how a person reads them, in a table, a form or a finding."""

from fractions import Fraction
from functools import lru_cache

from fifrecords.model.quantity import Exact, Quantity
from fifrecords.tally.actual import Actual, Value

NO_DATA = "no data"
_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}


def number_in_words(number: Exact, decimals: int = 2) -> str:
    """A number as it is written: thousands with a comma, so many decimals at most, half to even."""
    return _quotient_in_words(number.numerator, number.denominator, decimals)


@lru_cache(maxsize=10_000)
def _quotient_in_words(numerator: int, denominator: int, decimals: int) -> str:
    """Known by two whole numbers: to find an exact fraction again takes as long as to write it."""
    sign, whole, rest = _rounded(numerator, denominator, decimals)
    return f"{sign}{whole}.{rest}".rstrip("0").rstrip(".") if rest else f"{sign}{whole}"


def _rounded(numerator: int, denominator: int, decimals: int) -> tuple[str, str, str]:
    """A number's sign, whole and decimals, rounded half to even; what is nothing has no sign."""
    parts = round(Fraction(numerator * 10**decimals, denominator))
    whole, rest = divmod(abs(parts), 10**decimals)
    return "-" if parts < 0 else "", f"{whole:,}", f"{rest:0{decimals}}" if rest else ""


def in_words(quantity: Quantity | None, unit: str | None = None) -> str:
    """A quantity as it is written: ``266``, ``55 to 60``, ``£1,785.71``, ``68.05%``."""
    if quantity is None:
        return NO_DATA
    low = _with_unit(quantity.low, unit)
    return f"{low} to {_with_unit(quantity.high, unit)}" if quantity.is_range else low


def _with_unit(number: Exact, unit: str | None) -> str:
    if unit in _SYMBOLS:
        sign, whole, pence = _rounded(number.numerator, number.denominator, 2)
        return f"{sign}{_SYMBOLS[unit]}{whole}{'.' if pence else ''}{pence}"
    words = number_in_words(number)
    return f"{words}%" if unit == "%" else words


def actual_in_words(actual: Actual) -> str:
    """What a figure comes to: its total, or its judgement, or that there is no data."""
    if actual.judgement is not None and actual.value.total is None:
        return plain_words(actual.judgement.status).lower()
    return in_words(actual.value.total, actual.unit) if actual.value.known else NO_DATA


def parts_in_words(value: Value, unit: str | None = None) -> str:
    """What a figure is made of: ``155 + 41 counted + 70 estimated``.

    Returns:
        The parts that are not zero, the documented one without a word; for a quotient, what it
        is without estimates where that differs; nothing where there is nothing to add.
    """
    return " + ".join(made_of(value, unit).values())


def made_of(value: Value, unit: str | None = None) -> dict[str, str]:
    """What a figure is made of, each part in words by the name that it is cited under.

    Returns:
        The same as ``parts_in_words``, taken apart: ``{"documented": "155", "counted":
        "41 counted"}``.
    """
    if value.parts is None:
        if value.without_estimates is None or value.without_estimates == value.total:
            return {}
        return {"without-estimates": f"{in_words(value.without_estimates, unit)} without estimates"}
    return {
        basis: in_words(part, unit) + ("" if basis == "documented" else f" {basis}")
        for basis, part in value.parts.items()
        if part.low or part.high
    }


def worth_in_words(actual: Actual | None) -> str:
    """What a figure comes to, and in brackets what it is made of where that says more.

    Args:
        actual: The figure; None where there is no such figure.
    """
    if actual is None:
        return "no such figure"
    total, made_of = actual_in_words(actual), parts_in_words(actual.value, actual.unit)
    return f"{total} ({made_of})" if made_of not in ("", total) else total


def standing_in_words(actual: Actual | None) -> str:
    """What a figure comes to, with its target and its status where it has them."""
    words = worth_in_words(actual)
    if actual is None or actual.status is None:
        return words
    against = f" against {in_words(actual.target, actual.unit)}" if actual.target else ""
    return f"{words}{against}, {plain_words(actual.status).lower()}"


def plain_words(id_: str) -> str:
    """An id as words: ``referral-source`` becomes ``Referral source``."""
    words = id_.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
