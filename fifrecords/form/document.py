"""The document between the records and the writers: what is said, not how it looks."""

from collections.abc import Sequence
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
        """The figure that this number is, by its path; None where it is none."""
        scheme, path = claimed(self.target or "")
        return path if scheme == "figure" else None

    @property
    def address(self) -> str | None:
        """Where it leads a reader; None for a claim, of which only the words are printed."""
        scheme, _ = claimed(self.target or "")
        return None if scheme else self.target


Line = tuple[Words, ...]
"""Runs of text that make one paragraph, item or cell."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that stand together."""

    words: Line


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within an answer."""

    words: Line


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered or not; an item holds blocks of its own."""

    items: tuple[tuple["Block", ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody else said."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head.

    Attributes:
        caption: What the table shows.
        head: A heading for each column.
        rows: Each as long as the head.
        numbers: The columns, from 0, that hold numbers and are set to the right.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


Block = Paragraph | Heading | Items | Quotation | Table


@dataclass(frozen=True, slots=True)
class Section:
    """One question of the form and its answer.

    Attributes:
        id: The section's id, as the narrative's file is called.
        number: Its place in the form, from 1.
        question: What the funder asks.
        hints: What the funder adds to the question.
        blocks: The answer; empty where there is none.
    """

    id: str
    number: int
    question: str
    hints: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def is_answered(self) -> bool:
        """Whether anything answers the question."""
        return bool(self.blocks)


@dataclass(frozen=True, slots=True)
class Document:
    """The form, filled in.

    Attributes:
        title: The form's title.
        subtitle: The project's.
        period: The days that were looked at, where they are not all.
        sections: The questions and answers.
        foot: Where the numbers came from: the commit, and each figure's parts.
        draft: Whether broken records were left out, which every page must say.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    foot: tuple[Block, ...]
    period: str = ""
    draft: bool = False


NO_ANSWER = "No answer on record."
DRAFT = "DRAFT: records with errors are left out, so these figures are not final."


def paragraph(text: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Words(text),))


def table(
    caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()
) -> tuple[Table, ...]:
    """A table, or nothing where it would have no rows."""
    if not rows:
        return ()
    return (Table(caption, tuple(head), tuple(map(tuple, rows)), frozenset(numbers)),)
