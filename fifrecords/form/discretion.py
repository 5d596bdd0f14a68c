"""What of a document may be printed for everybody, number by number."""

from collections.abc import Iterable
from dataclasses import replace

from fifrecords.form.document import Table
from fifrecords.form.words import Line, Words, steps, text_of
from fifrecords.model.quantity import NOTHING
from fifrecords.model.records import Records
from fifrecords.tally.cells import cell, cell_of_people
from fifrecords.tally.disclosure import Cell, Shown
from fifrecords.tally.figures import Figures
from fifrecords.tally.words import in_words, plain_words

HELD_BACK = "[c]"
"""What stands for a number that is held back: confidential, as in official statistics."""


class Discretion:
    """What of some lines may be printed for everybody.

    Args:
        records: The records.
        figures: What they add up to.
        lines: All that would be printed.

    Attributes:
        small: Below this, a count of people is not printed.
    """

    def __init__(self, records: Records, figures: Figures, lines: Iterable[Line]) -> None:
        self._records = records
        self._figures = figures
        self.small = records.project.small_number if records.project else 0
        bound = {words.target or "": words for line in lines for words in line if words.says}
        cells = {target: self._cell(words) for target, words in sorted(bound.items())}
        self._cells = {target: made for target, made in cells.items() if made}
        self._shown = Shown({made.path: made for made in self._cells.values()}.values(), self.small)

    def _cell(self, words: Words) -> Cell | None:
        """The number that words say, or that a status is computed from; None where none is."""
        if words.figure:
            return cell(self._records, self._figures, steps(words.figure))
        return cell_of_people(self._records, self._figures, steps(words.of_people or ""))

    def line(self, line: Line) -> Line:
        """A line with what is held back marked so."""
        return tuple(
            Words(HELD_BACK, words.style) if self._is_held(words) else words for words in line
        )

    def _is_held(self, words: Words) -> bool:
        """Whether words say something of the records that is not for everybody, or of nothing."""
        if not words.says:
            return False
        made = self._cells.get(words.target or "")
        return made is None or not (made.path in self._shown.paths or self._is_missed(words))

    def _is_missed(self, words: Words) -> bool:
        """Whether words say that a target is missed which no small number would have met."""
        actual = self._figures.get(words.figure or "")
        if not actual or not actual.target or words.text != plain_words("not-met"):
            return False
        return actual.status == "not-met" and actual.target.low >= self.small

    def table(self, table: Table) -> Table:
        """A table in which rows that are held back stand together, where their sum is no secret."""
        held = [row for row in table.rows if any(map(self._is_held, row[-1]))]
        words = [each for row in held for each in row[-1] if each.says]
        cells = [self._cells[each.target] for each in words if each.target in self._cells]
        if len(table.head) != 2 or len(held) < 2 or not self._shown.give(c.path for c in cells):
            return table
        total = sum((made.worth for made in cells), NOTHING)
        together = (Words("; ".join(text_of(row[0]) for row in held) + ", together"),)
        rows = [row for row in table.rows if row not in held]
        return replace(table, rows=(*rows, (together, (Words(in_words(total)),))))
