"""The evidence as blocks of the document, for writers that print it as an appendix."""

from collections.abc import Iterator

from fifrecords.form.document import Block, Heading, Paragraph, paragraph, table
from fifrecords.form.evidence import Contribution, Evidence, Trace
from fifrecords.form.words import Words, line

EVIDENCE = "The evidence"
HEAD = ("Adds", "Known as", "Of", "Record", "Commit")


def as_blocks(evidence: Evidence) -> Iterator[Block]:
    """What one figure is made of, under a heading of its own."""
    yield Heading(line(f"{evidence.title} ({evidence.figure})"))
    yield Paragraph((*evidence.worth, Words(f": {evidence.definition}.")))
    yield from map(Paragraph, evidence.notes)
    if evidence.defined:
        yield paragraph(f"Defined at {place(evidence.defined)}.")
    if evidence.of:
        yield paragraph(f"Worked out from {', '.join(evidence.of)}.")
    lines = [row for each in evidence.contributions for row in rows(each)]
    yield from table(f"What adds to {evidence.figure}", HEAD, lines, numbers=(0,))
    if evidence.unseen:
        yield paragraph(unseen(evidence))
    yield from (paragraph(f"{words}.") for words in evidence.together)


def unseen(evidence: Evidence) -> str:
    """How many contributions are not shown, and what shows them."""
    return f"and {evidence.unseen:,} more; fifrecords explain {evidence.figure} lists them"


def rows(contribution: Contribution) -> Iterator[tuple[str, ...]]:
    """A row for each line that tells of it, under ``HEAD``; what it adds stands in the first."""
    adds = (contribution.amount, contribution.basis, contribution.body)
    for at, trace in enumerate(contribution.traces):
        yield (*(("", "", "") if at else adds), place(trace), touched(trace))
    if contribution.unseen:
        yield ("", "", "", f"and {contribution.unseen:,} lines more", "")


def place(trace: Trace) -> str:
    """Where a line is."""
    return f"{trace.path}:{trace.line}"


def touched(trace: Trace) -> str:
    """The commit that last touched a line, the day and the author."""
    if not trace.commit:
        return "not committed"
    return f"{trace.commit} {trace.day} {trace.author}"
