"""The document between the records and the writers: what is said, not how it looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fifrecords.form.chart import Chart
from fifrecords.form.evidence import Evidence
from fifrecords.form.words import Line, Words, line


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
    """A list; an item holds blocks of its own.

    Attributes:
        items: What each item holds.
        start: The number of the first item, from 0; None for a list that is not numbered.
    """

    items: tuple[tuple["Block", ...], ...]
    start: int | None = None


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
        rows: Each as long as the head; a number leads to the figure that it is.
        numbers: The columns, from 0, that hold numbers and are set to the right.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
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
        sections: The questions and answers.
        foot: Where the numbers came from: the commit, and each figure's parts.
        period: The days that were looked at, where they are not all.
        notices: What every copy must say before anything else: that it is a draft, or public.
        charts: The figures drawn, for a writer that draws.
        evidence: What each figure is made of, where that was asked for.
        language: The language of the text, as a BCP 47 tag.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    foot: tuple[Block, ...]
    period: str = ""
    notices: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    language: str = "en-GB"


NO_ANSWER = "No answer on record."
DRAFT = (
    "DRAFT: records with errors are left out; figures are not final, "
    "and prose may not agree with them."
)
FOOT = "Where the numbers come from"


def paragraph(text: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Words(text),))


def table(
    caption: str,
    head: Sequence[str],
    rows: Iterable[Iterable[str | Line]],
    numbers: Sequence[int] = (),
) -> tuple[Table, ...]:
    """A table, or nothing where it would have no rows."""
    lines = tuple(
        tuple(line(cell) if isinstance(cell, str) else cell for cell in row) for row in rows
    )
    return (Table(caption, tuple(head), lines, frozenset(numbers)),) if lines else ()
