"""Tags that were tampered with and histories that were rewritten: each is told apart."""

import json
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.trail.repositories import Repository, git_bytes, one_line, shipped

SESSION = "records/sessions/2010/2010-11-22-household-b-everyday-activity.yaml"


@pytest.fixture
def sealed(tmp_path: Path) -> Repository:
    project = shipped(tmp_path / "project")
    project("commit", "--quiet", "--allow-empty", "-m", "A second commit")
    assert project.run("seal", "final").exit_code == 0
    return project


def forged(
    project: Repository, change: Callable[[dict[str, Any]], object], indent: int = 1
) -> None:
    """Puts the tag up again with another message, as a forger would."""
    message = git_bytes(project.folder, "tag", "-l", "--format=%(contents)", "sealed/final")
    title, _, text = message.decode().strip().partition("\n\n")
    data = json.loads(text)
    change(data)
    told = f"{title}\n\n{json.dumps(data, ensure_ascii=False, indent=indent)}\n"
    retag(project, told)


def retag(project: Repository, message: str, at: str = "HEAD") -> None:
    arguments = ("tag", "-f", "-a", "--cleanup=verbatim", "-F", "-", "sealed/final", at)
    git_bytes(project.folder, *arguments, given=message.encode())


def faults(project: Repository) -> list[str]:
    """What is wrong, in the words that stand before the colon."""
    done = project.run("verify", "final")
    words = [line.partition(":")[0] for line in done.stdout.split("\n\n")[0].splitlines()]
    found = [each for each in words if each in FAULTS]
    assert done.exit_code == (1 if found else 0), done.output
    return found


FAULTS = ("tampered tag", "rewritten history", "changed form", "another tool")
EDITS: dict[str, Callable[[dict[str, Any]], object]] = {
    "a figure": lambda data: data["figures"]["learner-days"].update(total=[300, 300]),
    "a status": lambda data: data["figures"]["learner-days"].update(status="exceeded"),
    "a figure less": lambda data: data["figures"].pop("learner-days"),
    "a figure more": lambda data: data["figures"].update(made_up={"total": [1, 1]}),
    "no figures": lambda data: data.update(figures={}),
    "figures that are none": lambda data: data.update(figures=[]),
    "figures that are text": lambda data: data.update(figures="many"),
    "the hash": lambda data: data.update(sha256="0" * 64),
    "the name": lambda data: data.update(name="other"),
    "the commit": lambda data: data.update(commit="0" * 40),
    "the form": lambda data: data.update(form="another-form"),
    "the last day": lambda data: data.update(until="2010-12-31"),
    "a day that is none": lambda data: data.update(until="tomorrow"),
    "a day that is a number": lambda data: data.update(since=7),
    "the version": lambda data: data.update(seal_version=2),
    "a field more": lambda data: data.update(more=1),
    "a field less": lambda data: data.pop("tool"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_message(sealed: Repository, edit: str) -> None:
    forged(sealed, EDITS[edit])
    assert "tampered tag" in faults(sealed)
    assert "rewritten history" not in faults(sealed)


def test_no_line_of_the_form_differs_where_only_the_hash_was_edited(sealed: Repository) -> None:
    forged(sealed, EDITS["the hash"])
    done = sealed.run("verify", "final")
    assert "changed form: the form was changed: final.md is not what was sealed\n" in done.stdout


def test_a_message_put_up_again_as_it_was_is_none(sealed: Repository) -> None:
    forged(sealed, lambda data: None)
    assert faults(sealed) == []


def test_a_reformatted_message(sealed: Repository) -> None:
    forged(sealed, lambda data: None, indent=2)
    assert faults(sealed) == ["tampered tag"]


@pytest.mark.parametrize("message", ["Seal final\n", "Seal final\n\n[]\n", "Seal final\n\nnull\n"])
def test_another_message(sealed: Repository, message: str) -> None:
    retag(sealed, message)
    assert faults(sealed) == ["tampered tag"]


def test_the_message_of_another_seal(sealed: Repository) -> None:
    sealed.run("seal", "draft")
    other = git_bytes(sealed.folder, "tag", "-l", "--format=%(contents)", "sealed/draft")
    retag(sealed, other.decode().rstrip("\n") + "\n")
    assert faults(sealed) == ["tampered tag"]


def test_a_tag_that_was_moved(sealed: Repository) -> None:
    message = git_bytes(sealed.folder, "tag", "-l", "--format=%(contents)", "sealed/final")
    retag(sealed, message.decode().rstrip("\n") + "\n", "HEAD~1")
    assert faults(sealed) == ["tampered tag"]


def test_a_lightweight_tag(sealed: Repository) -> None:
    sealed("tag", "-f", "sealed/final", "HEAD")
    assert faults(sealed) == ["tampered tag"]


def test_a_tag_of_another_name(sealed: Repository) -> None:
    sealed("update-ref", "refs/tags/sealed/copy", "refs/tags/sealed/final")
    done = sealed.run("verify", "copy")
    assert done.exit_code == 1
    assert "tampered tag: " in done.stdout


def test_a_tag_that_calls_itself_otherwise(sealed: Repository) -> None:
    tag = git_bytes(sealed.folder, "cat-file", "tag", "sealed/final")
    other = tag.replace(b"tag sealed/final\n", b"tag sealed/draft\n")
    made = git_bytes(sealed.folder, "hash-object", "-t", "tag", "-w", "--stdin", given=other)
    sealed("update-ref", "refs/tags/sealed/final", made.decode().strip())
    assert faults(sealed) == ["tampered tag"]


@pytest.mark.parametrize("name", ["never", "", "fin*", "final^{}", "final~0", "../sealed/final"])
def test_no_such_seal(sealed: Repository, name: str) -> None:
    assert one_line(sealed.run("verify", name)).startswith(f"Error: there is no seal {name};")


class TestARewrittenHistory:
    def test_amended(self, sealed: Repository) -> None:
        sealed.replace(SESSION, "days: 6", "days: 5")
        sealed("commit", "--quiet", "-a", "--amend", "-m", "Never mind")
        assert faults(sealed) == ["rewritten history"]

    def test_reset(self, sealed: Repository) -> None:
        sealed("reset", "--quiet", "--hard", "HEAD~1")
        assert faults(sealed) == ["rewritten history"]

    def test_begun_anew(self, sealed: Repository) -> None:
        sealed("checkout", "--quiet", "--orphan", "anew")
        sealed("commit", "--quiet", "-m", "Anew")
        assert faults(sealed) == ["rewritten history"]

    def test_the_commit_itself_is_gone(self, sealed: Repository) -> None:
        """The tag is there, and what it names is not."""
        commit = sealed.head
        sealed("reset", "--quiet", "--hard", "HEAD~1")
        path = sealed.folder / ".git" / "objects" / commit[:2] / commit[2:]
        path.chmod(0o644)
        path.unlink()
        assert faults(sealed) == ["rewritten history"]

    def test_a_shallow_clone_is_not_accused(self, sealed: Repository) -> None:
        sealed.commit({"notes.txt": "Later.\n"})
        clone = sealed.folder.parent / "clone"
        sealed("clone", "--quiet", "--depth=1", f"file://{sealed.folder}", str(clone))
        tag = "refs/tags/sealed/final"
        Repository(clone)("fetch", "--quiet", "--depth=1", "origin", f"{tag}:{tag}")
        done = Repository(clone).run("verify", "final")
        assert done.exit_code != 0
        assert "git fetch --unshallow" in done.output
        assert "rewritten" not in done.output

    @pytest.mark.parametrize("what", ["HEAD~1", f"HEAD~1:{SESSION}", "sealed/final"])
    def test_what_one_clone_puts_in_its_place_is_none(self, sealed: Repository, what: str) -> None:
        """Git shows another object under the same id, to whoever works in this clone alone."""
        sealed.replace(SESSION, "days: 6", "days: 5")
        sealed.commit({}, "Shorter")
        sealed("tag", "-a", "-m", "Another", "other", "HEAD")
        other = {"HEAD~1": "HEAD", "sealed/final": "other"}.get(what, f"HEAD:{SESSION}")
        sealed("replace", "-f", what, other)
        assert faults(sealed) == []

    @pytest.mark.parametrize("way", ["replaced", "grafted"])
    def test_a_history_that_only_one_clone_has(self, sealed: Repository, way: str) -> None:
        """Whoever fetches the branch does not find the sealed commit in it."""
        commit = sealed.head
        sealed("checkout", "--quiet", "--orphan", "anew")
        sealed("commit", "--quiet", "-m", "The same records, begun anew")
        if way == "replaced":
            sealed("replace", "--graft", "HEAD", commit)
        else:
            grafts = sealed.folder / ".git" / "info" / "grafts"
            grafts.parent.mkdir(exist_ok=True)
            grafts.write_text(f"{sealed.head} {commit}\n")
        assert faults(sealed) == ["rewritten history"]

    def test_later_commits_are_none(self, sealed: Repository) -> None:
        sealed.commit({"notes.txt": "Later.\n"})
        assert faults(sealed) == []

    def test_a_renamed_records_folder_is_none(self, sealed: Repository) -> None:
        sealed("mv", "records", "data")
        sealed.commit({}, "The folder is data now")
        done = sealed.run("verify", "final", "--records", "data")
        assert done.exit_code == 0, done.output


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="there is no ssh-keygen")
class TestASignature:
    @pytest.fixture
    def signed(self, tmp_path: Path) -> Repository:
        project, key = shipped(tmp_path / "project"), tmp_path / "key"
        make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ann", "-f", str(key)]
        subprocess.run(make, check=True)
        public = key.with_suffix(".pub").read_text()
        allowed = tmp_path / "allowed"
        allowed.write_text(f"ann@example.org {public}")
        project("config", "gpg.format", "ssh")
        project("config", "user.signingkey", str(key))
        project("config", "gpg.ssh.allowedSignersFile", str(allowed))
        assert project.run("seal", "final").exit_code == 0
        return project

    @pytest.fixture
    def project(self, tmp_path: Path) -> Repository:
        return shipped(tmp_path / "project")

    def test_it_holds(self, signed: Repository) -> None:
        assert "well signed" in signed.run("verify", "final").stdout

    def test_a_key_that_is_not_known_here(self, signed: Repository) -> None:
        signed("config", "--unset", "gpg.ssh.allowedSignersFile")
        done = signed.run("verify", "final")
        assert done.exit_code == 0
        assert "not known here" in done.stdout

    def test_a_bad_one(self, signed: Repository) -> None:
        """The tag's message is changed under the signature."""
        whole = signed("cat-file", "tag", "sealed/final") + "\n"
        text = whole.replace('"tool": "', '"tool": "9.')
        made = git_bytes(signed.folder, "mktag", given=text.encode()).decode().strip()
        signed("update-ref", "refs/tags/sealed/final", made)
        assert faults(signed) == ["tampered tag"]

    def test_no_key_to_sign_with(self, signed: Repository) -> None:
        signed("config", "user.signingkey", "/nowhere/key")
        one_line(signed.run("seal", "again"))
        assert not (signed.folder / "again.md").exists()

    def test_by_a_certificate(self, project: Repository) -> None:
        signs_by(project, "-----BEGIN SIGNED MESSAGE-----", "bm8=", "-----END SIGNED MESSAGE-----")
        assert project.run("seal", "final").exit_code == 0
        assert "well signed" in project.run("verify", "final").stdout

    def test_a_program_that_signs_nothing_seals_nothing(self, project: Repository) -> None:
        signs_by(project)
        assert "did not sign the tag" in one_line(project.run("seal", "final"))
        assert project("tag", "--list") == ""


def signs_by(project: Repository, *lines: str) -> None:
    """Has Git sign by a program for certificates that writes some lines, and says all is well."""
    program = project.folder.parent / "signs"
    told = " ".join(map(shlex.quote, lines))
    program.write_text(
        f"""#!/bin/sh
        cat > /dev/null
        case "$*" in
            *--verify*) printf '\\n[GNUPG:] GOODSIG 1 ann\\n' ;;
            *) printf '%s\\n' {told}; printf '\\n[GNUPG:] SIG_CREATED \\n' >&2 ;;
        esac
        """
    )
    program.chmod(0o755)
    project("config", "gpg.format", "x509")
    project("config", "gpg.x509.program", str(program))
    project("config", "tag.gpgSign", "true")
