"""How a number is known: each grade, what lowers it, and which of several is taken."""

import pytest

from tests.conftest import Write
from tests.tally.sums import by, figure, measured, parts, total

DOCUMENTED, COUNTED, ESTIMATED, NOWHERE = [1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]

PRODUCTS = [
    ("documented", "documented", DOCUMENTED),
    ("documented", "counted", COUNTED),
    ("counted", "documented", COUNTED),
    ("counted", "counted", COUNTED),
    ("documented", "estimated", ESTIMATED),
    ("counted", "estimated", ESTIMATED),
    ("estimated", "counted", ESTIMATED),
    ("estimated", "documented", ESTIMATED),
    ("documented", "planned", NOWHERE),
    ("planned", "documented", NOWHERE),
    ("estimated", "planned", NOWHERE),
]
"""One grade and another, and where the product of the two stands."""

ALL_DIFFERENT = {
    "people/p-ann.yaml": "basis: documented",
    "people/p-bob.yaml": "basis: counted",
    "people/p-cyn.yaml": "{basis: estimated}",
    "people/p-dai.yaml": "{basis: planned}",
    "sessions/s-1.yaml": """
        date: 2010-10-01
        kind: training
        days: 1
        attended: [p-ann, p-bob, p-cyn, p-dai]
        """,
}


# --- what is documented, counted or estimated unless it says otherwise ---


def test_a_single_person_is_documented(write: Write) -> None:
    folder = write(
        {
            "people/p-ann.yaml": "role: service-user",
            "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, attended: p-ann}",
            "indicators.yaml": measured("{count: people}"),
        }
    )
    assert parts(folder, "figure") == DOCUMENTED


def test_a_group_is_counted(write: Write) -> None:
    folder = write(
        {
            "people/g-club.yaml": "headcount: 12",
            "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, attended: g-club}",
            "indicators.yaml": measured("{count: people}"),
        }
    )
    assert parts(folder, "figure") == [0, 12, 0]


def test_a_session_is_documented(write: Write) -> None:
    folder = write(
        {
            "sessions/s-1.yaml": "{date: 2010-10-01, kind: training}",
            "indicators.yaml": measured("{count: sessions}"),
        }
    )
    assert parts(folder, "figure") == DOCUMENTED


def test_an_outcome_is_documented(write: Write) -> None:
    folder = write(
        {
            "people/p-ann.yaml": "outcomes: {date: 2010-10-09, kind: employment}",
            "indicators.yaml": measured("{count: outcomes}"),
        }
    )
    assert parts(folder, "figure") == DOCUMENTED


def test_an_organisation_is_documented(write: Write) -> None:
    folder = write({"indicators.yaml": measured("{count: organisations}")})
    assert parts(folder, "figure") == DOCUMENTED


def test_a_reading_is_documented(write: Write) -> None:
    readings = "readings: {date: 2010-10-09, value: 21}"
    folder = write({"indicators.yaml": f"figure: {{measure: latest, {readings}}}"})
    assert parts(folder, "figure") == [21, 0, 0]


def test_a_reach_is_counted(write: Write) -> None:
    folder = write(
        {
            "sessions/s-1.yaml": "{date: 2010-10-01, kind: dissemination, reach: {people: 8}}",
            "indicators.yaml": measured("{sum: reach-people}"),
        }
    )
    assert parts(folder, "figure") == [0, 8, 0]


# --- a product is never graded above its weakest part ---


@pytest.mark.parametrize("measure", ["count: people", "count: attendances", "sum: learner-days"])
@pytest.mark.parametrize(("of_session", "of_person", "where_it_stands"), PRODUCTS)
def test_an_attendance(
    write: Write, measure: str, of_session: str, of_person: str, where_it_stands: list[int]
) -> None:
    folder = write(
        {
            "people/p-ann.yaml": f"basis: {of_person}",
            "sessions/s-1.yaml": f"""
                {{date: 2010-10-01, kind: training, basis: {of_session}, days: 1, attended: p-ann}}
                """,
            "indicators.yaml": measured(f"{{{measure}}}"),
        }
    )
    assert parts(folder, "figure") == where_it_stands


@pytest.mark.parametrize(("of_session", "of_reach", "where_it_stands"), PRODUCTS)
def test_a_reach(write: Write, of_session: str, of_reach: str, where_it_stands: list[int]) -> None:
    folder = write(
        {
            "sessions/s-1.yaml": f"""
                date: 2010-10-01
                kind: dissemination
                basis: {of_session}
                reach: {{organisations: 1, basis: {of_reach}}}
                """,
            "indicators.yaml": measured("{sum: reach-organisations}"),
        }
    )
    assert parts(folder, "figure") == where_it_stands


@pytest.mark.parametrize(
    "measure", ["count: outcomes", "count: people, where: {outcome: employment}"]
)
@pytest.mark.parametrize(("of_outcome", "of_person", "where_it_stands"), PRODUCTS)
def test_an_outcome(
    write: Write, measure: str, of_outcome: str, of_person: str, where_it_stands: list[int]
) -> None:
    folder = write(
        {
            "people/p-ann.yaml": f"""
                basis: {of_person}
                outcomes: {{date: 2010-10-09, kind: employment, basis: {of_outcome}}}
                """,
            "indicators.yaml": measured(f"{{{measure}}}"),
        }
    )
    assert parts(folder, "figure") == where_it_stands


@pytest.mark.parametrize(
    "measure", ["count: sessions", "count: curriculum-areas", "sum: delivery-days"]
)
@pytest.mark.parametrize(
    ("basis", "where_it_stands"),
    [
        ("documented", DOCUMENTED),
        ("counted", COUNTED),
        ("estimated", ESTIMATED),
        ("planned", NOWHERE),
    ],
)
def test_a_session(write: Write, measure: str, basis: str, where_it_stands: list[int]) -> None:
    folder = write(
        {
            "sessions/s-1.yaml": f"""
                {{date: 2010-10-01, kind: training, basis: {basis}, days: 1, curriculum: ict}}
                """,
            "indicators.yaml": measured(f"{{{measure}}}"),
        }
    )
    assert parts(folder, "figure") == where_it_stands


# --- a person, and a group as one body, is graded by the best attendance that is counted ---

FROM_A_GUESS_TO_A_REGISTER = {
    "people/p-ann.yaml": "role: service-user",
    "sessions/s-1.yaml": """
        {date: 2010-10-01, kind: embedded-activity, basis: estimated, days: 1, attended: p-ann}
        """,
    "sessions/s-2.yaml": """
        {date: 2010-10-02, kind: meeting, basis: counted, days: 1, attended: p-ann}
        """,
    "sessions/s-3.yaml": "{date: 2010-10-03, kind: training, days: 1, attended: p-ann}",
}


@pytest.mark.parametrize(
    ("kinds", "grade"),
    [
        ("[training, meeting, embedded-activity]", DOCUMENTED),
        ("[meeting, embedded-activity]", COUNTED),
        ("embedded-activity", ESTIMATED),
    ],
)
def test_a_person_is_graded_by_the_best_attendance_that_is_counted(
    write: Write, kinds: str, grade: list[int]
) -> None:
    measure = measured(f"{{count: people, where: {{kind: {kinds}}}}}")
    folder = write({**FROM_A_GUESS_TO_A_REGISTER, "indicators.yaml": measure})
    assert parts(folder, "figure") == grade


def test_attendances_and_days_are_each_graded_alone(write: Write) -> None:
    folder = write(
        {
            **FROM_A_GUESS_TO_A_REGISTER,
            "indicators.yaml": """
                attendances: {measure: {count: attendances}}
                days: {measure: {sum: learner-days}}
                """,
        }
    )
    assert parts(folder, "attendances") == [1, 1, 1]
    assert parts(folder, "days") == [1, 1, 1]


@pytest.mark.parametrize(
    ("basis", "people"),
    [("documented", 1), ("counted", 0), ("estimated", 0), ("[documented, estimated]", 1)],
)
def test_the_basis_of_people_is_their_grade(write: Write, basis: str, people: int) -> None:
    measure = measured(f"{{count: people, where: {{basis: {basis}}}}}")
    folder = write({**FROM_A_GUESS_TO_A_REGISTER, "indicators.yaml": measure})
    assert total(folder, "figure") == people


def test_a_group_in_parts_is_graded_as_one_body(write: Write) -> None:
    folder = write(
        {
            "people/g-club.yaml": "headcount: 12",
            "sessions/s-1.yaml": """
                date: 2010-10-01
                kind: training
                attended: {person: g-club, headcount: 3}
                """,
            "sessions/s-2.yaml": """
                date: 2010-10-02
                kind: training
                basis: estimated
                attended: {person: g-club, headcount: 7}
                """,
            "indicators.yaml": measured("{count: people}"),
        }
    )
    assert parts(folder, "figure") == [0, [7, 10], 0]


def test_an_area_is_graded_by_its_best_session(write: Write) -> None:
    folder = write(
        {
            "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, curriculum: [ict, literacy]}",
            "sessions/s-2.yaml": """
                {date: 2010-10-02, kind: training, curriculum: ict, basis: estimated}
                """,
            "indicators.yaml": measured("{count: curriculum-areas}"),
        }
    )
    assert parts(folder, "figure") == [2, 0, 0]


# --- the parts ---


def test_the_parts_add_up_to_the_total(write: Write) -> None:
    folder = write({**ALL_DIFFERENT, "indicators.yaml": measured("{sum: learner-days}")})
    found = figure(folder, "figure")
    assert parts(folder, "figure") == [1, 1, 1]
    assert found["without_estimates"] == [2, 2]
    assert found["total"] == [3, 3]


@pytest.mark.parametrize("measure", ["count: people", "count: attendances", "sum: learner-hours"])
def test_each_grade_is_a_value_of_a_breakdown(write: Write, measure: str) -> None:
    one = 6 if "hours" in measure else 1
    indicator = f"figure: {{measure: {{{measure}}}, disaggregate: basis}}"
    folder = write({**ALL_DIFFERENT, "indicators.yaml": indicator})
    assert by(folder, "figure", "basis") == {"documented": one, "counted": one, "estimated": one}
