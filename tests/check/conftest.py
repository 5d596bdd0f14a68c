"""The examples of what is wrong, each laid over a sound base so that it holds only that."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from fifrecords import Loaded, load

HERE = Path(__file__).parent
EXAMPLES = sorted(folder.name for folder in (HERE / "bad").iterdir())

LACKS_WHAT_THE_BASE_HAS = {"no-project"}

ReadExample = Callable[[str], Loaded]


@pytest.fixture
def read_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReadExample:
    """Reads an example from the folder around it, so that paths begin with ``records/``."""

    def read(name: str) -> Loaded:
        if name not in LACKS_WHAT_THE_BASE_HAS:
            copytree(HERE / "base", tmp_path, dirs_exist_ok=True)
        copytree(HERE / "bad" / name, tmp_path, dirs_exist_ok=True)
        monkeypatch.chdir(tmp_path)
        return load("records")

    return read
