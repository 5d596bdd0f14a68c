"""The project that benchmarks run on is a sound one, and its history ends with it."""

import subprocess
import sys
from pathlib import Path

from fifrecords import load, validate
from tests.conftest import ROOT

SIZE = ("--organisations", "10", "--people", "50", "--sessions", "100")


def made(script: str, *arguments: str) -> None:
    subprocess.run([sys.executable, str(ROOT / "benchmarks" / script), *arguments], check=True)


def test_the_generated_project_has_no_finding_and_a_history(tmp_path: Path) -> None:
    made("generate.py", str(tmp_path), *SIZE)
    records, findings = load(tmp_path / "records")
    assert len(records.sessions) == 100
    assert [*findings, *validate(records)] == []
    made("history.py", str(tmp_path), "--commits", "12")
    git = ["git", "-C", str(tmp_path)]
    log = subprocess.run([*git, "log", "--oneline"], capture_output=True, text=True, check=True)
    assert len(log.stdout.splitlines()) == 12
    status = subprocess.run([*git, "status", "-s"], capture_output=True, text=True, check=True)
    assert status.stdout == ""
    assert load(tmp_path / "records", at="HEAD").records.sessions == records.sessions
