"""The shipped records, exported once in each format."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fifrecords import Records, add_up, load
from fifrecords.export.formats import written
from fifrecords.export.scope import Scope
from fifrecords.export.tables import Export, export
from tests.conftest import ROOT
from tests.trail.conftest import _surroundings

__all__ = ["_surroundings"]

COMMIT = "4f1c" * 10


def exported(records: Records, *, draft: bool = False) -> Export:
    """The tables of some records, as if they stood at a commit."""
    return export(Scope(records, add_up(records), COMMIT, dirty=False, draft=draft))


@pytest.fixture(scope="session")
def records() -> Records:
    return load(ROOT / "records").records


@pytest.fixture(scope="session")
def shipped(records: Records) -> Export:
    return exported(records)


Put = Callable[[Export, str], Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Writes an export in a format; gives the file or the folder."""

    def put_(made: Export, name: str) -> Path:
        place = tmp_path / f"export.{name}"
        files = written(made, name)
        if isinstance(files, bytes):
            place.write_bytes(files)
            return place
        place.mkdir()
        for file, data in files.items():
            (place / file).write_bytes(data)
        return place

    return put_
