"""What was cut off is finished by the next command that writes, and only told by the others."""

import pytest

from tests.care.conftest import errors, files
from tests.cutting import cut_off_after
from tests.trail.repositories import Repository


@pytest.fixture
def cut_off(village: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A rename of a person, of which only the first file was written."""
    with cut_off_after(1, monkeypatch):
        village.run("rename", "p-bbbbb", "p-zzzzz")
    return village


@pytest.mark.parametrize(
    "command",
    [
        ("duplicates",),
        ("rename", "p-ccccc", "p-xxxxx", "--dry-run"),
        ("fix", "--dry-run"),
        ("new", "person", "--role", "service-user", "--dry-run"),
        ("people", "forget", "p-ccccc", "--because", "asked", "--dry-run"),
        ("import", "table.csv", "--dry-run"),
        ("claims", "--update", "--dry-run"),
    ],
)
def test_who_does_not_write_finishes_nothing(cut_off: Repository, command: tuple[str, ...]) -> None:
    before = files(cut_off.folder)
    done = cut_off.run(*command)
    assert "a change was cut off; the next command that writes finishes it" in done.stderr
    assert files(cut_off.folder) == before


def test_who_writes_finishes_it_first_and_says_so(cut_off: Repository) -> None:
    done = cut_off.run("rename", "p-ccccc", "p-xxxxx")
    assert done.exit_code == 0
    assert "finished a change that was cut off: " in done.stderr
    assert errors(cut_off) == []
    people = {path.name for path in (cut_off.folder / "records" / "people").glob("p-*")}
    assert people == {"p-aaaaa.yaml", "p-xxxxx.yaml", "p-zzzzz.yaml"}


def test_what_somebody_changed_since_stays_and_is_told(cut_off: Repository) -> None:
    path = "records/sessions/2011/second.yaml"
    cut_off.replace(path, "days: 1", "days: 0.5")
    done = cut_off.run("rename", "p-ccccc", "p-xxxxx")
    assert f"not finished: {cut_off.folder / path}: it was changed since" in done.stderr
    assert "days: 0.5" in (cut_off.folder / path).read_text()
