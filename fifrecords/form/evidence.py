"""The evidence behind a form: what each figure is made of, down to line and commit."""

from dataclasses import dataclass

from fifrecords.form.words import Line
from fifrecords.model.basis import Basis


@dataclass(frozen=True, slots=True)
class Trace:
    """A line of a record, and the commit that last touched it.

    Attributes:
        path: The file.
        line: The line, from 1.
        commit: The commit's short id; empty where the line is not committed.
        day: The day of the commit, as ``2011-01-14``; empty likewise.
        author: Who made it; empty likewise.
    """

    path: str
    line: int
    commit: str = ""
    day: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one person, group, organisation or session adds to a figure.

    Attributes:
        body: Its id.
        amount: What it adds, in words.
        basis: How that is known.
        traces: The lines that tell of it, or as many of them as are shown.
        unseen: How many lines more there are.
    """

    body: str
    amount: str
    basis: Basis
    traces: tuple[Trace, ...]
    unseen: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a figure is made of.

    Attributes:
        figure: Its id.
        title: What it is called.
        definition: What it adds up, in words.
        worth: What it comes to, with its parts.
        notes: Its target and status, a judgement and its reasons, or why nothing is on record.
        defined: Where it is defined.
        of: The figures that it is worked out from.
        contributions: What adds to it, or as much of that as is shown.
        unseen: How many contributions more there are.
        together: Which of them may be some of the same people, in words, and add less together.
    """

    figure: str
    title: str
    definition: str
    worth: Line
    notes: tuple[Line, ...]
    defined: Trace | None
    of: tuple[str, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    unseen: int = 0
    together: tuple[str, ...] = ()
