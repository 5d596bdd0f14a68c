"""The tally agrees with a second one, which is slow and plain and shares no code with it."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fifrecords import Quantity, Records, add_up, load
from fifrecords.model.indicator import Indicator
from fifrecords.model.measure import Count, Sum
from tests.conftest import ROOT
from tests.tally import oracle
from tests.tally.naive import GRADES
from tests.tally.strategies import (
    THINGS,
    WORDS,
    days,
    indicators,
    projects,
    projects_with_figures,
    with_figures,
)

quickly = settings(max_examples=30, deadline=None)
thoroughly = settings(max_examples=60, deadline=None)
periods = st.tuples(st.none() | days, st.none() | days)


def pair(quantity: Quantity | None) -> tuple[Any, Any] | None:
    return quantity and (quantity.low, quantity.high)


def assert_agreed(records: Records, since: date | None = None, until: date | None = None) -> None:
    """Every count and sum comes to the same in both tallies, in each of its parts."""
    figures = add_up(records, since=since, until=until)
    for name, indicator in records.indicators.items():
        if isinstance(indicator.measure, Count | Sum):
            value = figures[name].value
            expected = oracle.tally(records, indicator.measure, since, until)
            found = {basis: pair(value.parts[basis]) for basis in GRADES}
            found["without_estimates"] = pair(value.without_estimates)
            found["total"] = pair(value.total)
            assert found == expected, indicator.measure


@pytest.mark.parametrize("thing", THINGS)
@given(data=st.data())
@quickly
def test_each_measure_agrees_with_the_oracle(thing: str, data: st.DataObject) -> None:
    assert_agreed(data.draw(projects_with_figures([thing])), *data.draw(periods))


def test_the_shipped_records_agree_with_the_oracle() -> None:
    assert_agreed(load(ROOT / "records").records)


@given(data=st.data())
@thoroughly
def test_a_value_of_a_breakdown_is_the_figure_narrowed_to_it(data: st.DataObject) -> None:
    """But for a grade, of which a body has only one however the figure is narrowed."""
    records = data.draw(projects())
    indicator = data.draw(indicators(records))
    figure = add_up(with_figures(records, [indicator]))["f-0"]
    where = indicator.measure.where
    for dimension, breakdown in figure.by.items():
        graded = where.basis is not None and indicator.measure == Count(count="people", where=where)
        if getattr(where, dimension) is not None or graded:
            continue
        for value, total in breakdown.values.items():
            if value != "not-recorded":
                narrowed = where.model_copy(update={dimension: (value,)})
                measure = indicator.measure.model_copy(update={"where": narrowed})
                assert pair(total) == oracle.tally(records, measure)["total"], (dimension, value)


@given(records=projects(), data=st.data())
@quickly
def test_arithmetic_agrees_with_a_plain_computation(records: Records, data: st.DataObject) -> None:
    one, other = data.draw(indicators(records)), data.draw(indicators(records))
    worked_out = {
        operation: Indicator(measure={operation: ["f-0", "f-1"]})
        for operation in ("total", "difference", "ratio", "percent")
    }
    both = with_figures(records, [one, other])
    figures = add_up(replace(both, indicators=MappingProxyType({**both.indicators, **worked_out})))
    a, b = (oracle.tally(records, each.measure) for each in (one, other))
    for basis in GRADES:
        (low, high), (less, more) = a[basis], b[basis]
        assert pair(figures["total"].value.parts[basis]) == (low + less, high + more)
        assert pair(figures["difference"].value.parts[basis]) == (low - more, high - less)
    for operation, times in (("ratio", 1), ("percent", 100)):
        value = figures[operation].value
        assert value.parts is None
        if b["total"][0] == 0:
            assert value.total is None
        else:
            (low, high), (less, more) = a["total"], b["total"]
            assert pair(value.total) == (times * low / more, times * high / less)
        if value.without_estimates is not None:
            (low, high), (less, more) = a["without_estimates"], b["without_estimates"]
            assert pair(value.without_estimates) == (times * low / more, times * high / less)


def test_the_strategies_know_a_word_of_every_dimension() -> None:
    ids = {"person", "organisation", "held_at"}
    assert set(WORDS) | ids == set(dict(Count(count="people").where))
