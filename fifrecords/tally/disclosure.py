"""What a public copy may print: no small count of people, and nothing that gives one back.

A number that is printed is a sum of pieces: people, attendances, awards. From several such sums
a reader can work out every combination of them, and no other. So the numbers are let through one
by one, what matters most first, and one that would make a small count such a combination is held
back. That is secondary suppression by Gaussian elimination (Langsrud 2024, in Privacy in
Statistical Databases, LNCS), for all tables of a document at once.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from fifrecords.model.quantity import NOTHING, Exact, Quantity

_Row = dict[int, int]
_PRIME = 2**61 - 1
"""Elimination is modulo a prime: exact fractions would grow, and rounded ones deceive."""


class Piece(NamedTuple):
    """What adds the same to every number that it is a part of, and of whom it tells.

    Attributes:
        thing: What is added up: people, learner-days, qualifications.
        key: Which of them it is.
        body: The person or group, or else the session of which only heads are known.
        heads: How many people that is.
    """

    thing: str
    key: Hashable
    body: str
    heads: Quantity


class Cell(NamedTuple):
    """A number that a document prints.

    Attributes:
        path: What it says, as it is cited.
        worth: What it comes to.
        pieces: What is added up, and how often; of a quotient, what it makes come to nothing.
        is_count: Whether it counts or adds up people's pieces; a quotient does not.
        table: The table that it is a row of; empty where it stands alone.
        rank: The greater, the sooner it is printed.
    """

    path: str
    worth: Quantity
    pieces: Mapping[Piece, Exact]
    is_count: bool = True
    table: str = ""
    rank: int = 0

    @property
    def people(self) -> Quantity:
        """How many people stand behind it."""
        heads = {piece.body: piece.heads for piece, times in self.pieces.items() if times}
        return sum(heads.values(), NOTHING)

    def is_small(self, small: int) -> bool:
        """Whether it tells, or may tell, of fewer people than may be counted; none is no count."""
        people = self.people if self.is_count else NOTHING
        return people.high > 0 and people.low < small


class Shown:
    """The numbers that may be printed.

    Args:
        cells: All that the document would print.
        small: Below this, a count of people is not printed.

    Attributes:
        paths: What may be printed.
    """

    def __init__(self, cells: Collection[Cell], small: int) -> None:
        self._rows = _rows(cells)
        self._known = _Known(self._secrets(cells, small))
        self.paths = frozenset(
            cell.path
            for cell in sorted(cells, key=_importance)
            if not cell.is_small(small) and self._known.told(self._rows[cell.path])
        )

    def give(self, paths: Iterable[str]) -> bool:
        """Whether the sum of some numbers can be worked out from those that may be printed."""
        return self._known.gives(_sum(self._rows[path] for path in paths))

    def _secrets(self, cells: Iterable[Cell], small: int) -> list[_Row]:
        """The small counts, and those of one table together where they too are few people."""
        together: dict[str, list[Cell]] = defaultdict(list)
        for cell in cells:
            if cell.is_small(small):
                together[cell.table or cell.path].append(cell)
        secrets = [[cell] for table in together.values() for cell in table]
        for table in together.values():
            if sum(cell.people.low for cell in table) < small:
                secrets.append(table)
        return [_sum(self._rows[cell.path] for cell in each) for each in secrets]


def _importance(cell: Cell) -> tuple[int, Exact, str]:
    """What is printed first: by rank, then the more people the sooner."""
    return -cell.rank, -cell.people.low, cell.path


class _Known:
    """What can be worked out from the numbers told so far, without working out a secret."""

    def __init__(self, secrets: Iterable[_Row]) -> None:
        self._told: dict[int, _Row] = {}
        self._secrets = [secret for secret in secrets if secret]

    def told(self, row: _Row) -> bool:
        """Tells a number, unless that would tell a secret; says whether it was told."""
        rest = self._rest(row)
        if not rest:
            return True
        at = min(rest)
        after = [_less(secret, rest, at) for secret in self._secrets]
        if not all(after):
            return False
        self._told[at], self._secrets = rest, after
        return True

    def gives(self, row: _Row) -> bool:
        """Whether a number can be worked out."""
        return not self._rest(row)

    def _rest(self, row: _Row) -> _Row:
        for at, known in self._told.items():
            row = _less(row, known, at)
        return row


def _rows(cells: Collection[Cell]) -> dict[str, _Row]:
    """The cells over columns: pieces that the same numbers add up are one column."""
    parts: dict[Piece, list[tuple[int, Exact]]] = defaultdict(list)
    for number, cell in enumerate(cells):
        for piece, times in cell.pieces.items():
            parts[piece].append((number, times))
    rows: Sequence[_Row] = [{} for _ in cells]
    for column, signature in enumerate(dict.fromkeys(map(tuple, parts.values()))):
        for number, times in signature:
            rows[number][column] = _modulo(times)
    return {cell.path: row for cell, row in zip(cells, rows, strict=True)}


def _modulo(number: Exact) -> int:
    return number.numerator * pow(number.denominator, -1, _PRIME) % _PRIME


def _sum(rows: Iterable[_Row]) -> _Row:
    total: _Row = defaultdict(int)
    for row in rows:
        for column, times in row.items():
            total[column] = (total[column] + times) % _PRIME
    return {column: times for column, times in total.items() if times}


def _less(row: _Row, other: _Row, at: int) -> _Row:
    """A row less as much of another as leaves nothing in a column."""
    if at not in row:
        return row
    times = -row[at] * pow(other[at], -1, _PRIME)
    return _sum((row, {column: times * each % _PRIME for column, each in other.items()}))
