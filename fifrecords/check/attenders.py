"""Whom sessions name, and how long they stayed, worked out once for all rules that ask for it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from fifrecords.model.quantity import Quantity
from fifrecords.model.records import Records
from fifrecords.model.session import Attendance
from fifrecords.tally.attended import length_in_days


class Attenders:
    """Who attended what.

    Args:
        records: The records.
    """

    def __init__(self, records: Records) -> None:
        self._sessions = records.sessions
        self._hours = hours_per_day(records)

    @cached_property
    def named(self) -> Mapping[str, Sequence[str]]:
        """Whom each session names, by its id: persons and groups, in the order they are written."""
        return {
            id_: [attendance.person for attendance in session.attended]
            for id_, session in self._sessions.items()
        }

    @cached_property
    def naming_twice(self) -> Sequence[str]:
        """The sessions that name somebody more than once."""
        return [id_ for id_, named in self.named.items() if len(set(named)) < len(named)]

    @cached_property
    def sessions_of(self) -> Mapping[str, Sequence[str]]:
        """The sessions that each person or group stands in, by id."""
        found: dict[str, list[str]] = defaultdict(list)
        twice = set(self.naming_twice)
        for id_, named in self.named.items():
            for who in dict.fromkeys(named) if id_ in twice else named:
                found[who].append(id_)
        return dict(found)

    @cached_property
    def particular(self) -> Sequence[tuple[str, int, Attendance]]:
        """The attendances that have a length or a headcount of their own.

        Each with the id of its session and its place there; most attendances say only who.
        """
        return [
            (id_, place, attendance)
            for id_, session in self._sessions.items()
            for place, attendance in enumerate(session.attended)
            if attendance.days is not None
            or attendance.hours is not None
            or attendance.headcount is not None
        ]

    @cached_property
    def lengths(self) -> Mapping[str, Quantity | None]:
        """How many days each session lasted, as far as it is recorded."""
        return {id_: length_in_days(each, self._hours) for id_, each in self._sessions.items()}

    @cached_property
    def own_lengths(self) -> Sequence[tuple[str, int, Attendance, Quantity]]:
        """The attendances that have a length of their own, as ``particular``, with that in days."""
        return [
            (*each, length)
            for each in self.particular
            if (length := length_in_days(each[2], self._hours)) is not None
        ]


@lru_cache(maxsize=1)
def attenders(records: Records) -> Attenders:
    """Who attended what, by some records."""
    return Attenders(records)


def hours_per_day(records: Records) -> Quantity | None:
    """How many hours make a day; None where the project does not say."""
    hours = records.project.hours_per_day if records.project else None
    return None if hours is None else Quantity(hours, hours)
