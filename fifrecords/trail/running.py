"""A figure kept up to date through a history: only what a commit bears on is worked out again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from fifrecords.model.measure import OF_THE_ORGANISATION, Count, Sum
from fifrecords.model.records import Records
from fifrecords.tally.actual import Value
from fifrecords.tally.adding import Overlaps
from fifrecords.tally.fact import rolls
from fifrecords.tally.facts import Facts
from fifrecords.tally.period import Period
from fifrecords.tally.recipe import Recipe
from fifrecords.tally.traits import Known
from fifrecords.trail.whole import NOTHING_TAKEN, Once, Plain, Taken, Whole, value_of

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
        taken: What it takes of each record.
        whole: What that comes to.
    """

    measure: Count | Sum
    period: Period
    recipe: Recipe
    known: Known
    whole: Whole
    taken: dict[str, Taken] = field(default_factory=dict)
    _sessions_of: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, measure: Count | Sum, period: Period, records: Records) -> Self:
        """The measure of some records, from nothing."""
        recipe = Recipe(measure, Overlaps(records.groups))
        whole = Once(recipe) if recipe.counts_once else Plain()
        running = cls(measure, period, recipe, Known(records), whole)
        running._note_attenders(records, records.sessions)
        running._take(running._told(records))
        return running

    def fork(self) -> "Running":
        """Another one to go on from here, where a history branches."""
        return replace(
            self,
            known=self.known.fork(),
            whole=self.whole.fork(),
            taken=dict(self.taken),
            _sessions_of=defaultdict(list, {who: [*at] for who, at in self._sessions_of.items()}),
        )

    @property
    def value(self) -> Value:
        """What it comes to now."""
        return value_of(self.whole)

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
        return self._take({ref: told.get(ref, NOTHING_TAKEN) for ref in affected})

    def differing(self, other: "Running") -> frozenset[str]:
        """The references of the records that tell otherwise here than there."""
        return frozenset(
            ref
            for ref in self.taken.keys() | other.taken.keys()
            if self.whole.differs(other._of(ref), self._of(ref), other.whole)
        )

    def _of(self, ref: str) -> Taken:
        return self.taken.get(ref, NOTHING_TAKEN)

    def _told(self, records: Records) -> dict[str, Taken]:
        """What it takes of some records."""
        told: dict[str, Taken] = {}
        for roll in rolls(self.recipe.facts(Facts(records, self.period, self.known))):
            told[roll.ref] = told.get(roll.ref, NOTHING_TAKEN).and_of(roll.lines)
        return told

    def _is(self, things: tuple[str, ...]) -> bool:
        return self.recipe.thing in things

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
        """Notes who attends some sessions; one that is noted again may stand there twice."""
        sessions_of = self._sessions_of
        for id_ in sessions:
            if (session := records.sessions.get(id_)) is not None:
                ref = f"sessions/{id_}"
                for attendance in session.attended:
                    sessions_of[attendance.person].append(ref)

    def _take(self, news: Mapping[str, Taken]) -> frozenset[str]:
        """Puts what it takes of some records in the place of what it took.

        Returns:
            The references of those that tell otherwise of what counts, before or after.
        """
        changes = {
            ref: (had, new) for ref, new in news.items() if not (had := self._of(ref)).is_alike(new)
        }
        self.taken |= {ref: new for ref, (_, new) in changes.items()}
        return frozenset(self.whole.take(changes)) if changes else frozenset()


def _only(records: Records, refs: Iterable[str]) -> Records:
    """The records with these sessions, and these people, alone."""
    ids = [ref.partition("/")[2] for ref in refs]
    sessions = {id_: records.sessions[id_] for id_ in ids if id_ in records.sessions}
    people = {id_: records.people[id_] for id_ in ids if id_ in records.people}
    return replace(records, sessions=sessions, people=people)
