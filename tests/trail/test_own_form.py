"""A project's own form is part of its history: read as it was then, and sealed with the rest."""

from pathlib import Path

import pytest

from tests.trail.repositories import Repository, shipped

TRUST = "title: Grant report\nsections:\n  - {id: lessons, question: What did you learn?}\n"
FORM = "records/forms/trust.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    project = shipped(tmp_path / "project")
    project.commit({FORM: TRUST}, "The trust's form")
    project.replace("records/project.yaml", "form: lsis-fif", "form: trust")
    project.commit({}, "Reporting to the trust")
    return project


def test_at_a_revision_the_form_is_what_it_was_then(project: Repository) -> None:
    project.replace(FORM, "What did you learn?", "What would you do otherwise?")
    project.commit({}, "The trust asks otherwise")
    project.write({FORM: None})
    then = project.run("report", "--at", "HEAD~1", "--format", "md").stdout
    assert "## 1. What did you learn?" in then
    assert "1. What would you do otherwise?" in project.run("report", "--at", "HEAD").stdout
    listed = [project.run("forms", "--at", each).stdout for each in ("HEAD", "HEAD~3")]
    assert ["trust" in each for each in listed] == [True, False]


def test_before_there_was_the_form_it_was_not_known(project: Repository) -> None:
    done = project.run("report", "--at", "HEAD~2", "--form", "trust")
    assert done.exit_code == 2
    assert "there is no form 'trust'; there are end-of-grant, lsis-fif" in done.stderr


def test_faults_have_their_place_at_a_revision_too(project: Repository) -> None:
    project.commit({FORM: TRUST.replace("question", "qestion")}, "A slip")
    project.write({FORM: TRUST})
    done = project.run("validate", "--at", "HEAD", "--rule", "unknown-field")
    assert done.stdout == (
        "records/forms/trust.yaml:3:19: error: 'qestion' is no field here; "
        "did you mean question? [unknown-field]\n"
    )


def test_a_seal_holds_the_form_as_it_was(project: Repository) -> None:
    assert project.run("seal", "final").exit_code == 0
    project.commit({FORM: TRUST.replace("learn", "find out")}, "The trust asks otherwise")
    done = project.run("verify", "final")
    assert done.exit_code == 0, done.output


def test_its_history_is_told_field_by_field(project: Repository) -> None:
    project.replace(FORM, "title: Grant report", "title: Final report")
    project.commit({}, "Another title")
    told = project.run("log", "forms/trust").stdout
    assert "Grant report" in told
    assert "Final report" in told


def test_a_figures_history_does_not_move_with_a_form(project: Repository) -> None:
    before = project.run("log", "learner-days").stdout
    project.commit({FORM: TRUST.replace("learn", "find out")}, "The trust asks otherwise")
    assert project.run("log", "learner-days").stdout == before
