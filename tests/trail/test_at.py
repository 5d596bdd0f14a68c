"""What was known then: as a checkout of that revision gives it, without touching the work tree."""

import shutil
from pathlib import Path

import pytest

from fifrecords import load
from tests.trail.repositories import Repository, shipped

SESSION = "records/sessions/2010/2010-11-22-household-b-everyday-activity.yaml"
READING = [
    ["validate", "--format", "json"],
    ["tally", "learner-days", "--draft", "--until", "2010-12-31"],
    ["tally", "--draft", "--format", "json"],
    ["report", "--draft"],
    ["report", "--draft", "--format", "md", "--until", "2010-12-31"],
    ["explain", "learner-days", "--until", "2010-12-31"],
    ["explain", "people/p-34wwc", "--format", "json"],
    ["log", "learner-days", "--until", "2010-11-30"],
    ["log", "project"],
]

NEEDS_NO_FILE = [
    ["tally"],
    ["explain", "learner-days"],
    ["log", "learner-days"],
    ["log", "people/p-34wwc"],
    ["log", f"sessions/{Path(SESSION).stem}"],
]


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    project = shipped(tmp_path / "project")
    project.replace(SESSION, "evidence: [", "notes: Seen.\nevidence: [")
    project.commit({}, "A note")
    project.replace(SESSION, "days: 6", "days: 5")
    project.replace("records/project.yaml", "25000", "26000")
    project.commit({"records/people/p-odd.yaml": "role: nobody\n"}, "An error, and less days")
    return project


def state(project: Repository) -> object:
    """All files with their times, but for what Git or the tool keeps of its own."""
    own = (".git/objects", ".git/fifrecords")
    files = [each for each in project.folder.rglob("*") if not any(o in str(each) for o in own)]
    return sorted((str(each), each.stat().st_mtime_ns) for each in files if each.name != ".git")


@pytest.mark.parametrize("command", READING, ids=" ".join)
@pytest.mark.parametrize("revision", ["HEAD~2", "HEAD~1", "HEAD"])
def test_it_is_what_a_checkout_gives(
    project: Repository, command: list[str], revision: str
) -> None:
    checkout = project.folder.parent / "elsewhere" / "project"
    project("clone", "--quiet", ".", str(checkout))
    Repository(checkout)("checkout", "--quiet", project("rev-parse", revision))
    there = project.run(*command, cwd=checkout)
    project.replace("records/indicators.yaml", "target: 240", "target: [")
    before = state(project)
    here = project.run(*command, "--at", revision)
    assert (here.exit_code, here.stdout) == (there.exit_code, there.stdout)
    assert here.stderr == there.stderr
    assert state(project) == before


def test_a_change_is_thought_into_a_folder_that_was_not_there(project: Repository) -> None:
    """Whether it is the first of its kind in the work tree or at a commit."""
    data = b"Nothing yet.\n"
    for at in (None, "HEAD"):
        found = load(str(project.folder / "records"), at=at, changed={"forms/own/a.md": data})
        assert [each.rule for each in found.findings if "forms" in each.path] == ["stray-file"]


@pytest.mark.parametrize("gone", ["files", "folder", "project file"])
@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("command", NEEDS_NO_FILE, ids=" ".join)
def test_it_needs_no_work_tree(
    project: Repository, command: list[str], gone: str, *, named: bool
) -> None:
    where = ["--records", "records"] if named else []
    before = project.run(*command, "--at", "HEAD~1").stdout
    folder = project.folder / "records"
    if gone == "project file":
        (folder / "project.yaml").unlink()
    else:
        shutil.rmtree(folder)
        if gone == "files":
            folder.mkdir()
    done = project.run(*command, "--at", "HEAD~1", *where)
    assert done.exit_code == 0, done.output
    assert done.stdout == before


def test_a_folder_that_was_deleted_keeps_its_history(project: Repository) -> None:
    before = [project.run(*command, "--at", "HEAD~1").stdout for command in NEEDS_NO_FILE]
    differs = project.run("diff", "HEAD~2", "HEAD~1").stdout
    project("rm", "-r", "--quiet", "records")
    project.commit({"README.md": "The project is over.\n"}, "The records are gone")
    after = [project.run(*command, "--at", "HEAD~2").stdout for command in NEEDS_NO_FILE]
    assert after == before
    assert project.run("diff", "HEAD~3", "HEAD~2", "--records", "records").stdout == differs
