"""From somebody's tables to what they come to: read, understood, and held to every rule."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fifrecords.entry.attendance import Reader
from fifrecords.entry.cells import Cells
from fifrecords.entry.headers import Bound, bound
from fifrecords.entry.intake import Intake, taken_in
from fifrecords.entry.mapping import Mapping as Meaning
from fifrecords.entry.newcomers import Newcomers
from fifrecords.entry.sheets.table import Refusal, Table, as_text, said
from fifrecords.entry.told import Line
from fifrecords.entry.unsaid import refuse_unsaid, unread
from fifrecords.model.records import Records

_JOINED_BY = (
    ("PARENT_KEY", "KEY"),
    ("_parent_index", "_index"),
    ("_submission__uuid", "_uuid"),
    ("_submission__id", "_id"),
)
"""How ODK and KoboToolbox say which submission a row of a repeat group belongs to."""

_ROWS_BETWEEN = 1_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Tables:
    """What is to be imported.

    Attributes:
        main: The table.
        attendees: One with a row for each who attended, where the other has one for each session.
        meaning: What their columns mean.
        session: The one session that every row is of, by id; empty for none.
    """

    main: Table
    attendees: Table | None
    meaning: Meaning
    session: str = ""

    @property
    def all(self) -> Sequence[Table]:
        """The tables that there are."""
        return [self.main] if self.attendees is None else [self.main, self.attendees]

    @property
    def refusals(self) -> list[Refusal]:
        """What cannot be taken, by place, each once."""
        return sorted({each for table in self.all for each in table.refusals})


class Imported(NamedTuple):
    """What tables come to.

    Attributes:
        intake: The plan, and what it holds.
        notes: What a reader should know of how they were read.
    """

    intake: Intake
    notes: list[str]


def imported(
    records: Records, tables: Tables, newcomers: Newcomers, progress: Progress
) -> Imported:
    """Plans what tables come to; what cannot be taken is noted in them.

    Args:
        records: The records that there are.
        tables: The tables.
        newcomers: Gives ids to people whom they name by references of their own.
        progress: Called now and then with the number of rows read, and of all rows.
    """
    bounds = [bound(table, tables.meaning, records.sessions) for table in tables.all]
    refuse_unsaid(tables.all, bounds, tables.meaning, tables.session)
    reader = Reader(Cells(records, tables.meaning), newcomers.id_of, tables.session)
    if not tables.refusals:
        for done in _rows(tables, bounds, reader):
            if not done % _ROWS_BETWEEN:
                progress(done, len(tables.all[-1].rows))
    *_, intake = taken_in(records, reader.register, tables.meaning)
    notes = [f"{table.file}: {note}" for table in tables.all for note in table.notes]
    if any(each.row == table.header for table in tables.all for each in table.refusals):
        return Imported(intake, notes)
    for table, made in zip(tables.all, bounds, strict=True):
        notes += [f"{table.file}: {note}" for note in unread(table, made)]
    return Imported(intake, notes)


def _rows(tables: Tables, bounds: Sequence[Bound], reader: Reader) -> Iterator[int]:
    if tables.attendees is None:
        return reader.rows(tables.main, bounds[0])
    lines = {line.row.number: line for line in reader.sessions_alone(tables.main, bounds[0])}
    return reader.rows(tables.attendees, bounds[1], _joined(tables.main, tables.attendees, lines))


def _joined(main: Table, attendees: Table, lines: Mapping[int, Line]) -> dict[int, Line]:
    """The row of the main table that each of the attendees' rows belongs to."""
    for ours, theirs in _JOINED_BY:
        here, there = attendees.named(ours), main.named(theirs)
        if here and there:
            return _joined_by(main, attendees, lines, here[0], there[0])
    pairs = ", ".join(f"{ours} and {theirs}" for ours, theirs in _JOINED_BY)
    attendees.refuse(attendees.header, 0, f"nothing joins it to {main.file}; there is {pairs}")
    return {}


def _joined_by(
    main: Table, attendees: Table, lines: Mapping[int, Line], here: int, there: int
) -> dict[int, Line]:
    keys = {
        as_text(row.values[there]): row.number
        for row in main.rows
        if row.values.get(there) is not None
    }
    above = {}
    for row in attendees.rows:
        key = as_text(row.values.get(here, ""))
        if key not in keys:
            attendees.refuse(row.number, here, f"{said(key)} is no row of {main.file}")
        elif keys[key] in lines:
            above[row.number] = lines[keys[key]]
    return above
