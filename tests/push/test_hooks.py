"""The hooks that run before a commit, through pre-commit itself."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pre_commit.clientlib import load_config, load_manifest

from tests.conftest import ROOT
from tests.trail.repositories import Repository, git

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
CONFIG = ROOT / "fifrecords" / "entry" / "starter" / "pre-commit-config.yaml"
BASE = ROOT / "tests" / "check" / "base" / "records"
SESSION = "records/sessions/2011/2011-01-14-brooklet-house-ict.yaml"
PERSON = "records/people/p-7k3mq.yaml"
OF_PEOPLE = ("fifrecords-people", "fifrecords-message")
BROKEN = "date: 2011-01-21\nkind: lesson\n"


@pytest.fixture
def new(tmp_path: Path) -> Repository:
    """A sound project before its first commit, its hook installed as the hook's file says."""
    project = Repository(tmp_path / "project")
    shutil.copytree(BASE, project.folder / "records")
    shutil.copy(CONFIG, project.folder / ".pre-commit-config.yaml")
    command = [sys.executable, "-m", "pre_commit", "install"]
    subprocess.run(command, cwd=project.folder, check=True, capture_output=True)
    return project


@pytest.fixture
def project(new: Repository) -> Repository:
    new.commit({}, "Records of the project")
    return new


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))


def test_the_hooks_that_others_take_from_here_can_be_read() -> None:
    hooks = {hook["id"]: hook for hook in load_manifest(str(MANIFEST))}
    assert list(hooks) == ["fifrecords", "fifrecords-staged", *OF_PEOPLE]
    assert all(hook["always_run"] for hook in hooks.values())
    told_files = [id_ for id_, hook in hooks.items() if hook["pass_filenames"]]
    assert told_files == ["fifrecords-message"]
    knows_names = [id_ for id_, hook in hooks.items() if hook["additional_dependencies"]]
    assert knows_names == [*OF_PEOPLE]


@pytest.mark.parametrize("config", [CONFIG, ROOT / ".pre-commit-config.yaml"])
def test_a_configuration_can_be_read_and_has_the_same_hooks(config: Path) -> None:
    (repository,) = load_config(str(config))["repos"]
    taken = {hook["id"]: hook for hook in load_manifest(str(MANIFEST))}
    here = {hook["id"]: hook for hook in repository["hooks"]}
    for id_ in ("fifrecords-staged", *OF_PEOPLE):
        assert here[id_]["entry"].removeprefix(".venv/bin/") == taken[id_]["entry"]
        for what in ("always_run", "pass_filenames", "stages"):
            assert here[id_][what] == taken[id_][what]


CHECKING = [each for each in yaml.safe_load(MANIFEST.read_text()) if each["id"] not in OF_PEOPLE]


@pytest.mark.parametrize("hook", CHECKING, ids=lambda hook: hook["id"])
def test_a_hook_tells_of_what_is_wrong(hook: dict[str, str], project: Repository) -> None:
    command, *arguments = shlex.split(hook["entry"])
    assert command == "fifrecords"
    assert project.run(*arguments).exit_code == 0
    project.write({"records/sessions/new.yaml": BROKEN})
    project("add", "records")
    assert "new.yaml:2:7: error" in project.run(*arguments).stdout


class TestCommits:
    def test_one_that_brings_a_mistake_is_refused(self, project: Repository) -> None:
        project.write({"records/sessions/new.yaml": BROKEN})
        project("add", "records")
        with pytest.raises(AssertionError, match=r"new\.yaml:2:7: error"):
            project("commit", "--message", "Broken")

    def test_one_that_takes_away_what_others_name_is_refused(self, project: Repository) -> None:
        """Nothing that is left was touched, and yet a session names somebody who is not there."""
        project("rm", "--quiet", PERSON)
        with pytest.raises(AssertionError, match="unknown-person"):
            project("commit", "--message", "Somebody less")

    def test_one_that_leads_to_a_person_is_refused(self, project: Repository) -> None:
        project.write({PERSON: "# rang 07700 900123\nrole: service-user\n"})
        project("add", PERSON)
        with pytest.raises(AssertionError, match=r"p-7k3mq\.yaml:1:8: .*telephone number"):
            project("commit", "--message", "A person")

    def test_one_whose_message_leads_to_a_person_is_refused(self, project: Repository) -> None:
        project.replace(SESSION, "days: 0.5", "days: 1")
        project("add", SESSION)
        with pytest.raises(AssertionError, match=r"COMMIT_EDITMSG:1:8: .*telephone number"):
            project("commit", "--message", "Ask on 07700 900123")
        project("commit", "--quiet", "--message", "A longer session")

    def test_what_is_not_staged_does_not_matter(self, project: Repository) -> None:
        project.write({"records/sessions/new.yaml": BROKEN})
        project.replace(PERSON, "role:", "rolle:")
        project.replace(SESSION, "days: 0.5", "days: 1")
        project("add", SESSION)
        project("commit", "--quiet", "--message", "A longer session")
        assert "rolle" in project("diff")

    def test_what_has_been_wrong_before_does_not_matter(self, project: Repository) -> None:
        project.write({"records/sessions/old.yaml": BROKEN})
        project("add", "records")
        project("commit", "--quiet", "--no-verify", "--message", "Broken")
        project.replace(SESSION, "days: 0.5", "days: 1")
        project("commit", "--quiet", "--all", "--message", "A longer session")

    def test_the_first_one_is_judged(self, new: Repository) -> None:
        with pytest.raises(AssertionError, match="bad-value"):
            new.commit({"records/sessions/new.yaml": BROKEN}, "The first")

    def test_in_another_work_tree_its_own_index_is_judged(
        self, project: Repository, tmp_path: Path
    ) -> None:
        git(project.folder, "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "other"))
        (tmp_path / "other" / "records" / "sessions" / "new.yaml").write_text(BROKEN)
        git(tmp_path / "other", "add", "records")
        with pytest.raises(AssertionError, match="bad-value"):
            git(tmp_path / "other", "commit", "--message", "Broken")
        project.replace(SESSION, "days: 0.5", "days: 1")
        project("commit", "--quiet", "--all", "--message", "A longer session")
