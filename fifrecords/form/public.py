"""The public copy of a document: small counts of people, and what gives them away, held back."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from fifrecords.form.build import fill
from fifrecords.form.chart import Bar, Chart
from fifrecords.form.charts import charts
from fifrecords.form.definition import form, known_forms
from fifrecords.form.discretion import HELD_BACK, Discretion
from fifrecords.form.document import (
    Block,
    Document,
    Heading,
    Items,
    Paragraph,
    Quotation,
    Section,
    Table,
)
from fifrecords.form.evidence import Evidence
from fifrecords.form.words import Line, Words
from fifrecords.model.measure import Count, Sum
from fifrecords.model.records import Records
from fifrecords.tally.figures import Figures

_NOTICE = (
    "Public copy: {mark} stands for a number that is held back, because it tells of fewer than "
    "{small} people or would give away one that does."
)


def public(document: Document, records: Records, figures: Figures) -> Document:
    """A copy that everybody may read; the records behind it are left out.

    What is held back is so in every form and format of the same records, so that two copies of
    one commit tell no more than one.

    Args:
        document: The document, with every number bound to what it says.
        records: The records that it was made of.
        figures: What they add up to.
    """
    told = tuple(each for each in document.evidence if not _tells_who(records, each.figure))
    document = replace(document, evidence=told)
    discretion = Discretion(records, figures, _beside_each_other(document, records, figures))
    copy = _Copy(discretion.line, discretion.table).document(document)
    if not discretion.small:
        return copy
    notice = _NOTICE.format(mark=HELD_BACK, small=discretion.small)
    return replace(copy, notices=(*document.notices, notice))


def _beside_each_other(document: Document, records: Records, figures: Figures) -> Iterator[Line]:
    """What a reader knows who lays a document beside every other form, with all its charts."""
    yield from lines_of(document)
    drawn = charts(records, figures)
    for id_ in known_forms(records):
        other = fill(records, figures, form(records, id_), commit=None, dirty=False)
        yield from lines_of(replace(other, charts=drawn))


def _tells_who(records: Records, figure: str) -> bool:
    """Whether the definition of a figure names people or homes by their ids."""
    indicator = records.indicators.get(figure)
    match indicator and indicator.measure:
        case Count(where=where) | Sum(where=where):
            places = (*(where.organisation or ()), *(where.held_at or ()))
            return where.person is not None or any(_is_home(records, each) for each in places)
    return False


def _is_home(records: Records, id_: str) -> bool:
    return id_ in records.organisations and records.organisations[id_].type == "household"


def lines_of(document: Document) -> list[Line]:
    """Every line that a document prints or draws, but for its titles."""
    found: list[Line] = []

    def noted(line: Line) -> Line:
        found.append(line)
        return line

    _Copy(noted).document(document)
    return found


def _as_it_is(table: Table) -> Table:
    return table


class _Copy:
    """A document anew, with something done to each line, and before that to each table.

    Args:
        line: What is done to a line.
        table: What is done to a table.
    """

    def __init__(
        self, line: Callable[[Line], Line], table: Callable[[Table], Table] = _as_it_is
    ) -> None:
        self.line = line
        self.table = table

    def document(self, document: Document) -> Document:
        return replace(
            document,
            sections=tuple(map(self._section, document.sections)),
            foot=self._blocks(document.foot),
            charts=tuple(map(self._chart, document.charts)),
            evidence=tuple(map(self._evidence, document.evidence)),
        )

    def _section(self, section: Section) -> Section:
        return replace(section, blocks=self._blocks(section.blocks))

    def _blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        made = map(self._block, blocks)
        return tuple(each for each in made if not isinstance(each, Table) or each.rows)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph(words):
                return Paragraph(self.line(words))
            case Heading(words):
                return Heading(self.line(words))
            case Items(items, start):
                return Items(tuple(map(self._blocks, items)), start)
            case Quotation(blocks):
                return Quotation(self._blocks(blocks))
            case Table():
                table = self.table(block)
                rows = tuple(tuple(map(self.line, row)) for row in table.rows)
                return replace(table, rows=rows)

    def _chart(self, chart: Chart) -> Chart:
        return replace(chart, bars=tuple(map(self._bar, chart.bars)))

    def _bar(self, bar: Bar) -> Bar:
        """A bar's length tells its number: it is drawn only where every part may be printed."""
        drawn = tuple(_drawn(bar))
        seen = self.line(drawn) == drawn
        return replace(
            bar,
            worth=self.line(bar.worth),
            parts=bar.parts if seen else (),
            made_of=self.line(bar.made_of),
            promised=self.line(bar.promised),
            status=self.line(bar.status),
        )

    def _evidence(self, evidence: Evidence) -> Evidence:
        """What a figure is, without the records: to list them is to count and to name them."""
        return replace(
            evidence,
            worth=self.line(evidence.worth),
            notes=tuple(map(self.line, evidence.notes)),
            defined=None,
            contributions=(),
            unseen=0,
            together=(),
        )


def _drawn(bar: Bar) -> Iterator[Words]:
    """What a bar says by its length, and its parts by theirs."""
    yield from bar.worth
    whole = next((words.target for words in bar.worth if words.figure), None)
    if whole and len(bar.parts) > 1:
        yield from (Words(basis or "", target=f"{whole}/{basis}") for basis, _ in bar.parts)
