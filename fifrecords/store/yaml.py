"""One YAML 1.2 document of plain values, and where each of its values stands.

A scalar without quotes is a number, true, false or nothing only where it is written as plainly as
can be; whatever else it looks like (``007``, ``no``, ``10:30``, ``1_000``) is text. See
https://yaml.org/spec/1.2.2/#103-core-schema for what other readers make of it.
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fifrecords.model.finding import Step
from fifrecords.store.lines import read_simply

Value = Any
"""A mapping, a list, a text, a number, true or false."""

MOST_NESTED = 20
"""How deep lists and mappings may lie in each other; records need five."""


class Fault(NamedTuple):
    """What keeps a text from being a record: the rule, where, and the mend."""

    rule: str
    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Marks:
    """Where every value and every field's name of a document stands, from 1."""

    values: dict[tuple[Step, ...], tuple[int, int]] = field(default_factory=dict)
    keys: dict[tuple[Step, ...], tuple[int, int]] = field(default_factory=dict)

    def place(self, at: tuple[Step, ...], *, key: bool = False) -> tuple[int, int]:
        """Line and column of the value that lies on this way, or of the last one known on it.

        Steps that the document does not have are passed over: ``curriculum, 0`` finds the single
        value that stands for a list.
        """
        known: tuple[Step, ...] = ()
        for step in at:
            if (*known, step) in self.values:
                known = (*known, step)
        places = self.keys if key and known in self.keys else self.values
        return places.get(known, (1, 1))


def read(text: str) -> tuple[Value, list[Fault]]:
    """The value of a document.

    Args:
        text: The document.

    Returns:
        The value, and what is wrong with it; where anything is, the value is not to be used. The
        value is not to be changed: documents share parts that they have alike.
    """
    value = read_simply(text)
    return (value, []) if value is not None else read_wholly(text)


def read_wholly(text: str, marks: Marks | None = None) -> tuple[Value, list[Fault]]:
    """As ``read``, by the parser alone.

    Args:
        text: The document.
        marks: Where to note where its values stand, if that is asked for.
    """
    from fifrecords.store.events import Reader  # noqa: PLC0415 - most need no parser

    return Reader(text, marks).document()


def locate(text: str) -> Marks:
    """Where the values of a document stand, as far as it can be read."""
    marks = Marks()
    read_wholly(text, marks)
    return marks


def place_in(text: str, index: int) -> tuple[int, int]:
    """The line and column, from 1, of a character of a text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
