"""Hooks and workflows run Git in the surroundings of the trail's tests."""

import os
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.trail.conftest import _surroundings

__all__ = ["_surroundings"]


@pytest.fixture(autouse=True)
def _this_fifrecords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command is the environment's own, and runs the code that is tested here."""
    scripts = Path(sys.executable).parent
    monkeypatch.setenv("PATH", f"{scripts}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
