"""Records are written and committed wherever they lie, and nothing else is."""

import os
import sys
from pathlib import Path

import pytest

from fifrecords.store import git as store
from fifrecords.store.gitrun import GitRefused
from tests.care.conftest import files
from tests.trail.repositories import Repository

NEW = ("new", "organisation", "--name", "Shop", "--roles", "beneficiary", "--yes", "--commit")
SHOP = "records/organisations/shop.yaml"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")


def committed(repository: Repository) -> list[str]:
    """The files of the last commit."""
    return repository("show", "--name-only", "--format=", "HEAD").split()


def test_a_folder_that_is_reached_by_a_link(village: Repository, tmp_path: Path) -> None:
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "records").symlink_to(village.folder / "records")
    done = village.run(*NEW, cwd=tmp_path / "linked")
    assert done.exit_code == 0, done.stderr
    assert committed(village) == [SHOP]


def test_a_name_that_git_would_take_for_a_pattern(village: Repository) -> None:
    """A sub-folder may be called as it likes; only what lies in it is committed."""
    village.commit({"records/[ab]/notes": "one\n", "records/a/notes": "one\n"})
    village.write({"records/[ab]/notes": "two\n", "records/a/notes": "two\n"})
    records = village.folder / "records"
    store.Repository(str(records)).record([str(records / "[ab]" / "notes")], "Only this one")
    assert committed(village) == ["records/[ab]/notes"]


def test_where_no_file_is_left_nothing_is_staged(village: Repository) -> None:
    village.write({"records/stray.txt": "Not yet.\n"})
    records = str(village.folder / "records")
    for paths in ([], [f"{records}/never-was.yaml"]):
        with pytest.raises(GitRefused, match="nothing to commit"):
            store.Repository(records).record(paths, "Nothing")
    assert village("status", "--porcelain") == "?? records/stray.txt"


@pytest.mark.parametrize("hook", ["echo no >&2; exit 1", "exit 1"])
def test_what_git_will_not_commit_is_written_all_the_same(village: Repository, hook: str) -> None:
    """Who is told so does not enter it a second time."""
    path = village.folder / ".git" / "hooks" / "pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{hook}\n")
    path.chmod(0o755)
    done = village.run(*NEW)
    assert done.exit_code == 2
    assert "written, but not committed: " in done.stderr
    assert (village.folder / SHOP).exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_where_one_file_cannot_be_written_none_is(village: Repository) -> None:
    sessions = village.folder / "records" / "sessions"
    before = files(village.folder)
    folders = [sessions, *(each for each in sessions.rglob("*") if each.is_dir())]
    for folder in folders:
        folder.chmod(0o500)
    done = village.run("rename", "p-bbbbb", "p-zzzzz", "--yes")
    for folder in folders:
        folder.chmod(0o700)
    assert done.exit_code == 2
    assert "nothing was written" in done.stderr
    assert files(village.folder) == before
