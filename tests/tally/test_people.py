"""How many distinct people attended: registers, and what they come to."""

import pytest

from tests.conftest import Write
from tests.tally.sums import measured, total

PEOPLE = {"indicators.yaml": measured("{count: people}")}


def test_a_person_in_five_sessions_is_one(write: Write) -> None:
    sessions = {
        f"sessions/s-{day}.yaml": f"{{date: 2010-10-0{day}, kind: training, attended: p-ann}}"
        for day in range(1, 6)
    }
    folder = write({**PEOPLE, **sessions, "people/p-ann.yaml": "role: service-user"})
    assert total(folder, "figure") == 1


def test_who_attended_nothing_is_not_counted(write: Write) -> None:
    folder = write(
        {
            **PEOPLE,
            "people/p-ann.yaml": "role: service-user",
            "people/p-bob.yaml": "role: service-user",
            "people/g-club.yaml": "{role: service-user, headcount: 12}",
            "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, attended: p-ann}",
        }
    )
    assert total(folder, "figure") == 1


@pytest.mark.parametrize(("status", "people"), [("held", 1), ("planned", 0), ("cancelled", 0)])
def test_only_a_held_session_counts(write: Write, status: str, people: int) -> None:
    folder = write(
        {
            **PEOPLE,
            "people/p-ann.yaml": "role: service-user",
            "sessions/s-1.yaml": f"""
                {{date: 2010-10-01, kind: training, status: {status}, attended: p-ann}}
                """,
        }
    )
    assert total(folder, "figure") == people


@pytest.mark.parametrize(
    "kind", ["training", "embedded-activity", "dissemination", "consultation", "meeting"]
)
def test_a_session_of_any_kind_counts(write: Write, kind: str) -> None:
    folder = write(
        {
            **PEOPLE,
            "people/p-ann.yaml": "role: service-user",
            "sessions/s-1.yaml": f"{{date: 2010-10-01, kind: {kind}, attended: p-ann}}",
        }
    )
    assert total(folder, "figure") == 1


# --- groups: their size, and parts of it ---


def group(
    write: Write, headcount: str, *attendances: str, where: str = "{}", basis: str = "counted"
) -> object:
    """How many people one group is, of which each session had the attendance given."""
    sessions = {
        f"sessions/s-{day}.yaml": f"{{date: 2010-10-0{day}, kind: training, attended: [{who}]}}"
        for day, who in enumerate(attendances, start=1)
    }
    folder = write(
        {
            **sessions,
            "people/g-club.yaml": f"{{headcount: {headcount}, basis: {basis}, because: A guess.}}",
            "indicators.yaml": measured(f"{{count: people, where: {where}}}"),
        }
    )
    return total(folder, "figure")


def part(headcount: str) -> str:
    return f"{{person: g-club, headcount: {headcount}}}"


def test_a_group_is_its_headcount(write: Write) -> None:
    assert group(write, "12", "g-club") == 12


def test_a_group_that_came_twice_is_one(write: Write) -> None:
    assert group(write, "12", "g-club", "g-club") == 12


def test_a_group_may_be_a_range(write: Write) -> None:
    assert group(write, "[280, 320]", "g-club") == [280, 320]


def test_one_part_is_itself(write: Write) -> None:
    assert group(write, "12", part("5")) == 5


def test_parts_count_from_the_largest_to_their_sum(write: Write) -> None:
    assert group(write, "12", part("5"), part("4")) == [5, 9]


def test_parts_are_no_more_than_the_group(write: Write) -> None:
    assert group(write, "12", part("8"), part("7")) == [8, 12]


def test_a_part_as_large_as_the_group_is_the_group(write: Write) -> None:
    assert group(write, "12", part("12"), part("7")) == 12


def test_a_part_beside_the_whole_adds_nothing(write: Write) -> None:
    assert group(write, "12", "g-club", part("7")) == 12


def test_parts_of_one_session_add_up_like_those_of_two(write: Write) -> None:
    assert group(write, "12", f"{part('5')}, {part('4')}") == [5, 9]


def test_a_part_may_be_a_range(write: Write) -> None:
    assert group(write, "12", part("[3, 5]")) == [3, 5]


def test_parts_that_are_ranges(write: Write) -> None:
    assert group(write, "12", part("[3, 5]"), part("[4, 9]")) == [4, 12]


def test_parts_of_a_group_that_is_a_range(write: Write) -> None:
    assert group(write, "[8, 10]", part("6"), part("5")) == [6, 10]


def test_a_part_above_the_low_end_of_the_group(write: Write) -> None:
    assert group(write, "[8, 12]", part("10")) == 10


def test_the_whole_of_a_range_beside_a_larger_part(write: Write) -> None:
    """Ten came once, so there are ten at least, however many the whole group may be."""
    assert group(write, "[8, 12]", part("10"), "g-club") == [10, 12]


def test_only_the_parts_that_the_figure_counts(write: Write) -> None:
    folder = write(
        {
            "people/g-club.yaml": "headcount: 12",
            "sessions/s-1.yaml": f"{{date: 2010-10-01, kind: training, attended: {part('5')}}}",
            "sessions/s-2.yaml": "{date: 2010-10-02, kind: embedded-activity, attended: g-club}",
            "indicators.yaml": measured("{count: people, where: {kind: training}}"),
        }
    )
    assert total(folder, "figure") == 5


def test_a_group_of_nobody(write: Write) -> None:
    assert group(write, "0", "g-club") == 0
