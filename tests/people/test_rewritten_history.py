"""The recipe of ``docs/data-protection.md``, run as it stands on a real repository."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.people.conftest import PERSON, Machine
from tests.people.traces import traces
from tests.trail.repositories import git, run

PAGE = (ROOT / "docs" / "data-protection.md").read_text(encoding="utf-8")
STEPS = re.findall(
    r"```sh\n(.*?)```", PAGE.partition("## When earlier commits must")[2], flags=re.DOTALL
)
CLONE, WORDS_GO, RECORD_GOES, LOOK, PUSH = STEPS
FILE = f"records/people/{PERSON}.yaml"
NAME, DETAIL = "Ada Quillfeather", "works nights at the lighthouse"


@pytest.fixture
def shared(machine: Machine, tmp_path: Path) -> Path:
    """A shared repository: a name and a detail came in, went again, and somebody was forgotten."""
    project = machine.project
    text = (project.folder / FILE).read_text()
    project.commit({FILE: f"# {NAME}\n{text}"}, f"Add {NAME}")
    project.commit({FILE: text.replace("letter of 20 March", DETAIL)}, "No name here")
    assert machine.run("seal", "report").exit_code == 0
    machine.people("forget", PERSON, "--because", "asked to be forgotten", "--commit")
    (tmp_path / "words.txt").write_text(f"{NAME}==>[removed]\n")
    git(tmp_path, "clone", "--quiet", "--mirror", str(project.folder), "shared.git")
    return tmp_path / "shared.git"


def follow(tmp_path: Path, *steps: str) -> str:
    """Does what the page says, one step after the other; gives what is printed."""
    surroundings = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "REPOSITORY": str(tmp_path / "shared.git"),
        "WORDS": str(tmp_path / "words.txt"),
        "RECORD": FILE,
    }
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(steps)],
        cwd=tmp_path,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_before_it_the_history_holds_both(shared: Path) -> None:
    assert traces(shared.parent, [NAME, DETAIL]) == {NAME, DETAIL}


def test_after_it_no_object_does_and_the_figures_stay(shared: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(shared), "before")
    tally = run("tally", cwd=tmp_path / "before").output
    said = follow(tmp_path, CLONE, WORDS_GO, RECORD_GOES, LOOK, PUSH)
    assert said.split()[-1] == "0"
    assert traces(tmp_path / "rewritten.git", [NAME, DETAIL]) == set()
    assert traces(shared, [NAME, DETAIL]) == {NAME, DETAIL}, "the host keeps it until it clears up"
    git(shared, "reflog", "expire", "--expire=now", "--all")
    git(shared, "gc", "--quiet", "--prune=now")
    assert traces(shared, [NAME, DETAIL]) == set()
    git(tmp_path, "clone", "--quiet", str(shared), "anew")
    anew = tmp_path / "anew"
    assert run("tally", cwd=anew).output == tally
    assert run("validate", "--strict", cwd=anew).exit_code == 0
    assert git(anew, "log", "--format=%s").split("\n") == ["Records of the project"]
    done = run("verify", "report", cwd=anew)
    assert (done.exit_code, "it was moved to" in done.output) == (1, True), done.output


def test_a_word_that_is_left_is_counted(shared: Path, tmp_path: Path) -> None:
    """So the look at the end can fail."""
    (tmp_path / "words.txt").write_text("Somebody Else==>[removed]\n")
    follow(tmp_path, CLONE, WORDS_GO)
    (tmp_path / "words.txt").write_text(f"{NAME}==>[removed]\n")
    said = follow(tmp_path, "cd rewritten.git", LOOK)
    assert int(said.split()[-1]) > 0


def test_words_alone_leave_the_record_s_earlier_states(shared: Path, tmp_path: Path) -> None:
    follow(tmp_path, CLONE, WORDS_GO)
    assert traces(tmp_path / "rewritten.git", [NAME, DETAIL]) == {DETAIL}
