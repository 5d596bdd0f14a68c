"""What is written otherwise than a record writes it, and can only mean one thing."""

import re
from calendar import month_abbr, month_name
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from fifrecords.model.finding import one_of
from fifrecords.model.letters import plain_letters
from fifrecords.model.values import LIKE_A_DAY
from fifrecords.store.marks import Value
from fifrecords.store.scalars import plain

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_DAY_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]+),? (\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]+) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MONTHS = {
    name.lower(): number
    for names in (month_name, month_abbr)
    for number, name in enumerate(names)
    if name
}
_QUOTES = "\u2018\u2019\u201a\u201c\u201d\u201e"
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014"), "-")
"""What word processors write for quotes and hyphens."""

_YES_AND_NO = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}


def spellings(value: Value, written: str) -> Iterator[Value]:
    """Other ways to write one value, in none of which it says anything else.

    Args:
        value: A single value.
        written: How it is written now.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield written
    if not isinstance(value, str):
        return
    value = _as_typed(value)
    number = plain(value) if value else None
    if isinstance(number, int | float):
        yield number
    if value.lower() in _YES_AND_NO:
        yield _YES_AND_NO[value.lower()]
    days = [day.isoformat()] if (day := day_of(value)) else []
    yield from dict.fromkeys([*days, id_of(value)])


def day_of(text: str) -> date | None:
    """The day that a text names; None where it names none, or may name two.

    ``14/01/2011`` is one day and ``02/01/2011`` may be two: which of the numbers is the month
    differs from country to country. Months in words are English.
    """
    days = _days(text)
    return days[0] if len(days) == 1 else None


def day_meant(text: str) -> date:
    """The day that somebody names, as 2011-01-14 or otherwise.

    Raises:
        ValueError: If it names none, or may name two; the message has the mend.
    """
    with suppress(ValueError):
        return date.fromisoformat(text)
    match _days(text):
        case [one]:
            return one
        case []:
            raise ValueError(f"{text!r} is no day of the calendar; {LIKE_A_DAY}")
        case several:
            raise ValueError(f"{text!r} may be two days; write {one_of(map(str, several))}")


def _days(text: str) -> list[date]:
    """The days that a text may name, the earliest first."""
    days = set()
    for year, month, day in _numbers(_as_typed(text)):
        with suppress(ValueError):
            days.add(date(year, month, day))
    return sorted(days)


def _numbers(text: str) -> Iterator[tuple[int, int, int]]:
    if found := _YEAR_FIRST.fullmatch(text):
        yield int(found[1]), int(found[2]), int(found[3])
    elif found := _YEAR_LAST.fullmatch(text):
        yield int(found[3]), int(found[2]), int(found[1])
        yield int(found[3]), int(found[1]), int(found[2])
    elif found := _DAY_IN_WORDS.fullmatch(text):
        yield int(found[3]), _MONTHS.get(found[2].lower(), 0), int(found[1])
    elif found := _MONTH_FIRST.fullmatch(text):
        yield int(found[3]), _MONTHS.get(found[1].lower(), 0), int(found[2])


def id_of(text: str) -> str:
    """A text as an id spells it: plain small letters, and a hyphen for each space or underscore."""
    return re.sub(r"[\s_-]+", "-", plain_letters(_as_typed(text)))


def _as_typed(text: str) -> str:
    """A text as it was typed, where a word processor made its quotes and hyphens finer."""
    return text.translate(_DASHES).strip().strip(_QUOTES)


def is_same_name(one: str, other: str) -> bool:
    """Whether two names differ only by capitals and by what stands between their words."""
    return re.sub(r"[\s_-]", "", one).lower() == re.sub(r"[\s_-]", "", other).lower()
