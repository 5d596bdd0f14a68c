"""How long somebody attended: what a register says against what is on record."""

from collections.abc import Mapping
from typing import Any

from fifrecords.entry.fields import plain
from fifrecords.entry.told import Attended
from fifrecords.model.quantity import Quantity
from fifrecords.model.session import Attendance


def entry(
    attended: Attended, own: Mapping[str, Quantity], before: Attendance | None = None
) -> str | dict[str, Any]:
    """An attendance as a record has it: the id alone for as long as the session was.

    Args:
        attended: What the register says.
        own: The session's own length, in days or in hours.
        before: What is on record; what the register says nothing of stays as it is there.
    """
    made: dict[str, Any] = {"person": attended.person}
    if attended.length is not None:
        unit, amount = attended.length
        if own.get(unit) != Quantity.of(amount):
            made[unit] = amount
    elif before is not None:
        made |= {unit: plain(length) for unit, length in _own_length(before).items()}
    if attended.headcount is not None:
        made["headcount"] = attended.headcount
    elif before is not None and before.headcount is not None:
        made["headcount"] = plain(before.headcount)
    return made if len(made) > 1 else attended.person


def is_same(
    attended: Attended, before: Attendance, own: Mapping[str, Quantity], per_day: Quantity | None
) -> bool:
    """Whether a register says nothing that is not on record.

    Args:
        attended: What the register says.
        before: What is on record.
        own: The session's own length.
        per_day: How many hours make a day; None where the project does not say.
    """
    if attended.headcount is not None and before.headcount != Quantity.of(attended.headcount):
        return False
    if attended.length is None:
        return True
    unit, amount = attended.length
    length = _own_length(before) or own
    if unit in length:
        return length[unit] == Quantity.of(amount)
    return per_day is not None and _hours(length, per_day) == _hours(
        {unit: Quantity.of(amount)}, per_day
    )


def _own_length(before: Attendance) -> dict[str, Quantity]:
    lengths = {"days": before.days, "hours": before.hours}
    return {unit: length for unit, length in lengths.items() if length is not None}


def _hours(length: Mapping[str, Quantity], per_day: Quantity) -> Quantity | None:
    if "hours" in length:
        return length["hours"]
    return length["days"] * per_day if "days" in length else None
