"""What is wrong with the records: a value, never an exception."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]

Step = str | int
"""A field's name, or a place in a list, on the way from a record to one of its values."""

Way = tuple[Step, ...]
"""The way from a record to a value, as the model has it.

A single value that stands for a list is its item 0.
"""


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One thing that is wrong, where it stands, and the edit that mends it.

    Findings sort by place.

    Attributes:
        path: The file, with forward slashes, as seen from the folder that was named.
        line: The line, from 1.
        column: The column in characters, from 1.
        severity: An error keeps a record from being added up; a warning only looks wrong.
        rule: The rule's stable name, as ``fifrecords rules`` lists it.
        message: The value and the mend, in words.
    """

    path: str
    line: int
    column: int
    severity: Severity
    rule: str
    message: str

    def __str__(self) -> str:
        return (
            f"{self.path}:{self.line}:{self.column}: {self.severity}: {self.message} [{self.rule}]"
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule says of one value in one record; where that stands is worked out later.

    Attributes:
        ref: The record, as in ``sessions/2011-01-14-ict`` or ``project``.
        at: The way from the record to the value; empty for the record as a whole.
        message: The value and the mend, in words.
        key: Whether the field's name is meant rather than its value.
        spot: Line and column, from 1, of what is no value, as a comment is; else None.
    """

    ref: str
    at: Way
    message: str
    key: bool = False
    spot: tuple[int, int] | None = None


_LONGEST_MESSAGE = 500
_LONGEST_WORD = 100
_SHORTEST_PART = 4


def printable(text: str) -> str:
    """The text on one line: what cannot be printed is written out as its escape."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)


def short(message: str) -> str:
    """A message on one line that a person will read to its end."""
    message = printable(message)
    if len(message) <= _LONGEST_MESSAGE:
        return message
    half = _LONGEST_MESSAGE // 2
    return f"{message[:half]} ... {message[-half:]}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The nearest right word; None where nothing is near.

    Args:
        word: What was written.
        known: What could have been meant.
    """
    if len(word) > _LONGEST_WORD:
        return None
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=0.6)), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The nearest right word, as the end of a sentence.

    Args:
        word: What was written.
        known: What could have been meant.

    Returns:
        ``"; did you mean NEAREST?"``, or nothing where nothing is near.
    """
    near = nearest(word, known)
    return "" if near is None else f"; did you mean {near}?"


def did_you_mean_by_part(part: str, known: Iterable[str]) -> str:
    """The nearest right word, or else the only one that has a part, as the end of a sentence.

    For whoever asks for something by a part of its name, such as for a session by its date.

    Args:
        part: What was written.
        known: What could have been meant.

    Returns:
        ``"; did you mean WORD?"``, or nothing where none is near and none or several have it.
    """
    words = list(known)
    having = [each for each in words if part in each] if len(part) >= _SHORTEST_PART else []
    whole = f"; did you mean {having[0]}?" if len(having) == 1 else ""
    return did_you_mean(part, words) or whole


def some_of(words: Sequence[str], most: int) -> str:
    """The first of some words, and how many more there are: ``a, b and 3 more``."""
    more = len(words) - most
    return ", ".join(words[:most]) + (f" and {more:,} more" if more > 0 else "")


def one_of(words: Iterable[str]) -> str:
    """The words as a sentence names a choice of them: ``a, b or c``."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last
