"""What commands said: who calls the same on the same records again gets the same."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext

from fifrecords.store.kept import Kept, digest, kept_for
from fifrecords.store.memory import Memory

_OUTPUT = "output-"
_MOST_OUTPUTS = 200
_MOST_BYTES = 64_000_000
_LARGEST = 8_000_000

Piece = tuple[bool, str | bytes]
"""Something that was said, and whether that was said on the side."""


class Output:
    """What a command said.

    Attributes:
        said: All that was said, in its order.
        code: The exit code.
    """

    def __init__(self, said: list[Piece], code: int) -> None:
        self.said = said
        self.code = code


class Call:
    """A command that is called on a records folder.

    Args:
        kept: Where its output is kept.
        words: How it is called, and all that bears on the output besides what the folder holds.
        known: The folder, or the id of the commit that it looks at.
    """

    def __init__(self, kept: Kept, words: Sequence[str], known: Memory | str) -> None:
        self._kept = kept
        self._words = digest("\0".join(words).encode(errors="surrogateescape"))
        self._known = known

    @classmethod
    def of(cls, root: str, words: Sequence[str], commit: str = "") -> "Call | None":
        """A call on a folder; None where no output can be kept.

        Args:
            root: The folder, as it was named.
            words: How it is called.
            commit: The commit that it looks at; empty for the work tree.
        """
        kept = kept_for(root)
        known = commit or Memory.of(root)
        if kept is None or known is None:
            return None
        return cls(kept, [*words, root, os.path.realpath(root), commit], known)

    def output(self) -> Output | None:
        """What it said before, if that is kept."""
        known = self._known.recognised() if isinstance(self._known, Memory) else b""
        found = None if known is None else self._kept.get(self._name(known))
        return Output(*found) if found else None

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Meanwhile the command runs."""
        from fifrecords.store.reading import reading_ahead  # noqa: PLC0415 - read where it is used

        with reading_ahead(self._known) if isinstance(self._known, Memory) else nullcontext():
            yield

    def keep(self, output: Output) -> None:
        """Keeps what it said, if it is known of what."""
        known = self._known.content if isinstance(self._known, Memory) else b""
        if known is not None and sum(len(piece) for _, piece in output.said) < _LARGEST:
            self._kept.put(self._name(known), (output.said, output.code))
            self._kept.bound(_OUTPUT, _MOST_OUTPUTS, _MOST_BYTES)

    def _name(self, known: bytes) -> str:
        return f"{_OUTPUT}{digest(self._words + known).hex()}"
