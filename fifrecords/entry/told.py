"""What a register says, by session and by person, and where it says it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, get_args

from fifrecords.entry.headers import Bound
from fifrecords.entry.mapping import Field, PersonField, SessionField, WordField
from fifrecords.entry.sheets.amounts import NoAmount, tick_of
from fifrecords.entry.sheets.table import Row, Table, Value, said
from fifrecords.model.vocabulary import Characteristic

SESSION_FIELDS: tuple[SessionField, ...] = get_args(SessionField)
PERSON_FIELDS: tuple[PersonField, ...] = (*get_args(WordField), *get_args(Characteristic))


class Place(NamedTuple):
    """Where something was said."""

    table: Table
    row: int
    column: int

    def refuse(self, message: str) -> None:
        """Notes that it cannot be taken."""
        self.table.refuse(self.row, self.column, message)

    @property
    def is_refused(self) -> bool:
        """Whether something in its row cannot be taken."""
        return any(each.row == self.row for each in self.table.refusals)


class SessionKey(NamedTuple):
    """What tells sessions of a table apart: an id, or the day and what else columns say."""

    id: str = ""
    day: date | None = None
    organisation: str = ""
    title: str = ""
    kind: str = ""


Told = tuple[Any, Place]
"""What was said, and where."""

Length = tuple[str, int | float]
"""``days`` or ``hours``, and how many."""


class Attended(NamedTuple):
    """Somebody at a session.

    Attributes:
        session: The session.
        person: The id of the person or group.
        length: Days or hours, and how many; None for as long as the session.
        headcount: How many of a group.
        was_there: False where the table says that they were not.
        place: Where that was said.
    """

    session: SessionKey
    person: str
    length: Length | None
    headcount: int | None
    was_there: bool
    place: Place


@dataclass(slots=True)
class Register:
    """All that a table says.

    Attributes:
        sessions: What it says of each session, by field, and where.
        people: What it says of each person, by field, and where.
        attended: Who was where.
        seen: Everybody that it names, and where first.
    """

    sessions: dict[SessionKey, dict[str, Told]] = field(default_factory=dict)
    people: dict[str, dict[str, Told]] = field(default_factory=dict)
    attended: list[Attended] = field(default_factory=list)
    seen: dict[str, Place] = field(default_factory=dict)


class Line(NamedTuple):
    """A row, with the row that it belongs to where it is one of a repeat group."""

    table: Table
    bound: Bound
    row: Row
    above: "Line | None" = None

    def cell(self, what: Field) -> tuple[Value, Place] | None:
        """What stands in a field's column, and where; of the row above where not here."""
        column = self.bound.columns.get(what)
        if column is not None and column in self.row.values:
            return self.row.values[column], Place(self.table, self.row.number, column)
        return self.above.cell(what) if self.above else None

    def chosen(self, what: Field) -> tuple[list[str], Place] | None:
        """The answers ticked of a question with several, which has a column for each."""
        answers = self.bound.choices.get(what)
        if not answers:
            return self.above.chosen(what) if self.above else None
        ticked = [name for at, name in answers.items() if is_ticked(self.row.values.get(at))]
        place = Place(self.table, self.row.number, min(answers))
        return (ticked, place) if ticked else None

    def place(self, *fields: Field) -> Place:
        """The row, at the column of the first of some fields that has one."""
        columns = (self.bound.columns.get(what) for what in fields)
        return Place(self.table, self.row.number, next(filter(None, columns), 0))


def is_ticked(value: Value | None) -> bool:
    """Whether a cell says yes."""
    try:
        return value is not None and tick_of(value, (), ())
    except NoAmount:
        return False


def note(told: dict[str, Told], what: str, found: Told | None, of: str) -> None:
    """Notes what a row says, unless another row says something else."""
    if found is None:
        return
    before = told.setdefault(what, found)
    if before[0] != found[0]:
        message = f"{said(found[0])} is not what row {before[1].row} says {of}"
        found[1].refuse(f"{message}, {said(before[0])}; mend one of the two")
