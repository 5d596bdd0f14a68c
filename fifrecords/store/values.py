"""What files hold, kept by the id of their blob: no version of a file is ever parsed twice.

A blob's id says what is in it, whatever the file is called, wherever it lies, on every branch.
"""

import marshal
import os
from collections.abc import Callable, Mapping
from functools import cache

from fifrecords.store.kept import Kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

_PACK = "values-"
_MOST_PACKS = 8
_MOST_BYTES = 256_000_000
_MOST_AT_ONCE = 8_000_000
"""How many bytes wait to be written: a large project would hold all that it says twice."""

_LENGTH = 8
_OF_SHA256 = 64

Parsed: "TypeAlias" = "tuple[str, Any, list[tuple[Any, ...]]]"
"""The text of a file, what it holds, in plain types, and the faults in it."""


def blob_id(data: bytes, like: str = "") -> str:
    """The id that Git gives to some bytes: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects.

    Args:
        data: The bytes.
        like: Another id of the same repository; most have ids of SHA-1, some of SHA-256.
    """
    made = _hash(len(like))
    id_: str = made(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()
    return id_


@cache
def _hash(length: int) -> "Callable[..., Any]":
    """What makes ids of some length; read late, as nothing is hashed where nothing changed."""
    from hashlib import sha1, sha256  # noqa: PLC0415

    return sha256 if length == _OF_SHA256 else sha1


class Values:
    """What blobs hold. Each run that parsed some adds a pack of them; packs are merged in time.

    Args:
        kept: Where the packs lie; None where nothing is kept.
    """

    def __init__(self, kept: Kept | None) -> None:
        self._kept = kept
        self._new: dict[str, bytes] = {}
        self._size = 0
        self._old: dict[str, memoryview] = {}
        self._packs = [name for name, _ in kept.names(_PACK)] if kept else []
        for name in self._packs:
            self._old.update(_unpacked(kept.bytes_of(name) if kept else None))

    def __contains__(self, blob: str) -> bool:
        return blob in self._old

    def get(self, blob: str) -> Parsed:
        """What a blob holds that is among those kept."""
        parsed: Parsed = marshal.loads(self._old[blob])
        return parsed

    def keep(self, blob: str, parsed: Parsed) -> None:
        """Keeps what a blob holds."""
        if self._kept is not None and blob not in self._old:
            self._new[blob] = body = marshal.dumps(parsed)
            self._size += len(body)
            if self._size > _MOST_AT_ONCE:
                self.write()

    def write(self) -> None:
        """Writes a pack of what is new, if anything is."""
        if self._new:
            self._write(self._new)

    def close(self) -> None:
        """Writes what is new; where there are many packs, one in the place of all."""
        if self._kept is None or not self._new:
            return
        merged = len(self._packs) >= _MOST_PACKS
        if self._write({**self._old, **self._new} if merged else self._new) and merged:
            for name in self._packs:  # not those that this run or another has written meanwhile
                self._kept.drop(name)
        self._kept.bound(_PACK, 2 * _MOST_PACKS, _MOST_BYTES)

    def _write(self, values: Mapping[str, bytes | memoryview]) -> bool:
        """Writes a pack; tells whether that could be done."""
        name, self._new, self._size = f"{_PACK}{os.urandom(8).hex()}", {}, 0
        return self._kept is not None and self._kept.put_bytes(name, _packed(values))


def _packed(values: Mapping[str, bytes | memoryview]) -> bytes:
    """The values one after the other, behind a list of where each ends."""
    ends: dict[str, int] = {}
    at = 0
    for blob, body in values.items():
        ends[blob] = at = at + len(body)
    head = marshal.dumps(ends, 2)
    return b"".join((len(head).to_bytes(_LENGTH, "big"), head, *values.values()))


def _unpacked(data: bytes | None) -> dict[str, memoryview]:
    if data is None:
        return {}
    start = _LENGTH + int.from_bytes(data[:_LENGTH], "big")
    ends: dict[str, int] = marshal.loads(data[_LENGTH:start])
    bodies = memoryview(data)[start:]
    starts = [0, *ends.values()]
    return {blob: bodies[at:end] for at, (blob, end) in zip(starts, ends.items(), strict=False)}
