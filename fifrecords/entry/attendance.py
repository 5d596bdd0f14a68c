"""Reading a register: who was at which session, for how long, and what is said of whom."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from fifrecords.entry.cells import Cells, NoWord
from fifrecords.entry.headers import Bound
from fifrecords.entry.mapping import Field
from fifrecords.entry.naming import Naming, Newcomer, Refused, is_total, refuse
from fifrecords.entry.sheets.amounts import NoAmount, amount_of, tick_of
from fifrecords.entry.sheets.days import NoDay, UnclearDay
from fifrecords.entry.sheets.table import Table, Value, as_text, said
from fifrecords.entry.told import (
    PERSON_FIELDS,
    SESSION_FIELDS,
    Attended,
    Length,
    Line,
    Place,
    Register,
    SessionKey,
    Told,
    note,
)
from fifrecords.model.finding import did_you_mean

_NO_SESSION = "the session is missing; write its id or its date"


class Reader:
    """Reads what the rows say.

    Args:
        cells: Tells what cells say.
        newcomer: Tells who a reference of somebody else's is.
        session: The one session that every row is of, by id; empty for none.
    """

    def __init__(self, cells: Cells, newcomer: Newcomer, session: str = "") -> None:
        self._cells, self._naming = cells, Naming(cells.records, newcomer)
        self.register = Register(seen=self._naming.seen)
        self._meaning, self._records = cells.meaning, cells.records
        self._session = session or self._meaning.session.id or ""
        self._looks: tuple[Callable[[Line], Any], ...]
        self._looks = (self._session_of, self._tick, self._length)
        self._ignored = self._meaning.words_ignored

    def rows(
        self, table: Table, bound: Bound, above: Mapping[int, Line] | None = None
    ) -> Iterator[int]:
        """Reads every row of a table; tells after each how many that were.

        Args:
            table: The table.
            bound: What its columns mean.
            above: The row that each row belongs to, by the row's number.
        """
        for done, row in enumerate(table.rows, start=1):
            if above is None or row.number in above:
                self._take(Line(table, bound, row, above[row.number] if above else None))
            yield done

    def sessions_alone(self, table: Table, bound: Bound) -> Iterator[Line]:
        """Reads rows that are a session each, and say nothing of who was there."""
        for row in table.rows:
            line = Line(table, bound, row)
            try:
                if not self._is_passed_over(line):
                    self._session_of(line)
                    yield line
            except Refused:
                continue

    def _take(self, line: Line) -> None:
        if self._is_passed_over(line) or is_total(line):
            return
        try:
            self._read(line)
        except Refused:  # what else is wrong with the row is told too
            for look in self._looks if self._has_session(line) else ():
                with suppress(Refused):
                    look(line)

    def _has_session(self, line: Line) -> bool:
        """Whether a row is of a session, or would be; those of a table of people are of none."""
        named = self._session or line.above
        return bool(named) or line.bound.has("session", "date", "attended")

    def _is_passed_over(self, line: Line) -> bool:
        return bool(self._ignored) and line.row.says(self._ignored)

    def _read(self, line: Line) -> None:
        if line.bound.has("attended"):
            self._read_list(line)
            return
        person = self._naming.of(line)
        if person is None:
            return
        told = self.register.people.setdefault(person, {})
        for what in PERSON_FIELDS:
            note(told, what, self._field(line, what), f"of {person}")
        if line.bound.sessions:
            self._read_sessions(line, person)
        elif self._session or line.cell("session") or line.cell("date"):
            self._read_attendance(line, person)
        elif line.bound.has("session", "date"):
            refuse(line.place("session", "date"), _NO_SESSION)

    def _read_attendance(self, line: Line, person: str) -> None:
        key = self._session_of(line)
        there, length = self._tick(line), self._length(line)
        if there is None and length is None and line.bound.has("present"):
            return
        if there is False and length is not None and length[1] > 0:
            refuse(line.place("present"), f"it says no, and {length[0]} says {length[1]}; mend one")
        was_there = there if there is not None else length is None or length[1] > 0
        headcount = self._must(line, "headcount")
        if headcount is not None and person.startswith("p-"):
            refuse(line.place("headcount"), f"{person} is one person; leave the headcount out")
        place = line.place("person", "key")
        self._attend(Attended(key, person, length, headcount, was_there, place))

    def _attend(self, attended: Attended) -> None:
        length = attended.length if attended.was_there else None
        self.register.attended.append(attended._replace(length=length))

    def _read_sessions(self, line: Line, person: str) -> None:
        """Reads a row that has a column for each session."""
        for column, named in line.bound.sessions.items():
            value = line.row.values.get(column)
            if value is None:
                continue
            place = Place(line.table, line.row.number, column)
            try:
                there, length = self._worth(value)
                key = self._key(named, place, {})
                self._attend(Attended(key, person, length, None, there, place))
            except NoAmount as error:
                place.refuse(str(error))
            except Refused:
                continue

    def _worth(self, value: Value) -> tuple[bool, Length | None]:
        """What a cell in a session's column says: a tick, or a length."""
        unit = self._meaning.cells
        if unit in ("days", "hours") and not _is_word(value):
            amount = amount_of(value)
            return amount > 0, (unit, amount)
        try:
            return tick_of(value, *self._meaning.ticks), None
        except NoAmount:
            if unit == "ticks" or _is_word(value):
                raise
        message = f"{said(value)} may be days or hours; write cells: days or cells: hours"
        raise NoAmount(f"{message} in the mapping")

    def _tick(self, line: Line) -> bool | None:
        """Whether somebody was there; None where nothing is said."""
        found = line.cell("present")
        if found is None:
            return None
        try:
            return tick_of(found[0], *self._meaning.ticks)
        except NoAmount as error:
            refuse(found[1], str(error))

    def _length(self, line: Line) -> Length | None:
        """How long somebody was there; None where nothing is said."""
        days, hours = self._must(line, "days"), self._must(line, "hours")
        if days is not None and hours is not None:
            refuse(line.place("hours"), "days and hours are both given; leave one of them out")
        if days is not None:
            return "days", days
        return None if hours is None else ("hours", hours)

    def _read_list(self, line: Line) -> None:
        """Reads a row that is a session, with everybody who was there in one cell or in many."""
        key = self._session_of(line)
        references, place = self._field(line, "attended") or ([], line.place("attended"))
        for reference in dict.fromkeys(references):
            try:
                person = self._naming.named(reference, place)
            except Refused:
                continue
            self._attend(Attended(key, person, None, None, True, place))

    def _session_of(self, line: Line) -> SessionKey:
        """The session of a row; notes what the row says of it."""
        told: dict[str, Told] = {
            what: found for what in SESSION_FIELDS if (found := self._field(line, what))
        }
        named = line.cell("session")
        if self._session:
            key = self._key(self._session, line.place("person", "key"), told)
        elif named is not None:
            key = self._key(as_text(named[0]), named[1], told)
        elif "date" in told:
            which = {what: told[what][0] for what in _APART if what in told}
            key = SessionKey(day=told["date"][0], **which)
        elif line.cell("date") is not None:
            raise Refused
        else:
            refuse(line.place("session", "date"), _NO_SESSION)
        noted = self.register.sessions.setdefault(key, {})
        for what, found in told.items():
            note(noted, what, found, "of this session")
        return key

    def _key(self, named: str, place: Place, told: Mapping[str, Told]) -> SessionKey:
        """The session that an id or a date names."""
        id_ = self._records.by_now("sessions", named)
        if id_ in self._records.sessions or "date" in told:
            key = SessionKey(id=id_)
        else:
            key = SessionKey(day=self._day(named, place))
        noted = self.register.sessions.setdefault(key, {})
        if key.day is not None:
            noted["date"] = (key.day, place)
        return key

    def _day(self, named: str, place: Place) -> Any:
        try:
            return self._cells.read("date", named)
        except UnclearDay as error:
            refuse(place, str(error))
        except NoDay:
            if f"sessions/{named}" in self._records.broken:
                refuse(place, f"session {named} is broken; mend its record first")
            near = did_you_mean(named, self._records.sessions) or "; write its id or its date"
            refuse(place, f"session {said(named)} is not on record{near}")

    def _must(self, line: Line, what: Field) -> Any:
        """What a row says of something; None where nothing. What is refused ends the row."""
        found = self._field(line, what)
        if found is None and line.cell(what) is not None:
            raise Refused
        return found[0] if found else None

    def _field(self, line: Line, what: Field) -> Told | None:
        """What a row says of something, and where; None where nothing, or what is refused."""
        found: tuple[Value | list[str], Place] | None = line.chosen(what) or line.cell(what)
        if found is None:
            return None
        value, place = found
        try:
            if isinstance(value, list):
                return [self._cells.word(what, each) for each in value], place
            return self._cells.read(what, value), place
        except (NoDay, NoAmount, NoWord) as error:
            place.refuse(str(error))
            return None


_APART = ("organisation", "title", "kind")
"""What tells two sessions of one day apart."""


def _is_word(value: Value) -> bool:
    return isinstance(value, bool) or (isinstance(value, str) and value[0] not in ".0123456789")
