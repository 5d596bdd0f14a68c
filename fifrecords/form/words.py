"""Words as a reader meets them, and what they say of the records."""

from dataclasses import dataclass
from typing import Literal

CLAIM_SCHEMES = ("figure", "status", "plain")
"""What a link claims: that a number is a figure's, or a status, or that a number is no figure."""


def claimed(target: str) -> tuple[str, str]:
    """What a link claims, and of what: scheme and path; both empty where it claims nothing."""
    scheme, colon, path = target.partition(":")
    return (scheme.lower(), path) if colon and scheme.lower() in CLAIM_SCHEMES else ("", "")


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text within a paragraph.

    Attributes:
        text: The text, as it is to be read.
        style: How it stands out, if at all.
        target: Where it leads: an address, or for what the records bear a claim: ``figure:ID``.
    """

    text: str
    style: Literal["plain", "emphasis", "strong", "code"] = "plain"
    target: str | None = None

    @property
    def figure(self) -> str | None:
        """What of the records this says, by its path: ``ID``, ``ID/PART``, ``ID/DIMENSION/VALUE``.

        Both a number and a status say something of a figure; None where nothing is said of one.
        """
        scheme, path = claimed(self.target or "")
        return path if scheme in ("figure", "status") else None

    @property
    def address(self) -> str | None:
        """Where it leads a reader; None for a claim, of which only the words are printed."""
        scheme, _ = claimed(self.target or "")
        return None if scheme else self.target


Line = tuple[Words, ...]
"""Runs of text that make one paragraph, item or cell."""


def text_of(line: Line) -> str:
    """A line as it is read, without what stands out or leads anywhere."""
    return "".join(words.text for words in line)


def line(text: str) -> Line:
    """A line of plain words; empty where there is no text."""
    return (Words(text),) if text else ()
