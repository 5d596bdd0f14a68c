"""Where an actual stands against its target: computed, never typed."""

import pytest

from tests.conftest import Write
from tests.tally.sums import figure, status, total

BETTER, WORSE = True, False


def standing(write: Write, target: str, *known: str, ascending: bool = True) -> str:
    """The status of people, of whom each group is given as its headcount and basis."""
    groups = {}
    for number, (headcount, basis) in enumerate(each.split(" ") for each in known):
        groups[f"people/g-{number}.yaml"] = f"""
            {{headcount: "{headcount}", basis: {basis}, because: A guess.}}
            """.replace('"', "")
    folder = write(
        {
            **groups,
            "sessions/s-1.yaml": f"""
                date: 2010-10-01
                kind: training
                attended: [{", ".join(f"g-{number}" for number in range(len(known)))}]
                """,
            "indicators.yaml": f"""
                figure:
                  measure: {{count: people}}
                  target: {target}
                  ascending: {str(ascending).lower()}
                """,
        }
    )
    return status(folder, "figure")


@pytest.mark.parametrize(
    ("target", "known", "expected"),
    [
        # one number
        ("20", ["21 documented"], "exceeded"),
        ("20", ["20 documented"], "met"),
        ("20", ["19 documented"], "not-met"),
        ("20", ["12 documented", "9 counted"], "exceeded"),
        ("20", ["12 documented", "8 counted"], "met"),
        ("20", ["12 documented", "8 estimated"], "met-only-with-estimates"),
        ("20", ["12 documented", "9 estimated"], "met-only-with-estimates"),
        ("20", ["12 documented", "7 estimated"], "not-met"),
        ("20", ["20 documented", "90 estimated"], "met"),
        ("20", [], "no-data"),
        ("20", ["0 counted"], "not-met"),
        ("0", ["0 counted"], "met"),
        # a range: its low end is the cautious one, its high end the hopeful one
        ("20", ["[20,25] counted"], "met"),
        ("20", ["[21,25] counted"], "exceeded"),
        ("20", ["[19,25] counted"], "met-only-with-estimates"),
        ("20", ["[15,19] counted"], "not-met"),
        ("20", ["13 counted", "[5,7] estimated"], "met-only-with-estimates"),
        ("20", ["13 counted", "[5,6] estimated"], "not-met"),
        # estimates alone
        ("20", ["19 estimated"], "not-met"),
        ("20", ["20 estimated"], "met-only-with-estimates"),
        ("20", ["25 estimated"], "met-only-with-estimates"),
        ("20", ["[19,20] estimated"], "met-only-with-estimates"),
        ("0", ["25 estimated"], "met-only-with-estimates"),
        # a target that is a range is met at its nearer end, exceeded past its far one
        ("[20, 30]", ["19 counted"], "not-met"),
        ("[20, 30]", ["20 counted"], "met"),
        ("[20, 30]", ["25 counted"], "met"),
        ("[20, 30]", ["30 counted"], "met"),
        ("[20, 30]", ["31 counted"], "exceeded"),
        ("[20, 30]", ["[20,40] counted"], "met"),
        ("[20, 30]", ["[19,40] counted"], "met-only-with-estimates"),
        ("[20, 30]", ["10 counted", "15 estimated"], "met-only-with-estimates"),
    ],
)
def test_more_is_better(write: Write, target: str, known: list[str], expected: str) -> None:
    assert standing(write, target, *known) == expected


@pytest.mark.parametrize(
    ("target", "known", "expected"),
    [
        ("20", ["19 counted"], "exceeded"),
        ("20", ["20 counted"], "met"),
        ("20", ["21 counted"], "not-met"),
        ("20", [], "no-data"),
        # a range: its high end is the cautious one, its low end the hopeful one
        ("20", ["[15,19] counted"], "exceeded"),
        ("20", ["[15,20] counted"], "met"),
        ("20", ["[19,25] counted"], "met-only-with-estimates"),
        ("20", ["[20,25] counted"], "met-only-with-estimates"),
        ("20", ["[21,25] counted"], "not-met"),
        # what estimates add may be too much
        ("20", ["15 counted", "4 estimated"], "exceeded"),
        ("20", ["15 counted", "5 estimated"], "met"),
        ("20", ["15 counted", "6 estimated"], "not-met"),
        ("20", ["15 counted", "[3,6] estimated"], "met-only-with-estimates"),
        # estimates alone: nothing is known without them, and nothing is not a low number
        ("20", ["21 estimated"], "not-met"),
        ("20", ["20 estimated"], "met-only-with-estimates"),
        ("20", ["10 estimated"], "met-only-with-estimates"),
        ("20", ["[19,25] estimated"], "met-only-with-estimates"),
        # the nearer end of a target is its high one
        ("[4, 6]", ["7 counted"], "not-met"),
        ("[4, 6]", ["6 counted"], "met"),
        ("[4, 6]", ["4 counted"], "met"),
        ("[4, 6]", ["3 counted"], "exceeded"),
        ("[4, 6]", ["[3,6] counted"], "met"),
        ("[4, 6]", ["[6,7] counted"], "met-only-with-estimates"),
        ("[4, 6]", ["[5,9] estimated"], "met-only-with-estimates"),
        ("[4, 6]", ["[7,9] estimated"], "not-met"),
    ],
)
def test_less_is_better(write: Write, target: str, known: list[str], expected: str) -> None:
    assert standing(write, target, *known, ascending=False) == expected


@pytest.mark.parametrize(
    ("value", "basis", "expected"),
    [
        (0, "documented", "not-met"),
        (19, "documented", "met"),
        (19, "estimated", "met-only-with-estimates"),
        (18.999, "estimated", "not-met"),
        (19.001, "counted", "exceeded"),
    ],
)
def test_a_reading(write: Write, value: float, basis: str, expected: str) -> None:
    """A zero that was read is known, unlike a zero that comes of nothing."""
    reading = f"{{date: 2010-10-04, value: {value}, basis: {basis}}}"
    indicator = f"figure: {{measure: latest, target: 19, readings: {reading}}}"
    assert status(write({"indicators.yaml": indicator}), "figure") == expected


@pytest.mark.parametrize(
    "measure",
    [
        "{count: people}",
        "{count: attendances}",
        "{count: sessions}",
        "{count: curriculum-areas}",
        "{count: outcomes}",
        "{count: qualifications}",
        "{count: organisations, where: {engagement: declined}}",
        "{sum: learner-days}",
        "{sum: delivery-days}",
        "{sum: reach-people}",
        "latest",
        "{total: nothing}",
        "{ratio: [nothing, nothing]}",
    ],
)
@pytest.mark.parametrize("ascending", [BETTER, WORSE])
@pytest.mark.parametrize("target", [0, 20])
def test_nothing_on_record_is_no_data(
    write: Write, measure: str, ascending: bool, target: int
) -> None:
    folder = write(
        {
            "indicators.yaml": f"""
                nothing: {{measure: {{count: people}}}}
                figure:
                  measure: {measure}
                  target: {target}
                  ascending: {str(ascending).lower()}
                """
        }
    )
    assert status(folder, "figure") == "no-data"


TRAINING = {
    "people/g-club.yaml": "{headcount: 4}",
    "people/g-street.yaml": "{headcount: 40, basis: estimated, because: Ours.}",
    "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, attended: [g-club, g-street]}",
}
"""Four people counted and 40 estimated, in a session whose length nobody noted."""


def of_each_learner(write: Write, dividend: str, *, ascending: bool) -> str:
    """The status of a figure by each of the four people counted, against a target of 1."""
    folder = write(
        {
            **TRAINING,
            "indicators.yaml": f"""
                dividend: {{measure: {dividend}}}
                counted: {{measure: {{count: people, where: {{basis: counted}}}}}}
                figure:
                  measure: {{ratio: [dividend, counted]}}
                  target: 1
                  ascending: {str(ascending).lower()}
                """,
        }
    )
    return status(folder, "figure")


@pytest.mark.parametrize("ascending", [BETTER, WORSE])
def test_a_share_of_what_is_not_on_record_is_no_data(write: Write, ascending: bool) -> None:
    """No days on record for each learner are not few days for each learner."""
    assert of_each_learner(write, "{sum: delivery-days}", ascending=ascending) == "no-data"


def test_a_share_of_what_is_only_estimated_is_held_to_its_estimate(write: Write) -> None:
    """Ten for each who was counted; without estimates there is none to compare, and not none."""
    dividend = "{count: people, where: {basis: estimated}}"
    assert of_each_learner(write, dividend, ascending=WORSE) == "not-met"
    assert of_each_learner(write, dividend, ascending=BETTER) == "met-only-with-estimates"


@pytest.mark.parametrize(
    ("measure", "target"),
    [("{percent: [counted, all]}", 10), ("{difference: [counted, guessed]}", 4)],
)
def test_what_estimates_take_away_is_taken_away(write: Write, measure: str, target: int) -> None:
    """Of 44 people 4 were counted: that is no share of 100 per cent, nor 4 more than were not."""
    folder = write(
        {
            **TRAINING,
            "indicators.yaml": f"""
                all: {{measure: {{count: people}}}}
                counted: {{measure: {{count: people, where: {{basis: counted}}}}}}
                guessed: {{measure: {{count: people, where: {{basis: estimated}}}}}}
                figure:
                  measure: {measure}
                  target: {target}
                """,
        }
    )
    assert status(folder, "figure") == "not-met"


@pytest.mark.parametrize("measure", ["{count: people}", "{count: organisations}", "latest"])
def test_without_a_target_there_is_no_status(write: Write, measure: str) -> None:
    folder = write({"indicators.yaml": f"figure: {{measure: {measure}}}"})
    assert status(folder, "figure") is None


@pytest.mark.parametrize("judgement", ["achieved", "partly-achieved", "not-achieved", "too-early"])
def test_a_judgement_is_shown_as_judged(write: Write, judgement: str) -> None:
    made = f"{{status: {judgement}, date: 2011-05-20, by: manager, because: It was seen.}}"
    folder = write({"indicators.yaml": f"figure: {{measure: judged, judgement: {made}}}"})
    assert status(folder, "figure") == judgement
    assert total(folder, "figure") is None


# --- components: a total met does not hide a component missed ---

SOME = {
    "people/p-ann.yaml": "role: support-worker",
    "people/p-bob.yaml": "role: service-user",
    "people/g-club.yaml": "{role: service-user, headcount: 5, basis: estimated, because: Ours.}",
    "sessions/s-1.yaml": """
        {date: 2010-10-01, kind: training, attended: [p-ann, p-bob, g-club]}
        """,
}


def with_component(write: Write, target: int, component: str) -> str:
    """The status of two people, and five by estimate, of whom a component is a part."""
    folder = write(
        {
            **SOME,
            "indicators.yaml": f"""
                figure:
                  measure: {{count: people}}
                  target: {target}
                  components: [ours, one]
                one: {component}
                ours: {{measure: {{count: organisations}}, target: 1}}
                """,
        }
    )
    return status(folder, "figure")


def of(role: str, target: int) -> str:
    return f"{{measure: {{count: people, where: {{role: {role}}}}}, target: {target}}}"


def judged(status: str) -> str:
    made = f"{{status: {status}, date: 2011-05-20, by: manager, because: It was seen.}}"
    return f"{{measure: judged, judgement: {made}}}"


@pytest.mark.parametrize(
    ("component", "expected"),
    [
        (of("support-worker", 0), "met"),
        (of("support-worker", 1), "met"),
        (of("support-worker", 2), "met-in-part"),
        (of("service-user", 2), "met-in-part"),
        ("{measure: {count: attendances, where: {kind: meeting}}, target: 1}", "met-in-part"),
        ("{measure: latest, target: 1, unanswered: Too early.}", "met-in-part"),
        # a component without a target cannot be missed
        ("{measure: {count: people, where: {role: support-worker}}}", "met"),
        ("{measure: latest}", "met"),
        ("{measure: judged}", "met"),
        (judged("achieved"), "met"),
        (judged("not-achieved"), "met"),
        (judged("partly-achieved"), "met"),
    ],
)
def test_a_total_met_with_a_component(write: Write, component: str, expected: str) -> None:
    assert with_component(write, 2, component) == expected
    if expected == "met-in-part":
        assert with_component(write, 1, component) == expected
    else:
        assert with_component(write, 1, component) == "exceeded"


@pytest.mark.parametrize(("target", "expected"), [(3, "met-only-with-estimates"), (8, "not-met")])
def test_a_total_that_is_not_met_is_not_met_in_part(
    write: Write, target: int, expected: str
) -> None:
    assert with_component(write, target, of("support-worker", 9)) == expected


def test_a_component_that_is_itself_met_in_part_is_missed(write: Write) -> None:
    folder = write(
        {
            **SOME,
            "indicators.yaml": """
                figure: {measure: {count: people}, target: 1, components: middle}
                middle: {measure: {count: people}, target: 1, components: last}
                last: {measure: {count: people, where: {role: service-user}}, target: 2}
                """,
        }
    )
    assert status(folder, "last") == "met-only-with-estimates"
    assert status(folder, "middle") == "met-in-part"
    assert status(folder, "figure") == "met-in-part"


def test_a_component_changes_no_number(write: Write) -> None:
    indicator = f"figure: {{measure: {{count: people}}, components: one}}\none: {of('x', 9)}"
    folder = write({**SOME, "indicators.yaml": indicator.replace("{role: x}", "{}")})
    assert figure(folder, "figure")["total"] == [7, 7]
    assert status(folder, "figure") is None


# --- a baseline is shown, and compared with nothing ---


@pytest.mark.parametrize(("written", "shown"), [("22.5", 22.5), ("[6, 9]", [6, 9]), ("7", 7)])
def test_a_baseline_and_a_target_stand_as_written(
    write: Write, written: str, shown: object
) -> None:
    reading = "{date: 2010-10-04, value: 10}"
    folder = write(
        {
            "indicators.yaml": f"""
                figure:
                  {{measure: latest, baseline: {written}, target: {written}, readings: {reading}}}
                """
        }
    )
    found = figure(folder, "figure")
    assert found["baseline"] == shown
    assert found["target"] == shown
