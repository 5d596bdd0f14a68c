"""From records to facts: what each measure adds up, before anything narrows it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from fifrecords.model.basis import Basis, weaker
from fifrecords.model.finding import Way
from fifrecords.model.indicator import Indicator
from fifrecords.model.organisation import Organisation
from fifrecords.model.person import Outcome
from fifrecords.model.quantity import ONE, Quantity
from fifrecords.model.records import Records
from fifrecords.model.session import Session, Timed
from fifrecords.model.vocabulary import ENGAGED
from fifrecords.tally.attended import Length, Matching, length_in_days, lines_of, times
from fifrecords.tally.fact import Fact, Narrowing, Roll, Rolls, Told, Traits, Who, rolls
from fifrecords.tally.period import Period
from fifrecords.tally.traits import Known, of_area, of_outcome


class Facts:
    """The facts of a project within a period, told anew whenever they are looked at.

    What is planned is no fact: planned and cancelled sessions, and whatever has the basis
    ``planned``, are left out. So is an attendance of somebody whose record is missing.

    Args:
        records: The records.
        period: The days that are looked at.
        known: What is known of their people and organisations already.
    """

    def __init__(self, records: Records, period: Period, known: Known | None = None) -> None:
        self.records = records
        self.period = period
        self._known = known or Known(records)
        project = records.project
        hours = project.hours_per_day if project else None
        self.hours_per_day = None if hours is None else Quantity(hours, hours)

    def of(self, thing: str, where: Narrowing | None = None) -> Sequence[Fact]:
        """The facts of one thing that is counted or summed.

        Args:
            thing: What is counted or summed, as ``KNOWN_DIMENSIONS`` names it.
            where: What they have to match; None takes all.
        """
        where = where or Narrowing({})
        if thing in self._lengths:
            return Rolls(partial(self._attended, where, self._lengths[thing]))
        told = self._told[thing]
        return Rolls(lambda: where.of(told()))

    @cached_property
    def _told(self) -> Mapping[str, Callable[[], Iterator[Roll]]]:
        """What tells of the things that nobody has to attend, by their names."""
        return {
            "sessions": self._held,
            "delivery-days": self._lasted,
            "curriculum-areas": self._taught,
            "reach-people": partial(self._reached, "people"),
            "reach-organisations": partial(self._reached, "organisations"),
            "outcomes": lambda: rolls(self.outcomes),
            "qualifications": lambda: rolls(self.qualifications),
            "organisations": lambda: rolls(self.organisations),
            "sites": lambda: rolls(self.sites),
        }

    @property
    def sessions(self) -> Sequence[tuple[str, Session]]:
        """The sessions held in the period, with their references."""
        return Told(self._sessions)

    def _sessions(self) -> Iterator[tuple[str, Session]]:
        holds = self.period.holds
        for id_, session in self.records.held.items():
            if session.basis != "planned" and holds(session.date):
                yield f"sessions/{id_}", session

    @cached_property
    def _lengths(self) -> dict[str, Length | None]:
        """What is counted or summed of attendances, and how long one is where that matters."""
        return {
            "people": None,
            "attendances": None,
            "learner-days": self._days,
            "learner-hours": self._hours,
        }

    def _days(self, timed: Timed) -> Quantity | None:
        return length_in_days(timed, self.hours_per_day)

    def _hours(self, timed: Timed) -> Quantity | None:
        days = self._days(timed)
        return None if days is None or not self.hours_per_day else times(days, self.hours_per_day)

    def _attended(self, where: Narrowing, length: Length | None) -> Iterator[Roll]:
        """The attendances that match, with their heads; or with their length, if they have one."""
        matching: dict[tuple[int, Basis], Matching] = {}
        for ref, session in self._sessions():
            what = self._known.attended(session)
            if (matches := where.matching[what]) < 0:
                continue
            key = where.dimensions - matches, session.basis
            if key not in matching:
                everybody = self._known.attenders(session.basis)
                matching[key] = Matching(everybody, where, key[0])
            yield Roll(ref, what, lines_of(session, matching[key], length))

    def _held(self) -> Iterator[Roll]:
        for ref, session in self._sessions():
            yield self._delivered(ref, session, (), ONE)

    def _delivered(self, ref: str, session: Session, at: Way, amount: Quantity) -> Roll:
        who = Who(ref, session.basis, ONE, self._known.organisation(session.organisation))
        return Roll(ref, self._known.delivered(session), ((at, who, amount),))

    def _lasted(self) -> Iterator[Roll]:
        for ref, session in self._sessions():
            if (length := self._days(session)) is not None:
                at = ("days" if session.days else "hours",)
                yield self._delivered(ref, session, at, length)

    def _taught(self) -> Iterator[Roll]:
        for ref, session in self._sessions():
            _, what, ((_, who, one),) = self._delivered(ref, session, (), ONE)
            for place, area in enumerate(session.curriculum):
                line = ("curriculum", place), who._replace(body=area), one
                yield Roll(ref, of_area(area, what), (line,))

    def _reached(self, whom: str) -> Iterator[Roll]:
        for ref, session in self._sessions():
            if session.kind != "dissemination" or session.reach is None:
                continue
            amount: Quantity | None = getattr(session.reach, whom)
            basis = weaker(session.reach.basis, session.basis)
            if amount is not None and basis != "planned":
                _, what, ((_, who, _),) = self._delivered(ref, session, (), ONE)
                line = ("reach", whom), who._replace(basis=basis), amount
                yield Roll(ref, what, (line,))

    @cached_property
    def outcomes(self) -> list[Fact]:
        """A row for each outcome achieved."""
        return [
            self._achieved(id_, who, place, outcome)
            for id_, person in self.records.persons.items()
            if person.outcomes and (who := self._known.person(id_))
            for place, outcome in enumerate(person.outcomes)
            if outcome.status == "achieved"
            and self.period.holds(outcome.date)
            and weaker(outcome.basis, who.basis) != "planned"
        ]

    @cached_property
    def qualifications(self) -> list[Fact]:
        """A row for each qualification achieved."""
        return [fact for fact in self.outcomes if fact.values("outcome") == ("qualification",)]

    def _achieved(self, id_: str, who: Who, place: int, outcome: Outcome) -> Fact:
        basis = weaker(outcome.basis, who.basis)
        traits = who.traits, of_outcome(outcome)
        return Fact(f"people/{id_}", ("outcomes", place), id_, ONE, basis, *traits)

    @cached_property
    def organisations(self) -> list[Fact]:
        """A row for each legal body; one that no step had yet reached is left out."""
        return list(self._places(lambda _, each: each.type == "organisation"))

    @cached_property
    def sites(self) -> list[Fact]:
        """A row for each place; an organisation with sites on record counts through them."""
        parents = {
            each.site_of for each in self.records.organisations.values() if each.type == "site"
        }
        return list(self._places(lambda id_, _: id_ not in parents))

    def _places(self, belongs: Callable[[str, Organisation], bool]) -> Iterator[Fact]:
        for id_, each in self.records.organisations.items():
            stood = each.stood_at(self.period.until)
            if belongs(id_, each) and (stood or not each.engagement):
                engagement = Traits(engagement=(stood,) if stood else ())
                traits = self._known.organisation(id_), engagement
                yield Fact(f"organisations/{id_}", (), id_, ONE, "documented", *traits)


def takes_part(fact: Fact) -> bool:
    """Whether a place is engaged, or its engagement was never put on record."""
    return set(fact.values("engagement")).issubset(ENGAGED)


def readings(figure: str, indicator: Indicator, period: Period) -> list[Fact]:
    """A row for each reading of an indicator in the period, the last one last."""
    taken = [
        (reading.date, place, reading)
        for place, reading in enumerate(indicator.readings)
        if period.holds(reading.date) and reading.basis != "planned"
    ]
    return [
        Fact("indicators", (figure, "readings", place), figure, reading.value, reading.basis)
        for _, place, reading in sorted(taken, key=lambda each: each[:2])
    ]
