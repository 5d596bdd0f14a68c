"""False claims made true: the shown number rewritten, and nothing else."""

import math
import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from fifrecords.form.claims.claim import Claim
from fifrecords.form.claims.passage import Place
from fifrecords.form.claims.said import NUMBER_WORDS, Number, Said, read_number
from fifrecords.form.claims.verdicts import BEARABLE, of_number
from fifrecords.model.quantity import Exact, Quantity
from fifrecords.model.records import Records
from fifrecords.tally.cited import Cited, cited
from fifrecords.tally.figures import Figures

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")


class Edit(NamedTuple):
    """A few characters of a line that are replaced.

    Attributes:
        line: The line, from 1.
        column: The first of them, from 1.
        width: How many.
        becomes: What stands there afterwards.
    """

    line: int
    column: int
    width: int
    becomes: str


class _Change(NamedTuple):
    """What replaces a part of a claim's text."""

    start: int
    end: int
    becomes: str


def mending(records: Records, figures: Figures, claim: Claim) -> tuple[Edit, ...] | None:
    """The edits that make a claim's number the one that the records bear.

    Its decimals, its separator of thousands, its currency and the words that bend it stay, and a
    small number in words stays in words.

    Args:
        records: The records.
        figures: What they add up to.
        claim: A false one.

    Returns:
        The edits; None where no number makes it true, as with *over* and *under*, or where the
        number is broken up by marks of Markdown.
    """
    found = cited(records, figures, claim.path)
    said = read_number(claim.text)
    if said is None or not isinstance(found, Cited) or found.value.total is None:
        return None
    changes = _changes(said, found.value.total)
    came = of_number(_changed(claim.text, changes), claim.path, found)
    return _edits(claim, changes) if came.ruling in BEARABLE else None


def _changes(said: Said, total: Quantity) -> Sequence[_Change]:
    """How the digits change; not at all where no number can be told."""
    low, high = said.low, said.high
    if said.bend == "at least":
        return [_rewritten(low, _down(low, total.low))]
    if said.bend == "at most":
        return [_rewritten(low, _up(low, total.high))]
    if said.bend == "between" and high:
        ends = _down(low, total.low), _up(high, total.high)
        changes = [_rewritten(low, ends[0]), _rewritten(high, ends[1])]
        return changes if ends[0] < ends[1] else ()
    if said.bend not in ("exactly", "about"):
        return ()
    if high and total.is_range:
        return [_rewritten(low, total.low), _rewritten(high, total.high)]
    becomes = _written(low, total.low)
    if total.is_range:
        becomes = f"{becomes} to {_written(low, total.high)}"
    return [_Change(low.start, (high or low).end, becomes)]


def _rewritten(number: Number, value: Exact) -> _Change:
    return _Change(number.start, number.end, _written(number, value))


def _down(number: Number, value: Exact) -> Exact:
    """A value with the decimals of a number, rounded so that it is not above."""
    scale: int = 10**number.decimals
    return Fraction(math.floor(value * scale), scale)


def _up(number: Number, value: Exact) -> Exact:
    """A value with the decimals of a number, rounded so that it is not below."""
    scale: int = 10**number.decimals
    return Fraction(math.ceil(value * scale), scale)


def _written(like: Number, value: Exact) -> str:
    """A value as a number is written: its decimals, its separator, its word."""
    scale: int = 10**like.decimals
    units = round(Fraction(value) * scale)
    if like.is_word and 0 <= units < len(NUMBER_WORDS):
        word = NUMBER_WORDS[units]
        return word.capitalize() if like.written[0].isupper() else word
    whole, rest = divmod(abs(units), scale)
    digits = f"{whole:,}".replace(",", _separator(like))
    decimals = f".{rest:0{like.decimals}}" if like.decimals else ""
    minus = like.written[0] if like.written[0] in "-\u2212" else "-"
    return f"{minus if units < 0 else ''}{like.between}{digits}{decimals}"


def _separator(like: Number) -> str:
    """What stands between thousands: as it did, and a comma where there were none to part."""
    found = re.search(r"\d([^\d.])\d", like.written)
    if found:
        return found[1]
    return "," if like.is_word or -1000 < like.value < 1000 else ""


def _changed(text: str, changes: Iterable[_Change]) -> str:
    for start, end, becomes in sorted(changes, reverse=True):
        text = text[:start] + becomes + text[end:]
    return text


def _edits(claim: Claim, changes: Sequence[_Change]) -> tuple[Edit, ...] | None:
    offset = claim.link.start
    edits = []
    for start, end, becomes in changes:
        places = claim.passage.places[offset + start : offset + end]
        if not _stand_together(places):
            return None
        width = places[-1].column + places[-1].width - places[0].column
        edits.append(Edit(places[0].line, places[0].column, width, becomes))
    return tuple(edits)


def _stand_together(places: Sequence[Place]) -> bool:
    """Whether nothing stands between some letters in their file."""
    return all(a.line == b.line and a.column + a.width == b.column for a, b in pairwise(places))


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with some edits made, whatever its lines end in.

    Args:
        text: The text.
        edits: The edits; no two overlap.
    """
    lines = _LINE.findall(text)
    for line, column, width, becomes in sorted(edits, reverse=True):
        was = lines[line - 1]
        lines[line - 1] = was[: column - 1] + becomes + was[column - 1 + width :]
    return "".join(lines)
