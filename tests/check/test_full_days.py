"""A day is a day, to the last digit: the rule is held to plain sums of fractions."""

from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fifrecords import Records, validate
from fifrecords.model.person import Group, Person
from fifrecords.model.session import Session

MONDAY = date(2011, 1, 10)


class Stay(NamedTuple):
    """A session from some day on, its length, and the person's own length if it differs."""

    begins: int
    dates: int
    days: float
    own: float | None = None


def said(*stays: Stay) -> set[str]:
    """The sessions with which the person has more than a day."""
    sessions = {f"s{place:02}": _session(stay) for place, stay in enumerate(stays)}
    records = Records(people={"p-1": Person(role="manager")}, sessions=sessions)
    return {each.message for each in validate(records, {"more-than-a-day-in-a-day"})}


def test_a_group_of_which_all_came_is_held_to_the_same() -> None:
    """Whether it is named as a whole or by all of its heads; of four who came it may be others."""

    def crowded(*attended: object) -> bool:
        days = {"date": MONDAY, "kind": "training", "days": 1}
        sessions = {f"s{at}": Session(attended=each, **days) for at, each in enumerate(attended)}
        records = Records(people={"g-1": Group(headcount=5)}, sessions=sessions)
        return bool(validate(records, {"more-than-a-day-in-a-day"}))

    assert crowded("g-1", "g-1")
    assert crowded("g-1", {"person": "g-1", "headcount": 5})
    assert not crowded("g-1", {"person": "g-1", "headcount": 4})


def _session(stay: Stay) -> Session:
    first = MONDAY + timedelta(days=stay.begins)
    until = first + timedelta(days=stay.dates - 1)
    attended = "p-1" if stay.own is None else {"person": "p-1", "days": stay.own}
    return Session(
        date=first,
        until=until if stay.dates > 1 else None,
        kind="training",
        days=stay.days,
        attended=attended,
    )


def most_on_a_date(stays: list[Stay]) -> Fraction:
    on_dates = [Fraction(0)] * 20
    for stay in stays:
        for day in range(stay.begins, stay.begins + stay.dates):
            length = stay.days if stay.own is None else stay.own
            on_dates[day] += Fraction(repr(length)) / stay.dates
    return max(on_dates)


@pytest.mark.parametrize("lengths", [(1,), (0.5, 0.5), (0.1, 0.2, 0.7), (0.3, 0.3, 0.4)])
def test_a_full_day_is_no_more_than_a_day(lengths: tuple[float, ...]) -> None:
    stays = [Stay(0, 1, length) for length in lengths]
    assert said(*stays) == set()
    assert len(said(*stays, Stay(0, 1, 1e-15))) == 1


def test_thirds_of_a_day_are_a_day() -> None:
    thirds = [Stay(place, 3, 1) for place in range(3)]
    assert said(*thirds) == set()
    assert len(said(*thirds, Stay(2, 1, 0.000000000000001))) == 1


def test_what_floats_lose_is_not_lost() -> None:
    tenths = [Stay(0, 1, 0.1) for _ in range(10)]
    assert sum(each.days for each in tenths) + 1e-16 == 1
    assert said(*tenths) == set()
    assert len(said(*tenths, Stay(0, 1, 1e-16))) == 1


lengths = st.sampled_from([0.1, 0.2, 0.25, 0.3, 0.333333333333333, 0.5, 0.7, 1, 1.5, 2, 3])
stays = st.builds(Stay, st.integers(0, 9), st.integers(1, 7), lengths, st.none() | lengths)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(stays, max_size=6))
def test_it_is_said_where_a_date_holds_more_than_a_day(stays: list[Stay]) -> None:
    assert bool(said(*stays)) == (most_on_a_date(stays) > 1)


class Held(NamedTuple):
    """A session from some day on, and those who attended it, each with their own length or none."""

    begins: int
    dates: int
    days: float | None
    attended: list[tuple[str, float | None]]

    def spent(self, who: str, day: int) -> Fraction:
        """The part of a day that somebody spent there."""
        theirs = [own or self.days or 0 for name, own in self.attended if name == who]
        is_on = self.begins <= day < self.begins + self.dates
        return sum((Fraction(repr(each)) / self.dates for each in theirs if is_on), Fraction(0))


people = st.lists(st.tuples(st.sampled_from("abc"), st.none() | lengths), max_size=4)
held = st.builds(Held, st.integers(0, 9), st.integers(1, 7), st.none() | lengths, people)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(held, max_size=6))
def test_it_is_said_of_those_alone_whose_day_holds_more(held: list[Held]) -> None:
    sessions = {
        f"s{place}": Session(
            date=MONDAY + timedelta(days=each.begins),
            until=MONDAY + timedelta(days=each.begins + each.dates - 1),
            kind="training",
            days=each.days,
            attended=[
                f"p-{who}" if own is None else {"person": f"p-{who}", "days": own}
                for who, own in each.attended
            ],
        )
        for place, each in enumerate(held)
    }
    records = Records(people={f"p-{who}": Person() for who in "abc"}, sessions=sessions)
    told = {each.message[:3] for each in validate(records, {"more-than-a-day-in-a-day"})}
    assert told == {
        f"p-{who}"
        for who in "abc"
        if any(sum(each.spent(who, day) for each in held) > 1 for day in range(20))
    }
