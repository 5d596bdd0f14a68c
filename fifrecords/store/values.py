"""What files hold, kept by the id of their blob: no version of a file is ever parsed twice.

A blob's id says what is in it, whatever the file is called, wherever it lies, on every branch.
"""

import marshal
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property

from fifrecords.store.kept import Kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

_PACK = "values-"
_MOST_PACKS = 8
_MOST_BYTES = 256_000_000
_MOST_AT_ONCE = 8_000_000
"""How many bytes wait to be written: a large project would hold all that it says twice."""

_A_FEW = 20
"""So many are written and read together: fewer take longer, of more too much is read for one."""

_MOST_AT_HAND = 32
"""How many of those that were read are held for whoever asks for the next of a few."""

_LENGTH = 8
_OF_SHA256 = 64

Parsed: "TypeAlias" = "tuple[str, Any, list[tuple[Any, ...]]]"
"""The text of a file, what it holds, in plain types, and the faults in it."""

Told: "TypeAlias" = "bytes | list[tuple[str, Parsed]]"
"""Some blobs, and what each of them holds; as bytes where those are to be kept, too."""

_Few: "TypeAlias" = "tuple[list[str], bytes | memoryview]"
"""A few blobs, and what they hold, as bytes."""


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
    """What blobs hold, a few together: to write and read each alone would take twice as long.

    Each run that parsed some adds a pack of them; packs are merged in time.

    Args:
        kept: Where the packs lie; None where nothing is kept.
    """

    def __init__(self, kept: Kept | None) -> None:
        self._kept = kept
        self._packs = [name for name, _ in kept.names(_PACK)] if kept else []
        self._new: list[_Few] = []
        self._size = 0
        self._read_last: dict[int, list[tuple[str, Parsed]]] = {}

    @cached_property
    def _old(self) -> list[_Few]:
        """What earlier runs have kept: read where it is asked for, and perhaps in no process."""
        return [few for name in self._packs for few in _unpacked(self._kept, name)]

    @cached_property
    def _where(self) -> dict[str, tuple[int, int]]:
        return {
            blob: (number, at)
            for number, (blobs, _) in enumerate(self._old)
            for at, blob in enumerate(blobs)
        }

    def __contains__(self, blob: str) -> bool:
        return blob in self._where

    def get(self, blob: str) -> Parsed:
        """What a blob holds that is among those kept."""
        number, at = self._where[blob]
        if number not in self._read_last:
            if len(self._read_last) >= _MOST_AT_HAND:
                del self._read_last[next(iter(self._read_last))]
            self._read_last[number] = marshal.loads(self._old[number][1])
        return self._read_last[number][at][1]

    def keep(self, new: list[tuple[str, Parsed]]) -> list[Told]:
        """Keeps what some blobs hold, if anything is kept.

        Returns:
            What was given.
        """
        if self._kept is None:
            return [new]
        told = [new[start : start + _A_FEW] for start in range(0, len(new), _A_FEW)]
        few = [([blob for blob, _ in each], marshal.dumps(each)) for each in told]
        self._new += few
        self._size += sum(len(body) for _, body in few)
        if self._size > _MOST_AT_ONCE:
            self.write()
        return [body for _, body in few]

    def write(self) -> None:
        """Writes a pack of what is new, if anything is."""
        if self._new:
            self._write(self._new)

    def close(self) -> None:
        """Writes what is new; where there are many packs, one in the place of all."""
        if self._kept is None or not self._new:
            return
        merged = len(self._packs) >= _MOST_PACKS
        if self._write([*self._old, *self._new] if merged else self._new) and merged:
            for name in self._packs:  # not those that this run or another has written meanwhile
                self._kept.drop(name)
        self._kept.bound(_PACK, 2 * _MOST_PACKS, _MOST_BYTES)

    def _write(self, values: Sequence[_Few]) -> bool:
        """Writes a pack; tells whether that could be done."""
        name, self._new, self._size = f"{_PACK}{os.urandom(8).hex()}", [], 0
        return self._kept is not None and self._kept.put_bytes(name, _packed(values))


def read_told(told: "Told") -> "list[tuple[str, Parsed]]":
    """Some blobs, and what each of them holds."""
    return marshal.loads(told) if isinstance(told, bytes) else told


def _packed(values: Sequence[_Few]) -> bytes:
    """What blobs hold, a few after the other, behind a list of which they are and how long."""
    head = marshal.dumps([(blobs, len(body)) for blobs, body in values], 2)
    bodies = (body for _, body in values)
    return b"".join((len(head).to_bytes(_LENGTH, "big"), head, *bodies))


def _unpacked(kept: Kept | None, name: str) -> Iterator[_Few]:
    if kept and (data := kept.bytes_of(name)) is not None:
        at = _LENGTH + int.from_bytes(data[:_LENGTH], "big")
        for blobs, length in marshal.loads(data[_LENGTH:at]):
            yield blobs, memoryview(data)[at : at + length]
            at += length
