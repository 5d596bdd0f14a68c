"""``fifrecords forms``, and ``report --form``."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fifrecords.cli.main import main
from tests.conftest import PROJECT, ROOT, Write

RECORDS = str(ROOT / "records")
TRUST = """\
title: Grant report
funder: Norfolk Community Trust
source: The trust's form of March 2024
sections:
  - {id: grant, question: Your organisation, prose: false, answers: {fields: [provider, contact]}}
  - {id: lessons, question: What did you learn?, hints: Be frank}
  - {id: money, question: How was it spent?, answers: [{block: value-for-money}]}
  - {id: results, question: What came of it?, answers: {block: targets, kind: [outcome, impact]}}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["forms", *arguments], catch_exceptions=False)


@pytest.fixture
def folder(write: Write) -> str:
    project = PROJECT["project.yaml"].replace("lsis-fif", "trust")
    return str(write({"project.yaml": project, "forms/trust.yaml": TRUST}))


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_projects_forms_stand_beside_those_that_ship(folder: str) -> None:
    lines = run("--records", folder).stdout.splitlines()
    assert [" ".join(line.split()) for line in lines[2:]] == [
        "trust Grant report the project 4 2 yes",
        "end-of-grant End of grant report shipped 14 3",
        "lsis-fif Final project report shipped 19 4",
    ]


@pytest.mark.usefixtures("nowhere")
def test_without_a_project_those_that_ship_are_listed_and_nothing_is_answered() -> None:
    done = run("--format", "json")
    forms = json.loads(done.stdout)["forms"]
    assert done.exit_code == 0
    assert list(forms) == ["end-of-grant", "lsis-fif"]
    assert {each["answered"] for form in forms.values() for each in form["sections"]} == {None}
    assert run("lsis-fif").stdout.startswith("lsis-fif: Final project report\n")


def test_a_form_is_shown_with_what_answers_each_question(folder: str) -> None:
    page = run("trust", "--records", folder).stdout
    assert page.splitlines()[:3] == [
        "trust: Grant report",
        "Norfolk Community Trust",
        "The trust's form of March 2024",
    ]
    rows = [" ".join(line.split()) for line in page.splitlines()]
    assert "1 grant Your organisation project.yaml (provider, contact) yes" in rows
    assert "2 lessons What did you learn? narrative/lessons.md no" in rows
    assert "4 results What came of it? narrative/results.md; targets no" in rows
    assert "(outcome, impact)" in rows


def test_as_json_a_form_is_whole(folder: str) -> None:
    told = json.loads(run("trust", "--records", folder, "--format", "json").stdout)
    assert told["schema_version"] == 1
    assert list(told["forms"]) == ["trust"]
    form = told["forms"]["trust"]
    assert (form["own"], form["chosen"], form["title"]) == (True, True, "Grant report")
    assert form["sections"][1] == {
        "id": "lessons",
        "question": "What did you learn?",
        "hints": ["Be frank"],
        "narrative": "narrative/lessons.md",
        "fields": [],
        "blocks": [],
        "answered": False,
    }
    assert form["sections"][3]["blocks"] == [{"block": "targets", "kind": ["outcome", "impact"]}]


def test_a_question_that_looks_like_a_number_stays_one(write: Write) -> None:
    folder = write({"forms/odd.yaml": "title: T\nsections: {id: a, question: '1e3'}\n"})
    assert " 1e3 " in run("odd", "--records", str(folder)).stdout


def test_what_cannot_be_read_is_told_beside_the_list(write: Write) -> None:
    folder = write({"forms/trust.yaml": TRUST.replace("targets", "target")})
    done = run("--records", str(folder))
    assert done.exit_code == 0
    assert "trust" not in done.stdout
    assert "1 error; read" in done.stderr


def test_an_unknown_form_is_wrong_usage_and_the_nearest_is_named(folder: str) -> None:
    for arguments in (["forms", "trsut"], ["report", "--form", "trsut"]):
        done = CliRunner().invoke(main, [*arguments, "--records", folder], catch_exceptions=False)
        assert done.exit_code == 2
        assert done.stderr.endswith("there is no form 'trsut'; did you mean trust?\n")


class TestReport:
    def report(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, ["report", *arguments], catch_exceptions=False)

    def test_the_projects_own_form_is_written(self, folder: str) -> None:
        text = self.report("--records", folder).stdout
        assert text.startswith("Norfolk Community Trust: Grant report\n")

    def test_another_form_can_be_named(self) -> None:
        text = self.report("--records", RECORDS, "--form", "end-of-grant").stdout
        assert text.startswith("Learning and Skills Improvement Service: End of grant report\n")
        assert "Snow made visits hard" in text
        assert "The project was led by a senior manager" not in text

    def test_a_project_that_names_none_may_have_one_named(self, write: Write) -> None:
        project = PROJECT["project.yaml"].replace("form: lsis-fif", "funder: A Trust")
        text = self.report(
            "--records", str(write({"project.yaml": project})), "--form", "end-of-grant"
        )
        assert text.stdout.startswith("A Trust: End of grant report\n")

    def test_a_draft_does_not_go_on_with_a_broken_form(self, folder: str) -> None:
        file = Path(folder) / "forms" / "trust.yaml"
        file.write_text(TRUST.replace("id: money", "id: grant"), encoding="utf-8")
        done = self.report("--records", folder, "--draft")
        assert done.exit_code == 2
        assert "form 'trust' has an error; `fifrecords validate` tells which" in done.stderr
