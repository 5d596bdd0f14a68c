"""Figures that are worked out from other figures: part by part, exactly, or not at all."""

import pytest
from click.testing import CliRunner

from fifrecords import add_up, load
from fifrecords.cli.main import main
from tests.conftest import PROJECT, Write
from tests.tally.sums import figure, figures, parts, plain, status, total

REGISTER = {
    "people/p-ann.yaml": "role: support-worker",
    "people/p-bob.yaml": "role: service-user",
    "people/g-club.yaml": "{role: service-user, headcount: [10, 12]}",
    "people/g-street.yaml": "{role: service-user, headcount: 40, basis: estimated, because: Ours.}",
    "sessions/s-1.yaml": """
        date: 2010-10-01
        kind: training
        days: 0.5
        attended: [p-ann, p-bob, g-club, g-street]
        """,
}
"""Two and 10 to 12 counted and 40 estimated, for half a day each."""

FIGURES = """
    people: {measure: {count: people}}
    workers: {measure: {count: people, where: {role: support-worker}}}
    users: {measure: {count: people, where: {role: service-user}}}
    estimates: {measure: {count: people, where: {basis: estimated}}}
    nobody: {measure: {count: people, where: {kind: meeting}}}
    days: {measure: {sum: learner-days}}
    silence: {measure: latest, unanswered: Too early.}
    """


def worked_out(write: Write, measure: str, target: str = "[]") -> dict:
    """A figure that is worked out from those above, as its JSON says."""
    lines = [line.strip() for line in FIGURES.strip().splitlines()]
    given = "" if target == "[]" else f", target: {target}"
    lines.append(f"figure: {{measure: {measure}{given}}}")
    found: dict = figure(write({**REGISTER, "indicators.yaml": "\n".join(lines)}), "figure")
    return found


def in_parts(found: dict) -> list:
    return [plain(found[basis]) for basis in ("documented", "counted", "estimated")]


# --- totals and differences ---


def test_a_total_adds_part_by_part(write: Write) -> None:
    found = worked_out(write, "{total: [workers, users]}")
    assert in_parts(found) == [1 + 1, [10, 12], 40]
    assert found["without_estimates"] == [12, 14]
    assert found["total"] == [52, 54]


def test_a_total_of_one_and_of_three(write: Write) -> None:
    assert worked_out(write, "{total: workers}")["total"] == [1, 1]
    assert worked_out(write, "{total: [workers, users, estimates]}")["total"] == [92, 94]


def test_a_difference_is_taken_part_by_part(write: Write) -> None:
    found = worked_out(write, "{difference: [people, workers]}")
    assert in_parts(found) == [1, [10, 12], 40]
    assert found["total"] == [51, 53]


def test_a_difference_of_ranges_is_the_widest(write: Write) -> None:
    found = worked_out(write, "{difference: [people, users]}")
    assert in_parts(found) == [1, [10 - 12, 12 - 10], 0]
    assert found["total"] == [-1, 3]


def test_a_difference_may_be_below_nothing(write: Write) -> None:
    assert worked_out(write, "{difference: [workers, days]}")["total"] == [1 - 27, 1 - 26]


def test_a_total_of_totals(write: Write) -> None:
    folder = write(
        {
            **REGISTER,
            "indicators.yaml": """
                twice: {measure: {total: [once, people]}}
                people: {measure: {count: people}}
                once: {measure: {total: [workers, users]}}
                workers: {measure: {count: people, where: {role: support-worker}}}
                users: {measure: {count: people, where: {role: service-user}}}
                """,
        }
    )
    assert parts(folder, "twice") == [4, [20, 24], 80]


def test_a_total_with_nothing_on_record(write: Write) -> None:
    found = worked_out(write, "{total: [workers, nobody]}", target="1")
    assert (found["total"], found["status"]) == ([1, 1], "met")
    assert worked_out(write, "{total: nobody}", target="1")["status"] == "no-data"


def test_a_total_of_what_is_known_and_of_estimates_is_known_without_them(write: Write) -> None:
    found = worked_out(write, "{total: [workers, estimates]}", target="1")
    assert (found["total"], found["status"]) == ([41, 41], "met")


def test_funding_is_a_figure(write: Write) -> None:
    found = worked_out(write, "{total: [funding, workers]}")
    assert in_parts(found) == [25_001, 0, 0]


# --- ratios and percentages ---


@pytest.mark.parametrize(
    ("measure", "whole", "without_estimates"),
    [
        ("{ratio: [workers, users]}", [1 / 53, 1 / 51], [1 / 13, 1 / 11]),
        ("{ratio: [funding, workers]}", [25_000, 25_000], [25_000, 25_000]),
        ("{ratio: [days, workers]}", [26, 27], [6, 7]),
        ("{percent: [workers, users]}", [100 / 53, 100 / 51], [100 / 13, 100 / 11]),
        ("{percent: [workers, workers]}", [100, 100], [100, 100]),
        ("{ratio: [users, people]}", [51 / 54, 53 / 52], [11 / 14, 13 / 12]),
    ],
)
def test_a_quotient_has_a_whole_and_one_without_estimates(
    write: Write, measure: str, whole: list[float], without_estimates: list[float]
) -> None:
    found = worked_out(write, measure)
    assert in_parts(found) == [None, None, None]
    assert found["total"] == [round(end, 4) for end in whole]
    assert found["without_estimates"] == [round(end, 4) for end in without_estimates]


@pytest.mark.parametrize("operation", ["ratio", "percent"])
@pytest.mark.parametrize("divisor", ["nobody", "silence"])
def test_division_by_nothing_gives_no_data(write: Write, operation: str, divisor: str) -> None:
    found = worked_out(write, f"{{{operation}: [funding, {divisor}]}}", target="5")
    assert found["total"] is None
    assert found["without_estimates"] is None
    assert found["status"] == "no-data"


def test_division_by_a_range_that_holds_nothing_gives_no_data(write: Write) -> None:
    folder = write(
        {
            "indicators.yaml": """
                some: {measure: latest, readings: {date: 2010-10-01, value: [0, 4]}}
                figure: {measure: {ratio: [funding, some]}, target: 5}
                """
        }
    )
    assert total(folder, "figure") is None
    assert status(folder, "figure") == "no-data"


def test_division_by_estimates_alone_has_no_firm_end(write: Write) -> None:
    """All that is known of the cost is estimated, so nothing is met without it."""
    found = worked_out(write, "{ratio: [funding, estimates]}", target="100")
    assert found["total"] == [625, 625]
    assert found["without_estimates"] is None
    assert found["status"] == "met-only-with-estimates"


def test_a_share_of_nothing_is_nothing(write: Write) -> None:
    assert worked_out(write, "{percent: [nobody, workers]}")["total"] == [0, 0]


def test_a_total_of_quotients_has_no_parts(write: Write) -> None:
    folder = write(
        {
            **REGISTER,
            "indicators.yaml": """
                workers: {measure: {count: people, where: {role: support-worker}}}
                days: {measure: {sum: learner-days}}
                each: {measure: {ratio: [days, workers]}}
                figure: {measure: {difference: [each, workers]}}
                """,
        }
    )
    assert parts(folder, "figure") == [None, None, None]
    assert total(folder, "figure") == [25, 26]


def test_a_total_with_a_quotient_of_estimates_is_an_estimate(write: Write) -> None:
    folder = write(
        {
            **REGISTER,
            "indicators.yaml": """
                workers: {measure: {count: people, where: {role: support-worker}}}
                estimates: {measure: {count: people, where: {basis: estimated}}}
                each: {measure: {ratio: [funding, estimates]}}
                figure: {measure: {total: [workers, each]}, target: 1}
                """,
        }
    )
    found = figure(folder, "figure")
    assert (found["total"], found["without_estimates"]) == ([626, 626], None)
    assert found["status"] == "met-only-with-estimates"


@pytest.mark.parametrize(
    ("dividend", "divisor", "quotient"),
    [
        ("1", "3", 0.3333),
        ("2", "3", 0.6667),
        ("0.00005", "1", 0),
        ("0.00015", "1", 0.0002),
        ("0.00025", "1", 0.0002),
        ("0.00035", "1", 0.0004),
        ("25000", "266", 93.985),
        ("25000", "196", 127.551),
    ],
)
def test_a_quotient_has_four_decimals_half_to_even(
    write: Write, dividend: str, divisor: str, quotient: float
) -> None:
    folder = write({"indicators.yaml": readings(dividend, divisor)})
    assert total(folder, "figure") == quotient


def test_status_is_worked_out_from_exact_values(write: Write) -> None:
    """A third is more than 0.3333, to which it is rounded, and less than 0.3334."""
    third = readings("1", "3")
    assert status(write({"indicators.yaml": f"{third}  target: 0.3333"}), "figure") == "exceeded"
    assert status(write({"indicators.yaml": f"{third}  target: 0.3334"}), "figure") == "not-met"


def readings(dividend: str, divisor: str) -> str:
    return (
        f"a: {{measure: latest, readings: {{date: 2010-10-01, value: {dividend}}}}}\n"
        f"b: {{measure: latest, readings: {{date: 2010-10-01, value: {divisor}}}}}\n"
        "figure:\n  measure: {ratio: [a, b]}\n"
    )


# --- what cannot be worked out ---

CIRCLES = [
    "a: {measure: {total: a}}",
    "a: {measure: {total: b}}\nb: {measure: {difference: [funding, a]}}",
    "a: {measure: {total: b}}\nb: {measure: {ratio: [c, c]}}\nc: {measure: {percent: [a, a]}}",
]


@pytest.mark.parametrize("indicators", CIRCLES)
def test_a_circle_is_a_finding_and_no_figure(write: Write, indicators: str) -> None:
    folder = write({"indicators.yaml": indicators})
    run = CliRunner().invoke(main, ["tally", "--records", str(folder)])
    assert run.exit_code == 1
    assert "[figure-in-a-circle]" in run.stderr
    assert add_up(load(folder).records)["a"].value.total is None


def test_a_figure_of_one_that_is_not_on_record_is_a_finding(write: Write) -> None:
    folder = write({"indicators.yaml": "a: {measure: {total: [fundng]}}"})
    run = CliRunner().invoke(main, ["tally", "--records", str(folder)])
    assert run.exit_code == 1
    assert "did you mean funding?" in run.stderr


def test_a_project_without_a_grant_has_no_funding(write: Write) -> None:
    lines = [line for line in PROJECT["project.yaml"].splitlines() if "funding" not in line]
    assert figures(write({"project.yaml": "\n".join(lines)})) == {}


# --- what is never added up ---


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{count: organisations}", "{count: sites}"),
        ("{sum: learner-days}", "{sum: delivery-days}"),
    ],
)
def test_what_would_count_twice_is_never_added(write: Write, one: str, other: str) -> None:
    folder = write(
        {
            "indicators.yaml": f"""
                one: {{measure: {one}}}
                other: {{measure: {other}}}
                figure: {{measure: {{total: [one, other]}}}}
                """
        }
    )
    run = CliRunner().invoke(main, ["tally", "--records", str(folder)])
    assert run.exit_code == 1
    assert "[unlike-figures-added]" in run.stderr
