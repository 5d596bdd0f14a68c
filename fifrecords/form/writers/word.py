"""The document as a Word file: a form of two columns, with the question beside its answer."""

from collections.abc import Iterable, Sequence
from itertools import chain, takewhile

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Twips

from fifrecords.form.appendix import EVIDENCE, as_blocks
from fifrecords.form.document import FOOT, NO_ANSWER, Block, Document, Section, Table
from fifrecords.form.words import line
from fifrecords.form.writers.word_blocks import BlockWriter, Elements
from fifrecords.form.writers.word_file import LONGEST_PROPERTY, WordFile
from fifrecords.form.writers.word_table import WHOLE, cell, row, table
from fifrecords.form.writers.word_xml import legal, run, w

QUESTION, ANSWER = "Question", "Answer"
_WIDTHS = (1550, WHOLE - 1550)
_PAGE = {
    "page_width": 11906,
    "page_height": 16838,
    "left_margin": 1134,
    "right_margin": 1134,
    "top_margin": 1134,
    "bottom_margin": 1247,
    "header_distance": 567,
    "footer_distance": 567,
}
"""A page of A4, in twentieths of a point."""
_MOST_IN_ONE_PIECE = 1200
"""How many letters an answer has that may go on on the next page."""


def as_word(document: Document) -> bytes:
    """The document as the bytes of a ``.docx`` file."""
    file = WordFile.new(document.language)
    end_of_text = file.document.element.body.sectPr
    for element in _FormWriter(file).written(document):
        end_of_text.addprevious(element)
    _lay_out(file, document)
    _describe(file, document)
    return file.packed()


class _FormWriter:
    """Writes the form: the questions and their answers, the foot and the evidence."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._blocks = BlockWriter(file)

    def written(self, document: Document) -> Elements:
        yield self._line(document.title, "title")
        if document.subtitle:
            yield self._line(document.subtitle, "subtitle")
        if document.period:
            yield self._line(f"Looked at: {document.period}.", "normal")
        yield from self._contents(document.sections)
        yield from self._form(document.sections)
        yield self._line(FOOT, "part heading")
        yield from self._blocks.written(document.foot)
        if document.evidence:
            yield self._line(EVIDENCE, "part heading")
            yield from self._blocks.written(chain.from_iterable(map(as_blocks, document.evidence)))

    def _line(self, text: str, style: str) -> BaseOxmlElement:
        return self._blocks.paragraph(line(text), style)

    def _contents(self, sections: Sequence[Section]) -> Elements:
        """The questions as links to them, since Word's own overview leaves out what tables hold."""
        entries = [self._entry(section) for section in sections]
        if entries:
            entries[0][1:1] = _field("begin", instruction=r'TOC \n \h \z \t "heading 1,1"')
            entries[-1].extend(_field("end"))
            entries[-1].pPr.append(w("spacing", after=240))
        yield from entries

    def _entry(self, section: Section) -> BaseOxmlElement:
        link = w("hyperlink", run(_numbered(section)), anchor=_bookmark(section), history=1)
        entry = self._line("", "toc 1")
        entry.append(link)
        return entry

    def _form(self, sections: Sequence[Section]) -> Elements:
        """The sections, a row for each.

        A table of figures stands below its row, as wide as the page: within the row it would be
        narrow, and Word repeats no head of a table that stands within another.
        """
        rows = [self._head()]
        for section in sections:
            beside = tuple(takewhile(lambda block: not isinstance(block, Table), section.blocks))
            below = section.blocks[len(beside) :]
            rows.append(self._row(section, beside, is_wide=bool(below and not beside)))
            if below:
                yield self._table(rows)
                yield from self._blocks.written(below)
                rows = [self._head()]
        if len(rows) > 1:
            yield self._table(rows)

    def _table(self, rows: Sequence[BaseOxmlElement]) -> BaseOxmlElement:
        style = self._file.style("form table")
        return table(style, f"{QUESTION} and {ANSWER.lower()}", _WIDTHS, rows, look="06A0")

    def _head(self) -> BaseOxmlElement:
        names = (self._line(name, "form head") for name in (QUESTION, ANSWER))
        cells = (cell(width, [name]) for width, name in zip(_WIDTHS, names, strict=True))
        return row(cells, is_head=True)

    def _row(self, section: Section, blocks: Sequence[Block], *, is_wide: bool) -> BaseOxmlElement:
        if is_wide:
            return row([cell(WHOLE, self._question(section), columns=2)], may_break=True)
        answer = [*self._blocks.written(blocks)] or [self._line(NO_ANSWER, "no answer")]
        question_width, answer_width = _WIDTHS
        cells = (cell(question_width, self._question(section)), cell(answer_width, answer))
        return row(cells, may_break=_length(answer) > _MOST_IN_ONE_PIECE)

    def _question(self, section: Section) -> Elements:
        heading = self._line(_numbered(section), "heading 1")
        heading.insert(1, w("bookmarkStart", id=section.number, name=_bookmark(section)))
        heading.append(w("bookmarkEnd", id=section.number))
        yield heading
        if section.hints:
            hints = self._file.new_list()
            yield from (self._blocks.in_list(line(hint), "hint", hints) for hint in section.hints)


def _length(elements: Iterable[BaseOxmlElement]) -> int:
    """How many letters some elements have."""
    return sum(len(text.text or "") for each in elements for text in each.iter(qn("w:t")))


def _numbered(section: Section) -> str:
    return f"{section.number}. {section.question}"


def _bookmark(section: Section) -> str:
    return f"question_{section.number}"


def _field(*marks: str, instruction: str = "") -> list[BaseOxmlElement]:
    """What begins a field whose text is there already, or ends it."""
    begun = [w("r", w("fldChar", fldCharType=mark)) for mark in marks]
    if instruction:
        said = w("instrText")
        said.text = instruction
        begun += [w("r", said), w("r", w("fldChar", fldCharType="separate"))]
    return begun


def _lay_out(file: WordFile, document: Document) -> None:
    """The page, and what stands on every one of them."""
    section = file.document.sections[0]
    for name, twips in _PAGE.items():
        setattr(section, name, Twips(twips))
    file.put_on_every_page(document.notices)
    footer = section.footer.paragraphs[0]._p
    footer.style = file.style("footer")
    page = (run("\tPage "), _counted("PAGE"), run(" of "), _counted("NUMPAGES"))
    footer.extend((run(document.title), *page))


def _counted(field: str) -> BaseOxmlElement:
    return w("fldSimple", run("1"), instr=field)


def _describe(file: WordFile, document: Document) -> None:
    """What the file says of itself; no day and no author, which the records do not tell."""
    properties = file.document.core_properties
    properties._element[:] = []
    properties.title = legal(document.title)[:LONGEST_PROPERTY]
    properties.subject = legal(document.subtitle)[:LONGEST_PROPERTY]
    properties.language = document.language
