"""A table as it was typed: its columns, its rows, and where each value stands."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

from fifrecords.model.finding import printable

Value = str | int | float | bool | date | datetime | time
"""What a cell holds; text without the spaces around it."""

MOST_BYTES = 50_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 2_000
LONGEST_CELL = 1_000
"""In characters; no field of a record that a table can fill is longer."""

_LONGEST_SHOWN = 60
_SPACES = re.compile(r"[\s\u00a0\u200b\u2060\ufeff]+")


class Refusal(NamedTuple):
    """What cannot be taken from a table, where it stands, and the mend; refusals sort by place.

    Attributes:
        file: The file, with the sheet of a workbook.
        row: The row as a spreadsheet numbers it, from 1; 0 for the table as a whole.
        column: The column, from 1; 0 for the row as a whole.
        name: What the column is called.
        message: The value and the mend, in words.
    """

    file: str
    row: int
    column: int
    name: str
    message: str

    def __str__(self) -> str:
        places = [f"row {self.row}"] if self.row else []
        if self.column:
            called = f" ({said(self.name)})" if self.name else ""
            places.append(f"column {letters(self.column)}{called}")
        return ": ".join(filter(None, (self.file, ", ".join(places), printable(self.message))))


class Unreadable(Exception):
    """A file of which nothing can be taken.

    Attributes:
        plainly: Why, and the mend, for where there is no mapping.
        refusal: The same, with what a mapping could say instead.
    """

    def __init__(
        self, file: str, message: str, row: int = 0, column: int = 0, *, mapped: str = ""
    ) -> None:
        self.plainly = Refusal(file, row, column, "", message)
        other = f", or write {mapped} in the mapping" if mapped else ""
        self.refusal = self.plainly._replace(message=message + other)
        super().__init__(str(self.refusal))


class Row(NamedTuple):
    """A row that holds something.

    Attributes:
        number: As a spreadsheet numbers it, from 1.
        values: What it holds, by the column's number.
    """

    number: int
    values: Mapping[int, Value]

    def says(self, words: Collection[str]) -> bool:
        """Whether a cell holds one of some casefolded words, and nothing else."""
        held = (each for each in self.values.values() if isinstance(each, str))
        return any(each.casefold() in words for each in held)


@dataclass(slots=True)
class Table:
    """A table with its places.

    Attributes:
        file: The file, with the sheet of a workbook.
        header: The row with the columns' names; 0 where there is none.
        columns: What the columns are called, by their number from 1.
        rows: The rows below that hold something.
        refusals: The cells and rows that cannot be taken as they are.
        notes: What a reader should know of how it was read.
    """

    file: str
    header: int = 0
    columns: dict[int, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, row: int, column: int, message: str) -> None:
        """Notes what cannot be taken."""
        self.refusals.append(Refusal(self.file, row, column, self.columns.get(column, ""), message))

    def named(self, name: str) -> list[int]:
        """The columns of a name."""
        return [column for column, called in self.columns.items() if called == name]


def assembled(file: str, rows: Iterable[tuple[int, Mapping[int, Value]]], header: int) -> Table:
    """A table out of its rows: the first that holds something has the columns' names.

    Args:
        file: The file, with the sheet of a workbook.
        rows: The number and the cells of each row that holds something.
        header: The number of the row with the columns' names; 0 for the first.

    Raises:
        Unreadable: If there is no such row, or more rows than can be taken.
    """
    table = Table(file)
    for number, values in rows:
        if number < header:
            continue
        if not table.header and header in (0, number):
            table.header = number
            table.columns = {column: _name(value) for column, value in values.items()}
        elif table.header:
            table.rows.append(Row(number, values))
        if len(table.rows) > MOST_ROWS:
            raise Unreadable(file, f"more than {MOST_ROWS:,} rows; split the file", number)
    if not table.header:
        which = f"row {header} is empty" if header else "it is empty"
        raise Unreadable(file, f"{which}; a row with the columns' names is needed")
    for row in table.rows:
        _refuse_long(table, row)
    return table


def _refuse_long(table: Table, row: Row) -> None:
    for column, value in row.values.items():
        if isinstance(value, str) and len(value) > LONGEST_CELL:
            message = f"{said(value)} has {len(value):,} characters; at most {LONGEST_CELL:,}"
            table.refuse(row.number, column, f"{message} can be taken: shorten it")


def _name(value: Value) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


def tidied(text: str) -> str:
    """A text without spaces around it and with single ones in it, be they breaking or not."""
    return _SPACES.sub(" ", text).strip() if not text.isalnum() else text


def as_text(value: Value) -> str:
    """What a cell holds, as text: a whole number without a point."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def said(value: object) -> str:
    """A value as a message shows it: on one line, cut where it is long."""
    text = str(value)
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 3]}..."
    return printable(repr(shown) if isinstance(value, str) else shown)


def letters(column: int) -> str:
    """A column as a spreadsheet calls it: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
