"""What may be done to a record: edits, apart from how its text takes them."""

from collections.abc import Sequence
from typing import NamedTuple

from fifrecords.model.finding import Way
from fifrecords.store.marks import Value


class Replaced(NamedTuple):
    """A value is written instead of another, which is a single one or stands in brackets."""

    at: Way
    value: Value


class Added(NamedTuple):
    """A value is put at the end of a list; the list is begun where there is none."""

    at: Way
    value: Value


class Extended(NamedTuple):
    """Some values, one or more, are put at the end of a list, like ``Added`` ones but at once."""

    at: Way
    values: Sequence[Value]


class SetField(NamedTuple):
    """A field is added at the end of a mapping that lacks it, or its value is replaced."""

    at: Way
    value: Value


class Removed(NamedTuple):
    """An item of a list, or a field, is taken out; a list that would be empty goes with it."""

    at: Way


class Renamed(NamedTuple):
    """A field is called otherwise."""

    at: Way
    name: str


Edit = Replaced | Added | Extended | SetField | Removed | Renamed
