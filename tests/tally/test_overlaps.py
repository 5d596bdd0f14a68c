"""Groups that may hold the same people: from the largest of them to their sum."""

import pytest

from tests.conftest import Write
from tests.tally.sums import measured, parts, total

PEOPLE = {"indicators.yaml": measured("{count: people}")}


def overlapping(
    write: Write, overlaps: dict[str, str], *attended: str, where: str = "{}"
) -> object:
    """How many people three groups of 10, 20 and 30 are, of which some attended."""
    groups = {
        f"people/g-{size}.yaml": f"""
            headcount: {size}
            may_overlap_with: {overlaps.get(f"g-{size}", "[]")}
            """
        for size in (10, 20, 30)
    }
    folder = write(
        {
            **groups,
            "sessions/s-1.yaml": f"""
                {{date: 2010-10-01, kind: training, attended: [{", ".join(attended)}]}}
                """,
            "indicators.yaml": measured(f"{{count: people, where: {where}}}"),
        }
    )
    return total(folder, "figure")


def test_groups_apart_add_up(write: Write) -> None:
    assert overlapping(write, {}, "g-10", "g-20", "g-30") == 60


def test_groups_that_overlap_count_from_the_largest_to_their_sum(write: Write) -> None:
    assert overlapping(write, {"g-10": "g-20"}, "g-10", "g-20") == [20, 30]


def test_either_group_may_name_the_other(write: Write) -> None:
    assert overlapping(write, {"g-20": "g-10"}, "g-10", "g-20") == [20, 30]


def test_both_groups_may_name_each_other(write: Write) -> None:
    assert overlapping(write, {"g-10": "g-20", "g-20": "g-10"}, "g-10", "g-20") == [20, 30]


def test_a_group_apart_adds_to_two_that_overlap(write: Write) -> None:
    assert overlapping(write, {"g-10": "g-20"}, "g-10", "g-20", "g-30") == [50, 60]


def test_groups_that_overlap_through_another(write: Write) -> None:
    chain = {"g-10": "g-20", "g-20": "g-30"}
    assert overlapping(write, chain, "g-10", "g-20", "g-30") == [30, 60]


def test_groups_that_overlap_with_the_same_one(write: Write) -> None:
    assert overlapping(write, {"g-20": "[g-10, g-30]"}, "g-10", "g-20", "g-30") == [30, 60]


def test_a_chain_whose_middle_attended_nothing(write: Write) -> None:
    assert overlapping(write, {"g-10": "g-20", "g-20": "g-30"}, "g-10", "g-30") == [30, 40]


def test_a_chain_whose_middle_the_figure_leaves_out(write: Write) -> None:
    chain = {"g-10": "g-20", "g-20": "g-30"}
    where = "{person: [g-10, g-30]}"
    assert overlapping(write, chain, "g-10", "g-20", "g-30", where=where) == [30, 40]


@pytest.mark.parametrize(
    ("named", "attended", "people"),
    [
        ({"g-a": "g-b", "g-c": "g-d"}, "g-b, g-c", 20),
        ({"g-a": "g-b", "g-c": "g-d", "g-d": "g-a"}, "g-b, g-c", [10, 20]),
        ({"g-a": "g-e", "g-c": "g-d", "g-e": "g-c"}, "g-a, g-d", [10, 20]),
        ({"g-a": "g-e", "g-c": "g-d", "g-e": "g-c"}, "g-b, g-d", 20),
        ({"g-e": "[g-a, g-b, g-c, g-d]"}, "g-b, g-d", [10, 20]),
    ],
)
def test_pairs_that_overlap_through_one_of_each(
    write: Write, named: dict[str, str], attended: str, people: object
) -> None:
    groups = {
        f"people/{name}.yaml": f"{{headcount: 10, may_overlap_with: {named.get(name, '[]')}}}"
        for name in ("g-a", "g-b", "g-c", "g-d", "g-e")
    }
    session = f"{{date: 2010-10-01, kind: training, attended: [{attended}]}}"
    folder = write({**PEOPLE, **groups, "sessions/s-1.yaml": session})
    assert total(folder, "figure") == people


def test_one_alone_of_those_that_overlap(write: Write) -> None:
    assert overlapping(write, {"g-10": "g-20"}, "g-10") == 10


def test_overlapping_parts_of_groups(write: Write) -> None:
    some = "{person: g-10, headcount: 4}", "{person: g-20, headcount: [2, 6]}"
    assert overlapping(write, {"g-10": "g-20"}, *some) == [4, 10]


def test_a_person_adds_to_groups_that_overlap(write: Write) -> None:
    folder = write(
        {
            **PEOPLE,
            "people/p-ann.yaml": "role: service-user",
            "people/g-club.yaml": "{headcount: [5, 6], may_overlap_with: g-class}",
            "people/g-class.yaml": "headcount: [2, 9]",
            "sessions/s-1.yaml": """
                {date: 2010-10-01, kind: training, attended: [p-ann, g-club, g-class]}
                """,
        }
    )
    assert total(folder, "figure") == [1 + 5, 1 + 6 + 9]


def test_what_counting_adds_to_a_documented_group_that_it_overlaps(write: Write) -> None:
    folder = write(
        {
            **PEOPLE,
            "people/g-club.yaml": "{headcount: 5, basis: documented, may_overlap_with: g-class}",
            "people/g-class.yaml": "{headcount: 8, may_overlap_with: g-street}",
            "people/g-street.yaml": "{headcount: 20, basis: estimated, because: A guess.}",
            "sessions/s-1.yaml": """
                {date: 2010-10-01, kind: training, attended: [g-club, g-class, g-street]}
                """,
        }
    )
    assert parts(folder, "figure") == [5, [8 - 5, 8], [20 - 8, 20]]
    assert total(folder, "figure") == [20, 5 + 8 + 20]
