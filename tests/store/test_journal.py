"""Several files are changed as one, or later as one; what somebody else wrote stays."""

import subprocess
from pathlib import Path

import pytest
from filelock import FileLock

from fifrecords.model.call import BadCall
from fifrecords.store import journal
from fifrecords.store.journal import Change, carry_out, finish, is_cut_off
from fifrecords.store.write import ChangedSince
from tests.cutting import cut_off_after


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / name).write_bytes(f"old {name}\r\n".encode())
    return folder


def changes(root: Path) -> list[Change]:
    """One file changed, one moved to a folder that is not there yet, one deleted."""
    return [
        Change(str(root / "a"), b"old a\r\n", b"new a\n"),
        Change(str(root / "b"), b"old b\r\n", None),
        Change(str(root / "c"), b"old c\r\n", None),
        Change(str(root / "2011" / "b"), None, b"old b\r\n"),
    ]


def held(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".fifrecords" not in path.parts
    }


DONE = {"a": b"new a\n", "2011/b": b"old b\r\n"}


def cut_off(root: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Begins the changes, and is cut off after some of them."""
    with cut_off_after(after, monkeypatch):
        carry_out(str(root), changes(root))


def test_all_changes_are_made_and_nothing_is_left_beside(root: Path) -> None:
    carry_out(str(root), changes(root))
    assert held(root) == DONE
    assert not is_cut_off(str(root))
    assert finish(str(root)) == ([], [])


@pytest.mark.parametrize("changed", ["a", "b", "2011/b"])
def test_none_is_made_where_a_file_is_not_as_it_was_read(root: Path, changed: str) -> None:
    (root / changed).parent.mkdir(exist_ok=True)
    (root / changed).write_bytes(b"somebody's\n")
    before = held(root)
    with pytest.raises(ChangedSince, match="was changed since it was read"):
        carry_out(str(root), changes(root))
    assert held(root) == before
    assert not is_cut_off(str(root))


@pytest.mark.parametrize("after", range(4))
def test_what_was_cut_off_is_finished(
    root: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    cut_off(root, monkeypatch, after)
    assert is_cut_off(str(root))
    done, left = finish(str(root))
    assert (len(done), left) == (4 - after, [])
    assert held(root) == DONE


@pytest.mark.parametrize("after", range(4))
def test_a_file_that_is_moved_is_never_in_no_place(
    root: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    cut_off(root, monkeypatch, after)
    assert b"old b\r\n" in held(root).values()


def refused(monkeypatch: pytest.MonkeyPatch, *numbers: int) -> None:
    """From now on the disk refuses some of the changes, by their number."""
    number = iter(range(99))
    make = journal._make

    def making(change: Change) -> None:
        if next(number) in numbers:
            raise OSError(28, "No space left on device", change.path)
        make(change)

    monkeypatch.setattr(journal, "_make", making)


@pytest.mark.parametrize("at", range(4))
def test_none_is_made_where_one_cannot_be(
    root: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    before = held(root)
    refused(monkeypatch, at)
    with pytest.raises(OSError, match="No space left"):
        carry_out(str(root), changes(root))
    assert held(root) == before
    assert not is_cut_off(str(root))


def test_what_can_neither_be_made_nor_taken_back_is_finished_later(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(monkeypatch, 1, 2)
    with pytest.raises(BadCall, match="a part is written, and the next command that writes"):
        carry_out(str(root), changes(root))
    assert finish(str(root)).done
    assert held(root) == DONE


def test_what_somebody_wrote_after_the_cut_stays(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(root, monkeypatch, 0)
    (root / "a").write_bytes(b"somebody's\n")
    assert finish(str(root)).left == [str(root / "a")]
    assert held(root) == {**DONE, "a": b"somebody's\n"}


def test_the_next_change_finishes_the_one_before(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(root, monkeypatch, 1)
    carry_out(str(root), [Change(str(root / "d"), None, b"new d\n")])
    assert held(root) == {**DONE, "d": b"new d\n"}


def test_it_is_finished_where_the_project_was_moved_to(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(root, monkeypatch, 1)
    moved = root.with_name("elsewhere")
    root.rename(moved)
    finish(str(moved))
    assert held(moved) == DONE
    assert not root.exists()


def test_in_a_repository_it_is_kept_where_git_does_not_look(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "--quiet", root.parent], check=True)
    cut_off(root, monkeypatch, 0)
    assert (root.parent / ".git" / "fifrecords" / "unfinished.json").exists()
    assert not (root / ".fifrecords").exists()
    finish(str(root))
    assert held(root) == DONE


@pytest.mark.parametrize("data", [b"", b"{", b"[[1, 2, 3]]", b'[["a", "?", null]]', b"\xff"])
def test_what_cannot_be_read_is_looked_into_by_a_person(root: Path, data: bytes) -> None:
    place = root / ".fifrecords"
    place.mkdir()
    (place / "unfinished.json").write_bytes(data)
    before = held(root)
    with pytest.raises(BadCall, match="look into it, and delete it"):
        finish(str(root))
    assert held(root) == before


def test_one_at_a_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "PATIENCE", 0)
    (root / ".fifrecords").mkdir()
    with (
        FileLock(root / ".fifrecords" / "unfinished.lock"),
        pytest.raises(BadCall, match="is being changed by somebody else"),
    ):
        carry_out(str(root), changes(root))
    assert held(root)["a"] == b"old a\r\n"
    carry_out(str(root), changes(root))


def test_what_a_write_left_beside_a_file_is_swept_away(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(root, monkeypatch, 0)
    (root / ".a.abcd1234.half").write_bytes(b"new")
    own = {".another.abcd1234.half": b"not ours", ".a.20110531": b"a copy of that day"}
    for name, data in own.items():
        (root / name).write_bytes(data)
    finish(str(root))
    assert held(root) == {**DONE, **own}
