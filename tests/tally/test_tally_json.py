"""The tally as data: one shape for every project, units included, and what a draft leaves out."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from fifrecords.cli.main import main
from tests.conftest import Write
from tests.tally.sums import figure

FIELDS = [
    "number",
    "unit",
    "documented",
    "counted",
    "estimated",
    "total",
    "without_estimates",
    "baseline",
    "target",
    "status",
    "by",
]

REGISTER = {
    "people/p-ann.yaml": "role: support-worker",
    "people/g-club.yaml": "{role: service-user, headcount: [10, 12], basis: counted}",
    "sessions/s-1.yaml": """
        {date: 2010-10-01, kind: training, days: 0.5, attended: [p-ann, g-club]}
        """,
}


def as_json(folder: Path, *options: str) -> dict[str, Any]:
    """What the command prints for other programs."""
    command = ["tally", *options, "--format", "json", "--records", str(folder)]
    run = CliRunner().invoke(main, command)
    assert run.exit_code == 0, run.output
    data: dict[str, Any] = json.loads(run.stdout)
    return data


def test_the_whole_shape(write: Write) -> None:
    folder = write(
        {
            **REGISTER,
            "indicators.yaml": """
                learner-days:
                  number: 3a
                  measure: {sum: learner-days}
                  baseline: 2.5
                  target: [5, 6]
                  disaggregate: role
                """,
        }
    )
    data = as_json(folder)
    assert isinstance(data.pop("dirty"), bool)
    assert data == {
        "schema_version": 1,
        "commit": None,
        "draft": False,
        "from": None,
        "until": None,
        "figures": {
            "learner-days": {
                "number": "3a",
                "unit": "days",
                "documented": [0.5, 0.5],
                "counted": [5, 6],
                "estimated": [0, 0],
                "total": [5.5, 6.5],
                "without_estimates": [5.5, 6.5],
                "baseline": 2.5,
                "target": [5, 6],
                "status": "met",
                "by": {
                    "role": {
                        "overlapping": False,
                        "values": {
                            "support-worker": {"total": [0.5, 0.5]},
                            "service-user": {"total": [5, 6]},
                            "not-recorded": {"total": [0, 0]},
                        },
                    }
                },
            },
            "funding": {
                "number": None,
                "unit": "GBP",
                "documented": [25000, 25000],
                "counted": [0, 0],
                "estimated": [0, 0],
                "total": [25000, 25000],
                "without_estimates": [25000, 25000],
                "baseline": None,
                "target": None,
                "status": None,
                "by": {},
            },
        },
    }


def test_the_figures_keep_the_order_of_their_file_with_the_funding_last(write: Write) -> None:
    indicators = "\n".join(f"{name}: {{measure: {{count: people}}}}" for name in "cab")
    data = as_json(write({"indicators.yaml": indicators}))
    assert list(data["figures"]) == ["c", "a", "b", "funding"]
    assert all(list(each) == FIELDS for each in data["figures"].values())


def test_the_period_is_in_the_data(write: Write) -> None:
    data = as_json(write({}), "--from", "2010-10-01", "--until", "2011-03-31")
    assert data["from"] == "2010-10-01"
    assert data["until"] == "2011-03-31"


def test_some_of_the_figures(write: Write) -> None:
    indicators = "\n".join(f"{name}: {{measure: {{count: people}}}}" for name in "abc")
    data = as_json(write({"indicators.yaml": indicators}), "b", "funding")
    assert list(data["figures"]) == ["b", "funding"]


def test_whole_numbers_are_whole_and_others_exact(write: Write) -> None:
    folder = write({**REGISTER, "indicators.yaml": "days: {measure: {sum: learner-days}}"})
    text = json.dumps(as_json(folder)["figures"]["days"]["counted"])
    assert text == "[5, 6]"


def test_only_quotients_are_rounded(write: Write) -> None:
    folder = write(
        {
            "people/p-ann.yaml": "role: support-worker",
            "sessions/s-1.yaml": """
                {date: 2010-10-01, kind: training, days: 0.123456, attended: p-ann}
                """,
            "indicators.yaml": """
                days: {measure: {sum: learner-days}, disaggregate: role}
                again: {measure: {sum: learner-days}}
                twice: {measure: {total: [days, again]}}
                each: {measure: {ratio: [days, days]}}
                read: {measure: latest, target: 0.123456, readings: {date: 2010-10-01, value: 7}}
                """,
        }
    )
    figures = as_json(folder)["figures"]
    assert figures["days"]["total"] == [0.123456, 0.123456]
    assert figures["days"]["by"]["role"]["values"]["support-worker"]["total"] == [0.123456] * 2
    assert figures["twice"]["documented"] == [0.246912, 0.246912]
    assert figures["each"]["total"] == [1, 1]
    assert figures["read"]["target"] == 0.123456


@pytest.mark.parametrize(
    ("measure", "unit"),
    [
        ("{count: people}", "people"),
        ("{count: organisations}", "organisations"),
        ("{count: sites}", "sites"),
        ("{count: sessions}", "sessions"),
        ("{count: outcomes}", "outcomes"),
        ("{count: qualifications}", "qualifications"),
        ("{count: attendances}", "attendances"),
        ("{sum: learner-days}", "days"),
        ("{sum: delivery-days}", "days"),
        ("{sum: learner-hours}", "hours"),
        ("{sum: reach-people}", "people"),
        ("{sum: reach-organisations}", "organisations"),
        ("latest", None),
        ("judged", None),
    ],
)
def test_without_a_unit_it_is_the_measures_own(
    write: Write, measure: str, unit: str | None
) -> None:
    folder = write({"indicators.yaml": f"figure: {{measure: {measure}}}"})
    assert figure(folder, "figure")["unit"] == unit
    folder = write({"indicators.yaml": f"figure: {{measure: {measure}, unit: heads}}"})
    assert figure(folder, "figure")["unit"] == "heads"


# --- records with errors are not added up ---

BROKEN = {
    "people/p-ann.yaml": "role: support-worker",
    "people/p-bob.yaml": "role: no-such-word",
    "people/p-cyn.yaml": "no_such_field: 1",
    "people/p-dai.yaml": "role: support-worker",
    "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, attended: [p-ann, p-bob, p-cyn]}",
    "sessions/s-2.yaml": "{date: 2010-10-02, kind: training, attended: [p-dai, p-eve]}",
    "sessions/s-3.yaml": "{date: 2010-02-30, kind: training, attended: [p-dai]}",
    "sessions/s-4.yaml": """
        {date: 2010-10-04, kind: training, organisation: no-such-place, attended: p-dai}
        """,
    "indicators.yaml": """
        people: {measure: {count: people}, disaggregate: role}
        sessions: {measure: {count: sessions}}
        wrong: {measure: {count: people, where: {audience: local}}}
        of-wrong: {measure: {total: [people, wrong]}}
        """,
}
"""One session is sound, with one person who is."""


@pytest.mark.parametrize("shape", ["table", "md", "csv", "json"])
def test_records_with_errors_print_the_findings_and_exit_1(write: Write, shape: str) -> None:
    folder = write(BROKEN)
    run = CliRunner().invoke(main, ["tally", "--format", shape, "--records", str(folder)])
    assert run.exit_code == 1
    assert run.stdout == ""
    for rule in ("unknown-word", "unknown-field", "unknown-person", "bad-value"):
        assert f"[{rule}]" in run.stderr


def test_a_draft_goes_on_without_the_broken_records(write: Write) -> None:
    data = as_json(write(BROKEN), "--draft")
    assert data["draft"] is True
    figures = data["figures"]
    assert figures["people"]["total"] == [1, 1]
    assert figures["people"]["by"]["role"]["values"]["support-worker"] == {"total": [1, 1]}
    assert figures["sessions"]["total"] == [1, 1]
    assert "wrong" not in figures
    assert figures["of-wrong"]["total"] is None


def test_a_draft_says_so_on_its_page(write: Write) -> None:
    folder = write(BROKEN)
    run = CliRunner().invoke(main, ["tally", "--draft", "--records", str(folder)])
    assert run.exit_code == 0
    assert "draft" in run.stdout.lower()


def test_warnings_do_not_stop_a_tally(write: Write) -> None:
    folder = write(
        {"people/p-ann.yaml": "basis: documented", "indicators.yaml": "a: {measure: latest}"}
    )
    assert as_json(folder)["draft"] is False
