"""The workflows that a project is given: held to their schemas, and their lines are run."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_jsonschema import main as check
from click.testing import CliRunner

from tests.conftest import ROOT
from tests.trail.repositories import Repository, shipped

STARTER = ROOT / "fifrecords" / "entry" / "starter"
OWN = ROOT / ".github" / "workflows"
GITHUB = STARTER / "github-workflow.yml"
GITLAB = STARTER / "gitlab-ci.yml"
SESSION = "records/sessions/2010/2010-11-22-household-b-everyday-activity.yaml"
BROKEN = "date: 2011-01-21\nkind: lesson\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="workflows run in a shell of Unix")


def read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def refused(schema: str, file: Path) -> str:
    """What a published schema has against a file; nothing where it fits."""
    arguments = ["--builtin-schema", f"vendor.{schema}", "--output-format", "json", str(file)]
    done = CliRunner().invoke(check, arguments, catch_exceptions=False)
    return done.output if done.exit_code else ""


@pytest.mark.parametrize("file", [GITHUB, *sorted(OWN.iterdir())], ids=lambda file: file.name)
def test_a_github_workflow_fits_its_schema(file: Path) -> None:
    assert refused("github-workflows", file) == ""


def test_the_gitlab_job_fits_its_schema() -> None:
    assert refused("gitlab-ci", GITLAB) == ""


@pytest.mark.parametrize(
    ("schema", "file", "right", "wrong"),
    [
        ("github-workflows", GITHUB, "runs-on:", "run-on:"),
        ("gitlab-ci", GITLAB, "when: always", "when: ever"),
    ],
)
def test_the_schemas_refuse_what_is_none(
    schema: str, file: Path, right: str, wrong: str, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text(file.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")
    assert "jobs.records" in (told := refused(schema, broken)) or "records.artifacts" in told


def test_this_repository_uses_the_workflow_that_it_gives() -> None:
    """But for what is installed: it is its own fifrecords."""
    given, own = (
        file.read_text(encoding="utf-8").splitlines() for file in (GITHUB, OWN / "records.yml")
    )
    differing = [pair for pair in zip(given, own, strict=True) if pair[0] != pair[1]]
    assert [line.split("#")[0].strip() for pair in differing for line in pair] == [
        "FIFRECORDS: fifrecords",
        "FIFRECORDS: .",
    ]


def test_no_expression_of_github_stands_in_a_line_that_a_shell_reads() -> None:
    """A branch or a title that is a command would be run there."""
    for file in (GITHUB, *OWN.iterdir()):
        for job in read(file)["jobs"].values():
            assert not [step["run"] for step in job["steps"] if "${{" in step.get("run", "")]


def shell(lines: str, project: Repository, surroundings: Mapping[str, str]) -> "Done":
    """Runs lines as a runner does: the first that fails ends them."""
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", lines],
        cwd=project.folder,
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


Done = subprocess.CompletedProcess[str]


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    """The shipped records, a mistake that has been there, and one that a change brings."""
    project = shipped(tmp_path / "project")
    project.commit({"records/sessions/old.yaml": BROKEN}, "A mistake")
    project.replace(SESSION, "days: 6", "days: 5")
    project.commit({"records/sessions/new.yaml": BROKEN}, "A change")
    return project


class TestGitHub:
    def step(self, name: str) -> str:
        steps = read(GITHUB)["jobs"]["records"]["steps"]
        (line,) = (each["run"] for each in steps if each.get("name") == name)
        assert isinstance(line, str)
        return line

    def test_a_push_is_told_all_that_is_wrong(self, project: Repository) -> None:
        done = shell(self.step("Check the records"), project, {})
        assert done.returncode == 1
        assert done.stdout.count("::error file=records/sessions/") == 2

    def test_a_pull_request_is_told_what_it_brings(self, project: Repository) -> None:
        base = project("rev-parse", "HEAD~1")
        done = shell(self.step("Check what the change brings"), project, {"BASE": base})
        assert done.returncode == 1
        assert done.stdout.startswith("::error file=records/sessions/new.yaml,line=2,")
        assert done.stdout.count("::error") == 1

    def test_what_it_does_to_the_figures_is_told(self, project: Repository, tmp_path: Path) -> None:
        base, summary = project("rev-parse", "HEAD~1"), tmp_path / "summary.md"
        line = self.step("Tell what the change does to the figures")
        done = shell(line, project, {"BASE": base, "GITHUB_STEP_SUMMARY": str(summary)})
        assert done.returncode == 0
        told = summary.read_text(encoding="utf-8")
        assert told == (project.folder / "change.md").read_text(encoding="utf-8")
        assert "learner-days" in told

    @pytest.mark.parametrize(
        ("earlier", "asked"),
        [
            ("", "pr comment 7 --body-file change.md"),
            (
                "41\n42",
                "api --silent --method PATCH --field body=@change.md "
                "repos/them/garden/issues/comments/42",
            ),
        ],
    )
    def test_there_is_one_comment_however_often_is_pushed(
        self, earlier: str, asked: str, project: Repository, tmp_path: Path
    ) -> None:
        """Its own: what other workflows have said under the same name is left alone."""
        program = tmp_path / "bin" / "gh"
        program.parent.mkdir()
        program.write_text(
            '#!/bin/sh\nprintf "%s\\n" "$*" >> "$ASKED"\n'
            'case "$*" in *--jq*) printf "%s" "$EARLIER";; esac\n'
        )
        program.chmod(0o755)
        surroundings = {
            "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            "ASKED": str(tmp_path / "asked.txt"),
            "EARLIER": earlier,
            "GH_REPO": "them/garden",
            "NUMBER": "7",
        }
        done = shell(self.step("Put that on the pull request"), project, surroundings)
        assert done.returncode == 0
        first, second = (tmp_path / "asked.txt").read_text(encoding="utf-8").splitlines()
        assert first.startswith("api --paginate repos/them/garden/issues/7/comments --jq ")
        assert second == asked

    def test_its_comment_is_known_by_its_first_line(self, project: Repository) -> None:
        done = project.run("diff", "HEAD", "--format", "md")
        head = done.stdout.partition("\n")[0]
        assert f'startswith("{head}")' in self.step("Put that on the pull request")


class TestGitLab:
    def run(self, project: Repository, surroundings: Mapping[str, str]) -> Done:
        job = read(GITLAB)["records"]
        lines = [line for line in (*job["before_script"], *job["script"]) if "pip" not in line]
        return shell("\n".join(lines), project, surroundings)

    def reported(self, project: Repository) -> list[str]:
        report = (project.folder / "gl-code-quality-report.json").read_text(encoding="utf-8")
        return [issue["location"]["path"] for issue in json.loads(report)]

    def test_a_branch_is_told_all_that_is_wrong(self, project: Repository) -> None:
        done = self.run(project, {})
        assert done.returncode == 1
        assert self.reported(project) == ["records/sessions/new.yaml", "records/sessions/old.yaml"]

    def test_a_merge_request_is_told_what_it_brings(self, project: Repository) -> None:
        base = project("rev-parse", "HEAD~1")
        done = self.run(project, {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base})
        assert done.returncode == 1
        assert self.reported(project) == ["records/sessions/new.yaml"]
        assert "learner-days" in (project.folder / "change.md").read_text(encoding="utf-8")

    def test_what_is_sound_passes_with_every_report_written(self, tmp_path: Path) -> None:
        project = shipped(tmp_path / "sound")
        done = self.run(project, {})
        assert done.returncode == 0
        assert self.reported(project) == []
        reports = read(GITLAB)["records"]["artifacts"]["reports"].values()
        assert all((project.folder / name).stat().st_size for name in reports)

    def test_a_wrong_call_fails_the_job_and_is_told(self, project: Repository) -> None:
        done = self.run(project, {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "nowhere"})
        assert done.returncode != 0
        assert "there is no revision nowhere" in done.stderr
