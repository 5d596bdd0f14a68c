"""From records to facts: what each measure adds up, before anything narrows it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from fifrecords.model.basis import weaker
from fifrecords.model.indicator import Indicator
from fifrecords.model.organisation import Organisation
from fifrecords.model.person import Outcome
from fifrecords.model.quantity import ONE, Quantity
from fifrecords.model.records import Records
from fifrecords.model.session import Session, Timed
from fifrecords.model.vocabulary import ENGAGED
from fifrecords.tally.fact import Fact, Narrowing, Traits
from fifrecords.tally.period import Period
from fifrecords.tally.traits import (
    Attender,
    Known,
    of_area,
    of_attended,
    of_delivered,
    of_outcome,
)


def length_in_days(timed: Timed, hours_per_day: Quantity | None) -> Quantity | None:
    """How many days something lasts; None where its length is not recorded.

    Args:
        timed: A session, or one attendance.
        hours_per_day: The project's own; without it, hours say nothing of days.
    """
    if timed.days is not None:
        return timed.days
    if timed.hours is not None and hours_per_day is not None:
        return _in_days(timed.hours, hours_per_day)
    return None


@lru_cache(maxsize=1000)
def _in_days(hours: Quantity, hours_per_day: Quantity) -> Quantity:
    """Few lengths are given, each many times, and exact numbers are slow to divide."""
    return hours / hours_per_day


class Facts:
    """The facts of a project within a period, each kind worked out once, when asked for.

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

    def of(self, thing: str) -> Sequence[Fact]:
        """The facts of one thing that is counted or summed, as ``KNOWN_DIMENSIONS`` names it."""
        made: Sequence[Fact] = getattr(self, _PROPERTIES[thing])
        return made

    def tell_of_attendance(self, given: Mapping[str, frozenset[str]], *, timed: bool) -> bool:
        """Whether anybody's attendance matches; looks no further than the first session's.

        Args:
            given: What it has to match.
            timed: Whether its length has to be known too.
        """
        where = Narrowing(given)
        return any(
            where.of([fact for fact, length in self._at_session(*each) if length or not timed])
            for each in self.sessions
        )

    @cached_property
    def sessions(self) -> list[tuple[str, Session]]:
        """The sessions held in the period, with their references."""
        return [
            (f"sessions/{id_}", session)
            for id_, session in self.records.held.items()
            if session.basis != "planned" and self.period.holds(session.date)
        ]

    @cached_property
    def attendances(self) -> list[Fact]:
        """A row for each attender, a group's with its heads."""
        return [fact for fact, _ in self._attended]

    @cached_property
    def learner_days(self) -> list[Fact]:
        """A row for each attender whose length is known: days times heads."""
        return [
            fact.of(length if fact.amount is ONE else length * fact.amount)
            for fact, length in self._attended
            if length is not None
        ]

    @cached_property
    def learner_hours(self) -> list[Fact]:
        """The learner days in hours; none without the project's hours per day."""
        if (hours := self.hours_per_day) is None:
            return []
        days = {id(fact.amount): fact.amount for fact in self.learner_days}
        in_hours = {key: amount * hours for key, amount in days.items()}
        return [fact.of(in_hours[id(fact.amount)]) for fact in self.learner_days]

    @cached_property
    def _attended(self) -> list[tuple[Fact, Quantity | None]]:
        return [row for ref, session in self.sessions for row in self._at_session(ref, session)]

    def _at_session(self, ref: str, session: Session) -> Iterator[tuple[Fact, Quantity | None]]:
        what, length = of_attended(session), length_in_days(session, self.hours_per_day)
        for place, attendance in enumerate(session.attended):
            body = attendance.person
            if (who := self._known.person(body)) is None:
                continue
            basis = weaker(who.basis, session.basis)
            if basis == "planned":
                continue
            heads = attendance.headcount or who.size
            at = ("attended", place)
            fact = Fact(ref, at, body, heads, basis, who.traits, what, who.size)
            yield fact, length_in_days(attendance, self.hours_per_day) or length

    @cached_property
    def held(self) -> list[Fact]:
        """A row for each session held."""
        at = self._known.organisation
        return [
            Fact(ref, (), ref, ONE, each.basis, at(each.organisation), of_delivered(each))
            for ref, each in self.sessions
        ]

    @cached_property
    def delivery_days(self) -> list[Fact]:
        """A row for each session held whose length is known: its own days."""
        return [
            fact._replace(at=("days" if session.days else "hours",), amount=length)
            for fact, (_, session) in zip(self.held, self.sessions, strict=True)
            if (length := length_in_days(session, self.hours_per_day)) is not None
        ]

    @cached_property
    def areas(self) -> list[Fact]:
        """A row for each curriculum area of each session held."""
        return [
            fact._replace(at=("curriculum", place), body=area, what=of_area(area, fact.what))
            for fact, (_, session) in zip(self.held, self.sessions, strict=True)
            for place, area in enumerate(session.curriculum)
        ]

    @cached_property
    def people_reached(self) -> list[Fact]:
        """A row for each dissemination session that says how many people it reached."""
        return list(self._reached("people"))

    @cached_property
    def organisations_reached(self) -> list[Fact]:
        """A row for each dissemination session that says how many organisations it reached."""
        return list(self._reached("organisations"))

    def _reached(self, whom: str) -> Iterator[Fact]:
        for fact, (_, session) in zip(self.held, self.sessions, strict=True):
            if session.kind != "dissemination" or session.reach is None:
                continue
            amount: Quantity | None = getattr(session.reach, whom)
            basis = weaker(session.reach.basis, session.basis)
            if amount is not None and basis != "planned":
                yield fact._replace(at=("reach", whom), amount=amount, basis=basis)

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

    def _achieved(self, id_: str, who: Attender, place: int, outcome: Outcome) -> Fact:
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


def taking_part(facts: Sequence[Fact]) -> list[Fact]:
    """The places that are engaged, or whose engagement was never put on record."""
    return [fact for fact in facts if set(fact.values("engagement")).issubset(ENGAGED)]


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


_PROPERTIES = {
    "people": "attendances",
    "attendances": "attendances",
    "learner-days": "learner_days",
    "learner-hours": "learner_hours",
    "sessions": "held",
    "delivery-days": "delivery_days",
    "curriculum-areas": "areas",
    "reach-people": "people_reached",
    "reach-organisations": "organisations_reached",
    "outcomes": "outcomes",
    "qualifications": "qualifications",
    "organisations": "organisations",
    "sites": "sites",
}
