"""A figure taken apart: in full under each value, and saying so where values overlap."""

import pytest

from fifrecords import load
from fifrecords.model.basis import Basis
from fifrecords.model.quantity import ONE
from fifrecords.tally.breakdown import values_of
from fifrecords.tally.cited import Cited, cited
from fifrecords.tally.fact import Traits
from fifrecords.tally.figures import Figures
from fifrecords.tally.period import Period
from tests.conftest import ROOT, Write
from tests.tally.sums import by, figure, overlaps

TWO_AREAS = {
    "people/p-ann.yaml": "{role: support-worker, organisation: q-training}",
    "people/p-bob.yaml": "role: service-user",
    "people/p-cyn.yaml": "basis: counted",
    "sessions/s-1.yaml": """
        {date: 2010-10-01, kind: training, days: 1, curriculum: [ict, literacy], attended: p-ann}
        """,
    "sessions/s-2.yaml": """
        date: 2010-10-02
        kind: embedded-activity
        days: 1
        curriculum: ict
        attended: [p-ann, p-bob]
        """,
    "sessions/s-3.yaml": "{date: 2010-10-03, kind: meeting, days: 1, attended: p-cyn}",
}


def taken_apart(write: Write, measure: str, dimension: str, *, files: dict | None = None) -> tuple:
    """What stands under each value, and whether that overlaps."""
    indicator = f"figure: {{measure: {{{measure}}}, disaggregate: {dimension}}}"
    folder = write({**(files or TWO_AREAS), "indicators.yaml": indicator})
    return by(folder, "figure", dimension), overlaps(folder, "figure", dimension)


@pytest.mark.parametrize(
    ("measure", "values"),
    [
        ("sum: learner-days", {"ict": 3, "literacy": 1, "not-recorded": 1}),
        ("count: attendances", {"ict": 3, "literacy": 1, "not-recorded": 1}),
        ("count: people", {"ict": 2, "literacy": 1, "not-recorded": 1}),
        ("count: sessions", {"ict": 2, "literacy": 1, "not-recorded": 1}),
        ("sum: delivery-days", {"ict": 2, "literacy": 1, "not-recorded": 1}),
    ],
)
def test_a_session_with_two_areas_counts_in_full_under_each(
    write: Write, measure: str, values: dict[str, int]
) -> None:
    assert taken_apart(write, measure, "curriculum") == (values, True)


def test_each_area_is_one_area(write: Write) -> None:
    areas = taken_apart(write, "count: curriculum-areas", "curriculum")
    assert areas == ({"ict": 1, "literacy": 1}, False)


def test_an_area_stands_under_each_place_where_it_was_taught(write: Write) -> None:
    """In a table as in a claim: where it was taught first is no more than where it was next."""
    files = {
        "organisations/hall.yaml": "{name: Hall, type: organisation, setting: hostel}",
        "organisations/home.yaml": "{name: Home, type: household}",
        "sessions/s-1.yaml": """
            {date: 2010-10-01, kind: training, organisation: hall, curriculum: ict}
            """,
        "sessions/s-2.yaml": """
            {date: 2010-10-02, kind: training, organisation: home, curriculum: ict, basis: counted}
            """,
    }
    settings = taken_apart(write, "count: curriculum-areas", "setting", files=files)
    assert settings == ({"hostel": 1, "not-recorded": 1}, True)
    grades = taken_apart(write, "count: curriculum-areas", "basis", files=files)
    assert grades == ({"documented": 1}, False)
    claim = {"narrative/outputs.md": "[1](figure:figure/organisation/home) area at home.\n"}
    places = taken_apart(write, "count: curriculum-areas", "organisation", files=files | claim)
    assert places == ({"hall": 1, "home": 1}, True)


def test_a_session_with_one_area_does_not_overlap(write: Write) -> None:
    files = {name: text for name, text in TWO_AREAS.items() if name != "sessions/s-1.yaml"}
    apart = taken_apart(write, "sum: learner-days", "curriculum", files=files)
    assert apart == ({"ict": 2, "not-recorded": 1}, False)


def test_what_has_no_value_stands_under_not_recorded(write: Write) -> None:
    roles = taken_apart(write, "count: people", "role")
    assert roles == ({"support-worker": 1, "service-user": 1, "not-recorded": 1}, False)
    roles = taken_apart(write, "count: people", "organisation_role")
    assert roles == ({"lead-partner": 1, "not-recorded": 2}, False)


@pytest.mark.parametrize("files", [TWO_AREAS, {"vocabulary.yaml": "{}"}])
def test_not_recorded_is_shown_last_be_it_nothing(write: Write, files: dict[str, str]) -> None:
    indicator = "figure: {measure: {sum: learner-days}, disaggregate: kind}"
    folder = write({**files, "indicators.yaml": indicator})
    values = figure(folder, "figure")["by"]["kind"]["values"]
    assert list(values)[-1] == "not-recorded"
    assert values["not-recorded"] == {"total": [0, 0]}


def test_a_person_who_came_to_two_kinds_counts_under_each(write: Write) -> None:
    kinds = taken_apart(write, "count: people", "kind")
    assert kinds == ({"training": 1, "embedded-activity": 2, "meeting": 1}, True)
    kinds = taken_apart(write, "sum: learner-days", "kind")
    assert kinds == ({"training": 1, "embedded-activity": 2, "meeting": 1}, False)


def test_an_organisation_with_two_roles_counts_under_each(write: Write) -> None:
    files = {
        "organisations/o-1.yaml": """
            {name: One, type: organisation, roles: [beneficiary, stakeholder]}
            """,
        "organisations/o-2.yaml": "{name: Two, type: organisation}",
    }
    roles = taken_apart(write, "count: organisations", "organisation_role", files=files)
    each_is_one = dict.fromkeys(["lead-partner", "beneficiary", "stakeholder", "not-recorded"], 1)
    assert roles == (each_is_one, True)


def test_people_stand_under_their_grade(write: Write) -> None:
    assert taken_apart(write, "count: people", "basis") == ({"documented": 2, "counted": 1}, False)


def test_people_stand_under_their_best_grade_alone(write: Write) -> None:
    files = {
        **TWO_AREAS,
        "sessions/s-4.yaml": """
            date: 2010-10-04
            kind: training
            basis: estimated
            days: 1
            attended: [p-ann, p-cyn]
            """,
    }
    grades = taken_apart(write, "count: people", "basis", files=files)
    assert grades == ({"documented": 2, "counted": 1}, False)
    grades = taken_apart(write, "count: attendances", "basis", files=files)
    assert grades == ({"documented": 3, "counted": 1, "estimated": 2}, False)


def test_only_what_the_figure_counts_is_taken_apart(write: Write) -> None:
    apart = taken_apart(write, "count: people, where: {kind: training}", "curriculum")
    assert apart == ({"ict": 1, "literacy": 1}, True)


def test_parts_of_a_group_under_each_value(write: Write) -> None:
    """Four came to one kind and five to the other: five to nine, of whom some may be the same."""
    files = {
        "people/g-club.yaml": "headcount: 12",
        "sessions/s-1.yaml": """
            {date: 2010-10-01, kind: training, attended: {person: g-club, headcount: 4}}
            """,
        "sessions/s-2.yaml": """
            {date: 2010-10-02, kind: meeting, attended: {person: g-club, headcount: 5}}
            """,
    }
    kinds = taken_apart(write, "count: people", "kind", files=files)
    assert kinds == ({"training": 4, "meeting": 5}, True)


def test_overlapping_groups_under_two_values_overlap(write: Write) -> None:
    files = {
        "people/g-club.yaml": "{headcount: 4, role: service-user, may_overlap_with: g-class}",
        "people/g-class.yaml": "{headcount: 6, role: support-worker}",
        "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, attended: [g-club, g-class]}",
    }
    roles = taken_apart(write, "count: people", "role", files=files)
    assert roles == ({"service-user": 4, "support-worker": 6}, True)


def test_overlapping_groups_under_one_value(write: Write) -> None:
    files = {
        "people/g-club.yaml": "{headcount: 4, role: service-user, may_overlap_with: g-class}",
        "people/g-class.yaml": "{headcount: 6, role: service-user}",
        "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, attended: [g-club, g-class]}",
    }
    assert taken_apart(write, "count: people", "role", files=files) == (
        {"service-user": [6, 10]},
        False,
    )


def test_people_by_what_they_achieved(write: Write) -> None:
    files = {
        "people/p-ann.yaml": """
            outcomes:
              - {date: 2010-10-09, kind: employment}
              - {date: 2010-10-09, kind: independence}
            """,
        "people/p-bob.yaml": "outcomes: {date: 2010-10-09, kind: employment}",
    }
    where = "where: {outcome: [employment, independence]}"
    outcomes = taken_apart(write, f"count: people, {where}", "outcome", files=files)
    assert outcomes == ({"employment": 2, "independence": 1}, True)
    outcomes = taken_apart(write, f"count: outcomes, {where}", "outcome", files=files)
    assert outcomes == ({"employment": 2, "independence": 1}, False)


def test_a_figure_may_be_taken_apart_several_ways(write: Write) -> None:
    indicator = "figure: {measure: {count: people}, disaggregate: [role, kind, basis]}"
    found = figure(write({**TWO_AREAS, "indicators.yaml": indicator}), "figure")
    assert list(found["by"]) == ["role", "kind", "basis"]


def test_a_figure_that_is_not_taken_apart(write: Write) -> None:
    folder = write({**TWO_AREAS, "indicators.yaml": "figure: {measure: {count: people}}"})
    assert figure(folder, "figure")["by"] == {}


def test_who_is_known_to_a_figure_is_as_well_known_under_each_value(write: Write) -> None:
    """Ann is on a register; that she was at the meeting too is a guess, and she no guess."""
    folder = write(
        {
            "people/p-ann.yaml": "role: service-user",
            "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, attended: p-ann}",
            "sessions/s-2.yaml": """
                {date: 2010-10-02, kind: meeting, basis: estimated, attended: p-ann}
                """,
            "indicators.yaml": """
                figure:
                  measure: {count: people, where: {basis: documented}}
                  disaggregate: kind
                """,
        }
    )
    records = load(folder).records
    figures = Figures(records, Period())
    for kind in ("training", "meeting"):
        found = cited(records, figures, ("figure", "kind", kind))
        assert isinstance(found, Cited)
        assert found.value.without_estimates == found.value.total == ONE


def test_a_figure_is_gone_through_once_for_all_that_is_cited_of_a_dimension(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[Traits] = []

    def noted(who: Traits, what: Traits, grade: Basis, dimension: str) -> tuple[str, ...]:
        looked.append(who)
        return values_of(who, what, grade, dimension)

    monkeypatch.setattr("fifrecords.tally.figures.values_of", noted)
    records = load(ROOT / "records").records
    figures = Figures(records, Period())
    name = "service-user-learner-days"
    values = figures[name].by["client_group"].values
    told = [cited(records, figures, (name, "client_group", each)) for each in values]
    assert [each.value.total for each in told if isinstance(each, Cited)] == [*values.values()]
    assert len(values) > 1
    assert len(looked) == len(figures[name].value.rows)
