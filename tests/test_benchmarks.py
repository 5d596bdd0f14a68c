"""The project that benchmarks run on is a sound one, and its history ends with it."""

import subprocess
import sys
from pathlib import Path

from fifrecords import load, validate
from tests.conftest import ROOT

FEW = ("--rounds", "1")
SIZE = ("--organisations", "10", "--people", "50", "--sessions", "100")


def made(script: str, *arguments: str) -> str:
    command = [sys.executable, str(ROOT / "benchmarks" / script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


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


def test_the_comparison_has_a_row_for_each_contender_that_is_there() -> None:
    told = made("compare.py", "--small", "--python", sys.executable)
    rows = [line.split(" | ") for line in told.splitlines() if line.startswith("| ")]
    assert len({len(row) for row in rows}) == 1
    names = [row[0].strip("| ") for row in rows[1:]]
    assert "`fifrecords validate`, cold" in names
    assert "check-jsonschema, as installed" in names
    assert "times reading the bytes" in told


def test_how_the_cost_grows_is_told_for_each_command_and_size() -> None:
    told = made("scale.py", *FEW, "--sessions", "20", "60")
    rows = [line.split(" | ") for line in told.splitlines() if line.startswith("| ")][1:]
    assert len(rows) == 2 * 6
    assert {row[1] for row in rows} == {"20", "60"}
    assert rows[1][-1].strip("| ") == "3.0"
