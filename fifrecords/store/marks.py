"""What reading a document gives besides its value: what is wrong with it, and its places."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fifrecords.model.finding import Way

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

    values: dict[Way, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Way, tuple[int, int]] = field(default_factory=dict)

    def place(self, at: Way, *, key: bool = False) -> tuple[int, int]:
        """Line and column of the value that lies on this way, or of the last one known on it.

        Steps that the document does not have are passed over: ``curriculum, 0`` finds the single
        value that stands for a list.
        """
        known: Way = ()
        for step in at:
            if (*known, step) in self.values:
                known = (*known, step)
        places = self.keys if key and known in self.keys else self.values
        return places.get(known, (1, 1))


def place_in(text: str, index: int) -> tuple[int, int]:
    """The line and column, from 1, of a character of a text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
