"""Words as a reader meets them, and what they say of the records."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

CLAIM_SCHEMES = ("figure", "status", "plain")
"""What a link claims: that a number is a figure's, or a status, or that a number is no figure."""

PEOPLE = "people"
"""What stands before the path of a number of people that is no figure's; no link claims it."""


def claimed(target: str) -> tuple[str, str]:
    """What a link claims, and of what: scheme and path; both empty where it claims nothing."""
    scheme, colon, path = target.partition(":")
    return (scheme.lower(), path) if colon and scheme.lower() in CLAIM_SCHEMES else ("", "")


def steps(path: str) -> tuple[str, ...]:
    """The steps of a path as it stands in a target."""
    return tuple(map(unquote, path.split("/")))


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
        """Where it leads a reader; None for what is said of the records: only words are printed."""
        scheme, _ = claimed(self.target or "")
        return None if scheme or self.of_people else self.target

    @property
    def of_people(self) -> str | None:
        """The path of a number of people that is no figure's; None for anything else."""
        scheme, _, path = (self.target or "").partition(":")
        return path if scheme == PEOPLE else None

    @property
    def says(self) -> str | None:
        """The path of what this says of the records, be it a figure's or not."""
        return self.figure or self.of_people


Line = tuple[Words, ...]
"""Runs of text that make one paragraph, item or cell."""


def text_of(line: Line) -> str:
    """A line as it is read, without what stands out or leads anywhere."""
    return "".join(words.text for words in line)


def line(text: str) -> Line:
    """A line of plain words; empty where there is no text."""
    return (Words(text),) if text else ()
