"""Which session on record a register means, or that it means a new one."""

from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import Any

from fifrecords.entry.mapping import Mapping
from fifrecords.entry.told import SessionKey, Told
from fifrecords.model.finding import one_of
from fifrecords.model.records import Records

_AT_MOST_NAMED = 5


class Unclear(Exception):
    """It cannot be told which session is meant; the message has the mend."""


class Matching:
    """Finds the sessions that a register means.

    Args:
        records: The records that there are.
        meaning: What new sessions are given, which tells sessions of one day apart too.
    """

    def __init__(self, records: Records, meaning: Mapping) -> None:
        self._records = records
        self._new = meaning.session

    def found(self, key: SessionKey, told: dict[str, Told]) -> str | None:
        """The id of the session on record; None where there is none yet.

        Raises:
            Unclear: If several would do, or it cannot be the one that is named.
        """
        if not key.id:
            return self._of_day(key)
        session = self._records.sessions.get(key.id)
        if session is None:
            if f"sessions/{key.id}" in self._records.broken:
                raise Unclear(f"session {key.id} is broken; mend its record first")
            return None
        if "date" in told and told["date"][0] != session.date:
            raise Unclear(f"{key.id} is of {session.date}, and here is {told['date'][0]}; mend one")
        return key.id

    def _of_day(self, key: SessionKey) -> str | None:
        assert key.day is not None
        ids = self._by_day.get(key.day, [])
        for what, wanted in (
            ("organisation", key.organisation or self._new.organisation),
            ("title", key.title),
            ("kind", key.kind),
        ):
            ids = [id_ for id_ in ids if not wanted or self._says(id_, what) == wanted]
        for what, usual in (("title", self._new.title), ("kind", self._new.kind)):
            likely = [id_ for id_ in ids if self._says(id_, what) == usual]
            ids = likely if len(ids) > 1 and likely else ids
        if len(ids) > 1:
            which = one_of(ids[:_AT_MOST_NAMED])
            raise Unclear(f"{len(ids)} sessions are of {key.day}; write the id: {which}")
        return ids[0] if ids else None

    def _says(self, id_: str, what: str) -> Any:
        return getattr(self._records.sessions[id_], what)

    @cached_property
    def _by_day(self) -> dict[date, list[str]]:
        days = defaultdict(list)
        for id_, session in self._records.sessions.items():
            days[session.date].append(id_)
        return days
