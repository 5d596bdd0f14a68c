"""A kind of record that can be written: what is asked for it, and what comes of the answers."""

from collections.abc import Callable
from dataclasses import dataclass

from fifrecords.entry.plan import Plan
from fifrecords.entry.question import Moment, Question


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record.

    Attributes:
        summary: What ``new`` does for it, in a line.
        questions: What is asked, in order.
        plans: Adds to a plan what the answers come to; gives the ids of what is new.
        examples: Command lines, without the program's name.
        expected: Rules that a new one breaks for a while, so that nobody is told.
    """

    summary: str
    questions: tuple[Question, ...]
    plans: Callable[[Plan, Moment], list[str]]
    examples: tuple[str, ...]
    expected: frozenset[str] = frozenset()
