"""What narrows a measure: each dimension that it knows, and none that it does not."""

import pytest

from tests.conftest import Write
from tests.tally.sums import by, measured, total
from tests.tally.village import VILLAGE


def narrowed(write: Write, measure: str, where: str) -> object:
    indicator = measured(f"{{{measure}, where: {{{where}}}}}")
    return total(write({**VILLAGE, "indicators.yaml": indicator}), "figure")


@pytest.mark.parametrize(
    ("where", "people", "attendances", "days"),
    [
        ("person: p-ann", 1, 2, 1.5),
        ("person: [p-bob, g-club]", 11, 12, 11.5),
        ("role: support-worker", 1, 2, 1.5),
        ("role: service-user", 11, 12, 11.5),
        ("client_group: mental-health", 1, 2, 1.5),
        ("client_group: [mental-health, hostel-residents]", 11, 12, 11.5),
        ("age_band: 16-18", 1, 2, 1.5),
        ("age_band: 19-24", 0, 0, 0),
        ("organisation: hostel-a", 11, 12, 11.5),
        ("organisation_type: household", 1, 2, 1.5),
        ("organisation_type: organisation", 11, 12, 11.5),
        ("organisation_role: beneficiary", 12, 14, 13),
        ("organisation_role: referral-source", 11, 12, 11.5),
        ("organisation_role: [lead-partner, referral-source]", 11, 12, 11.5),
        ("setting: hostel", 11, 12, 11.5),
        ("setting: community", 0, 0, 0),
        ("kind: training", 2, 2, 1),
        ("kind: [training, embedded-activity]", 12, 14, 13),
        ("curriculum: ict", 2, 2, 1),
        ("curriculum: literacy", 12, 13, 12),
        ("curriculum: [ict, literacy]", 12, 13, 12),
        ("curriculum: cv", 0, 0, 0),
        ("held_at: hostel-a", 2, 2, 1),
        ("held_at: home-b", 11, 11, 11),
        ("basis: documented", 2, 3, 2),
        ("basis: counted", 10, 10, 10),
        ("basis: estimated", 0, 1, 1),
        ("role: service-user, kind: training", 1, 1, 0.5),
        ("organisation: hostel-a, held_at: home-b", 10, 10, 10),
    ],
)
def test_attendance_by(
    write: Write, where: str, people: float, attendances: float, days: float
) -> None:
    assert narrowed(write, "count: people", where) == people
    assert narrowed(write, "count: attendances", where) == attendances
    assert narrowed(write, "sum: learner-days", where) == days
    assert narrowed(write, "sum: learner-hours", where) == days * 6


@pytest.mark.parametrize(
    ("where", "outcomes", "qualifications", "people"),
    [
        ("outcome: qualification", 2, 2, 2),
        ("outcome: employment", 1, 0, 1),
        ("outcome: [employment, qualification]", 3, 2, 2),
        ("outcome: [employment, qualification], title: NVQ", 1, 1, 1),
        ("level: [2, 4]", 2, 2, 2),
        ("level: [2, 4], person: p-ann", 1, 1, 1),
        ("level: [2, 4], role: service-user", 1, 1, 1),
        ("level: [2, 4], client_group: mental-health", 1, 1, 1),
        ("level: [2, 4], age_band: 16-18", 1, 1, 1),
        ("level: [2, 4], organisation: home-b", 1, 1, 1),
        ("level: [2, 4], organisation_type: household", 1, 1, 1),
        ("level: [2, 4], organisation_role: beneficiary", 2, 2, 2),
        ("level: [2, 4], setting: hostel", 1, 1, 1),
    ],
)
def test_awards_by(
    write: Write, where: str, outcomes: int, qualifications: int, people: int
) -> None:
    assert narrowed(write, "count: outcomes", where) == outcomes
    assert narrowed(write, "count: qualifications", where) == qualifications
    assert narrowed(write, "count: people", where) == people


@pytest.mark.parametrize(
    ("where", "sessions", "days", "areas", "reached"),
    [
        ("organisation: hostel-a", 2, 0.5, 2, 20),
        ("organisation: home-b", 1, 1, 1, 0),
        ("organisation_type: organisation", 2, 0.5, 2, 20),
        ("organisation_role: beneficiary", 3, 1.5, 2, 20),
        ("setting: hostel", 2, 0.5, 2, 20),
        ("kind: embedded-activity", 2, 2, 1, 0),
        ("kind: dissemination", 2, 0, 0, [27, 29]),
        ("curriculum: ict", 1, 0.5, 1, 0),
        ("curriculum: literacy", 2, 1.5, 1, 0),
        ("curriculum: [ict, literacy]", 2, 1.5, 2, 0),
        ("basis: documented", 4, 1.5, 2, 0),
        ("basis: counted", 0, 0, 0, 20),
        ("basis: estimated", 1, 1, 0, [7, 9]),
    ],
)
def test_delivery_by(
    write: Write, where: str, sessions: float, days: float, areas: float, reached: object
) -> None:
    assert narrowed(write, "count: sessions", where) == sessions
    assert narrowed(write, "sum: delivery-days", where) == days
    assert narrowed(write, "count: curriculum-areas", where) == areas
    assert narrowed(write, "sum: reach-people", where) == reached


@pytest.mark.parametrize(("audience", "reached"), [("local", 4), ("trainers", 0)])
def test_reach_by_audience(write: Write, audience: str, reached: int) -> None:
    assert narrowed(write, "sum: reach-organisations", f"audience: {audience}") == reached


@pytest.mark.parametrize(
    ("where", "organisations", "sites"),
    [
        ("organisation: [hostel-a, home-b]", 1, 2),
        ("organisation_type: organisation", 2, 2),
        ("organisation_type: household", 0, 1),
        ("organisation_role: beneficiary", 1, 2),
        ("organisation_role: [lead-partner, referral-source]", 2, 2),
        ("setting: hostel", 1, 1),
    ],
)
def test_places_by(write: Write, where: str, organisations: int, sites: int) -> None:
    assert narrowed(write, "count: organisations", where) == organisations
    assert narrowed(write, "count: sites", where) == sites


def test_who_has_no_value_matches_nothing(write: Write) -> None:
    words = "[mental-health, hostel-residents]"
    assert narrowed(write, "count: people", f"client_group: {words}") == 12 - 1


@pytest.mark.parametrize("dimension", ["role", "kind", "basis"])
@pytest.mark.parametrize("measure", ["count: people", "count: attendances", "sum: learner-days"])
def test_an_empty_list_matches_nothing(write: Write, measure: str, dimension: str) -> None:
    assert narrowed(write, measure, f"{dimension}: []") == 0


# --- the same dimensions take a figure apart ---


@pytest.mark.parametrize(
    ("measure", "dimension", "values"),
    [
        ("count: people", "role", {"support-worker": 1, "service-user": 11}),
        (
            "count: people",
            "client_group",
            {"mental-health": 1, "hostel-residents": 10, "not-recorded": 1},
        ),
        ("count: attendances", "held_at", {"hostel-a": 2, "home-b": 11, "not-recorded": 1}),
        ("sum: learner-days", "setting", {"hostel": 11.5, "not-recorded": 1.5}),
        ("count: outcomes", "outcome", {"qualification": 2, "employment": 1}),
        ("count: qualifications", "title", {"PTLLS": 1, "NVQ": 1}),
        ("count: qualifications", "level", {"2": 1, "4": 1}),
        (
            "count: sessions",
            "organisation_type",
            {"organisation": 2, "household": 1, "not-recorded": 2},
        ),
        ("sum: reach-people", "audience", {"local": 20, "not-recorded": [7, 9]}),
        ("count: sites", "organisation_type", {"organisation": 2, "household": 1}),
    ],
)
def test_taken_apart_by(
    write: Write, measure: str, dimension: str, values: dict[str, object]
) -> None:
    indicator = f"figure: {{measure: {{{measure}}}, disaggregate: {dimension}}}"
    folder = write({**VILLAGE, "indicators.yaml": indicator})
    assert by(folder, "figure", dimension) == values
