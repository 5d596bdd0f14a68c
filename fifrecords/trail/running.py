"""A figure kept up to date through a history: only what a commit bears on is worked out again."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Self

from fifrecords.model.basis import ADDED, Basis
from fifrecords.model.measure import OF_THE_ORGANISATION, Count, Sum
from fifrecords.model.quantity import NOTHING, Quantity, gain
from fifrecords.model.records import Records
from fifrecords.tally.actual import Value, from_parts
from fifrecords.tally.adding import Overlaps
from fifrecords.tally.fact import Fact
from fifrecords.tally.facts import Facts
from fifrecords.tally.period import Period
from fifrecords.tally.recipe import Recipe
from fifrecords.tally.traits import Known
from fifrecords.trail.rows import worth

Facts_ = tuple[Fact, ...]
Pieces = Mapping[str, Sequence[Fact]]
_FROM_PEOPLE = ("outcomes", "qualifications")
_FROM_ORGANISATIONS = ("organisations", "sites")


@dataclass
class Running:
    """A count or a sum that follows its records.

    Attributes:
        measure: What is counted or summed.
        period: The days that are looked at.
        recipe: How it is made; it holds while no group changes.
        known: What is known of the people and organisations.
        facts: The facts that it takes, by the record that they stand in.
    """

    measure: Count | Sum
    period: Period
    recipe: Recipe
    known: Known
    facts: dict[str, Facts_] = field(default_factory=dict)
    _sessions_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _pieces: dict[str, dict[str, Sequence[Fact]]] = field(default_factory=lambda: defaultdict(dict))
    _values: dict[str, Value] = field(default_factory=dict)
    _parts: dict[Basis, Quantity] = field(default_factory=lambda: dict.fromkeys(ADDED, NOTHING))
    _known: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, measure: Count | Sum, period: Period, records: Records) -> Self:
        """The measure of some records, from nothing."""
        recipe = Recipe(measure, Overlaps(records.groups))
        running = cls(measure, period, recipe, Known(records))
        running._note_attenders(records, records.sessions)
        running._take(running._told(records))
        return running

    def fork(self) -> "Running":
        """Another one to go on from here, where a history branches."""
        return replace(
            self,
            known=self.known.fork(),
            facts=dict(self.facts),
            _sessions_of=defaultdict(set, {who: set(at) for who, at in self._sessions_of.items()}),
            _pieces=defaultdict(dict, {name: dict(its) for name, its in self._pieces.items()}),
            _values=dict(self._values),
            _parts=dict(self._parts),
            _known=Counter(self._known),
        )

    @property
    def value(self) -> Value:
        """What it comes to now."""
        known, firm = self._known["known"] > 0, self._known["firm"] > 0
        return from_parts(dict(self._parts), known=known, firm=firm)

    def can_follow(self, before: Records, after: Records, changed: Iterable[str]) -> bool:
        """Whether a change bears on few records; else it is simpler to begin anew."""
        kinds = {ref.partition("/")[0] for ref in changed}
        hours = [r.project.hours_per_day if r.project else None for r in (before, after)]
        by_place = {*OF_THE_ORGANISATION, "held_at"}
        places = by_place & self.measure.where.given().keys() or self._is(_FROM_ORGANISATIONS)
        groups = any(ref.startswith("people/g-") for ref in changed)
        return hours[0] == hours[1] and not ("organisations" in kinds and places) and not groups

    def follow(self, after: Records, changed: Iterable[str]) -> frozenset[str]:
        """Takes a change in.

        Args:
            after: The records after it.
            changed: The references of the records that it changed.

        Returns:
            The references of the records that now tell otherwise of this figure.
        """
        self.known.follow(after, changed)
        affected = self._affected(after, changed)
        if not affected:
            return frozenset()
        told = self._told(_only(after, affected))
        return self._take({ref: told.get(ref, ()) for ref in affected})

    def differing(self, other: "Running") -> frozenset[str]:
        """The references of the records that tell otherwise here than there."""
        refs = self.facts.keys() | other.facts.keys()
        return frozenset(
            ref
            for ref in refs
            for name in _unlike(
                self.recipe.pieces(other.facts.get(ref, ())),
                self.recipe.pieces(self.facts.get(ref, ())),
            )
            if self._counts(name) or other._counts(name)
        )

    def _told(self, records: Records) -> dict[str, Facts_]:
        """The facts of some records that it takes, by the record that they stand in."""
        told: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.recipe.facts(Facts(records, self.period, self.known)):
            told[fact.ref].append(fact)
        return {ref: tuple(its) for ref, its in told.items()}

    def _is(self, things: tuple[str, ...]) -> bool:
        measure = self.measure
        return (measure.count if isinstance(measure, Count) else measure.sum) in things

    def _affected(self, after: Records, changed: Iterable[str]) -> set[str]:
        """The records whose facts may be others: those changed, and what changed people attend."""
        sessions = [ref for ref in changed if ref.startswith("sessions/")]
        people = [ref for ref in changed if ref.startswith("people/")]
        self._note_attenders(after, [ref.partition("/")[2] for ref in sessions])
        if self._is(_FROM_ORGANISATIONS):
            return set()
        if self._is(_FROM_PEOPLE) or self.recipe.is_of_achievers:
            return set(people)
        attended = (self._sessions_of[ref.partition("/")[2]] for ref in people)
        return set(sessions).union(*attended)

    def _note_attenders(self, records: Records, sessions: Iterable[str]) -> None:
        sessions_of = self._sessions_of
        for id_ in sessions:
            if (session := records.sessions.get(id_)) is not None:
                ref = f"sessions/{id_}"
                for attendance in session.attended:
                    sessions_of[attendance.person].add(ref)

    def _take(self, news: Mapping[str, Facts_]) -> frozenset[str]:
        """Puts the facts of some records in the place of those they had.

        Returns:
            The references of those that tell otherwise of what counts, before or after.
        """
        changed: dict[str, set[str]] = {}
        pieces: set[str] = set()
        for ref, facts in news.items():
            had = self.facts.get(ref, ())
            if had == facts == () or (had and worth(had) == worth(facts)):
                continue
            old, new = self.recipe.pieces(had), self.recipe.pieces(facts)
            changed[ref] = _unlike(old, new)
            self.facts[ref] = facts
            self._place(ref, old, new)
            pieces |= old.keys() | new.keys()
        counted = set(filter(self._counts, pieces))
        for name in pieces:
            self._add_again(name)
        counted |= set(filter(self._counts, pieces))
        return frozenset(ref for ref, names in changed.items() if names & counted)

    def _counts(self, name: str) -> bool:
        """Whether anything of a piece counts: what is known too loosely does not."""
        value = self._values.get(name)
        return value is not None and value.known

    def _place(self, ref: str, old: Pieces, new: Pieces) -> None:
        """Puts what a record tells of some pieces in the place of what it told."""
        for name in old:
            del self._pieces[name][ref]
        for name, its in new.items():
            self._pieces[name][ref] = its

    def _add_again(self, name: str) -> None:
        """Works one piece out anew, and takes the difference into the whole."""
        facts = list(chain.from_iterable(self._pieces[name].values()))
        old, new = self._values.get(name), self.recipe.value(facts)
        self._values[name] = new
        for basis in ADDED:
            if (more := _part(new, basis)) != (less := _part(old, basis)):
                self._parts[basis] = gain(self._parts[basis] + more, less)
        self._known["known"] += new.known - (old.known if old else False)
        self._known["firm"] += new.firm - (old.firm if old else False)


def _unlike(old: Pieces, new: Pieces) -> set[str]:
    """The names of the pieces of which it is told otherwise."""
    names = old.keys() | new.keys()
    return {name for name in names if worth(old.get(name, ())) != worth(new.get(name, ()))}


def _part(value: Value | None, basis: Basis) -> Quantity:
    return value.parts[basis] if value and value.parts else NOTHING


def _only(records: Records, refs: Iterable[str]) -> Records:
    """The records with these sessions, and these people, alone."""
    ids = [ref.partition("/")[2] for ref in refs]
    sessions = {id_: records.sessions[id_] for id_ in ids if id_ in records.sessions}
    people = {id_: records.people[id_] for id_ in ids if id_ in records.people}
    return replace(records, sessions=sessions, people=people)
