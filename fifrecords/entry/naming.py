"""Who is named in a row: somebody on record, or somebody new by a reference of their own."""

import re
from collections.abc import Callable
from typing import NoReturn

from fifrecords.entry.sheets.table import as_text, said
from fifrecords.entry.told import Line, Place
from fifrecords.model.finding import did_you_mean
from fifrecords.model.records import Records

_PERSON_ID = re.compile(r"[pg]-[a-z0-9-]+", re.IGNORECASE)
_TOTALS = re.compile(r"(?:grand |sub-?)?(?:totals?|sum|count)\b.{0,20}", re.IGNORECASE)

Newcomer = Callable[[str], str | None]
"""The id of somebody who is known by a reference; None where nobody may be taken in."""


class Refused(Exception):
    """A row cannot be taken; why is noted."""


def refuse(place: Place, message: str) -> NoReturn:
    """Notes that a row cannot be taken, and leaves it.

    Raises:
        Refused: Always.
    """
    place.refuse(message)
    raise Refused


class Naming:
    """Tells who is named.

    Args:
        records: The records that there are.
        newcomer: Tells the id of a reference of somebody else's.
    """

    def __init__(self, records: Records, newcomer: Newcomer) -> None:
        self.seen: dict[str, Place] = {}
        self._records, self._newcomer = records, newcomer

    def of(self, line: Line) -> str | None:
        """The id of the person of a row; None for a row with nothing in the columns that count."""
        found = line.cell("person") or line.cell("key")
        if found is not None:
            return self.named(as_text(found[0]), found[1])
        if any(column in line.row.values for column in line.bound.read):
            mend = "write the person's id, or a reference of your own, or delete the row"
            refuse(line.place("person", "key"), f"nobody is named in this row; {mend}")
        return None

    def named(self, reference: str, place: Place) -> str:
        """The id of somebody who is named by an id or by a reference.

        Raises:
            Refused: If it is nobody's; why is noted.
        """
        id_ = self._id_of(reference, place)
        self.seen.setdefault(id_, place)
        return id_

    def _id_of(self, reference: str, place: Place) -> str:
        id_ = self._meant(reference, place)
        who = self._records.persons.get(id_)
        if who is not None and who.forgotten is not None:
            refuse(place, f"{id_} was forgotten on {who.forgotten.date}; delete the row")
        return id_

    def _meant(self, reference: str, place: Place) -> str:
        if _PERSON_ID.fullmatch(reference):
            return self._on_record(reference.lower(), place)
        id_ = self._newcomer(reference)
        if id_ is None:
            mend = "write the id, or take new people in with --ids FILE"
            refuse(place, f"{said(reference)} is no id of a person; {mend}")
        return id_

    def _on_record(self, id_: str, place: Place) -> str:
        now = self._records.by_now("people", id_)
        if f"people/{now}" in self._records.broken:
            refuse(place, f"person {now} is broken; mend their record first")
        if now not in self._records.people:
            near = did_you_mean(id_, self._records.people)
            mend = near or "; a new person gets an id here: leave it empty, and give a reference"
            refuse(place, f"person {id_} is not on record{mend}")
        return now


def is_total(line: Line) -> bool:
    """Refuses a row that adds others up; tells whether it is one."""
    found = line.cell("person")
    if found is not None and _PERSON_ID.fullmatch(as_text(found[0])):
        return False
    for column, value in line.row.values.items():
        if isinstance(value, str) and _TOTALS.fullmatch(value):
            place = Place(line.table, line.row.number, column)
            mend = f"delete it, or write ignore: [{said(value)}] in the mapping"
            place.refuse(f"{said(value)} looks like a row of totals; {mend}")
            return True
    return False
