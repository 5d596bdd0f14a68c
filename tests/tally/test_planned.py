"""What is planned is never added, and is nothing on record."""

import pytest

from tests.conftest import Write
from tests.tally.sums import by, status, total


@pytest.mark.parametrize(
    "measure", ["count: sessions", "count: curriculum-areas", "sum: delivery-days"]
)
def test_a_planned_session_is_nothing_on_record(write: Write, measure: str) -> None:
    indicator = f"figure: {{measure: {{{measure}}}, target: 1, disaggregate: kind}}"
    folder = write(
        {
            "sessions/s-1.yaml": """
                {date: 2010-10-01, kind: training, basis: planned, days: 1, curriculum: ict}
                """,
            "indicators.yaml": indicator,
        }
    )
    assert status(folder, "figure") == "no-data"
    assert by(folder, "figure", "kind") == {}


def test_a_planned_reading_is_never_added(write: Write) -> None:
    readings = "readings: {date: 2010-10-09, value: 21, basis: planned}"
    folder = write({"indicators.yaml": f"figure: {{measure: latest, target: 20, {readings}}}"})
    assert total(folder, "figure") is None
    assert status(folder, "figure") == "no-data"


@pytest.mark.parametrize(
    "measure", ["{count: outcomes}", "{count: people, where: {outcome: employment}}"]
)
def test_a_planned_outcome_is_never_added(write: Write, measure: str) -> None:
    outcome = "{date: 2010-10-09, kind: employment, basis: planned}"
    folder = write(
        {
            "people/p-ann.yaml": f"{{role: service-user, outcomes: {outcome}}}",
            "indicators.yaml": f"figure: {{measure: {measure}, target: 1}}",
        }
    )
    assert status(folder, "figure") == "no-data"


@pytest.mark.parametrize(
    "planned",
    ["status: planned", "status: cancelled", "basis: planned", "status: planned, basis: counted"],
)
@pytest.mark.parametrize(
    "measure",
    [
        "count: people",
        "count: attendances",
        "count: sessions",
        "count: curriculum-areas",
        "sum: learner-days",
        "sum: learner-hours",
        "sum: delivery-days",
        "sum: reach-people",
        "sum: reach-organisations",
    ],
)
def test_a_session_that_was_not_held_adds_nothing(write: Write, measure: str, planned: str) -> None:
    folder = write(
        {
            "people/p-ann.yaml": "role: service-user",
            "sessions/s-1.yaml": f"""
                {{date: 2010-10-01, kind: dissemination, {planned}, days: 1, curriculum: ict,
                attended: p-ann, reach: {{people: [15, 20], organisations: [20, 40]}}}}
                """,
            "indicators.yaml": f"figure: {{measure: {{{measure}}}, target: 1}}",
        }
    )
    assert total(folder, "figure") == 0
    assert status(folder, "figure") == "no-data"
