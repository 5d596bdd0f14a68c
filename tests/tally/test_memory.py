"""What a tally holds: of a large project the rows of all figures take more than its records."""

import gc
from typing import Any

import pytest

from fifrecords import add_up, load
from fifrecords.model.measure import Count, Sum
from fifrecords.model.quantity import ONE
from fifrecords.tally.fact import Fact
from fifrecords.tally.period import Period
from fifrecords.tally.published import pair
from fifrecords.trail.running import Running
from tests.conftest import Write

FIGURES = """
people: {measure: {count: people}, disaggregate: [role, kind]}
attendances: {measure: {count: attendances}, disaggregate: [kind, role]}
days: {measure: {sum: learner-days}, disaggregate: kind}
sessions: {measure: {count: sessions}, disaggregate: kind}
delivered: {measure: {sum: delivery-days}}
areas: {measure: {count: curriculum-areas}}
"""


def _held() -> list[Any]:
    """The facts of the sessions below that somebody holds; other tests may hold others."""
    facts = (each for each in gc.get_objects() if type(each) is Fact)
    return [each for each in facts if each.ref.startswith("sessions/told-")]


def test_no_row_is_held_once_it_was_added_up(write: Write) -> None:
    people = {f"people/p-{n}.yaml": "role: learner" for n in range(5)}
    who = ", ".join(f"p-{n}" for n in range(5))
    sessions = {
        f"sessions/told-{n}.yaml": f"""
            {{date: 2010-10-01, kind: training, days: 1, curriculum: ict, attended: [{who}]}}
            """
        for n in range(9)
    }
    records = load(write({**people, **sessions, "indicators.yaml": FIGURES})).records
    figures = add_up(records)
    added_up = [figures[name] for name in records.indicators]
    assert [pair(each.value.total) for each in added_up] == [[n, n] for n in (5, 45, 45, 9, 9, 1)]
    assert [list(each.by) for each in added_up[:2]] == [["role", "kind"], ["kind", "role"]]
    assert _held() == []
    rows = list(figures["attendances"].value.rows)
    assert len(rows) == len(_held()) == 45


def test_rows_are_told_again_alike(write: Write) -> None:
    files = {
        "people/p-ann.yaml": "role: learner",
        "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, attended: p-ann}",
        "sessions/s-2.yaml": "{date: 2010-10-02, kind: training, attended: p-ann}",
        "indicators.yaml": """
            people: {measure: {count: people}}
            all: {measure: {count: attendances}}
            """,
    }
    figures = add_up(load(write(files)).records)
    rows = figures["all"].value.rows
    assert list(rows) == list(rows)
    assert [rows[0], rows[-1]] == list(rows)[:2] == list(rows[:2])
    assert figures["people"].value.rows[0].facts == tuple(rows)


def test_a_trainers_day_stands_where_its_length_was_written(write: Write) -> None:
    files = {
        "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, days: 1}",
        "sessions/s-2.yaml": "{date: 2010-10-02, kind: training, hours: 3}",
        "indicators.yaml": "delivered: {measure: {sum: delivery-days}}",
    }
    rows = add_up(load(write(files)).records)["delivered"].value.rows
    assert [fact.at for row in rows for fact in row.facts] == [("days",), ("hours",)]


@pytest.mark.parametrize("figure", ["people", "days"])
def test_a_log_holds_no_facts(write: Write, figure: str) -> None:
    session = "{date: 2010-10-01, kind: training, days: 1, attended: p-1}"
    files = {"people/p-1.yaml": "role: learner", "sessions/told-1.yaml": session}
    records = load(write({**files, "indicators.yaml": FIGURES})).records
    measure = records.indicators[figure].measure
    assert isinstance(measure, Count | Sum)
    running = Running.of(measure, Period(), records)
    assert running.value.total == ONE
    assert [*running.taken] == ["sessions/told-1"]
    assert _held() == []
