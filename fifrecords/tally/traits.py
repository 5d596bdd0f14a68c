"""The dimensions of records: by what a fact may be narrowed or taken apart."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from fifrecords.model.basis import Basis
from fifrecords.model.person import Group, Member, Outcome
from fifrecords.model.quantity import ONE, Quantity
from fifrecords.model.records import Records
from fifrecords.model.session import Session
from fifrecords.tally.fact import Traits


def _maybe(value: object | None) -> tuple[str, ...]:
    return () if value is None else (str(value),)


class Attender(NamedTuple):
    """What every attendance of one person or group shares."""

    basis: Basis
    size: Quantity
    traits: Traits


class Known:
    """What the facts of each person and organisation share, worked out once for all of them."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._organisations: dict[str | None, Traits] = {}
        self._people: dict[str, Attender | None] = {}

    def fork(self) -> "Known":
        """Another one to go on from here, where a history branches."""
        other = Known(self._records)
        other._organisations, other._people = dict(self._organisations), dict(self._people)
        return other

    def follow(self, records: Records, changed: Iterable[str]) -> None:
        """Goes on to other records.

        Args:
            records: The records.
            changed: The references of all that are not as they were before.
        """
        self._records = records
        for ref in changed:
            kind, _, id_ = ref.partition("/")
            if kind == "people":
                self._people.pop(id_, None)
            elif kind == "organisations":  # its people have its traits
                self._organisations.clear()
                self._people.clear()

    def organisation(self, id_: str | None) -> Traits:
        """The traits of an organisation, as the dimensions of whatever belongs to it."""
        if id_ not in self._organisations:
            record = self._records.organisations.get(id_ or "")
            self._organisations[id_] = Traits(
                organisation=_maybe(id_),
                organisation_type=_maybe(record and record.type),
                organisation_role=record.roles if record else (),
                setting=_maybe(record and record.setting),
            )
        return self._organisations[id_]

    def person(self, id_: str) -> Attender | None:
        """A person or group, with the traits of their organisation; None if not on record."""
        if id_ not in self._people:
            who = self._records.people.get(id_)
            self._people[id_] = self._of_member(id_, who) if who else None
        return self._people[id_]

    def _of_member(self, id_: str, who: Member) -> Attender:
        traits = Traits(
            self.organisation(who.organisation),
            person=(id_,),
            role=_maybe(who.role),
            client_group=_maybe(who.client_group),
            age_band=_maybe(who.age_band),
        )
        return Attender(who.basis, who.headcount if isinstance(who, Group) else ONE, traits)


def of_delivered(session: Session) -> Traits:
    """Of a session as something delivered, apart from the organisation it was held at."""
    audience = session.reach and session.reach.audience
    return _shared(kind=(session.kind,), curriculum=session.curriculum, audience=_maybe(audience))


def of_attended(session: Session) -> Traits:
    """Of a session as something attended, apart from the person's own organisation."""
    held_at = _maybe(session.organisation)
    return _shared(kind=(session.kind,), curriculum=session.curriculum, held_at=held_at)


@lru_cache(maxsize=10_000)
def of_area(area: str, delivered: Traits) -> Traits:
    """Of one of the areas of something delivered."""
    return Traits(delivered, curriculum=(area,))


@lru_cache(maxsize=10_000)
def _shared(**values: tuple[str, ...]) -> Traits:
    """Traits that many sessions have alike."""
    return Traits(**values)


def of_outcome(outcome: Outcome) -> Traits:
    """Of an outcome."""
    title, level = _maybe(outcome.title), _maybe(outcome.level)
    return Traits(outcome=(outcome.kind,), title=title, level=level)


def labels(records: Records) -> Mapping[str, Mapping[str, str]]:
    """How the values of each dimension are printed, where they have a label of their own."""
    words = records.vocabulary
    names = {id_: each.name for id_, each in sorted(records.organisations.items())}
    return {
        "role": words.roles,
        "client_group": words.client_groups,
        "age_band": words.age_bands,
        "setting": words.settings,
        "curriculum": words.curriculum,
        "audience": words.audiences,
        "organisation": names,
        "held_at": names,
    }
