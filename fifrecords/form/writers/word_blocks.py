"""Blocks of the document as paragraphs and tables of a Word file."""

from collections.abc import Iterable, Iterator
from itertools import chain

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from fifrecords.form.document import Block, Heading, Items, Paragraph, Quotation, Table
from fifrecords.form.words import Line, Words, line
from fifrecords.form.writers.word_file import DEEPEST, WordFile
from fifrecords.form.writers.word_table import grid
from fifrecords.form.writers.word_xml import paragraph, run, w

_INDENT = 360
_SHORT_TABLE = 8
"""How many rows a table has that stays on one page."""

Elements = Iterator[BaseOxmlElement]


class BlockWriter:
    """Writes blocks for a Word file.

    Args:
        file: The file that they are for.
    """

    def __init__(self, file: WordFile) -> None:
        self._file = file

    def written(self, blocks: Iterable[Block]) -> Elements:
        """Blocks as elements that stand one after another, the last of them a paragraph.

        Word asks for that at the end of a cell, and takes two tables without one for one.
        """
        style = "normal"
        element = None
        for block in blocks:
            for element in self._block(block, style):
                yield element
            style = "after table" if isinstance(block, Table) else "normal"
        if element is not None and element.tag == qn("w:tbl"):
            yield self.paragraph((), "table end")

    def _block(self, block: Block, style: str, depth: int = 0) -> Elements:
        match block:
            case Paragraph(words):
                indent = [w("ind", left=_INDENT * depth)] if depth else []
                yield self.paragraph(words, style, *indent)
            case Heading(words):
                yield self.paragraph(words, "heading 2")
            case Items(items, start):
                yield from self._items(items, start, depth)
            case Quotation(blocks):
                within = depth + 1 if depth else 0
                yield from chain.from_iterable(self._block(b, "quote", within) for b in blocks)
            case Table():
                yield from self._table(block)

    def _items(self, items: Iterable[tuple[Block, ...]], start: int | None, depth: int) -> Elements:
        list_ = self._file.new_list(start, depth)
        for item in items:
            match item:
                case (Paragraph(words), *rest):
                    yield self.in_list(words, "list paragraph", list_, depth)
                case rest:
                    yield self.in_list((), "list paragraph", list_, depth)
            for block in rest:
                yield from self._block(block, "list paragraph", depth + 1)

    def in_list(self, words: Line, style: str, list_: int, depth: int = 0) -> BaseOxmlElement:
        """What an item of a list begins with.

        Args:
            words: Its words.
            style: The name of its style.
            list_: The list's id in the file.
            depth: How many other lists the list stands within.
        """
        level = w("ilvl", val=min(depth, DEEPEST))
        return self.paragraph(words, style, w("numPr", level, w("numId", val=list_)))

    def paragraph(self, words: Line, style: str, *properties: BaseOxmlElement) -> BaseOxmlElement:
        """A paragraph.

        Args:
            words: Its words.
            style: The name of its style.
            properties: What it has beside its style, in the order that Word asks for.
        """
        made = paragraph(self._file.style(style), *chain.from_iterable(map(self._words, words)))
        made.pPr.extend(properties)
        return made

    def _words(self, words: Words) -> Elements:
        style = None if words.style == "plain" else self._file.style(words.style)
        if words.address is None:
            yield run(words.text, style)
        elif link := self._file.link(words.address):
            made = w("hyperlink", run(words.text, self._file.style("hyperlink")))
            made.set(qn("r:id"), link)
            yield made
        else:
            same = words.address == words.text
            yield run(words.text if same else f"{words.text} <{words.address}>", style)

    def _table(self, table: Table) -> Elements:
        yield self.paragraph(line(table.caption), "caption")
        yield grid(table, self._file.style("figures table"), self._rows(table))

    def _rows(self, table: Table) -> Iterator[list[BaseOxmlElement]]:
        yield [
            self.paragraph(line(name), "table number head" if n in table.numbers else "table head")
            for n, name in enumerate(table.head)
        ]
        last = len(table.rows)
        for at, row in enumerate(table.rows, 1):
            together = [w("keepNext")] if at < last <= _SHORT_TABLE else []
            yield [
                self.paragraph(
                    cell, "table number" if n in table.numbers else "table text", *together
                )
                for n, cell in enumerate(row)
            ]
