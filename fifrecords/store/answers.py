"""Answers that were given: who asks the same of the same records again gets the same."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext

from fifrecords.store.kept import Kept, digest, kept_for
from fifrecords.store.memory import Memory

_ANSWER = "answer-"
_MOST_ANSWERS = 200
_MOST_BYTES = 64_000_000
_LARGEST = 8_000_000

Piece = tuple[bool, str | bytes]
"""Something that was said, and whether that was said on the side."""


class Answer:
    """What was answered.

    Attributes:
        said: All that was said, in its order.
        code: The exit code.
    """

    def __init__(self, said: list[Piece], code: int) -> None:
        self.said = said
        self.code = code


class Question:
    """Something that is asked of a records folder.

    Args:
        kept: Where its answer is kept.
        words: What is asked, and all that bears on the answer besides what the folder holds.
        known: The folder, or the id of the commit at which it is asked.
    """

    def __init__(self, kept: Kept, words: Sequence[str], known: Memory | str) -> None:
        self._kept = kept
        self._words = digest("\0".join(words).encode(errors="surrogateescape"))
        self._known = known

    @classmethod
    def of(cls, root: str, words: Sequence[str], commit: str = "") -> "Question | None":
        """A question to a folder; None where no answer can be kept.

        Args:
            root: The folder, as it was named.
            words: What is asked.
            commit: The commit at which it is asked; empty for the work tree.
        """
        kept = kept_for(root)
        known = commit or Memory.of(root)
        if kept is None or known is None:
            return None
        return cls(kept, [*words, root, os.path.realpath(root), commit], known)

    def answer(self) -> Answer | None:
        """The answer that was given to it, if one is kept."""
        known = self._known.recognised() if isinstance(self._known, Memory) else b""
        found = None if known is None else self._kept.get(self._name(known))
        return Answer(*found) if found else None

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Meanwhile it is answered."""
        from fifrecords.store.reading import reading_ahead  # noqa: PLC0415 - read where it is used

        with reading_ahead(self._known) if isinstance(self._known, Memory) else nullcontext():
            yield

    def keep(self, answer: Answer) -> None:
        """Keeps the answer that was given to it, if it is known of what."""
        known = self._known.content if isinstance(self._known, Memory) else b""
        if known is not None and sum(len(piece) for _, piece in answer.said) < _LARGEST:
            self._kept.put(self._name(known), (answer.said, answer.code))
            self._kept.bound(_ANSWER, _MOST_ANSWERS, _MOST_BYTES)

    def _name(self, known: bytes) -> str:
        return f"{_ANSWER}{digest(self._words + known).hex()}"
