"""A form at a glance: how many promises were kept, and what is only estimated."""

from collections.abc import Sequence
from dataclasses import dataclass

from fifrecords.form.chart import Bar
from fifrecords.form.document import Document
from fifrecords.form.evidence import Evidence
from fifrecords.form.words import text_of

_STANDINGS = {
    "kept": ("Exceeded", "Met", "Achieved"),
    "part": ("Met in part", "Partly achieved", "Met only with estimates"),
    "missed": ("Not met", "Not achieved"),
}
_WORDS = {
    "kept": "kept",
    "part": "kept in part, or only with estimates",
    "missed": "not kept",
    "open": "open, without data or held back",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The promises that stand alike.

    Attributes:
        kind: ``kept``, ``part``, ``missed`` or ``open``.
        words: The same in words.
        bars: The promises.
    """

    kind: str
    words: str
    bars: tuple[Bar, ...]

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.bars)


def standing(bar: Bar) -> str:
    """How a promise stands; whatever is none of the known statuses leaves it open."""
    said = text_of(bar.status)
    return next((kind for kind, statuses in _STANDINGS.items() if said in statuses), "open")


def standings(document: Document) -> list[Standing]:
    """The promises of a document by how they stand, the kept ones first."""
    promises = [bar for chart in document.charts for bar in chart.bars if bar.status]
    return [
        Standing(kind, words, tuple(bar for bar in promises if standing(bar) == kind))
        for kind, words in _WORDS.items()
        if promises
    ]


def estimated(document: Document) -> Sequence[Evidence]:
    """The figures that rest on estimates, in whole or in part."""
    return [each for each in document.evidence if _rests_on_estimates(each)]


def _rests_on_estimates(evidence: Evidence) -> bool:
    paths = (words.figure or "" for words in evidence.worth)
    return any(path.endswith(("/estimated", "/without-estimates")) for path in paths)
