"""Passages of the narrative: the words, and the place of each letter."""

from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    r"""Where a character that is read stands in its file.

    Attributes:
        line: The line, from 1.
        column: The column in characters, from 1.
        width: How many characters of the file make it: two for ``\\*``, five for ``&amp;``.
    """

    line: int
    column: int
    width: int


class Link(NamedTuple):
    """A link within a passage.

    Attributes:
        target: Where it leads, percent-encoded where it has to be.
        start: Where its text begins in the passage.
        end: Where its text ends.
    """

    target: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or heading, or one paragraph of an item or a quotation.

    Attributes:
        text: The words as they are read, a line break being a space.
        places: The place of each character of the text.
        links: Its links.
        literal: From where to where the text is code or an address, and no prose.
    """

    text: str
    places: tuple[Place, ...]
    links: tuple[Link, ...]
    literal: tuple[tuple[int, int], ...]
