"""The installed program, from the outside: exit codes, bytes, and what Git says."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PROGRAM = Path(sys.executable).parent / "fifrecords"


def fifrecords(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([PROGRAM, *arguments], cwd=cwd, capture_output=True, check=False)


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Staff", "-c", "user.email=staff@example.org"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "records", tmp_path / "records")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "records")
    git(tmp_path, "commit", "--quiet", "-m", "Records of the project")
    return tmp_path


def test_exit_codes(project: Path) -> None:
    assert fifrecords("validate", cwd=project).returncode == 0
    (project / "records" / "people" / "p-broken.yaml").write_text("role: nobody\n")
    assert fifrecords("validate", cwd=project).returncode == 1
    assert fifrecords("validate", "--nonsense", cwd=project).returncode == 2
    module = [sys.executable, "-m", "fifrecords", "validate"]
    assert subprocess.run(module, cwd=project, capture_output=True, check=False).returncode == 1


def test_the_same_commit_gives_the_same_bytes(project: Path) -> None:
    """A clone lists its files in another order, and hashes words otherwise."""
    clone = project / "clone"
    git(project, "clone", "--quiet", ".", str(clone))
    for command in (["report"], ["tally", "--format", "json"], ["report", "--format", "md"]):
        here = fifrecords(*command, cwd=project)
        seeded = {**os.environ, "PYTHONHASHSEED": "4711"}
        there = subprocess.run(
            [PROGRAM, *command], cwd=clone, capture_output=True, env=seeded, check=False
        )
        assert here.returncode == there.returncode == 0
        assert here.stdout == there.stdout


def test_the_foot_of_the_form_names_the_commit_and_whether_records_changed(project: Path) -> None:
    commit = git(project, "rev-parse", "HEAD").strip()
    text = fifrecords("report", "--format", "md", cwd=project).stdout.decode()
    assert f"`{commit}` and were not changed since" in text
    with (project / "records" / "README.md").open("a") as file:
        file.write("A word more.\n")
    text = fifrecords("report", "--format", "md", cwd=project).stdout.decode()
    assert f"`{commit}` and were changed since" in text


def test_a_change_elsewhere_in_the_repository_is_no_change_of_the_records(project: Path) -> None:
    (project / "notes.txt").write_text("Elsewhere.\n")
    text = fifrecords("report", cwd=project).stdout.decode()
    assert "were not changed since" in " ".join(text.split())


def test_what_is_redirected_is_utf_8_whatever_the_system_speaks(project: Path) -> None:
    """As on Windows, where the default would have no sign for an arrow."""
    indicators = project / "records" / "indicators.yaml"
    text = indicators.read_text(encoding="utf-8")
    indicators.write_text(text.replace("target: 240", "target: 280"), encoding="utf-8")
    done = subprocess.run(
        [PROGRAM, "diff", "HEAD", "--format", "md"],
        cwd=project,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "target 240 \N{RIGHTWARDS ARROW} 280" in done.stdout.decode("utf-8")
    assert b"\r" not in done.stdout


def test_a_closed_pipe_ends_quietly(project: Path) -> None:
    shell = f"'{PROGRAM}' report | head -n 1"
    done = subprocess.run(["sh", "-c", shell], cwd=project, capture_output=True, check=False)
    assert done.stderr == b""


def shell(words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = ["sh", "-c", words.replace("fifrecords", f"'{PROGRAM}'")]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_who_breaks_off_before_the_command_is_read_sees_no_traceback(project: Path) -> None:
    code = (
        "import signal; from fifrecords.cli import start; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); "  # off in the background
        "start.called = lambda: signal.raise_signal(signal.SIGINT); start.run()"
    )
    command = [sys.executable, "-c", code, "validate"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "\nAborted!\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
@pytest.mark.parametrize("command", ["tally", "validate --format json", "--help"])
def test_a_full_disk_is_told_in_a_line(project: Path, command: str) -> None:
    done = shell(f"fifrecords {command} > /dev/full", project)
    assert (done.returncode, done.stderr.splitlines()[0]) == (2, "Error: No space left on device")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_stream_that_is_closed_is_done_without(project: Path, closed: str) -> None:
    for command in ("validate", "new organisation --name Shop --roles beneficiary --dry-run"):
        done = shell(f"fifrecords {command} {closed}", project)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


@pytest.mark.parametrize(
    "command", ["validate", "validate {}", "tally --records {}", "log project --records {}"]
)
def test_in_a_folder_that_is_gone_it_says_so(project: Path, command: str) -> None:
    """The records may well be there: where nobody stands, nothing is asked of Git."""
    command = f"fifrecords {command.format(project / 'records')}"
    done = shell(f"mkdir gone && cd gone && rmdir ../gone && {command}", project)
    gone = f"the folder that you are in, {project / 'gone'}, is gone"
    told = f"Error: {gone}; cd to another, or to the same if it was made anew\n"
    assert (done.returncode, done.stderr) == (2, told)


@pytest.mark.parametrize(
    "command",
    [
        ("report", "--format", "md", "-o", "records/project.yaml"),
        ("report", "-o", "records/narrative/outputs.md"),
        ("export", "--to", "json", "-o", "records/organisations/qch.yaml"),
    ],
)
def test_no_record_is_written_over(project: Path, command: tuple[str, ...]) -> None:
    done = fifrecords(*command, cwd=project)
    assert done.returncode == 2
    assert (
        done.stderr.decode() == f"Error: {command[-1]} is one of the records; name another file\n"
    )
    assert git(project, "status", "--short") == ""


def test_it_starts_without_what_it_does_not_need(tmp_path: Path) -> None:
    code = (
        "import sys; from fifrecords.cli.main import main; "
        "main(['--help'], standalone_mode=False); "
        "print([m for m in ('pydantic', 'yaml', 'tabulate', 'markdown_it') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("[]\n")
