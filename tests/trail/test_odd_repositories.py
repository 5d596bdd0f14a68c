"""Repositories as they are found: each works, or says in one line what is missing."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.trail.repositories import Repository, git, one_line, run, shipped

SESSION = "records/sessions/2010/2010-11-22-household-b-everyday-activity.yaml"
HISTORY = [["log", "learner-days"], ["log", "project"], ["diff", "HEAD"], ["verify", "x"]]
AT = [[name, "--at", "HEAD"] for name in ("validate", "tally", "report")]
AT_FIGURE = [["explain", "learner-days", "--at", "HEAD"], ["log", "people/p-34wwc", "--at", "HEAD"]]
NEEDS_HISTORY = [*HISTORY, *AT, *AT_FIGURE]
WORKS = [["explain", "learner-days"], *HISTORY[:3], AT[1], *AT_FIGURE]


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    return shipped(tmp_path / "project")


def all_work(folder: Path, *, records: str | None = None) -> None:
    named = [] if records is None else ["--records", records]
    for command in WORKS:
        done = run(*command, *named, cwd=folder)
        assert done.exit_code == 0, (command, done.output)
    assert "not committed" not in run("explain", "learner-days", *named, cwd=folder).stdout


@pytest.mark.parametrize("command", NEEDS_HISTORY, ids=" ".join)
class TestWhatIsMissing:
    def test_no_repository(self, project: Repository, command: list[str]) -> None:
        shutil.rmtree(project.folder / ".git")
        words = one_line(project.run(*command))
        assert "repository" in words

    def test_no_commit(self, project: Repository, command: list[str]) -> None:
        project("update-ref", "-d", "HEAD")
        words = one_line(project.run(*command))
        assert "commit" in words or command[0] == "verify"

    def test_no_git(
        self, project: Repository, command: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", "/nowhere")
        words = one_line(project.run(*command))
        assert "Git is not installed" in words

    def test_a_repository_of_somebody_else(
        self, project: Repository, command: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Git refuses to look into a folder of another user, and says what to set."""
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "true")
        words = one_line(project.run(*command))
        assert "safe.directory" in words or "dubious ownership" in words


@pytest.mark.parametrize(
    "revision", ["nowhere", "", "HEAD~9", "--all", "HEAD:records", "a b", "-1"]
)
def test_no_such_revision(project: Repository, revision: str) -> None:
    for command in (["tally"], ["log", "learner-days"], ["explain", "project"]):
        words = one_line(project.run(*command, f"--at={revision}"))
        assert "no revision" in words
    one_line(project.run("diff", "--", revision))


@pytest.mark.parametrize("break_it", ["repository", "commit", "git"])
def test_what_needs_no_history_works_without(
    project: Repository, break_it: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if break_it == "repository":
        shutil.rmtree(project.folder / ".git")
    elif break_it == "commit":
        project("update-ref", "-d", "HEAD")
    else:
        monkeypatch.setenv("PATH", "/nowhere")
    for command in (["validate"], ["tally"], ["report"], ["explain", "learner-days"]):
        assert project.run(*command).exit_code == 0, command
    assert "not committed" in project.run("explain", "learner-days").stdout


class TestAllWorks:
    def test_detached(self, project: Repository) -> None:
        project("checkout", "--quiet", "--detach")
        all_work(project.folder)

    def test_linked_worktree(self, project: Repository) -> None:
        other = project.folder.parent / "other tree"
        project("worktree", "add", "--quiet", str(other), "-b", "other")
        all_work(other)
        assert run("seal", "final", cwd=other).exit_code == 0
        assert project.run("verify", "final").exit_code == 0

    def test_shallow_clone(self, project: Repository) -> None:
        project.replace(SESSION, "evidence", "notes: Seen.\nevidence")
        project.commit({})
        clone = project.folder.parent / "clone"
        project("clone", "--quiet", "--depth=1", f"file://{project.folder}", str(clone))
        all_work(clone)
        words = one_line(run("tally", "--at", "HEAD~1", cwd=clone))
        assert "git fetch --unshallow" in words
        for command in (["log", "learner-days"], ["log", "people/p-34wwc"], WORKS[0]):
            assert "its first commit stands for all before" in run(*command, cwd=clone).stderr
            assert project.run(*command).stderr == ""

    @pytest.mark.parametrize("name", ["a b/c", "Änderungen/é", "it's", 'a "quote"', "-dash", "x;y"])
    def test_a_sub_folder_of_a_larger_repository(self, tmp_path: Path, name: str) -> None:
        whole = Repository(tmp_path / "whole")
        inner = whole.folder / name
        shutil.copytree(shipped(tmp_path / "plain").folder / "records", inner / "records")
        whole.commit({"README.md": "Other things.\n"}, "All")
        all_work(inner)
        all_work(whole.folder, records=f"{name}/records" if name[0] != "-" else f"./{name}")

    @pytest.mark.parametrize("name", ["données", "my records", 'r"q"', "tab\there", "line\nend"])
    def test_a_records_folder_of_any_name(self, project: Repository, name: str) -> None:
        project("mv", "records", name)
        project.commit({}, "Another name")
        all_work(project.folder, records=name)

    def test_the_records_are_the_repository(self, project: Repository) -> None:
        shutil.rmtree(project.folder / ".git")
        records = Repository(project.folder / "records")
        records.commit({}, "The records alone")
        all_work(records.folder)
        all_work(records.folder.parent)

    def test_however_the_folder_is_named(self, project: Repository) -> None:
        folder = project.folder / "records"
        for named in ("records/", ".", f"{folder}", f"{folder}/"):
            all_work(project.folder, records=named)
        all_work(folder / "sessions")
        all_work(folder / "sessions", records="../../records")

    def test_a_link_to_the_folder(self, project: Repository) -> None:
        link = project.folder.parent / "link"
        link.symlink_to(project.folder / "records")
        all_work(link.parent, records="link")

    def test_words_that_are_no_utf_8(self, project: Repository) -> None:
        raw = b"commit refs/heads/main\nauthor J\xf6rg <j@example.org> 1300000000 +0000\n"
        raw += b"committer J\xf6rg <j@example.org> 1300000000 +0000\ndata 8\nGr\xfc\xdfe \x02\x03\n"
        raw += f"from {project.head}\n".encode()
        text = (project.folder / SESSION).read_bytes() + b"notes: Seen.\n"
        raw += f"M 100644 inline {SESSION}\ndata {len(text)}\n".encode() + text + b"\n"
        from tests.trail.repositories import git_bytes  # noqa: PLC0415

        git_bytes(project.folder, "fast-import", "--quiet", "--force", given=raw)
        project("reset", "--quiet", "--hard")
        all_work(project.folder)
        ref = f"sessions/{Path(SESSION).stem}"
        assert project.run("log", ref).exit_code == 0
        assert project.run("explain", "learner-days", "--format", "json").exit_code == 0

    def test_line_ends_of_another_system(self, project: Repository) -> None:
        before = project.run("report").stdout_bytes
        for path in (project.folder / "records").rglob("*.*"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        project.commit({}, "Other line ends")
        all_work(project.folder)
        after = project.run("report").stdout_bytes
        assert before.split(b"commit")[0].count(b"\n") == after.split(b"commit")[0].count(b"\n")

    def test_a_file_that_another_stands_for_in_this_clone(self, project: Repository) -> None:
        """What is known of a blob is kept by its id, and told of the file that has it."""
        (project.folder / "other").write_text("date: 2010-11-22\nkind: meeting\ntitle: Another\n")
        other = project("hash-object", "-w", "other")
        project("replace", project("rev-parse", f"HEAD:{SESSION}"), other)
        for command in (["tally", "learner-days", "--at", "HEAD"], ["tally", "learner-days"]):
            assert " 266 " in project.run(*command).stdout

    def test_commits_that_touch_nothing(self, project: Repository) -> None:
        for number in range(3):
            project.commit({"notes.txt": f"{number}\n"})
        project.commit({})
        all_work(project.folder)

    def test_a_unborn_branch(self, project: Repository) -> None:
        project("checkout", "--quiet", "--orphan", "anew")
        one_line(project.run("log", "learner-days"))
        assert project.run("tally", "--at", "main").exit_code == 0

    def test_a_submodule_inside_the_records(self, project: Repository) -> None:
        other = Repository(project.folder.parent / "other")
        other.commit({"a.txt": "x\n"})
        path = "records/sessions/module"
        project("-c", "protocol.file.allow=always", "submodule", "add", str(other.folder), path)
        project.commit({}, "A module")
        for command in (["validate"], ["validate", "--at", "HEAD"], ["log", "learner-days"]):
            done = project.run(*command)
            assert done.exit_code in (0, 1)

    def test_in_a_hook(self, project: Repository) -> None:
        """Git sets its own variables there, and they are seen from the repository's top."""
        program = Path(sys.executable).parent / "fifrecords"
        hook = project.folder / ".git" / "hooks" / "pre-commit"
        out = project.folder.parent / "out"
        hook.write_text(f"#!/bin/sh\n'{program}' tally --at HEAD >'{out}' 2>&1\n")
        hook.chmod(0o755)
        project.replace(SESSION, "evidence", "notes: Seen.\nevidence")
        project("commit", "--quiet", "-a", "-m", "Seen")
        assert out.read_text() == project.run("tally").stdout
        other = project.folder.parent / "tree"
        project("worktree", "add", "--quiet", str(other), "-b", "other")
        git(other, "commit", "--quiet", "--allow-empty", "-m", "In a worktree")
        assert out.read_text() == project.run("tally").stdout

    def test_with_gits_variables_set(
        self, project: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = project.run("tally").stdout
        monkeypatch.setenv("GIT_DIR", ".git")
        assert project.run("tally", "--at", "HEAD").stdout == before


def test_a_bare_repository_holds_records_at_a_revision(project: Repository) -> None:
    before = project.run("tally").stdout
    bare = project.folder.parent / "bare.git"
    project("clone", "--quiet", "--bare", ".", str(bare))
    done = run("tally", "--at", "HEAD", "--records", "records", cwd=bare)
    assert done.stdout == before
