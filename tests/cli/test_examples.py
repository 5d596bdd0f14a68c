"""Every example in a command's help runs as it stands, in a copy of the shipped records."""

import shlex
import shutil
from contextlib import chdir
from itertools import takewhile
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from fifrecords.cli.main import main
from fifrecords.cli.reference import PROGRAM, commands, examples
from tests.conftest import ROOT
from tests.trail.repositories import Repository, git, shipped

COMMANDS = {name: command for name, command, _ in commands()}

TYPED = "Ann Example\nann@example.org\n01632 960001\n\n"
"""What a person types where an example asks: a name and contacts that nobody has."""

BEFORE = {
    "people": ["people keys new", "people add p-2kzl8"],
}
"""What was done once before the examples of some commands, up to what these do themselves."""


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository with a commit before its last, in which a record was changed."""
    project = shipped(tmp_path_factory.mktemp("origin"))
    shutil.copytree(ROOT / "docs" / "samples", project.folder / "docs" / "samples")
    project.replace("records/project.yaml", "hours_per_day: 6", "hours_per_day: 6 # as agreed")
    project.commit({}, "How long a day is was agreed")
    return project


@pytest.fixture
def clone(origin: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A clone of it, for somebody who has never used the command."""
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "FIFRECORDS_REGISTER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("FIFRECORDS_IDENTITY", raising=False)
    git(tmp_path, "clone", "--quiet", origin.folder.as_uri(), "clone")
    return Repository(tmp_path / "clone")


def typed(project: Repository, line: str) -> Result:
    words = shlex.split(line, comments=True)
    assert words[0] == PROGRAM, line
    with chdir(project.folder):
        return CliRunner().invoke(main, words[1:], input=TYPED, catch_exceptions=False)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_run(name: str, clone: Repository) -> None:
    """One after the other: a later one may read what an earlier one wrote."""
    lines = examples(COMMANDS[name])
    assert lines, f"{name} has no example"
    assert any(line.startswith(name) for line in lines), f"none of the examples calls {name}"
    before = [f"{PROGRAM} {each}" for each in BEFORE.get(name.split()[1], ())]
    for line in (*takewhile(lambda each: each not in lines, before), *lines):
        done = typed(clone, line)
        assert done.exit_code == 0, f"{line}\n{done.output}"


def test_what_has_no_example_is_seen() -> None:
    """The test above can fail: a help without examples has none."""
    assert examples(click.Command("bare", help="Does something.")) == []
    help_ = "Does something.\n\n\b\nExamples:\n  fifrecords bare\n  fifrecords bare --more"
    told = examples(click.Command("bare", help=help_))
    assert told == ["fifrecords bare", "fifrecords bare --more"]
