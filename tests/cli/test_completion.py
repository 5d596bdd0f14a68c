"""What a shell completes, and how it is set up for that."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner

from fifrecords.cli.main import main
from tests.conftest import ROOT, Write


@pytest.fixture
def project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def completed(*words: str) -> list[str]:
    """What is offered for the last of some words."""
    *before, incomplete = words
    shell = BashComplete(main, {}, "fifrecords", "_FIFRECORDS_COMPLETE")
    return [item.value for item in shell.get_completions(before, incomplete)]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("exp",), ["export", "explain"]),
        (("tally", "learner-d"), ["learner-days"]),
        (("explain", "fund"), ["funding"]),
        (("explain", "p-2"), ["p-2kzl8"]),
        (("explain", "people/p-2"), ["people/p-2kzl8"]),
        (("log", "sess"), ["sessions-held", "sessions/"]),
        (("register", "2011-05-10"), ["2011-05-10-elate-training"]),
        (("merge", "p-2kzl8", "hostel-a"), ["hostel-a"]),
        (("rename", "organisations/q-"), ["organisations/q-training"]),
        (("new", "per"), ["person"]),
        (("new", "person", "--role", ""), ["support-worker", "service-user"]),
        (("new", "person", "--organisation", "qc"), ["qch"]),
        (("new", "session", "--attended", "g-h"), ["g-housing-association"]),
        (("new", "session", "--kind", "c"), ["consultation"]),
        (("new", "indicator", "--id", "learn"), []),
        (("init", "--form", "l"), ["lsis-fif"]),
        (("explain", "nothing/x"), []),
    ],
)
def test_what_is_offered(words: tuple[str, ...], offered: list[str]) -> None:
    assert completed(*words) == offered


def test_for_ids_no_record_is_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write({"people/p-7k3mq.yaml": ": broken", "people/g-all.yaml": "\t"})
    monkeypatch.chdir(folder.parent)
    assert completed("new", "session", "--attended", "") == ["g-all", "p-7k3mq"]


def test_outside_of_a_project_nothing_is_offered_and_nothing_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert completed("explain", "") == []
    assert completed("new", "session", "--kind", "m") == ["meeting"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_is_told_in_its_own_language(shell: str) -> None:
    done = CliRunner().invoke(main, ["completion", shell], catch_exceptions=False)
    assert done.exit_code == 0
    assert f"_FIFRECORDS_COMPLETE={shell}_complete" in done.output
    if program := shutil.which(shell):
        subprocess.run([program, "-n"], input=done.output, text=True, check=True)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.usefixtures("project")
def test_bash_completes_an_id() -> None:
    made = CliRunner().invoke(main, ["completion", "bash"], catch_exceptions=False).output
    script = f"""{made}
        COMP_WORDS=(fifrecords explain p-2) COMP_CWORD=2
        _fifrecords_completion fifrecords; echo "${{COMPREPLY[@]}}"
    """
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script], env={**os.environ, "PATH": path},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "p-2kzl8\n"
