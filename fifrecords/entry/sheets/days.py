"""Dates as people and programs write them; one that could be two days is none."""

import re
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from fifrecords.entry.sheets.table import Value, said
from fifrecords.model.values import LIKE_A_DAY

DayStyle = Literal["uk", "us", "excel-1900", "excel-1904"]
"""What a mapping may say of dates besides 2011-01-14 and 14 January 2011, which are plain:
14/01/2011, 01/14/2011, and the days that Excel counts in one of its two calendars."""

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?", re.ASCII)
_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: \d{1,2}:\d{2}.*)?", re.ASCII)
_IN_WORDS = (
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<month>[a-z]{3,9})[ ,-]*(?P<year>\d{4})"),
    re.compile(r"(?P<month>[a-z]{3,9}) (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})(?: .*)?"),
)
_MONTHS = "january february march april may june july august september october november december"
_EXCEL_BEGINS = {"excel-1900": date(1899, 12, 30), "excel-1904": date(1904, 1, 1)}
"""Its day 0. The calendar of 1900 has a day too many, 29 February 1900, which is its day 60:
https://learn.microsoft.com/office/troubleshoot/excel/wrongly-assumes-1900-is-leap-year"""

_EXCEL_DAYS = range(61, 2_958_466)


class NoDay(ValueError):
    """A value that is no date, or not surely one; the message has the mend."""


class UnclearDay(NoDay):
    """A value that is like a date, and is none of the calendar or could be two."""


def day_of(value: Value, styles: Collection[str]) -> date:
    """The day that a cell holds.

    Args:
        value: The cell.
        styles: How dates may be written besides those that are plain.

    Raises:
        NoDay: If it is none, or could be two.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise NoDay(f"{said(value)} is no date; {LIKE_A_DAY}")
    if isinstance(value, int | float) or value.isdecimal():
        return _counted(float(value), value, styles)
    return _written(value, styles)


def _written(text: str, styles: Collection[str]) -> date:
    try:
        if iso := _ISO.fullmatch(text):
            return date.fromisoformat(iso[1])
        if figures := _FIGURES.fullmatch(text):
            return _of_figures(figures, styles)
        for form in _IN_WORDS:
            if found := form.fullmatch(text.lower()):
                return date(int(found["year"]), _month(found["month"]), int(found["day"]))
    except NoDay:
        raise
    except ValueError:
        raise UnclearDay(f"{said(text)} is no day of the calendar; mend it") from None
    raise NoDay(f"{said(text)} is no date; {LIKE_A_DAY}")


def _of_figures(figures: re.Match[str], styles: Collection[str]) -> date:
    """The day of 14/01/2011: which figure is the month must be said, or be plain."""
    first, second, year = map(int, figures.groups())
    if "uk" in styles:
        return date(year, second, first)
    if "us" in styles:
        return date(year, first, second)
    if first > 12 or first == second:
        return date(year, second, first)
    if second > 12:
        return date(year, first, second)
    either = f"{date(year, second, first)} or {date(year, first, second)}"
    raise UnclearDay(
        f"{said(figures[0])} is {either}; {LIKE_A_DAY}, or write dates: uk or us in the mapping"
    )


def _counted(number: float, value: Value, styles: Collection[str]) -> date:
    """The day that Excel means by a number."""
    for style, begins in _EXCEL_BEGINS.items():
        if style in styles and number in _EXCEL_DAYS:
            return begins + timedelta(int(number))
    if number not in _EXCEL_DAYS or _EXCEL_BEGINS.keys() & set(styles):
        raise NoDay(f"{said(value)} is no date; {LIKE_A_DAY}")
    days = [f"{begins + timedelta(int(number))}" for begins in _EXCEL_BEGINS.values()]
    raise UnclearDay(
        f"{said(value)} is a number; if Excel's for {days[0]}, write dates: excel-1900 in the "
        f"mapping, if for {days[1]}, excel-1904; or format the cells as dates"
    )


def _month(word: str) -> int:
    months = [
        number
        for number, name in enumerate(_MONTHS.split(), start=1)
        if name.startswith(word) or (word == "sept" and number == 9)
    ]
    return months[0] if len(months) == 1 else 0


assert set(_EXCEL_BEGINS) < set(get_args(DayStyle))
