"""What holds of every tally, whatever the project."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, TypeVar

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fifrecords import Actual, Quantity, Records, add_up
from fifrecords.model.basis import ADDED
from fifrecords.model.indicator import Indicator
from fifrecords.model.measure import known_dimensions
from fifrecords.model.session import Attendance, Session
from fifrecords.tally.cited import Cited, cited
from fifrecords.tally.published import as_data
from tests.tally.strategies import (
    THINGS,
    attendances,
    days,
    indicators,
    measures,
    projects,
    projects_with_figures,
    sessions,
    with_figures,
)

R = TypeVar("R")

quickly = settings(max_examples=20, deadline=None)
thoroughly = settings(max_examples=60, deadline=None)

ADDITIVE = [each for each in THINGS if each not in ("people", "curriculum-areas")]
DATED = [each for each in ADDITIVE if each not in ("organisations", "sites")]


def added(*quantities: Quantity) -> Quantity:
    return Quantity(sum(q.low for q in quantities), sum(q.high for q in quantities))


def data_of(records: Records, since: date | None = None, until: date | None = None) -> str:
    actuals = add_up(records, since=since, until=until).values()
    period = {"since": since, "until": until}
    return json.dumps(as_data(actuals, commit=None, dirty=False, draft=False, **period))


def counted(records: Records) -> list[Actual]:
    return [each for name, each in add_up(records).items() if name != "funding"]


def one_figure(records: Records, measure: dict[str, Any], **period: date | None) -> Actual:
    return add_up(with_figures(records, [Indicator(measure=measure)]), **period)["f-0"]


# --- the parts of a figure ---


@given(records=projects_with_figures())
@thoroughly
def test_the_parts_add_up_to_the_total_and_take_nothing_away(records: Records) -> None:
    for actual in counted(records):
        value = actual.value
        assert added(*(value.parts[basis] for basis in ADDED)) == value.total
        firm = added(value.parts["documented"], value.parts["counted"])
        assert firm == value.without_estimates
        for quantity in (value.total, value.without_estimates, *value.parts.values()):
            assert 0 <= quantity.low <= quantity.high


@given(records=projects_with_figures())
@thoroughly
def test_whether_anything_is_known_is_told_alike_with_and_without_adding_up(
    records: Records,
) -> None:
    figures = add_up(records)
    known = {name: add_up(replace(records)).is_known(name) for name in figures}
    assert known == {name: actual.value.known for name, actual in figures.items()}


# --- breakdowns ---


@given(records=projects_with_figures())
@thoroughly
def test_a_breakdown_adds_up_to_its_figure_or_says_that_it_overlaps(records: Records) -> None:
    for actual in counted(records):
        whole = actual.value.total
        for breakdown in actual.by.values():
            if not breakdown.overlapping:
                assert added(*breakdown.values.values()) == whole
            for total in breakdown.values.values():
                assert total.low <= whole.low
                assert total.high <= whole.high


@given(records=projects_with_figures(ADDITIVE))
@quickly
def test_only_what_has_several_values_overlaps(records: Records) -> None:
    for actual in counted(records):
        for dimension, breakdown in actual.by.items():
            if dimension not in ("curriculum", "organisation_role"):
                assert not breakdown.overlapping


@pytest.mark.parametrize("things", [["people"], ["curriculum-areas"], ADDITIVE])
@given(data=st.data())
@thoroughly
def test_what_stands_under_a_value_is_what_a_claim_of_it_cites(
    things: list[str], data: st.DataObject
) -> None:
    records = data.draw(projects())
    figure = data.draw(indicators(records, things))
    every_way = figure.model_copy(update={"disaggregate": known_dimensions(figure.measure)})
    records = with_figures(records, [every_way])
    figures = add_up(records)
    for dimension, breakdown in figures["f-0"].by.items():
        for value, total in breakdown.values.items():
            told = cited(records, figures, ("f-0", dimension, value))
            assert isinstance(told, Cited)
            assert told.value.total == total, (dimension, value)


# --- the order of records ---


def shuffled(draw: st.DataObject, records: Mapping[str, R]) -> Mapping[str, R]:
    order = draw.draw(st.permutations(list(records)))
    return MappingProxyType({id_: records[id_] for id_ in order})


@given(records=projects_with_figures(), data=st.data())
@thoroughly
def test_the_order_of_records_does_not_matter(records: Records, data: st.DataObject) -> None:
    sessions = {
        id_: each.model_copy(
            update={"attended": tuple(data.draw(st.permutations(list(each.attended))))}
        )
        for id_, each in records.sessions.items()
    }
    another = replace(
        records,
        organisations=shuffled(data, records.organisations),
        people=shuffled(data, records.people),
        sessions=shuffled(data, sessions),
    )
    assert json.loads(data_of(another)) == json.loads(data_of(records))


# --- more records, and more people ---


@given(records=projects(), data=st.data())
@thoroughly
def test_there_are_at_least_as_many_attendances_as_people(
    records: Records, data: st.DataObject
) -> None:
    """But for a grade: a person has one, and each attendance its own."""
    where = data.draw(measures(records, ["attendances"]))["where"]
    where.pop("basis", None)
    people = one_figure(records, {"count": "people", "where": where}).value
    attendances = one_figure(records, {"count": "attendances", "where": where}).value
    assert attendances.total.low >= people.total.low
    assert attendances.total.high >= people.total.high


UPWARDS = [["documented"], ["documented", "counted"], ["documented", "counted", "estimated"]]
"""A better grade stays within each of these."""


@pytest.mark.parametrize("thing", THINGS)
@given(data=st.data())
@quickly
def test_a_session_that_is_added_lowers_no_count(thing: str, data: st.DataObject) -> None:
    records = data.draw(projects())
    measure = data.draw(measures(records, [thing]))
    if "basis" in measure["where"]:
        measure["where"]["basis"] = data.draw(st.sampled_from(UPWARDS))
    more = data.draw(sessions(records, held=True))
    assert_not_lowered(measure, records, with_session(records, "s-more", more))


@given(data=st.data())
@thoroughly
def test_an_attendance_that_is_added_lowers_no_count_of_people(data: st.DataObject) -> None:
    records = data.draw(projects().filter(lambda drawn: drawn.sessions and drawn.people))
    measure = data.draw(measures(records, ["people"]))
    if "basis" in measure["where"]:
        measure["where"]["basis"] = data.draw(st.sampled_from(UPWARDS))
    id_ = data.draw(st.sampled_from(list(records.sessions)))
    session = records.sessions[id_].model_copy(update={"status": "held"})
    before = with_session(records, id_, session)
    absent = sorted(records.people.keys() - {row.person for row in session.attended})
    assume(absent)
    who = data.draw(st.sampled_from(absent))
    rows = data.draw(attendances(who, records.groups.get(who)))
    attended = (*session.attended, *(Attendance(**row) for row in rows))
    after = with_session(records, id_, session.model_copy(update={"attended": attended}))
    assert_not_lowered(measure, before, after)


def with_session(records: Records, id_: str, session: Session) -> Records:
    return replace(records, sessions=MappingProxyType({**records.sessions, id_: session}))


def assert_not_lowered(measure: dict[str, Any], before: Records, after: Records) -> None:
    was, now = one_figure(before, measure).value, one_figure(after, measure).value
    for once, then in ((was.total, now.total), (was.without_estimates, now.without_estimates)):
        assert then.low >= once.low
        assert then.high >= once.high


# --- periods ---


@pytest.mark.parametrize("thing", DATED)
@given(data=st.data())
@quickly
def test_two_halves_of_a_period_add_up(thing: str, data: st.DataObject) -> None:
    records = data.draw(projects())
    measure = data.draw(measures(records, [thing]))
    last = data.draw(days)
    first_half = one_figure(records, measure, until=last).value
    second_half = one_figure(records, measure, since=last + timedelta(days=1)).value
    whole = one_figure(records, measure).value
    for basis in ADDED:
        assert added(first_half.parts[basis], second_half.parts[basis]) == whole.parts[basis]


@given(records=projects(), data=st.data())
@quickly
def test_two_halves_of_a_period_hold_everybody(records: Records, data: st.DataObject) -> None:
    """Whoever came in both halves is counted in each, and once in the whole."""
    measure = data.draw(measures(records, ["people", "curriculum-areas"]))
    measure["where"].pop("basis", None)
    last = data.draw(days)
    first_half = one_figure(records, measure, until=last).value.total
    second_half = one_figure(records, measure, since=last + timedelta(days=1)).value.total
    whole = one_figure(records, measure).value.total
    assert max(first_half.low, second_half.low) <= whole.low
    assert max(first_half.high, second_half.high) <= whole.high
    assert whole.high <= first_half.high + second_half.high


# --- the data ---


@given(records=projects_with_figures(), since=st.none() | days, until=st.none() | days)
@quickly
def test_the_data_are_the_same_twice(
    records: Records, since: date | None, until: date | None
) -> None:
    once = data_of(records, since, until)
    assert data_of(replace(records), since, until) == once
    for figure in json.loads(once)["figures"].values():
        for name in ("documented", "counted", "estimated", "total", "without_estimates"):
            low, high = figure[name]
            assert low <= high
        for breakdown in figure["by"].values():
            assert list(breakdown["values"])[-1] == "not-recorded"


@given(records=projects(), data=st.data())
@quickly
def test_a_quotient_in_the_data_has_at_most_four_decimals(
    records: Records, data: st.DataObject
) -> None:
    pair = [data.draw(indicators(records)), data.draw(indicators(records))]
    quotient = Indicator(measure={"ratio": ["f-0", "f-1"]})
    figures = json.loads(data_of(with_figures(records, [*pair, quotient])))["figures"]
    found = figures["f-2"]
    assert [found[basis] for basis in ADDED] == [None, None, None]
    for name in ("total", "without_estimates"):
        for end in found[name] or ():
            assert end == round(end, 4)
