"""What a table says, as the fields of a record."""

from collections.abc import Mapping
from typing import Any, get_args

from fifrecords.entry.mapping import NewSession
from fifrecords.entry.told import Told
from fifrecords.model.quantity import Exact, Quantity
from fifrecords.model.vocabulary import Characteristic
from fifrecords.store.compose import in_line, record

LENGTHS = ("days", "hours")
PERSON = ("role", "organisation", "client_group", "age_band", "equality", "joined")
"""The fields of a person that a table can fill, in the order of the format."""

_SESSION = (
    *("date", "until", "kind", "title", "organisation", "delivered_by", "curriculum"),
    *(*LENGTHS, "evidence"),
)
_CALLED = {"session_days": "days", "session_hours": "hours", "person_organisation": "organisation"}


def called(what: str) -> str:
    """What the field is called in its record that a table's column speaks of."""
    return _CALLED.get(what, what)


def of_person(told: Mapping[str, Told]) -> dict[str, Any]:
    """What a table says of a person, by the fields of their record."""
    answers = {what: value for what, (value, _) in told.items() if what in get_args(Characteristic)}
    fields = {
        called(what): plain(value) for what, (value, _) in told.items() if what not in answers
    }
    return fields | ({"equality": answers} if answers else {})


def of_new_session(told: Mapping[str, Told], usual: NewSession) -> dict[str, Any]:
    """The fields of a new session: what columns say, and else what the mapping gives."""
    said = {called(what): value for what, (value, _) in told.items()}
    given = {what: value for what in _SESSION if (value := getattr(usual, what, None))}
    if any(unit in said for unit in LENGTHS):
        given = {what: value for what, value in given.items() if what not in LENGTHS}
    together = given | said
    return {what: plain(together[what]) for what in _SESSION if what in together}


def session_text(fields: Mapping[str, Any], entries: list[Any]) -> str:
    """A session's record, with a line for each who attended."""
    above = {what: value for what, value in fields.items() if what != "evidence"}
    lines = "".join(f"  - {in_line(each)}\n" for each in entries)
    text = record(above) + (f"attended:\n{lines}" if lines else "")
    return text + (record({"evidence": fields["evidence"]}) if "evidence" in fields else "")


def plain(value: Any) -> Any:
    """A value as a record is written: a day as its text, a quantity as a number or a range."""
    match value:
        case Quantity():
            ends = [_number(value.low), _number(value.high)]
            return ends if value.is_range else ends[0]
        case tuple():
            return list(value)
        case str() | int() | float() | list() | dict():
            return value
        case _:
            return str(value)


def quantity(value: Any) -> Quantity:
    """A number or a range, as it is written, as a quantity."""
    ends = value if isinstance(value, list) else [value, value]
    return Quantity(Quantity.of(ends[0]).low, Quantity.of(ends[1]).high)


def _number(value: Exact) -> int | float:
    return int(value) if value == int(value) else float(value)
