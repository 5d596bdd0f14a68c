"""From one day to another, both inclusive; and as things stood on the last one."""

import pytest

from tests.conftest import Write
from tests.tally.sums import figure, measured, status, total

THREE_DAYS = {
    "people/p-ann.yaml": """
        role: service-user
        outcomes:
          - {date: 2010-10-04, kind: employment}
          - {date: 2010-10-05, kind: qualification}
          - {date: 2010-10-06, kind: employment}
        """,
    "people/p-bob.yaml": "role: service-user",
    "sessions/s-1.yaml": """
        {date: 2010-10-04, kind: training, days: 1, curriculum: ict, attended: p-ann}
        """,
    "sessions/s-2.yaml": """
        {date: 2010-10-05, kind: dissemination, days: 0.5, reach: {people: 20, organisations: 3}}
        """,
    "sessions/s-3.yaml": """
        {date: 2010-10-06, kind: training, days: 1, curriculum: literacy, attended: [p-ann, p-bob]}
        """,
}

PERIODS = {
    "all": (None, None),
    "to the 3rd": (None, "2010-10-03"),
    "to the 4th": (None, "2010-10-04"),
    "to the 5th": (None, "2010-10-05"),
    "from the 5th": ("2010-10-05", None),
    "from the 6th": ("2010-10-06", None),
    "from the 7th": ("2010-10-07", None),
    "on the 5th": ("2010-10-05", "2010-10-05"),
    "on the 6th": ("2010-10-06", "2010-10-06"),
    "backwards": ("2010-10-06", "2010-10-04"),
}

EXPECTED = {
    "count: people": (2, 0, 1, 1, 2, 2, 0, 0, 2, 0),
    "count: attendances": (3, 0, 1, 1, 2, 2, 0, 0, 2, 0),
    "sum: learner-days": (3, 0, 1, 1, 2, 2, 0, 0, 2, 0),
    "sum: learner-hours": (18, 0, 6, 6, 12, 12, 0, 0, 12, 0),
    "count: sessions": (3, 0, 1, 2, 2, 1, 0, 1, 1, 0),
    "count: curriculum-areas": (2, 0, 1, 1, 1, 1, 0, 0, 1, 0),
    "sum: delivery-days": (2.5, 0, 1, 1.5, 1.5, 1, 0, 0.5, 1, 0),
    "sum: reach-people": (20, 0, 0, 20, 20, 0, 0, 20, 0, 0),
    "sum: reach-organisations": (3, 0, 0, 3, 3, 0, 0, 3, 0, 0),
    "count: outcomes": (3, 0, 1, 2, 2, 1, 0, 1, 1, 0),
    "count: qualifications": (1, 0, 0, 1, 1, 0, 0, 1, 0, 0),
    "count: people, where: {outcome: employment}": (1, 0, 1, 1, 1, 1, 0, 0, 1, 0),
    "count: organisations": (1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
    "count: sites": (1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
}
"""What each measure comes to in each of the periods, in their order."""


@pytest.mark.parametrize(
    ("measure", "period", "expected"),
    [
        pytest.param(measure, days, amount, id=f"{measure} {name}")
        for measure, amounts in EXPECTED.items()
        for (name, days), amount in zip(PERIODS.items(), amounts, strict=True)
    ],
)
def test_both_ends_are_inclusive(
    write: Write, measure: str, period: tuple[str | None, str | None], expected: float
) -> None:
    folder = write({**THREE_DAYS, "indicators.yaml": measured(f"{{{measure}}}")})
    assert total(folder, "figure", *period) == expected


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (None, "2010-10-03", 0),
        (None, "2010-10-04", 3),
        (None, "2010-10-05", 3),
        ("2010-10-04", "2010-10-04", 3),
        ("2010-10-05", None, 0),
        ("2010-10-05", "2010-10-06", 0),
    ],
)
def test_a_session_that_ran_on_counts_in_full_by_its_start(
    write: Write, since: str | None, until: str | None, days: int
) -> None:
    folder = write(
        {
            "people/p-ann.yaml": "role: service-user",
            "sessions/s-1.yaml": """
                {date: 2010-10-04, until: 2010-10-06, kind: training, days: 3, attended: p-ann}
                """,
            "indicators.yaml": measured("{sum: learner-days}"),
        }
    )
    assert total(folder, "figure", since, until) == days


# --- readings ---


@pytest.mark.parametrize(
    ("since", "until", "latest"),
    [
        (None, None, 19),
        (None, "2010-10-06", 19),
        (None, "2010-10-05", 21),
        (None, "2010-10-04", 21),
        (None, "2010-10-03", None),
        ("2010-10-06", None, 19),
        ("2010-10-07", None, None),
        ("2010-10-04", "2010-10-05", 21),
    ],
)
def test_the_latest_reading_of_the_period(
    write: Write, since: str | None, until: str | None, latest: int | None
) -> None:
    """The last by its day, not by its place in the list."""
    folder = write(
        {
            "indicators.yaml": """
                figure:
                  measure: latest
                  target: 20
                  readings:
                    - {date: 2010-10-06, value: 19, of: 4}
                    - {date: 2010-10-04, value: 21, of: 3}
                """
        }
    )
    assert total(folder, "figure", since, until) == latest
    expected = {19: "not-met", 21: "exceeded", None: "no-data"}
    assert status(folder, "figure", since, until) == expected[latest]


def test_readings_are_not_added_up(write: Write) -> None:
    folder = write(
        {
            "indicators.yaml": """
                figure:
                  measure: latest
                  readings:
                    - {date: 2010-10-04, value: 21}
                    - {date: 2010-10-05, value: [18, 20], basis: counted}
                """
        }
    )
    found = figure(folder, "figure")
    assert found["documented"] == [0, 0]
    assert found["counted"] == [18, 20]
    assert found["total"] == [18, 20]


def test_of_two_readings_on_a_day_the_last_line_counts(write: Write) -> None:
    readings = "[{date: 2010-10-04, value: 21}, {date: 2010-10-04, value: 19}]"
    folder = write({"indicators.yaml": f"figure: {{measure: latest, readings: {readings}}}"})
    assert total(folder, "figure") == 19


# --- targets and judgements, as they stood ---

CHANGED = """
    figure:
      measure: {count: organisations}
      target:
        - {value: 3, agreed: 2010-09-01, by: the funder}
        - {value: 1, agreed: 2011-01-10, by: the funder, because: Two hostels declined.}
    """


@pytest.mark.parametrize(
    ("until", "target", "standing"),
    [
        (None, 1, "met"),
        ("2011-01-10", 1, "met"),
        ("2011-01-09", 3, "not-met"),
        ("2010-09-01", 3, "not-met"),
        ("2010-08-31", None, None),
    ],
)
def test_the_target_in_force_on_a_day(
    write: Write, until: str | None, target: int | None, standing: str | None
) -> None:
    folder = write({"indicators.yaml": CHANGED})
    assert figure(folder, "figure", until=until)["target"] == target
    assert status(folder, "figure", until=until) == standing
    assert figure(folder, "figure", since="2011-02-01", until=until)["target"] == target


@pytest.mark.parametrize(
    "versions",
    [
        "[{value: 1, agreed: 2011-01-10}, {value: 3, agreed: 2010-09-01}]",
        "[{value: 3, agreed: 2010-09-01}, {value: 1, agreed: 2010-09-01}]",
        "[{value: 3}, {value: 1, agreed: 2010-09-01}]",
    ],
)
def test_the_version_agreed_last_is_in_force(write: Write, versions: str) -> None:
    """Of two that were agreed on a day, the last line; before any, what was never dated."""
    indicator = f"figure: {{measure: {{count: organisations}}, target: {versions}}}"
    assert figure(write({"indicators.yaml": indicator}), "figure")["target"] == 1


@pytest.mark.parametrize("until", [None, "2010-01-01"])
def test_a_target_without_a_day_was_always_in_force(write: Write, until: str | None) -> None:
    folder = write({"indicators.yaml": "figure: {measure: {count: organisations}, target: 1}"})
    assert status(folder, "figure", until=until) == "met"


@pytest.mark.parametrize(
    ("until", "judgement"),
    [
        (None, "achieved"),
        ("2011-05-20", "achieved"),
        ("2011-05-19", "too-early"),
        ("2011-01-10", "too-early"),
        ("2011-01-09", "no-data"),
    ],
)
def test_the_judgement_of_a_day(write: Write, until: str | None, judgement: str) -> None:
    folder = write(
        {
            "indicators.yaml": """
                figure:
                  measure: judged
                  judgement:
                    - {status: too-early, date: 2011-01-10, by: manager, because: Only begun.}
                    - {status: achieved, date: 2011-05-20, by: manager, because: Taken up.}
                """
        }
    )
    assert status(folder, "figure", until=until) == judgement
