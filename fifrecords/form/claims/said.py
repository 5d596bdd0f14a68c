"""What a number in prose says: the number, how it is written, and the words that bend it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from fifrecords.model.quantity import Exact, Quantity

NUMBER_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
PERCENT = "%"
_CURRENCIES = {
    unit: unit_id
    for unit_id, units in {
        "GBP": ("£", "gbp", "pounds"),
        "EUR": ("€", "eur", "euros"),
        "USD": ("$", "usd", "dollars"),
    }.items()
    for unit in units
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written.

    Attributes:
        value: What it is.
        decimals: How many digits stand behind its point.
        start: Where its digits begin in the text, a sign among them.
        end: Where they end.
        written: The digits, or the word.
        between: The currency that stands between the sign and the digits, if one does.
    """

    value: Exact
    decimals: int
    start: int
    end: int
    written: str
    between: str = ""

    @property
    def half(self) -> Fraction:
        """Half of one in its last digit: what rounding may have taken or added."""
        return Fraction(1, 2 * 10**self.decimals)

    @property
    def is_word(self) -> bool:
        """Whether it is written as a word."""
        return self.written[-1].isalpha()

    def is_rounded(self, exact: Exact) -> bool:
        """Whether this is an exact number rounded to its decimals; a half may go either way."""
        return abs(Fraction(self.value) - exact) <= self.half


@dataclass(frozen=True, slots=True)
class Said:
    """What the text of a claim says.

    Attributes:
        bend: How the number is bent: a key of ``BENDS``.
        low: The number, or the lower end of a range.
        high: The upper end of a range; None for a single number.
        unit: The currency, or ``%``, that it gives; None where it gives none.
        noun: The thing that it says it is a number of; empty where it says none.
        start: Where the number begins, its currency and its other end included.
        end: Where it ends.
    """

    bend: str
    low: Number
    high: Number | None
    unit: str | None
    noun: str
    start: int
    end: int

    @property
    def is_plain(self) -> bool:
        """Whether it says a number, or a range, and nothing looser."""
        return self.bend == "exactly"

    @property
    def is_bound(self) -> bool:
        """Whether it only says how much at least, or at most."""
        return BENDS[self.bend].is_bound

    def holds(self, quantity: Quantity) -> bool:
        """Whether it is true of a quantity."""
        return BENDS[self.bend].holds(self, quantity)


@dataclass(frozen=True, slots=True)
class Bend:
    """What some words make of the number behind them.

    Attributes:
        words: The words.
        holds: Whether what is said is true of a quantity.
        is_bound: Whether it only says how much at least, or at most.
    """

    words: tuple[str, ...]
    holds: Callable[[Said, Quantity], bool]
    is_bound: bool = False


def _is_it(said: Said, quantity: Quantity) -> bool:
    return said.low.is_rounded(quantity.low) and (said.high or said.low).is_rounded(quantity.high)


def _lies_between(said: Said, quantity: Quantity) -> bool:
    return said.low.value <= quantity.low and quantity.high <= (said.high or said.low).value


def _is_near(said: Said, quantity: Quantity) -> bool:
    ends = ((said.low.value, quantity.low), ((said.high or said.low).value, quantity.high))
    return all(abs(Fraction(end) - n) * 10 <= abs(Fraction(n)) for n, end in ends)


def _is_just_below(said: Said, quantity: Quantity) -> bool:
    n = said.low.value
    return n - abs(Fraction(n)) / 10 <= quantity.low and quantity.high < n


BENDS: Mapping[str, Bend] = {
    "exactly": Bend(("exactly", "only", "just"), _is_it),
    "at least": Bend(
        ("at least", "no fewer than", "no less than"),
        lambda said, q: q.low >= said.low.value,
        is_bound=True,
    ),
    "over": Bend(
        ("over", "more than", "above"), lambda said, q: q.low > said.low.value, is_bound=True
    ),
    "at most": Bend(
        ("at most", "no more than", "up to"),
        lambda said, q: q.high <= said.low.value,
        is_bound=True,
    ),
    "under": Bend(
        ("under", "less than", "fewer than", "below"),
        lambda said, q: q.high < said.low.value,
        is_bound=True,
    ),
    "about": Bend(("about", "around", "approximately", "roughly", "some", "circa", "c."), _is_near),
    "nearly": Bend(("nearly", "almost"), _is_just_below),
    "between": Bend(("between",), _lies_between),
}
"""What each word in front of a number allows."""

_RANGED = ("exactly", "about", "between")
_BEND_OF = {word: name for name, bend in BENDS.items() for word in bend.words}
_DIGITS = (
    r"\d{{1,3}}(?P<gap{n}>[, \u00a0\u2009\u202f])\d{{3}}(?:(?P=gap{n})\d{{3}})*(?:\.\d+)?"
    r"|\d+(?:\.\d+)?"
)
_NUMBER = (
    r"(?P<sign{n}>[-\u2212](?=[£€$]|(?:GBP|EUR|USD)\b))?"
    r"(?P<before{n}>(?:[£€$]|(?:GBP|EUR|USD)\b)\s*)?"
    rf"(?P<number{{n}}>(?(sign{{n}})|[-\u2212]?)(?:{_DIGITS})|(?(sign{{n}})(?!)|(?:{'|'.join(NUMBER_WORDS)})\b))(?![\d\w])"
    r"(?P<after{n}>\s*[%£€$]|\s+(?:per\s+cent|percent|GBP|EUR|USD|pounds|euros|dollars)\b)?"
)
_BENT = "|".join(
    re.escape(word).replace(r"\ ", r"\s+") + (r"\s*" if word.endswith(".") else r"\s+")
    for word in sorted(_BEND_OF, key=len, reverse=True)
)
_OTHER_NUMBER = (
    rf"\d|\b(?:{'|'.join(NUMBER_WORDS[2:])}|hundred|thousand|million|billion|dozen|k|m|plus)\b"
    r"|^\s?[+/]|\bor\s+(?:more|fewer|less|so|over|above|under|below|thereabouts)\b"
    r"|\bat\s+(?:least|most)\b|\b(?:approximately|roughly)\b"
    r"|^[\s-]*(?:and\s+)?(?:an?\s+)?(?:hal(?:f|ves)|third|quarter|fifth|sixth|eighth|tenth)s?\b(?!-)"
)
_NOUN_ENDS = re.compile(
    r"[^\w\s'\u2019-]|\b(?:a|an|and|are|as|at|by|each|for|from|had|has|have|in|is|of|on|or|per|than|that|"
    r"the|to|under|was|were|which|who|whom|with|over|after|before|during|between)\b",
    re.IGNORECASE,
)


@cache
def _pattern() -> re.Pattern[str]:
    """A claim from its first letter to its last."""
    first, second = _NUMBER.format(n=1), _NUMBER.format(n=2)
    return re.compile(
        rf"\s*(?P<bend>{_BENT})?(?P<from>from\s+)?(?P<whole>{first}"
        rf"(?:(?P<joint>\s*[-\u2013]\s*|\s+to\s+|\s+and\s+){second})?)(?P<rest>.*)",
        re.IGNORECASE | re.DOTALL,
    )


def read_number(text: str) -> Said | None:
    """What a text says, if it is a number with nothing before it but the words that bend it.

    Args:
        text: The text of a claim, as it is read.

    Returns:
        What it says; None where it holds no number, or more than one, or a range that ends before
        it begins or is bent by a word that goes with a single number.
    """
    found = _pattern().fullmatch(text)
    if found is None or re.search(_OTHER_NUMBER, found["rest"], re.IGNORECASE):
        return None
    bend = _BEND_OF[" ".join((found["bend"] or "exactly").lower().split())]
    low, high = _number(found, 1), _number(found, 2) if found["number2"] else None
    units = {unit for n in (1, 2) for unit in _units(found, n)}
    if len(units) > 1 or not _is_sound(found, bend, low, high):
        return None
    start, end = found.span("whole")
    unit = units.pop() if units else None
    return Said(bend, low, high, unit, _noun(found["rest"]), start, end)


def _is_sound(found: re.Match[str], bend: str, low: Number, high: Number | None) -> bool:
    joint = (found["joint"] or "").strip().lower()
    if high is None:
        return bend != "between" and not found["from"]
    joined = joint == "and" if bend == "between" else joint != "and"
    return bend in _RANGED and joined and low.value <= high.value


def _number(found: re.Match[str], n: int) -> Number:
    sign, between = found[f"sign{n}"] or "", found[f"before{n}"] or ""
    start = found.start(f"sign{n}" if sign else f"number{n}")
    end = found.end(f"number{n}")
    written = found.string[start:end]
    if written.lower() in NUMBER_WORDS:
        return Number(NUMBER_WORDS.index(written.lower()), 0, start, end, written)
    digits = re.sub(r"[^\d.-]", "", written.replace("\u2212", "-"))
    value = Fraction(digits)
    exact = value.numerator if value.denominator == 1 else value
    decimals = len(digits.partition(".")[2])
    return Number(exact, decimals, start, end, written, between if sign else "")


def _units(found: re.Match[str], n: int) -> list[str]:
    signs = [(found[f"{side}{n}"] or "").strip().lower() for side in ("before", "after")]
    return [_CURRENCIES.get(sign, PERCENT) for sign in signs if sign]


def _noun(rest: str) -> str:
    """The head of the words behind a number: of ``other beneficiaries of all ages`` the second."""
    words = _NOUN_ENDS.split(rest.strip(), maxsplit=1)[0].split()
    return words[-1].lower() if words else ""
