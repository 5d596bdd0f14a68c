"""What a public copy may print: no small count of people, and nothing that gives one back.

A number that is printed is a sum of pieces: people, attendances, awards. From several such sums
a reader can work out every combination of them, and no other. So the numbers are let through one
by one, what matters most first, and one that would make a small count such a combination is held
back. That is secondary suppression by Gaussian elimination (Langsrud 2024, in Privacy in
Statistical Databases, LNCS), for all tables of a document at once.

A reader knows besides that nobody is a negative number of people, and that no count held back is
nothing, since a zero is printed. Five counts held back that come to five people are one each. So
neither is a combination told of counts that are all as low, or all as high, as they can be; any
other leaves each count room to be more or less than it is. How far is not looked at: of a reader
who knows which combinations of answers there are, and that people are whole, nothing is promised.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, permutations
from typing import NamedTuple

from fifrecords.model.quantity import Exact, Quantity

_Row = dict[int, int]
_PRIME = 2**61 - 1
"""Elimination is modulo a prime: exact fractions would grow, and rounded ones deceive."""


class Piece(NamedTuple):
    """What adds the same to every number that it is a part of, and of whom it tells.

    Attributes:
        thing: What is added up: people, learner-days, qualifications.
        key: Which of them it is.
        body: The person or group, or else the session of which only heads are known.
        low: How many people that is at least. Plain numbers, as pieces are looked up very often.
        high: How many at most.
    """

    thing: str
    key: Hashable
    body: str
    low: Exact
    high: Exact


Sum = Mapping[Piece, int]
"""What is added up, and how often; what is taken away has a minus."""


@dataclass(frozen=True)
class Cell:
    """A number, or a status, that a document prints.

    Attributes:
        path: What it says, as it is cited.
        worth: What it comes to.
        sums: What its reader learns: one sum from a count, several from a quotient or a range.
        table: The table that it is a row of; empty where it stands alone.
        rank: The greater, the sooner it is printed.
    """

    path: str
    worth: Quantity
    sums: Sequence[Sum] = ()
    table: str = ""
    rank: int = 0

    @cached_property
    def people(self) -> Quantity:
        """How many people stand behind it."""
        return self.behind[0] if len(self.sums) == 1 else _people(*self.sums)

    @cached_property
    def behind(self) -> Sequence[Quantity]:
        """How many people stand behind each of its sums."""
        return [_people(each) for each in self.sums]

    def is_small(self, small: int) -> bool:
        """Whether it tells, or may tell, of fewer people than may be counted; none is no count."""
        return any(_is_few(each, small) for each in self.behind)

    def is_at(self, end: int) -> bool:
        """Whether it counts just so many people."""
        return self.worth == self.people == Quantity(end, end)


def _people(*sums: Sum) -> Quantity:
    heads = {p.body: p for each in sums for p, times in each.items() if times}.values()
    return Quantity(sum(each.low for each in heads), sum(each.high for each in heads))


def _is_few(people: Quantity, small: int) -> bool:
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
        few = [cell for cell in cells if cell.is_small(small)]
        secrets = (*self._secrets(few, small), *self._left_out(cells, small))
        ends = [[self._row(c) for c in few if c.is_at(end)] for end in (1, small - 1)]
        self._known = _Known(secrets, ends)
        self.paths = frozenset(
            cell.path
            for cell in sorted(cells, key=_importance)
            if not cell.is_small(small) and all(map(self._known.told, self._rows[cell.path]))
        )

    def give(self, cells: Iterable[Cell]) -> bool:
        """Whether the sum of some counts can be worked out from the numbers that may be printed."""
        return self._known.gives(_sum(map(self._row, cells)))

    def _row(self, cell: Cell) -> _Row:
        return self._rows[cell.path][0]

    def _behind(self, cell: Cell) -> Iterator[tuple[Quantity, _Row]]:
        """How many people stand behind each sum of a cell."""
        return zip(cell.behind, self._rows[cell.path], strict=True)

    def _secrets(self, few: Iterable[Cell], small: int) -> Iterator[_Row]:
        """Small counts, and those of one table together where they too are few people."""
        tables: dict[str, list[Cell]] = defaultdict(list)
        for cell in few:
            yield from (row for people, row in self._behind(cell) if _is_few(people, small))
            tables[cell.table or cell.path].append(cell)
        for rows in tables.values():
            if sum(cell.people.low for cell in rows) < small:
                yield _sum(map(self._row, rows))

    def _left_out(self, cells: Iterable[Cell], small: int) -> Iterator[_Row]:
        """Those whom one sum counts and another does not, where that is but a few people."""
        sums = chain.from_iterable(map(self._behind, cells))
        for (more, whole), (less, part) in permutations(sums, 2):
            if part and 0 < more.low - less.low < small and part.items() < whole.items():
                yield _less_all(whole, part)


def _importance(cell: Cell) -> tuple[int, int, str]:
    """What is printed first: by rank, then the more people the sooner."""
    return -cell.rank, -int(cell.people.low), cell.path


class _Known:
    """What can be worked out from the numbers told so far, without working out a secret.

    Args:
        secrets: What is not to be worked out.
        ends: Counts that are all as low, or all as high, as they can be: no combination of them
            is to be worked out either.
    """

    def __init__(self, secrets: Iterable[_Row], ends: Iterable[Iterable[_Row]]) -> None:
        self._told = _Span()
        self._secrets = [secret for secret in secrets if secret]
        self._ends = [_Span(rows) for rows in ends]

    def told(self, row: _Row) -> bool:
        """Tells a number, unless that would tell a secret; says whether it was told."""
        rest = self._told.rest(row)
        if not rest:
            return True
        after = [_less(secret, rest, min(rest)) for secret in self._secrets]
        if not all(after) or not all(end.rest(row) for end in self._ends):
            return False
        self._secrets = after
        for span in (self._told, *self._ends):
            span.add(row)
        return True

    def gives(self, row: _Row) -> bool:
        """Whether a number can be worked out."""
        return not self._told.rest(row)


class _Span:
    """All that some sums can be combined to."""

    def __init__(self, rows: Iterable[_Row] = ()) -> None:
        self._rows: dict[int, _Row] = {}
        for row in rows:
            self.add(row)

    def add(self, row: _Row) -> None:
        """Takes in one more."""
        if rest := self.rest(row):
            self._rows[min(rest)] = rest

    def rest(self, row: _Row) -> _Row:
        """What of a sum is no combination of these."""
        for at, known in self._rows.items():
            row = _less(row, known, at)
        return row


def _rows(cells: Collection[Cell]) -> dict[str, list[_Row]]:
    """The sums over columns: pieces that the same sums add up are one column."""
    sums = [each for cell in cells for each in cell.sums]
    parts: dict[Piece, list[tuple[int, int]]] = defaultdict(list)
    for number, each in enumerate(sums):
        for piece, times in each.items():
            if times:
                parts[piece].append((number, times % _PRIME))
    rows: Sequence[_Row] = [{} for _ in sums]
    for column, signature in enumerate(dict.fromkeys(map(tuple, parts.values()))):
        for number, times in signature:
            rows[number][column] = times
    each_row = iter(rows)
    return {cell.path: [next(each_row) for _ in cell.sums] for cell in cells}


def _sum(rows: Iterable[_Row]) -> _Row:
    total: _Row = defaultdict(int)
    for row in rows:
        for column, times in row.items():
            total[column] = (total[column] + times) % _PRIME
    return {column: times for column, times in total.items() if times}


def _less_all(row: _Row, other: _Row) -> _Row:
    """A row less the whole of another."""
    return _sum((row, {column: -times for column, times in other.items()}))


def _less(row: _Row, other: _Row, at: int) -> _Row:
    """A row less as much of another as leaves nothing in a column."""
    if at not in row:
        return row
    times = -row[at] * pow(other[at], -1, _PRIME)
    return _sum((row, {column: times * each % _PRIME for column, each in other.items()}))
