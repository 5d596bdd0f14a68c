"""Lengths, heads and ticks as people type them."""

import re
from collections.abc import Collection
from datetime import date, time

from fifrecords.entry.sheets.table import Value, said

_NUMBER = re.compile(r"(?:\d{1,9}(?:\.\d{0,6})?|\.\d{1,6})", re.ASCII)
_COMMA = re.compile(r"\d{1,3},\d{1,2}")
_MOST_PLACES = 6

YES = frozenset({"x", "y", "yes", "true", "1", "✓", "✔", "☑", "present", "attended", "p"})
"""What says in a column of ticks that somebody was there."""

NO = frozenset({"n", "no", "false", "0", "-", "☐", "absent", "apologies", "a"})
"""What says that somebody was not."""


class NoAmount(ValueError):
    """A value that is no number from 0 up, or no tick; the message has the mend."""


def amount_of(value: Value, *, whole: bool = False) -> int | float:
    """The number that a cell holds, also where it holds it as text; a whole one is an ``int``.

    Raises:
        NoAmount: If it holds none.
    """
    if isinstance(value, str):
        number = _from_text(value)
    elif isinstance(value, time):
        decimal = round(value.hour + value.minute / 60, 2)
        raise NoAmount(f"{value:%H:%M} is a time of day; write hours as a number, {decimal:g}")
    elif isinstance(value, bool | date):
        raise NoAmount(f"{said(value)} is no number; write it like 0.5")
    else:
        number = float(value)
    if not 0 <= number < 1_000_000_000:
        raise NoAmount(f"{said(value)} is not from 0 up; mend it")
    rounded = round(number, _MOST_PLACES)
    if rounded != int(rounded) and whole:
        raise NoAmount(f"{said(value)} is no whole number; write it like 12")
    return int(rounded) if rounded == int(rounded) else rounded


def _from_text(text: str) -> float:
    if _NUMBER.fullmatch(text):
        return float(text)
    mend = f"write {text.replace(',', '.')}" if _COMMA.fullmatch(text) else "write it like 0.5"
    raise NoAmount(f"{said(text)} is no number; {mend}")


def tick_of(value: Value, yes: Collection[str], no: Collection[str]) -> bool:
    """Whether a cell says that somebody was there.

    Args:
        value: The cell.
        yes: Words for it besides the usual ones.
        no: Words against it besides the usual ones.

    Raises:
        NoAmount: If it says neither.
    """
    word = (f"{value:g}" if isinstance(value, bool | int | float) else str(value)).lower()
    mine = {each.lower() for each in yes}, {each.lower() for each in no}
    if word in mine[0] or (word in YES and word not in mine[1]):
        return True
    if word in mine[1] or word in NO:
        return False
    raise NoAmount(f"{said(value)} says neither yes nor no; write x, or leave the cell empty")
