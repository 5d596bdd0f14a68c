"""What each measure of attendance, delivery, awards and reach adds up."""

import pytest

from tests.conftest import Write
from tests.tally.sums import measured, parts, total

# --- attendances, sessions, curriculum areas ---


def test_attendances_are_rows_times_heads(write: Write) -> None:
    folder = write(
        {
            "people/p-ann.yaml": "role: service-user",
            "people/g-club.yaml": "headcount: [10, 12]",
            "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, attended: [p-ann, g-club]}",
            "sessions/s-2.yaml": """
                date: 2010-10-02
                kind: meeting
                attended: [p-ann, {person: g-club, headcount: 4}]
                """,
            "indicators.yaml": measured("{count: attendances}"),
        }
    )
    assert total(folder, "figure") == [1 + 10 + 1 + 4, 1 + 12 + 1 + 4]
    assert parts(folder, "figure") == [2, [14, 16], 0]


def test_sessions_that_were_held(write: Write) -> None:
    folder = write(
        {
            "sessions/s-1.yaml": "{date: 2010-10-01, kind: training}",
            "sessions/2010/s-2.yaml": "{date: 2010-10-02, kind: meeting, status: held}",
            "sessions/s-3.yaml": "{date: 2010-10-03, kind: training, status: planned}",
            "sessions/s-4.yaml": "{date: 2010-10-04, kind: training, status: cancelled}",
            "indicators.yaml": measured("{count: sessions}"),
        }
    )
    assert total(folder, "figure") == 2


def test_distinct_areas_that_were_delivered(write: Write) -> None:
    folder = write(
        {
            "vocabulary.yaml": "curriculum: {ict: ICT, literacy: Literacy, cv: CV, maths: Maths}",
            "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, curriculum: [ict, literacy]}",
            "sessions/s-2.yaml": "{date: 2010-10-02, kind: training, curriculum: ict}",
            "sessions/s-3.yaml": "{date: 2010-10-03, kind: training}",
            "sessions/s-4.yaml": """
                {date: 2010-10-04, kind: training, curriculum: cv, status: cancelled}
                """,
            "indicators.yaml": measured("{count: curriculum-areas}"),
        }
    )
    assert total(folder, "figure") == 2


# --- learner days and hours ---


def learner(write: Write, measure: str, session: str, *attended: str) -> object:
    """What learners come to in one session, of one person and a group of 10 to 12."""
    folder = write(
        {
            "people/p-ann.yaml": "role: service-user",
            "people/g-club.yaml": "headcount: [10, 12]",
            "sessions/s-1.yaml": f"""
                date: 2010-10-01
                until: 2010-10-03
                kind: training
                {session}
                attended: [{", ".join(attended)}]
                """,
            "indicators.yaml": measured(f"{{sum: {measure}}}"),
        }
    )
    return total(folder, "figure")


@pytest.mark.parametrize(
    ("session", "attended", "days"),
    [
        ("days: 0.5", "p-ann", 0.5),
        ("hours: 3", "p-ann", 0.5),
        ("days: [0.5, 1]", "p-ann", [0.5, 1]),
        ("hours: [3, 6]", "p-ann", [0.5, 1]),
        ("days: 0.5", "g-club", [5, 6]),
        ("hours: 3", "g-club", [5, 6]),
        ("days: [0.5, 1]", "g-club", [5, 12]),
        ("days: 0.5", "{person: g-club, headcount: 4}", 2),
        ("days: [0.5, 1]", "{person: g-club, headcount: [4, 5]}", [2, 5]),
        # an attender's own length
        ("days: 1", "{person: p-ann, days: 0.25}", 0.25),
        ("days: 1", "{person: p-ann, hours: 3}", 0.5),
        ("hours: 6", "{person: p-ann, days: 0.25}", 0.25),
        ("days: 1", "{person: p-ann, days: [0.25, 0.5]}", [0.25, 0.5]),
        ("days: 1", "{person: p-ann, days: 0}", 0),
        ("days: 1", "{person: g-club, headcount: 4, days: 0.5}", 2),
        ("days: 1", "{person: g-club, hours: 3}", [5, 6]),
        ("", "{person: p-ann, days: 0.25}", 0.25),
        # a session that ran on
        ("days: 3", "p-ann", 3),
    ],
)
def test_learner_days(write: Write, session: str, attended: str, days: object) -> None:
    assert learner(write, "learner-days", session, attended) == days


@pytest.mark.parametrize(
    ("session", "attended", "hours"),
    [
        ("days: 0.5", "p-ann", 3),
        ("hours: 2.5", "p-ann", 2.5),
        ("hours: [2, 3]", "g-club", [20, 36]),
        ("days: 1", "{person: p-ann, hours: 1}", 1),
    ],
)
def test_learner_hours(write: Write, session: str, attended: str, hours: object) -> None:
    assert learner(write, "learner-hours", session, attended) == hours


def test_the_days_of_all_who_attended(write: Write) -> None:
    of_two = learner(write, "learner-days", "days: 1", "{person: p-ann, days: 0.5}", "g-club")
    assert of_two == [0.5 + 10, 0.5 + 12]


def test_the_same_person_learns_on_every_day(write: Write) -> None:
    folder = write(
        {
            "people/p-ann.yaml": "role: service-user",
            "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, days: 1, attended: p-ann}",
            "sessions/s-2.yaml": "{date: 2010-10-02, kind: training, days: 0.5, attended: p-ann}",
            "indicators.yaml": measured("{sum: learner-days}"),
        }
    )
    assert total(folder, "figure") == 1.5


def test_tenths_of_a_day_are_tenths(write: Write) -> None:
    """0.1 + 0.2 is 0.3 here, whatever floating point makes of it."""
    folder = write(
        {
            "people/p-ann.yaml": "role: service-user",
            "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, days: 0.1, attended: p-ann}",
            "sessions/s-2.yaml": "{date: 2010-10-02, kind: training, days: 0.2, attended: p-ann}",
            "indicators.yaml": "figure: {measure: {sum: learner-days}, target: 0.3}",
        }
    )
    assert total(folder, "figure") == 0.3


def test_thirds_of_a_day_make_a_day(write: Write) -> None:
    sessions = {
        f"sessions/s-{day}.yaml": f"""
            {{date: 2010-10-0{day}, kind: training, hours: 1, attended: p-ann}}
            """
        for day in range(1, 7)
    }
    folder = write(
        {
            **sessions,
            "people/p-ann.yaml": "role: service-user",
            "indicators.yaml": measured("{sum: learner-days}"),
        }
    )
    assert total(folder, "figure") == 1


# --- delivery days ---


def test_delivery_days_are_the_sessions_own(write: Write) -> None:
    """However many attend, and for however long, the trainer is there once."""
    folder = write(
        {
            "people/p-ann.yaml": "role: service-user",
            "people/g-club.yaml": "headcount: 12",
            "sessions/s-1.yaml": """
                date: 2010-10-01
                kind: training
                days: 1
                attended: [{person: p-ann, days: 0.25}, g-club]
                """,
            "sessions/s-2.yaml": "{date: 2010-10-02, kind: meeting, hours: [1.5, 3]}",
            "sessions/s-3.yaml": "{date: 2010-10-03, kind: meeting}",
            "sessions/s-4.yaml": "{date: 2010-10-04, kind: training, status: planned, days: 1}",
            "indicators.yaml": measured("{sum: delivery-days}"),
        }
    )
    assert total(folder, "figure") == [1.25, 1.5]


# --- outcomes and qualifications ---

AWARDS = {
    "people/p-ann.yaml": """
        outcomes:
          - {date: 2010-10-09, kind: qualification, title: PTLLS}
          - {date: 2010-11-09, kind: qualification, title: NVQ}
          - {date: 2010-11-09, kind: employment}
          - {date: 2010-12-09, kind: qualification, title: IAG, status: pending}
          - {date: 2010-12-09, kind: volunteering, status: working-towards}
        """,
    "people/p-bob.yaml": """
        outcomes:
          - {date: 2010-10-09, kind: qualification, title: NVQ, status: achieved}
          - {date: 2010-10-09, kind: independence}
        """,
}


@pytest.mark.parametrize(
    ("measure", "awards"),
    [
        ("{count: outcomes}", 5),
        ("{count: qualifications}", 3),
        ("{count: outcomes, where: {outcome: qualification}}", 3),
        ("{count: outcomes, where: {outcome: [employment, independence]}}", 2),
        ("{count: qualifications, where: {title: NVQ}}", 2),
        ("{count: qualifications, where: {outcome: employment}}", 0),
        ("{count: people, where: {outcome: qualification}}", 2),
    ],
)
def test_awards_are_not_people(write: Write, measure: str, awards: int) -> None:
    assert total(write({**AWARDS, "indicators.yaml": measured(measure)}), "figure") == awards


# --- reach ---


@pytest.mark.parametrize(
    ("measure", "reached"), [("reach-people", [25, 38]), ("reach-organisations", [12, 14])]
)
def test_what_held_dissemination_reached(write: Write, measure: str, reached: list[int]) -> None:
    folder = write(
        {
            "sessions/s-1.yaml": """
                date: 2010-10-01
                kind: dissemination
                reach: {organisations: 12, people: [20, 30]}
                """,
            "sessions/s-2.yaml": """
                {date: 2010-10-02, kind: dissemination, reach: {people: [5, 8]}}
                """,
            "sessions/s-3.yaml": """
                {date: 2010-10-03, kind: dissemination, reach: {organisations: [0, 2]}}
                """,
            "sessions/s-4.yaml": """
                date: 2010-10-04
                kind: dissemination
                status: planned
                reach: {organisations: [15, 20], people: [20, 40]}
                """,
            "sessions/s-5.yaml": "{date: 2010-10-05, kind: dissemination}",
            "indicators.yaml": measured(f"{{sum: {measure}}}"),
        }
    )
    assert total(folder, "figure") == reached


def test_who_attended_dissemination_is_no_reach(write: Write) -> None:
    folder = write(
        {
            "people/p-ann.yaml": "role: service-user",
            "sessions/s-1.yaml": """
                {date: 2010-10-01, kind: dissemination, attended: p-ann, reach: {people: 8}}
                """,
            "indicators.yaml": """
                reached: {measure: {sum: reach-people}}
                people: {measure: {count: people}}
                """,
        }
    )
    assert total(folder, "reached") == 8
    assert total(folder, "people") == 1
