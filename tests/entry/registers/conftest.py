"""A project to import into, and a way to call the import there."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fifrecords.cli.main import main
from tests.conftest import ROOT

SESSION = "2011-01-14-brooklet-house-ict"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with records of one session, two people and a group; the tests stand in it."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "tests" / "check" / "base" / "records", folder / "records")
    monkeypatch.chdir(folder)
    return folder


Run = Callable[..., Result]


@pytest.fixture
def run(project: Path) -> Run:
    """Calls a command in the project."""

    def called(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments, catch_exceptions=False)

    return called


def held(folder: Path) -> Mapping[str, bytes]:
    """What every file below a folder holds."""
    return {
        os.path.relpath(file, folder): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and ".git" not in file.parts
    }
