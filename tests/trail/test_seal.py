"""Seals: what is refused, what holds, and every way in which one may not hold any more."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fifrecords.form.writers import WRITERS
from fifrecords.store.git import Repository as Git
from fifrecords.trail.seal import Submission, submission
from fifrecords.trail.verify import _form, verify
from tests.trail.repositories import Repository, git_bytes, one_line, run, shipped

SESSION = "records/sessions/2010/2010-11-22-household-b-everyday-activity.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    return shipped(tmp_path / "project")


@pytest.fixture
def sealed(project: Repository) -> Repository:
    done = project.run("seal", "final")
    assert done.exit_code == 0, done.output
    return project


def test_what_is_still_to_be_written_is_told(project: Repository) -> None:
    project.commit({"records/narrative/lessons.md": "To be written.\n"}, "Not yet")
    done = project.run("seal", "interim")
    assert done.exit_code == 0
    assert done.stderr == "still to be written: narrative/lessons.md\n"
    assert done.stdout.endswith("to send it: git push origin sealed/interim\n")
    told = one_line(project.run("seal", "draft", "-o", "draft.doc"))
    assert told.endswith("docx, html or pdf; name it otherwise")


class TestItRefuses:
    def refused(self, project: Repository, *arguments: str) -> str:
        done = project.run("seal", *(arguments or ("final",)))
        assert done.exit_code == 1, done.output
        assert done.stderr.startswith("not sealed: ")
        assert done.stderr.count("\n") == 1
        assert not (project.folder / "final.md").exists()
        return done.stderr

    def test_what_is_not_committed(self, project: Repository) -> None:
        project.replace(SESSION, "days: 6", "days: 5")
        assert "commit them" in self.refused(project)

    def test_a_new_file_that_is_not_committed(self, project: Repository) -> None:
        project.write({"records/people/p-zzzzz.yaml": "role: service-user\n"})
        assert "commit them" in self.refused(project)

    def test_a_record_that_git_ignores(self, project: Repository) -> None:
        project.commit({".gitignore": "drafts/\n"}, "Not of interest")
        project.write({"records/people/drafts/p-zzzzz.yaml": "role: service-user\n"})
        told = self.refused(project)
        assert "people/drafts/p-zzzzz.yaml is told to be ignored" in told
        assert "git add --force it, or move it" in told

    def test_errors(self, project: Repository) -> None:
        project.replace(SESSION, "p-t2nk8", "p-nobody")
        project.commit({}, "Nobody")
        assert "error" in self.refused(project)

    def test_a_false_claim(self, project: Repository) -> None:
        project.replace(SESSION, "days: 6", "days: 5")
        project.commit({}, "A day less than the prose says")
        assert "error" in self.refused(project)

    def test_where_there_is_no_repository(self, project: Repository) -> None:
        (project.folder / ".git").rename(project.folder / "git")
        assert "are not in a Git repository; commit them first" in self.refused(project)

    def test_where_there_is_no_commit(self, project: Repository) -> None:
        project("update-ref", "-d", "HEAD")
        assert "are not committed yet; commit them first" in self.refused(project)

    def test_where_there_is_no_git(
        self, project: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(project.folder))
        done = project.run("seal", "final")
        assert done.exit_code == 2
        assert "install it from https://git-scm.com" in done.stderr
        assert "they are not committed, or Git is not installed" in project.run("report").stdout

    @pytest.mark.parametrize("name", ["Final", "a b", "../x", "final.md", "é"])
    def test_a_bad_name(self, project: Repository, name: str) -> None:
        assert "name" in self.refused(project, "--", name)

    def test_a_name_that_is_taken(self, sealed: Repository) -> None:
        (sealed.folder / "final.md").unlink()
        assert "final already" in self.refused(sealed)

    def test_a_form_that_is_there_already(self, project: Repository) -> None:
        project.write({"final.md": "Something else.\n"})
        assert "final.md is there already" in one_line(project.run("seal", "final"))
        assert project("tag", "--list") == ""

    def test_a_form_that_no_file_would_keep(self, project: Repository) -> None:
        assert "name one with -o FILE" in one_line(project.run("seal", "final", "-o", "-"))
        assert project("tag", "--list") == ""
        assert not (project.folder / "-").exists()

    def test_nobody_to_make_the_tag(
        self, project: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
            monkeypatch.delenv(name, raising=False)
        project("config", "user.useConfigOnly", "true")
        one_line(project.run("seal", "final"))
        assert not (project.folder / "final.md").exists()


class TestItHolds:
    def test_the_form_and_an_annotated_tag(self, sealed: Repository) -> None:
        form = (sealed.folder / "final.md").read_bytes()
        message = git_bytes(sealed.folder, "tag", "-l", "--format=%(contents)", "sealed/final")
        said = json.loads(message.partition(b"\n\n")[2])
        assert sealed("cat-file", "-t", "sealed/final") == "tag"
        assert said["sha256"] == hashlib.sha256(form).hexdigest()
        assert said["commit"] == sealed.head
        assert said["tool"]
        assert said["figures"]["learner-days"]["total"] == [266, 266]
        assert form == sealed.run("report", "--format", "md").stdout_bytes

    def test_in_place(self, sealed: Repository) -> None:
        done = sealed.run("verify", "final")
        assert done.exit_code == 0
        assert "nothing was restated since" in done.stdout

    def test_in_a_clone_under_another_name_and_another_locale(self, sealed: Repository) -> None:
        clone = sealed.folder.parent / "other name"
        sealed("clone", "--quiet", ".", str(clone))
        program = Path(sys.executable).parent / "fifrecords"
        own = {"PYTHONHASHSEED": "99", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
        command = [program, "verify", "final", str(sealed.folder / "final.md")]
        done = subprocess.run(
            command, cwd=clone, env={**os.environ, **own}, capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")

    def test_a_tag_that_was_pushed_and_fetched(self, sealed: Repository) -> None:
        bare, clone = sealed.folder.parent / "bare.git", sealed.folder.parent / "clone"
        sealed("init", "--quiet", "--bare", "--initial-branch=main", str(bare))
        sealed("push", "--quiet", str(bare), "main", "sealed/final")
        sealed("clone", "--quiet", str(bare), str(clone))
        assert Repository(clone).run("verify", "final").exit_code == 0

    def test_with_the_last_day(self, project: Repository) -> None:
        assert project.run("seal", "half", "--until", "2010-12-31").exit_code == 1
        assert project.run("seal", "half", "--until", "2011-05-31").exit_code == 0
        done = project.run("verify", "half")
        assert done.exit_code == 0, done.output
        assert "nothing was restated since" in done.stdout

    def test_a_later_correction_is_restated(self, sealed: Repository) -> None:
        sealed.replace(SESSION, "days: 6", "days: 5")
        commit = sealed.commit({}, "A day less")
        done = sealed.run("verify", "final")
        assert done.exit_code == 0, done.output
        row = next(line for line in done.stdout.split("\n") if line.startswith("learner-days "))
        assert "266" in row
        assert "265" in row
        assert "sessions/2010-11-22-household-b-everyday-activity " + commit[:10] in row


class TestTheForm:
    @pytest.fixture
    def made(self, sealed: Repository) -> tuple[Repository, bytes]:
        return sealed, (sealed.folder / "final.md").read_bytes()

    def test_every_single_byte(
        self, made: tuple[Repository, bytes], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sealed, form = made
        seal, changed = _seal_of(sealed), form
        again, _ = submission(str(sealed.folder / "records"), sealed.head)
        monkeypatch.setattr(Path, "read_bytes", lambda _: changed)
        for at, byte in enumerate(form):
            changed = form[:at] + bytes([byte ^ 1]) + form[at + 1 :]
            (verdict,) = _form(seal, again, "changed.md")
            assert verdict.fault == "changed form", at
        monkeypatch.undo()

    @pytest.mark.parametrize("change", ["cut", "more", "empty", "crlf", "bom"])
    def test_other_changes(self, made: tuple[Repository, bytes], change: str) -> None:
        sealed, form = made
        lines = form.count(b"\n")
        changed, line = {
            "cut": (form[:-1], lines + 1),
            "more": (form + b"\n", lines + 2),
            "empty": (b"", 1),
            "crlf": (form.replace(b"\n", b"\r\n"), 1),
            "bom": (b"\xef\xbb\xbf" + form, 1),
        }[change]
        (sealed.folder / "final.md").write_bytes(changed)
        done = sealed.run("verify", "final")
        assert done.exit_code == 1
        told = "changed form: the form was changed: final.md is not what was sealed"
        assert f"{told}; it differs from line {line} on\n" in done.stdout
        assert "tampered" not in done.stdout
        assert "rewritten" not in done.stdout


class TestTheFormAsItIsSent:
    """A funder gets a file for a word processor, a printer or a browser: that one is sealed."""

    @pytest.fixture(params=["docx", "pdf", "html", "txt"])
    def sent(self, project: Repository, request: pytest.FixtureRequest) -> Path:
        file = project.folder / f"final.{request.param}"
        done = project.run("seal", "final", "-o", file.name)
        assert done.exit_code == 0, done.output
        return file

    def test_it_is_written_again_in_a_clone_byte_for_byte(self, sent: Path) -> None:
        clone = sent.parent.parent / "clone"
        git_bytes(sent.parent, "clone", "--quiet", ".", str(clone))
        done = run("verify", "final", sent, cwd=clone)
        assert (done.exit_code, done.stderr) == (0, "")
        assert f"ok: {sent} is the sealed form" in done.stdout

    def test_a_change_of_it_is_told(self, sent: Path) -> None:
        form = sent.read_bytes()
        sent.write_bytes(form[:-1] + bytes([form[-1] ^ 1]))
        done = Repository(sent.parent).run("verify", "final")
        assert done.exit_code == 1
        assert f"changed form: the form was changed: {sent.name} is not what was" in done.stdout
        assert ("differs from line" in done.stdout) == WRITERS[sent.suffix[1:]].is_text
        assert "tampered" not in done.stdout

    def test_a_form_of_another_format_is_not_taken_for_it(self, sent: Path) -> None:
        """The same records, written once more for whoever reads them in another program."""
        assert Repository(sent.parent).run("report", "-o", "final.md").exit_code == 0
        done = Repository(sent.parent).run("verify", "final")
        assert (done.exit_code, done.stderr) == (0, "")
        assert f"ok: {sent.name} is the sealed form" in done.stdout
        sent.unlink()
        done = Repository(sent.parent).run("verify", "final")
        assert (done.exit_code, "final.md" in done.stdout) == (0, False)

    def test_it_is_the_file_that_report_writes(self, sent: Path) -> None:
        again = sent.with_stem("again")
        done = Repository(sent.parent).run("report", "-o", again.name)
        assert done.exit_code == 0, done.output
        assert again.read_bytes() == sent.read_bytes()


def test_a_file_of_no_format_is_not_sealed(project: Repository) -> None:
    done = project.run("seal", "final", "-o", "final.odt")
    assert done.exit_code == 2
    assert "final.odt ends in none of" in done.stderr


def test_another_version_of_what_sets_the_type_is_told(
    project: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project.run("seal", "final", "-o", "final.pdf").exit_code == 0
    monkeypatch.setattr("fifrecords.trail.seal.version", lambda _: "9.9")
    monkeypatch.setattr("fifrecords.trail.seal.written", lambda *_: b"otherwise")
    done = project.run("verify", "final")
    assert done.exit_code == 1
    assert "another tool: written by version" in done.stdout
    assert "typst 9.9" in done.stdout


def _seal_of(sealed: Repository):
    from fifrecords.trail.seal import read_seal  # noqa: PLC0415

    return read_seal(Git(str(sealed.folder / "records")), "final")


def test_the_hash_is_of_the_bytes(sealed: Repository) -> None:
    again, _ = submission(str(sealed.folder / "records"), sealed.head)
    changed = Submission(again.records, again.figures, again.data + b" ")
    assert again.sha256 != changed.sha256
    assert verify(Git(str(sealed.folder / "records")), "final").holds
