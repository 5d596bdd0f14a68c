"""Every test of the trail runs with the same people, at the same time, under nobody's settings."""

from collections.abc import Iterator
from random import Random

import pytest

from tests.trail.histories import grown
from tests.trail.repositories import SURROUNDINGS, History, Repository


@pytest.fixture(scope="session", autouse=True)
def _surroundings() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
            patch.delenv(name, raising=False)
        for name, value in SURROUNDINGS.items():
            patch.setenv(name, value)
        yield


@pytest.fixture(scope="session")
def long_history(tmp_path_factory: pytest.TempPathFactory) -> tuple[History, Repository]:
    """More than 200 commits, with branches and merges."""
    history, branches = grown(Random(1), 220)
    return history, history.write(tmp_path_factory.mktemp("long"), branches)
