"""What a change brings is judged, and what is staged is: ``validate --since`` and ``--staged``."""

import json
import os
import shutil
import stat
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import Result

from fifrecords.store.git import from_the_top
from tests.cli.test_installed import PROGRAM
from tests.conftest import ROOT
from tests.trail.repositories import Repository, git, one_line, run

BASE = ROOT / "tests" / "check" / "base" / "records"
SESSION = "records/sessions/2011/2011-01-14-brooklet-house-ict.yaml"
PERSON = "records/people/p-7k3mq.yaml"
BROKEN = "date: 2011-01-21\nkind: lesson\n"


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    """A sound project in one commit."""
    repository = Repository(tmp_path / "project")
    shutil.copytree(BASE, repository.folder / "records")
    repository.commit({}, "Records of the project")
    return repository


def told(done: Result) -> list[str]:
    """What was found, each finding by its file and rule."""
    lines = done.stdout.splitlines()
    return [f"{line.partition(':')[0]} {line.rpartition('[')[2][:-1]}" for line in lines]


class TestSince:
    def test_what_was_there_before_is_not_told_again(self, project: Repository) -> None:
        project.commit({"records/sessions/old.yaml": BROKEN})
        project.commit({"records/sessions/new.yaml": BROKEN})
        done = project.run("validate", "--since", "HEAD~1")
        assert told(done) == ["records/sessions/new.yaml bad-value"]
        assert done.stderr.startswith("1 error (1 known at HEAD~1); read ")
        assert done.exit_code == 1

    def test_nothing_new_is_no_error(self, project: Repository) -> None:
        project.commit({"records/sessions/old.yaml": BROKEN})
        done = project.run("validate", "--since", "HEAD")
        assert (done.stdout, done.exit_code) == ("", 0)
        assert done.stderr.startswith("no findings (1 known at HEAD); read ")

    def test_what_is_not_committed_is_judged(self, project: Repository) -> None:
        project.write({"records/sessions/new.yaml": BROKEN})
        assert told(project.run("validate", "--since", "HEAD")) == [
            "records/sessions/new.yaml bad-value"
        ]

    def test_a_revision_is_judged_against_another(self, project: Repository) -> None:
        project.commit({"records/sessions/new.yaml": BROKEN})
        project.commit({"records/sessions/new.yaml": None})
        assert project.run("validate", "--since", "HEAD~2", "--at", "HEAD~1").exit_code == 1
        assert project.run("validate", "--since", "HEAD~2", "--at", "HEAD").exit_code == 0

    def test_a_change_elsewhere_that_breaks_a_record_has_brought_it(
        self, project: Repository
    ) -> None:
        """Everything is read: the session that is wrong now was not touched."""
        project.write({PERSON: None})
        assert f"{SESSION} unknown-person" in told(project.run("validate", "--since", "HEAD"))

    def test_lines_that_move_bring_nothing(self, project: Repository) -> None:
        project.commit({"records/sessions/old.yaml": BROKEN})
        project.write({"records/sessions/old.yaml": f"# moved\n\n{BROKEN}"})
        assert project.run("validate", "--since", "HEAD").exit_code == 0

    def test_a_second_one_that_says_the_same_is_new(self, project: Repository) -> None:
        twice = "  - {person: p-7k3mz, days: 0.5}\n"
        start = "date: 2011-01-21\nkind: training\ndays: 1\nevidence: sheet\nattended:\n"
        project.commit({"records/sessions/old.yaml": start + twice})
        project.write({"records/sessions/old.yaml": start + twice + twice})
        done = project.run("validate", "--since", "HEAD", "--rule", "unknown-person")
        assert told(done) == ["records/sessions/old.yaml unknown-person"]
        assert ":7:" in done.stdout

    def test_another_mistake_in_its_place_is_new(self, project: Repository) -> None:
        project.commit({"records/sessions/old.yaml": BROKEN})
        project.replace("records/sessions/old.yaml", "lesson", "lecture")
        assert "lecture" in project.run("validate", "--since", "HEAD").stdout

    def test_a_mend_on_the_same_line_brings_nothing(self, project: Repository) -> None:
        project.commit(
            {"records/sessions/old.yaml": "{date: 2011-01-21, kind: lesson, days: -1}\n"}
        )
        project.replace("records/sessions/old.yaml", ", days: -1", "")
        assert project.run("validate", "--since", "HEAD").exit_code == 0

    def test_a_renamed_file_brings_nothing(self, project: Repository) -> None:
        notes = "notes: |\n  Much was said, and more was done.\n"
        project.commit({"records/sessions/old.yaml": BROKEN + notes})
        project("mv", "records/sessions/old.yaml", "records/sessions/renamed.yaml")
        project.replace("records/sessions/renamed.yaml", "more was done", "a little done")
        for arguments in ([], ["--staged"]):
            done = project.run("validate", "--since", "HEAD", "--rule", "bad-value", *arguments)
            assert (done.stdout, done.exit_code) == ("", 0)

    def test_a_copy_of_what_is_broken_is_new(self, project: Repository) -> None:
        project.commit({"records/sessions/old.yaml": BROKEN})
        project.write({"records/sessions/copy.yaml": BROKEN})
        assert told(project.run("validate", "--since", "HEAD")) == [
            "records/sessions/copy.yaml bad-value"
        ]

    def test_strictness_rules_and_formats_are_for_the_new_ones(self, project: Repository) -> None:
        person = "role: service-user\n"
        project.commit({"records/people/p-2222b.yaml": person})
        project.write({"records/people/p-3333c.yaml": person})
        since = ("validate", "--since", "HEAD")
        assert project.run(*since).exit_code == 0
        assert project.run(*since, "--strict").exit_code == 1
        assert project.run(*since, "--strict", "--skip", "orphan").exit_code == 0
        report = json.loads(project.run(*since, "--format", "json").stdout)
        assert (report["errors"], report["warnings"]) == (0, 1)
        assert project.run(*since, "--format", "github").stdout.startswith(
            "::warning file=records/people/p-3333c.yaml,line=1,"
        )

    def test_a_file_that_moved_is_known_before_git_is_told(self, project: Repository) -> None:
        project.commit({"records/sessions/old.yaml": BROKEN})
        project.write({"records/sessions/old.yaml": None, "records/sessions/new.yaml": BROKEN})
        since = ("validate", "--since", "HEAD", "--rule", "bad-value")
        assert project.run(*since).exit_code == 0
        project.write({"records/sessions/new.yaml": BROKEN.replace("lesson", "lecture")})
        assert told(project.run(*since)) == ["records/sessions/new.yaml bad-value"]

    def test_of_two_files_that_moved_a_mistake_is_as_known_as_it_was(
        self, project: Repository
    ) -> None:
        """Two that say the same are one each: a third is a copy."""
        project.commit({"records/sessions/a.yaml": BROKEN, "records/sessions/b.yaml": BROKEN})
        moved = {f"records/sessions/{name}.yaml": BROKEN for name in ("c", "d", "e")}
        gone = dict.fromkeys(("records/sessions/a.yaml", "records/sessions/b.yaml"))
        project.write({**moved, **gone})
        done = project.run("validate", "--since", "HEAD", "--rule", "bad-value")
        assert len(told(done)) == 1

    def test_a_mistake_that_others_have_mended_is_not_brought_by_who_has_it_still(
        self, project: Repository
    ) -> None:
        """A branch is judged from where it left the other one, however far that has come."""
        project.commit({"records/sessions/old.yaml": BROKEN})
        project("checkout", "--quiet", "-b", "change")
        project.commit({"records/sessions/new.yaml": BROKEN})
        project("checkout", "--quiet", "main")
        project.commit({"records/sessions/old.yaml": None})
        project("checkout", "--quiet", "change")
        for ends in (["--since", "main"], ["--since", "main", "--at", "change"]):
            assert told(project.run("validate", *ends)) == ["records/sessions/new.yaml bad-value"]
        project("merge", "--quiet", "main")
        assert told(project.run("validate", "--since", "main")) == [
            "records/sessions/new.yaml bad-value"
        ]

    def test_histories_that_have_nothing_in_common(self, project: Repository) -> None:
        project("checkout", "--quiet", "--orphan", "other")
        project.commit({"records/sessions/new.yaml": BROKEN})
        assert told(project.run("validate", "--since", "main")) == [
            "records/sessions/new.yaml bad-value"
        ]

    def test_what_a_merge_brings_together_is_judged(self, project: Repository) -> None:
        """Neither side is wrong alone: one takes away whom the other names."""
        project("checkout", "--quiet", "-b", "other")
        session = "date: 2011-01-21\nkind: meeting\nevidence: sheet\nattended: [p-2qd9x]\n"
        project.commit({"records/people/p-2qd9x.yaml": "role: service-user\n"})
        project.commit({"records/sessions/new.yaml": session})
        project("checkout", "--quiet", "main")
        project("merge", "--quiet", "--no-ff", "other~1", "--message", "Somebody")
        project.commit({"records/people/p-2qd9x.yaml": None})
        project("merge", "--quiet", "--no-commit", "other")
        for arguments in ([], ["--staged"]):
            done = project.run("validate", "--since", "HEAD", *arguments)
            assert told(done) == ["records/sessions/new.yaml unknown-person"]

    @pytest.mark.parametrize("zeros", [40, 64])
    def test_before_a_first_push_there_was_nothing(self, project: Repository, zeros: int) -> None:
        project.write({"records/sessions/new.yaml": BROKEN})
        done = project.run("validate", "--since", "0" * zeros)
        assert told(done) == told(project.run("validate"))
        assert done.exit_code == 1

    def test_a_commit_whose_id_only_begins_with_zeros_is_one(self, project: Repository) -> None:
        assert one_line(project.run("validate", "--since", "0" * 39)).startswith("Error: there is")

    def test_a_shallow_clone_that_holds_the_revision_will_do(
        self, project: Repository, tmp_path: Path
    ) -> None:
        """As some servers fetch it: both ends, and nothing between."""
        project.commit({"records/sessions/old.yaml": BROKEN})
        base = project.head
        project.commit({"README.md": "Later.\n"})
        project.commit({"records/sessions/new.yaml": BROKEN})
        git(tmp_path, "clone", "--quiet", "--depth=1", project.folder.as_uri(), "shallow")
        git(tmp_path / "shallow", "fetch", "--quiet", "--depth=1", "origin", base)
        done = run("validate", "--since", base, cwd=tmp_path / "shallow")
        assert told(done) == ["records/sessions/new.yaml bad-value"]

    def test_records_that_are_new_altogether(self, project: Repository) -> None:
        project.commit({"README.md": "Before.\n", "records/sessions/new.yaml": BROKEN})
        git(project.folder, "mv", "records", "moved")
        project.commit({}, "Elsewhere")
        done = project.run("validate", "moved", "--since", "HEAD~1")
        assert told(done) == ["moved/sessions/new.yaml bad-value"]

    def test_a_revision_that_does_not_exist(self, project: Repository) -> None:
        line = one_line(project.run("validate", "--since", "v9"))
        assert line == "Error: there is no revision v9"

    def test_a_shallow_clone_says_what_is_missing(
        self, project: Repository, tmp_path: Path
    ) -> None:
        project.commit({"README.md": "Later.\n"})
        git(tmp_path, "clone", "--quiet", "--depth=1", project.folder.as_uri(), "shallow")
        line = one_line(run("validate", "--since", "HEAD~1", cwd=tmp_path / "shallow"))
        assert line.endswith("the clone is shallow: git fetch --unshallow")

    def test_outside_of_a_repository(self, tmp_path: Path) -> None:
        shutil.copytree(BASE, tmp_path / "records")
        line = one_line(run("validate", "--since", "HEAD", cwd=tmp_path))
        assert "is not in a Git repository" in line


class TestStaged:
    def test_what_is_staged_is_judged_and_not_what_lies_there(self, project: Repository) -> None:
        project.write({"records/sessions/new.yaml": BROKEN})
        assert project.run("validate", "--staged").exit_code == 0
        project("add", "records")
        project.write({"records/sessions/new.yaml": None})
        done = project.run("validate", "--staged")
        assert told(done) == ["records/sessions/new.yaml bad-value"]
        assert project.run("validate").exit_code == 0

    def test_what_the_commit_would_bring(self, project: Repository) -> None:
        project.commit({"records/sessions/old.yaml": BROKEN})
        project.write({"records/sessions/new.yaml": BROKEN})
        project("add", "records")
        assert told(project.run("validate", "--staged", "--since", "HEAD")) == [
            "records/sessions/new.yaml bad-value"
        ]

    def test_before_the_first_commit_everything_is_new(self, tmp_path: Path) -> None:
        repository = Repository(tmp_path / "new")
        shutil.copytree(BASE, repository.folder / "records")
        repository.write({"records/sessions/new.yaml": BROKEN})
        repository("add", "records")
        assert told(repository.run("validate", "--staged", "--since", "HEAD")) == [
            "records/sessions/new.yaml bad-value"
        ]

    def test_from_a_folder_within_the_records(self, project: Repository) -> None:
        project.write({"records/sessions/new.yaml": BROKEN})
        project("add", "records")
        done = project.run("validate", "--staged", cwd=project.folder / "records" / "people")
        assert done.exit_code == 1

    def test_no_conflict_is_judged(self, project: Repository) -> None:
        project("checkout", "--quiet", "-b", "other")
        project.commit({SESSION: "date: 2011-01-14\nkind: meeting\n"})
        project("checkout", "--quiet", "main")
        project.commit({SESSION: "date: 2011-01-15\nkind: meeting\n"})
        with pytest.raises(AssertionError):
            project("merge", "--quiet", "other")
        line = one_line(project.run("validate", "--staged"))
        assert line.startswith(f"Error: what is staged cannot be committed: {SESSION}: unmerged")

    def test_two_states_are_none(self, project: Repository) -> None:
        line = one_line(project.run("validate", "--staged", "--at", "HEAD"))
        assert line.endswith("give one of them")

    @pytest.mark.skipif(os.name == "nt", reason="the hook is a shell script")
    @pytest.mark.parametrize("how", [["--all"], [SESSION]], ids=["all", "one-file"])
    def test_a_hook_judges_the_index_that_is_committed(
        self, project: Repository, how: list[str], tmp_path: Path
    ) -> None:
        """``git commit FILE`` and ``--all`` make an index of their own, and name it to the hook."""
        hook = project.folder / ".git" / "hooks" / "pre-commit"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\nexec '{PROGRAM.as_posix()}' validate --staged\n")
        hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
        project.replace(SESSION, "training", "lesson")
        with pytest.raises(AssertionError, match="lesson"):
            project("commit", "--message", "Broken", *how)
        project.replace(SESSION, "lesson", "training")
        project.replace(PERSON, "role:", "rolle:")
        if how == [SESSION]:
            project.replace(SESSION, "days: 0.5", "days: 1")
            project("commit", "--quiet", "--message", "Only the session", *how)
            assert "rolle" in project("diff")

    def test_an_index_is_known_by_whatever_way_leads_to_it(
        self, project: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As where the folder for temporary files is a link."""
        (tmp_path / "link").symlink_to(project.folder, target_is_directory=True)
        index = tmp_path / "link" / ".git" / "another-index"
        project.write({"records/sessions/new.yaml": BROKEN})
        with monkeypatch.context() as patch:
            patch.setenv("GIT_INDEX_FILE", str(index))
            project("add", "--all")
            assert project.run("validate", "--staged").exit_code == 1
        assert project.run("validate", "--staged").exit_code == 0

    def test_another_repositorys_index_is_not_taken(
        self, project: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = Repository(tmp_path / "other")
        other.commit({"a.txt": "A\n"})
        monkeypatch.setenv("GIT_INDEX_FILE", str(other.folder / ".git" / "index"))
        assert project.run("validate", "--staged", "--strict").exit_code == 0


class TestPaths:
    @pytest.mark.parametrize("below", [".", "records", "records/people"])
    @pytest.mark.parametrize("shape", ["github", "gitlab", "sarif"])
    def test_a_forge_knows_files_from_the_top(
        self, project: Repository, below: str, shape: str
    ) -> None:
        project.write({"records/sessions/new.yaml": BROKEN})
        done = project.run("validate", "--format", shape, cwd=project.folder / below)
        paths = {"github": "file={},", "gitlab": '"path": "{}"', "sarif": '"uri": "{}"'}
        assert paths[shape].format("records/sessions/new.yaml") in done.stdout

    def test_outside_of_a_repository_they_are_as_they_were_named(self, tmp_path: Path) -> None:
        shutil.copytree(BASE, tmp_path / "records")
        (tmp_path / "records" / "sessions" / "new.yaml").write_text(BROKEN)
        done = run("validate", "--format", "github", cwd=tmp_path)
        assert "file=records/sessions/new.yaml," in done.stdout

    def test_the_folder_itself_is_named_as_it_lies(self, project: Repository) -> None:
        """Where a finding is of a file that is missing, it stands at the folder."""
        with chdir(project.folder):
            named = from_the_top("records")
        assert [named("records"), named("records/project.yaml")] == [
            "records",
            "records/project.yaml",
        ]

    def test_nothing_found_leaves_the_output_empty(self, project: Repository) -> None:
        assert project.run("validate", "--format", "github").stdout == ""
