"""What holds of groups that may hold the same people, some of each at a time."""

from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from hypothesis import given, settings

from fifrecords import Actual, Records, add_up
from fifrecords.model.indicator import Indicator
from fifrecords.model.measure import Count
from fifrecords.model.quantity import NOTHING
from tests.tally import oracle
from tests.tally.crowds import crowds
from tests.tally.strategies import with_figures

untimed = settings(max_examples=100, deadline=None)

FIGURES = [
    Indicator(measure={"count": "people"}, disaggregate=["role", "kind", "basis"]),
    Indicator(measure={"count": "people", "where": {"role": "user"}}),
    Indicator(measure={"count": "people", "where": {"kind": "training"}}),
    Indicator(measure={"count": "people", "where": {"basis": ["documented", "counted"]}}),
    Indicator(measure={"count": "people", "where": {"kind": "meeting", "basis": "counted"}}),
    Indicator(measure={"count": "attendances"}),
]


def ends(actual: Actual) -> dict[str, tuple]:
    value = actual.value
    found = {basis: (part.low, part.high) for basis, part in value.parts.items()}
    found["without_estimates"] = (value.without_estimates.low, value.without_estimates.high)
    found["total"] = (value.total.low, value.total.high)
    return found


@given(records=crowds().map(lambda drawn: with_figures(drawn, FIGURES)))
@untimed
def test_crowds_agree_with_the_oracle(records: Records) -> None:
    figures = add_up(records)
    for name, indicator in records.indicators.items():
        assert ends(figures[name]) == oracle.tally(records, indicator.measure), indicator.measure
    for dimension, breakdown in figures["f-0"].by.items():
        for value, total in breakdown.values.items():
            if value != "not-recorded":
                measure = Count(count="people", where={dimension: value})
                expected = oracle.tally(records, measure)["total"]
                assert (total.low, total.high) == expected, (dimension, value)


@given(records=crowds().map(lambda drawn: with_figures(drawn, FIGURES)))
@untimed
def test_what_a_crowd_is_made_of_adds_up_to_it(records: Records) -> None:
    """Groups that may be some of the same people add what they come to together."""
    figures = add_up(records)
    for name, actual in figures.items():
        alike = figures.alike(name)
        told = {group for groups in alike for group in groups}
        apart = [row.amount for row in actual.value.rows if row.body not in told]
        assert sum([*apart, *alike.values()], NOTHING) == actual.value.total


@given(records=crowds().map(lambda drawn: with_figures(drawn, FIGURES)))
@untimed
def test_crowds_have_at_least_as_many_attendances_as_people(records: Records) -> None:
    people, attended = add_up(records)["f-0"].value.total, add_up(records)["f-5"].value.total
    assert people.low <= attended.low
    assert people.high <= attended.high


@given(records=crowds().map(lambda drawn: with_figures(drawn, FIGURES)))
@untimed
def test_each_session_of_a_crowd_lowers_no_count_of_people(records: Records) -> None:
    sessions = list(records.sessions.items())
    sums = [
        add_up(replace(records, sessions=MappingProxyType(dict(sessions[:upto]))))
        for upto in range(len(sessions) + 1)
    ]
    for before, after in pairwise(sums):
        for name in ("f-0", "f-1", "f-2", "f-3"):
            once, then = before[name].value, after[name].value
            assert once.total.low <= then.total.low
            assert once.total.high <= then.total.high
            assert once.without_estimates.low <= then.without_estimates.low
            assert once.without_estimates.high <= then.without_estimates.high
