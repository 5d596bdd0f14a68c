"""Which column means what: as a mapping says, or as the columns are called."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import get_args

from fifrecords.entry.mapping import Field, Mapping
from fifrecords.entry.sheets.days import NoDay, UnclearDay, day_of
from fifrecords.entry.sheets.table import Table, letters, said
from fifrecords.model.finding import did_you_mean

FIELDS: tuple[Field, ...] = get_args(Field)

_USUAL: dict[Field, tuple[str, ...]] = {
    "session": ("session", "session id", "session code"),
    "person": ("person", "person id", "id", "learner id", "participant id", "learner code"),
    "key": ("reference", "ref", "learner reference", "learner ref", "participant reference"),
    "present": (
        *("present", "present yes no", "presence", "attendance", "attended yes no", "here"),
        *("signed", "signed in", "came", "was there", "tick", "ticked"),
    ),
    "days": ("days", "learner days", "days attended"),
    "hours": ("hours", "learner hours", "hours attended"),
    "headcount": ("headcount", "how many", "heads"),
    "date": ("date", "session date", "date of session"),
    "until": ("until", "end date", "last day"),
    "kind": ("kind", "session kind", "kind of session"),
    "title": ("title", "session title"),
    "organisation": ("organisation", "venue", "held at", "place", "location"),
    "delivered_by": ("delivered by", "provider"),
    "curriculum": ("curriculum", "curriculum area", "curriculum areas"),
    "attended": ("attended", "attendees", "learners", "participants"),
    "person_organisation": ("person organisation", "lives or works at"),
}
"""What a column is usually called; a field's own name is one of them."""

_PERSONAL = frozenset(
    {
        *("name", "full name", "first name", "last name", "surname", "forename", "learner name"),
        *("participant name", "email", "e mail", "email address", "phone", "telephone", "mobile"),
        *("address", "postcode", "date of birth", "dob", "age", "signature", "initials"),
    }
)
"""Columns that tell who somebody is; no record ever takes them."""

_OF_FORMS = frozenset(
    {
        *(
            "start",
            "end",
            "today",
            "deviceid",
            "device id",
            "username",
            "simserial",
            "subscriberid",
        ),
        *("phonenumber", "instanceid", "instancename", "key", "parent key", "submissiondate"),
        *("submitterid", "submittername", "attachmentspresent", "attachmentsexpected", "status"),
        *("reviewstate", "edits", "formversion", "uuid", "formhub uuid", "version", "isvalidated"),
    }
)
"""What ODK and KoboToolbox add of their own; KoboToolbox begins most of its names with ``_``."""

_GROUPS = re.compile(r"[/:]")
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Bound:
    """The columns of a table by what they mean.

    Attributes:
        columns: The column of each field.
        choices: For a question with several answers, each answer's own column.
        sessions: The columns that are a session each, and the session's id or date.
        personal: The columns that tell who somebody is.
        unread: The other columns that are not read.
    """

    columns: dict[Field, int] = field(default_factory=dict)
    choices: dict[Field, dict[int, str]] = field(default_factory=dict)
    sessions: dict[int, str] = field(default_factory=dict)
    personal: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)

    @property
    def read(self) -> set[int]:
        """The columns that mean something."""
        answers = {column for each in self.choices.values() for column in each}
        return {*self.columns.values(), *self.sessions, *answers}

    def has(self, *fields: Field) -> bool:
        """Whether some column means one of some things."""
        return any(each in self.columns or each in self.choices for each in fields)


def bound(table: Table, mapping: Mapping, sessions: Container[str]) -> Bound:
    """The columns of a table by what they mean; refuses a name that two columns have.

    A mapping that names columns is all that counts; without one, the usual names do.

    Args:
        table: The table.
        mapping: What its columns mean.
        sessions: The ids of the sessions on record.
    """
    made, passed_over = Bound(), mapping.words_ignored
    for what, name in _wanted(table, mapping):
        _bind(table, made, what, name)
    if mapping.layout != "rows" and not made.has("session", "date", "attended"):
        made.sessions = dict(_of_sessions(table, mapping, made, sessions))
    for column, name in table.columns.items():
        if column in made.read or is_of_a_form(name) or name.casefold() in passed_over:
            continue
        (made.personal if _plain(name) in _PERSONAL else made.unread).append(column)
    return made


def missing(tables: Iterable[Table], mapping: Mapping) -> Iterator[str]:
    """What a mapping names and none of some tables has."""
    names = {name for table in tables for name in table.columns.values()}
    groups = {name.rpartition("/")[0] for name in names}
    for wanted in (*mapping.columns.values(), *mapping.sessions):
        if wanted not in names | groups:
            yield f"no column is called {said(wanted)}{did_you_mean(wanted, names)}"


def is_of_a_form(name: str) -> bool:
    """Whether a column is one that ODK or KoboToolbox adds of its own."""
    last = _GROUPS.split(name)[-1]
    return name.startswith("_") or _plain(name) in _OF_FORMS or _plain(last) in _OF_FORMS


def _wanted(table: Table, mapping: Mapping) -> Iterator[tuple[Field, str]]:
    """Each field, and the column that it is looked for in."""
    if mapping.columns:
        yield from mapping.columns.items()
        return
    usual: dict[str, Field] = {_plain(what): what for what in FIELDS if what != "age"}
    usual |= {name: what for what, names in _USUAL.items() for name in names}
    names = {_plain(name) for name in table.columns.values()} - {"id"}  # it may be the row's own
    if any(usual.get(name) in ("person", "key") for name in names):
        usual["attended"] = "present"  # it lists nobody where each has a row
    seen: dict[Field, str] = {}
    for name in table.columns.values():
        what = usual.get(_plain(name)) or usual.get(_plain(_GROUPS.split(name)[-1]))
        parted = name.rpartition("/")[0] in table.columns.values()
        if what and not parted and not is_of_a_form(name) and seen.setdefault(what, name) == name:
            yield what, name


def _bind(table: Table, made: Bound, what: Field, name: str) -> None:
    found = table.named(name)
    answers = {
        column: called.removeprefix(f"{name}/")
        for column, called in table.columns.items()
        if called.startswith(f"{name}/") and "/" not in called.removeprefix(f"{name}/")
    }
    if found:
        made.columns[what] = found[0]
    if answers and what in ("attended", "curriculum", "evidence", "delivered_by"):
        made.choices[what] = answers
    _refuse_twice(table, found)


def _refuse_twice(table: Table, found: list[int]) -> None:
    for column in found[1:]:
        message = f"column {letters(found[0])} has this name too; rename one of the two"
        if not any(each.column == column and each.row == table.header for each in table.refusals):
            table.refuse(table.header, column, message)


def _of_sessions(
    table: Table, mapping: Mapping, made: Bound, sessions: Container[str]
) -> Iterator[tuple[int, str]]:
    """The columns that are a session each: by the mapping, by an id, or by a date."""
    for column, name in table.columns.items():
        named = mapping.sessions.get(name)
        if column in made.columns.values():
            continue
        if named or name in sessions or _is_day(name, mapping):
            yield column, named or name
            _refuse_twice(table, table.named(name))


def _is_day(name: str, mapping: Mapping) -> bool:
    """Whether a name is a date, or so like one that it must be asked about."""
    if name.isdecimal():
        return bool(mapping.dates)
    try:
        day_of(name, mapping.dates)
    except UnclearDay:
        return True
    except NoDay:
        return False
    return True


def _plain(name: str) -> str:
    return _NO_LETTERS.sub(" ", name.lower()).strip()
