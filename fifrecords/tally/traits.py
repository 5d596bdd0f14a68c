"""The dimensions of records: by what a fact may be narrowed or taken apart."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from fifrecords.model.basis import Basis, weaker
from fifrecords.model.person import Group, Member, Outcome
from fifrecords.model.quantity import ONE
from fifrecords.model.records import Records
from fifrecords.model.session import Session
from fifrecords.model.vocabulary import WORD_LISTS
from fifrecords.tally.actual import NOT_RECORDED
from fifrecords.tally.fact import Traits, Who
from fifrecords.tally.words import plain_words


def _maybe(value: object | None) -> tuple[str, ...]:
    return () if value is None else (str(value),)


class Known:
    """What the facts of each person and organisation share, worked out once for all of them."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._organisations: dict[str | None, Traits] = {}
        self._people: dict[str, Who | None] = {}
        self._attenders: dict[Basis, _Attenders] = {}
        self._attended: dict[tuple[object, ...], Traits] = {}
        self._delivered: dict[tuple[object, ...], Traits] = {}

    def fork(self) -> "Known":
        """Another one to go on from here, where a history branches."""
        other = Known(self._records)
        other._organisations, other._people = dict(self._organisations), dict(self._people)
        other._attended, other._delivered = self._attended, self._delivered
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
                for known in (self._people, *self._attenders.values()):
                    known.pop(id_, None)
            elif kind == "organisations":  # its people have its traits
                self._organisations.clear()
                self._people.clear()
                self._attenders.clear()

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

    def person(self, id_: str) -> Who | None:
        """A person or group, with the traits of their organisation; None if not on record."""
        if id_ not in self._people:
            who = self._records.people.get(id_)
            self._people[id_] = self._of_member(id_, who) if who else None
        return self._people[id_]

    def attenders(self, basis: Basis) -> Mapping[str, Who | None]:
        """Who may attend a session of some basis, each as known as that allows; none planned."""
        if basis not in self._attenders:
            self._attenders[basis] = _Attenders(self, basis)
        return self._attenders[basis]

    def attended(self, session: Session) -> Traits:
        """The traits of a session as something attended, apart from the person's organisation."""
        key = session.kind, session.curriculum, session.organisation
        if (traits := self._attended.get(key)) is None:
            what = {"kind": (session.kind,), "curriculum": session.curriculum}
            self._attended[key] = traits = Traits(**what, held_at=_maybe(session.organisation))
        return traits

    def delivered(self, session: Session) -> Traits:
        """The traits of a session as something delivered, apart from its organisation's."""
        audience = session.reach and session.reach.audience
        key = session.kind, session.curriculum, audience
        if (traits := self._delivered.get(key)) is None:
            what = {"kind": (session.kind,), "curriculum": session.curriculum}
            self._delivered[key] = traits = Traits(**what, audience=_maybe(audience))
        return traits

    def _of_member(self, id_: str, who: Member) -> Who:
        traits = Traits(
            self.organisation(who.organisation),
            person=(id_,),
            role=_maybe(who.role),
            client_group=_maybe(who.client_group),
            age_band=_maybe(who.age_band),
        )
        return Who(id_, who.basis, who.headcount if isinstance(who, Group) else ONE, traits)


class _Attenders(dict[str, Who | None]):
    """People as they are known at sessions of some basis; None who is not on record, or planned."""

    def __init__(self, known: Known, basis: Basis) -> None:
        super().__init__()
        self._known = known
        self._basis = basis

    def __missing__(self, id_: str) -> Who | None:
        who = self._known.person(id_)
        grade = weaker(who.basis, self._basis) if who else "planned"
        self[id_] = found = who._replace(basis=grade) if who and grade != "planned" else None
        return found


@lru_cache(maxsize=10_000)
def of_area(area: str, delivered: Traits) -> Traits:
    """Of one of the areas of something delivered."""
    return Traits(delivered, curriculum=(area,))


def of_outcome(outcome: Outcome) -> Traits:
    """Of an outcome."""
    title, level = _maybe(outcome.title), _maybe(outcome.level)
    return Traits(outcome=(outcome.kind,), title=title, level=level)


_AS_WRITTEN = ("person", "title", "level")
"""The dimensions whose values are an id, or somebody's own words."""


def value_in_words(names: Mapping[str, Mapping[str, str]], dimension: str, value: str) -> str:
    """How a value of a dimension is printed.

    Args:
        names: The labels of values, by dimension.
        dimension: The dimension.
        value: The value: one without a label is a word of the tool's, an id, or a text.
    """
    is_word = dimension not in _AS_WRITTEN or value == NOT_RECORDED
    return names.get(dimension, {}).get(value) or (plain_words(value) if is_word else value)


def labels(records: Records) -> Mapping[str, Mapping[str, str]]:
    """How the values of each dimension are printed, where they have a label of their own."""
    words = records.vocabulary
    names = {id_: each.name for id_, each in sorted(records.organisations.items())}
    return {
        **{dimension: words.words_of(dimension) for dimension in WORD_LISTS},
        "organisation": names,
        "held_at": names,
    }
