"""The shipped records add up to the published report, line by line."""

import json
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

import pytest
from click.testing import CliRunner

from fifrecords import load
from fifrecords.cli.main import main
from tests.conftest import ROOT

RECORDS = ROOT / "records"


@pytest.fixture(scope="module")
def published() -> Mapping[str, Any]:
    run = CliRunner().invoke(main, ["tally", "--format", "json", "--records", str(RECORDS)])
    assert run.exit_code == 0, run.output
    figures: Mapping[str, Any] = json.loads(run.stdout)["figures"]
    return figures


def pair(amount: int | tuple[int, int]) -> list[int]:
    return [amount, amount] if isinstance(amount, int) else list(amount)


@pytest.mark.parametrize(
    "line",
    [
        # figure, documented, counted, estimated, total, target, status
        ("support-workers", 33, 0, 0, 33, 20, "exceeded"),
        ("support-worker-learner-days", 85, 0, 0, 85, 48, "exceeded"),
        ("beneficiaries", 40, 41, 0, 81, 80, "met-in-part"),
        ("other-beneficiaries", 7, 41, 0, 48, 60, "not-met"),
        ("learner-days", 155, 41, 70, 266, 240, "met-only-with-estimates"),
        ("embedded-activity-reach", 0, 0, 350, 350, None, None),
        ("beneficiary-organisations", 8, 0, 0, 8, 8, "met"),
        ("beneficiary-sites", 10, 0, 0, 10, None, None),
        ("declined-organisations", 5, 0, 0, 5, None, None),
        ("partners", 6, 0, 0, 6, None, None),
        ("moved-to-independence", 4, 0, 0, 4, 6, "not-met"),
        ("employment-or-learning", 4, 0, 0, 4, 15, "not-met"),
        ("qualifications", 14, 0, 0, 14, 10, "exceeded"),
        ("qualifications-without-food-hygiene", 11, 0, 0, 11, None, None),
        ("dissemination-organisations", 0, 13, (42, 47), (55, 60), 60, "met-only-with-estimates"),
        ("dissemination-people", 0, 20, 25, 45, None, None),
        ("learners-consulted", 2, 0, 0, 2, None, None),
        ("curriculum-areas", 4, 0, 0, 4, 9, "not-met"),
        ("organisations-involved", 14, 0, 0, 14, None, None),
        ("funding", 25_000, 0, 0, 25_000, None, None),
    ],
    ids=itemgetter(0),
)
def test_a_line_of_the_table(published: Mapping[str, Any], line: tuple[Any, ...]) -> None:
    name, documented, counted, estimated, total, target, status = line
    figure = published[name]
    assert figure["documented"] == pair(documented)
    assert figure["counted"] == pair(counted)
    assert figure["estimated"] == pair(estimated)
    assert figure["total"] == pair(total)
    assert figure["without_estimates"] == pair(documented + counted)
    assert figure["target"] == target
    assert figure["status"] == status


@pytest.mark.parametrize(
    ("name", "unit", "total", "without_estimates"),
    [
        ("cost-per-learner-day", "GBP", 93.9850, 127.5510),
        ("cost-per-organisation", "GBP", 1785.7143, 1785.7143),
    ],
)
def test_a_cost_of_the_table(
    published: Mapping[str, Any], name: str, unit: str, total: float, without_estimates: float
) -> None:
    figure = published[name]
    assert figure["unit"] == unit
    assert figure["total"] == [total, total]
    assert figure["without_estimates"] == [without_estimates, without_estimates]
    assert [figure[basis] for basis in ("documented", "counted", "estimated")] == [None] * 3
    assert figure["status"] is None


@pytest.mark.parametrize(
    ("name", "baseline", "target"),
    [("observation-visits", [6, 9], [4, 6]), ("assessor-hours", 22.5, 19)],
)
def test_a_line_without_data(
    published: Mapping[str, Any], name: str, baseline: object, target: object
) -> None:
    figure = published[name]
    assert figure["total"] is None
    assert figure["baseline"] == baseline
    assert figure["target"] == target
    assert figure["status"] == "no-data"


def test_no_other_line_has_a_baseline(published: Mapping[str, Any]) -> None:
    with_one = {name for name, figure in published.items() if figure["baseline"] is not None}
    assert with_one == {"observation-visits", "assessor-hours"}


@pytest.mark.parametrize(
    ("name", "dimension", "values"),
    [
        ("beneficiaries", "role", {"support-worker": 33, "service-user": 48}),
        (
            "qualifications",
            "title",
            {"PTLLS": 7, "Intermediate Food Hygiene": 3, "IAG": 1, "NVQ": 3},
        ),
        (
            "learner-days",
            "role",
            {"support-worker": 85, "service-user": 15 + 54 + 1 + 41 + 70},
        ),
    ],
)
def test_a_line_taken_apart(
    published: Mapping[str, Any], name: str, dimension: str, values: dict[str, int]
) -> None:
    breakdown = published[name]["by"][dimension]
    assert not breakdown["overlapping"]
    found = {value: each["total"] for value, each in breakdown["values"].items()}
    assert found == {**{value: pair(n) for value, n in values.items()}, "not-recorded": [0, 0]}


def test_the_settings_of_the_sites(published: Mapping[str, Any]) -> None:
    values = published["beneficiary-sites"]["by"]["setting"]["values"]
    assert sorted(each["total"][0] for each in values.values() if each["total"][0]) == [1, 1, 2, 6]


def test_the_settings_of_those_that_declined(published: Mapping[str, Any]) -> None:
    values = published["declined-organisations"]["by"]["setting"]["values"]
    assert sorted(each["total"][0] for each in values.values() if each["total"][0]) == [1, 2, 2]


def test_the_curriculum_areas_that_were_delivered(published: Mapping[str, Any]) -> None:
    values = published["curriculum-areas"]["by"]["curriculum"]["values"]
    delivered = {area for area, each in values.items() if each["total"] == [1, 1]}
    words = load(RECORDS).records.vocabulary.curriculum
    missing = {"literacy", "numeracy", "interview-skills", "employability", "cv-building"}
    assert delivered <= set(words)
    assert set(words) - delivered == missing


def test_what_is_planned_is_never_added(published: Mapping[str, Any]) -> None:
    records = load(RECORDS).records
    planned = {id_: each for id_, each in records.sessions.items() if each.status == "planned"}
    assert planned.keys() == {
        "2011-05-31-cieh-trainers-exchange-1",
        "2011-05-31-cieh-trainers-exchange-2",
    }
    for each in planned.values():
        assert each.reach is not None
        assert (each.reach.organisations.low, each.reach.organisations.high) == (15, 20)
        assert (each.reach.people.low, each.reach.people.high) == (20, 40)
    assert published["dissemination-organisations"]["total"] == [55, 60]
    assert published["dissemination-people"]["total"] == [45, 45]


def test_what_is_pending_counts_nowhere(published: Mapping[str, Any]) -> None:
    gained = [o for who in load(RECORDS).records.persons.values() for o in who.outcomes]
    pending = [o for o in gained if o.status == "pending"]
    assert [o.title for o in pending] == ["PTLLS"] * 7
    assert published["qualifications"]["by"]["title"]["values"]["PTLLS"]["total"] == [7, 7]
    assert published["qualifications"]["total"] == [14, 14]


def test_the_same_four_people_stand_under_both_kinds_of_progress(
    published: Mapping[str, Any],
) -> None:
    assert published["moved-to-independence"]["total"] == [4, 4]
    assert published["employment-or-learning"]["total"] == [4, 4]
    assert published["people-who-moved-on"]["total"] == [4, 4]


def test_the_share_of_the_other_beneficiaries(published: Mapping[str, Any]) -> None:
    figure = published["other-beneficiaries"]
    assert figure["total"][0] * 100 == 80 * figure["target"]
