"""Two records that may be of one thing, and what speaks for it and against it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA

from fifrecords.model.kinds import Kind

LIKELY = 3
"""From how many points on a pair is shown."""

_WORDS = ((6, "very likely"), (4, "likely"), (LIKELY, "possible"))


class Clue(NamedTuple):
    """Something that speaks for one thing, or with points below nothing for two.

    Attributes:
        points: How much; a number of a certificate that two share is worth 5.
        words: What it is, as somebody is told who has to decide.
    """

    points: int
    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be of one thing.

    Attributes:
        kind: Their kind.
        ids: Their ids, in order.
        clues: What speaks for it and against it.
    """

    kind: Kind
    ids: tuple[str, str]
    clues: tuple[Clue, ...]

    @property
    def strength(self) -> int:
        """The points of all clues."""
        return sum(clue.points for clue in self.clues)

    @property
    def is_likely(self) -> bool:
        """Whether more speaks for one thing than chance brings about."""
        return self.strength >= LIKELY

    @property
    def in_words(self) -> str:
        """How likely it is."""
        return next((words for points, words in _WORDS if self.strength >= points), "unlikely")

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for it, the strongest first, and then what speaks against it."""
        return tuple(clue.words for clue in sorted(self.clues, key=lambda clue: -clue.points))


def in_pairs(ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every two of some ids, in order."""
    return combinations(sorted(ids), 2)


def a_slip_apart(ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The ids that differ by one character more, less or other, or by two that changed places.

    Two such ids share what is left of each without one of its characters, or without none.
    """
    by_rest: dict[str, set[str]] = {}
    for id_ in ids:
        for rest in {id_, *(id_[:at] + id_[at + 1 :] for at in range(len(id_)))}:
            by_rest.setdefault(rest, set()).add(id_)
    near = {two for alike in by_rest.values() for two in in_pairs(alike)}
    yield from sorted(two for two in near if OSA.distance(*two) == 1)


def plainly(text: str) -> str:
    """A text as names and titles are compared: small letters and figures, one space between."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))
