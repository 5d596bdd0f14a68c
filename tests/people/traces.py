"""Looking for words in every place where a repository or a program could have left them."""

import base64
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.trail.repositories import git_bytes


def traces(folder: Path, words: list[str]) -> set[str]:
    """The words that are found below a folder, or in any object of the repositories there.

    Looked at are the bytes of every file with its name, whatever the file is for; those that are
    compressed on their own, as loose objects are; and every object that Git can read, be it packed
    or no longer reached by anything.
    """
    found = set()
    for data in _everything(folder):
        low = data.lower()
        found |= {word for word in words if any(each in low for each in _written(word))}
        found |= {word for word in words if any(each in data for each in _in_base64(word))}
    return found


def _everything(folder: Path) -> Iterator[bytes]:
    for path in (folder, *sorted(folder.rglob("*"))):
        yield str(path.relative_to(folder)).encode()
        if path.is_file():
            data = path.read_bytes()
            yield data
            yield _inflated(data)
        if (path / "objects").is_dir():
            everything = ("cat-file", "--batch-all-objects", "--batch", "--unordered")
            yield git_bytes(path, *everything)


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return b""


def _written(word: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le"):
        yield word.lower().encode(encoding)


def _in_base64(word: str) -> Iterator[bytes]:
    """The word as base64 has it, wherever it begins; without the letters that depend on more."""
    data = word.encode()
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + data)
        yield whole[(0, 2, 3)[before] : -4]
