"""What of a document may be printed for everybody, number by number."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from fifrecords.form.document import Table
from fifrecords.form.words import Line, Words, claimed, steps, text_of
from fifrecords.model.quantity import NOTHING
from fifrecords.model.records import Records
from fifrecords.tally.cells import cell, cell_of_people, cell_of_status
from fifrecords.tally.disclosure import Cell, Shown
from fifrecords.tally.figures import Figures
from fifrecords.tally.pieces import Pieces
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
        self._figures = figures
        self._pieces = Pieces(figures)
        homes = (each for each in records.organisations.values() if each.type == "household")
        self._households = {each.name for each in homes}
        self.small = records.project.small_number if records.project else 0
        targets = sorted({words.target or "" for line in lines for words in line if words.says})
        cells = {target: self._cell(Words("", target=target)) for target in targets}
        self._cells = {target: made for target, made in cells.items() if made}
        self._shown = Shown({made.path: made for made in self._cells.values()}.values(), self.small)

    def _cell(self, words: Words) -> Cell | None:
        """What words say of people; None where there is no such number or status."""
        path = steps(words.says or "")
        if words.of_people:
            return cell_of_people(self._figures, path)
        if claimed(words.target or "")[0] == "status":
            return cell_of_status(self._pieces, path[0])
        return cell(self._pieces, path)

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
        """Whether words say of a small number that it misses a target which none would meet."""
        actual = self._figures.get(words.figure or "")
        if not actual or not actual.target or words.text != plain_words("not-met"):
            return False
        own = cell(self._pieces, (actual.figure,))
        is_small = own is not None and own.is_small(self.small)
        return is_small and actual.status == "not-met" and actual.target.low >= self.small

    def table(self, table: Table) -> Table:
        """A table in which rows that are held back stand together, where their sum is no secret.

        Rows that stand under people's ids, or under the name of a household, are left out.
        """
        rows = [row for row in table.rows if not self._tells_of_one(row)]
        table = replace(table, rows=tuple(rows))
        held = [row for row in rows if any(map(self._is_held, row[-1]))]
        words = [each for row in held for each in row[-1] if each.says]
        cells = [self._cells[each.target] for each in words if each.target in self._cells]
        if len(table.head) != 2 or len(held) < 2 or not self._add_up(cells):
            return table
        total = sum((made.worth for made in cells), NOTHING)
        together = (Words("; ".join(text_of(row[0]) for row in held) + ", together"),)
        rest = [row for row in rows if row not in held]
        return replace(table, rows=(*rest, (together, (Words(in_words(total)),))))

    def _tells_of_one(self, row: Sequence[Line]) -> bool:
        return any(map(_is_of_a_person, row[-1])) or text_of(row[0]) in self._households

    def _add_up(self, cells: Sequence[Cell]) -> bool:
        """Whether numbers tell of no piece twice, and their sum may be printed."""
        sums = [each for made in cells for each in made.sums]
        is_plain = len(sums) == len(cells) and len(set().union(*sums)) == sum(map(len, sums))
        return is_plain and self._shown.give(cells)


def _is_of_a_person(words: Words) -> bool:
    return steps(words.figure or "")[1:2] == ("person",)
