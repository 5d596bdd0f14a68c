"""A file is written whole or not at all."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fifrecords.store.write import ChangedSince, rewrite, write


def test_a_new_file_and_an_old_one(tmp_path: Path) -> None:
    file = tmp_path / "form.md"
    write(str(file), b"one\n")
    file.chmod(0o640)
    write(str(file), "twö\n".encode())
    assert file.read_bytes() == "twö\n".encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_when_it_fails_the_old_file_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "form.md"
    write(str(file), b"one\n")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("fifrecords.store.write.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write(str(file), b"two\n")
    assert file.read_text() == "one\n"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_is_rewritten_byte_for_byte(tmp_path: Path) -> None:
    file = tmp_path / "lessons.md"
    file.write_bytes(b"one\r\n")
    rewrite(str(file), was=b"one\r\n", becomes=b"two\r\n\xff")
    assert file.read_bytes() == b"two\r\n\xff"


def test_a_file_that_is_not_what_was_read_is_not_rewritten(tmp_path: Path) -> None:
    file = tmp_path / "lessons.md"
    file.write_bytes(b"one\n")
    with pytest.raises(ChangedSince, match=r"lessons\.md was changed since it was read"):
        rewrite(str(file), was=b"one\r\n", becomes=b"two\n")
    assert file.read_bytes() == b"one\n"


def test_a_pipe_takes_what_it_is_given_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as beside:
        read = beside.submit(pipe.read_bytes)
        write(str(pipe), b"one\n")
        assert read.result(timeout=10) == b"one\n"
    assert pipe.is_fifo()


def test_a_link_stays_one(tmp_path: Path) -> None:
    file, link = tmp_path / "shared" / "form.md", tmp_path / "form.md"
    file.parent.mkdir()
    link.symlink_to(file)
    for data in (b"one\n", b"two\n"):
        write(str(link), data)
        assert link.is_symlink()
        assert file.read_bytes() == data
    assert list(file.parent.iterdir()) == [file]
