"""The form as a Word file: read back without the library that wrote it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fifrecords import Document, add_up, fill
from fifrecords.cli.main import main
from fifrecords.form.definition import form
from fifrecords.form.document import (
    DRAFT,
    FOOT,
    NO_ANSWER,
    Block,
    Heading,
    Items,
    Paragraph,
    Quotation,
    Section,
    Table,
    paragraph,
)
from fifrecords.form.words import Line, Words, line
from fifrecords.form.words import text_of as words_of
from fifrecords.form.writers.word import as_word
from fifrecords.trail.evidence import evidence
from tests.conftest import ROOT, sound
from tests.form.word_files import NAMES, WordFile, hold_together, text_of, value, w

PAGES = ("PAGE", "NUMPAGES")
TEXTS = st.text(
    st.sampled_from("ab1 .-+#*_`~[]()<>|\\&!:=>é£漢😀\"'$%^{}@/;,?אب\u202e")
    | st.characters(codec="utf-8", exclude_characters="\r"),
    min_size=1,
    max_size=60,
)
NASTY = [
    "</w:t></w:r></w:p><w:p/>",
    "<b>&amp;</b> ]]> <!-- <?x?>",
    "{{ 7 * 7 }} {% for x in y %} {# no #} {_{ x }_} {_% %_}",
    '=HYPERLINK("x") +1 -1 @SUM(A1)',
    "שלום عليكم \u202eabc",
    "👩\u200d🏫 😀 漢字",
    " two  spaces \tand a tab\nand a line ",
    "a" * 100_000,
]


def a_document(*blocks: Block, **also: object) -> Document:
    section = Section("aim", 1, "What was the aim?", ("In a few words",), blocks)
    made = {"title": "Form", "subtitle": "Project", "sections": (section,), "foot": ()}
    return Document(**{**made, **also})


def written(*blocks: Block, **also: object) -> WordFile:
    return WordFile(as_word(a_document(*blocks, **also)))


@pytest.fixture(scope="module")
def report() -> Document:
    records = sound(ROOT / "records")
    return fill(records, add_up(records), form(records, "lsis-fif"), commit="4f1c", dirty=False)


@pytest.fixture(scope="module")
def file(report: Document) -> WordFile:
    return WordFile(as_word(report))


class TestTheShippedForm:
    def test_it_holds_together(self, file: WordFile) -> None:
        hold_together(file)

    def test_each_question_is_a_heading_beside_its_answer(self, report, file) -> None:
        asked = [f"{section.number}. {section.question}" for section in report.sections]
        assert len(asked) == 19
        assert file.paragraphs("heading 1") == asked
        assert file.paragraphs("Part Heading") == [FOOT]
        rows = [row for table in file.tables("Form Table") for row in table.findall("w:tr", NAMES)]
        beside = [row for row in rows if file.style(row.find("w:tc/w:p", NAMES)) == "heading 1"]
        assert [len(row.findall("w:tc", NAMES)) for row in beside] == [2] * 19

    def test_the_contents_lead_to_every_question(self, report, file) -> None:
        links = [each for each in file.body.iter(w("hyperlink")) if each.get(w("anchor"))]
        assert [text_of(each).split(". ")[0] for each in links] == [str(n) for n in range(1, 20)]

    def test_every_number_of_the_foot_stands_in_its_place(self, report, file) -> None:
        (figures,) = [block for block in report.foot if isinstance(block, Table)]
        told = [[words_of(cell) for cell in row] for row in figures.rows]
        assert len(told) > 30
        assert file.rows(figures.caption) == [list(figures.head), *told]

    def test_every_table_says_what_it_is_and_repeats_its_head(self, report, file) -> None:
        shown = [b for s in (*report.sections,) for b in s.blocks if isinstance(b, Table)]
        tables = file.tables("Figures Table")
        captions = [value(table.find("w:tblPr/w:tblCaption", NAMES)) for table in tables]
        assert captions == [table.caption for table in shown] + ["Every figure and its parts"]
        for table in (*tables, *file.tables("Form Table")):
            heads = [
                row.find("w:trPr/w:tblHeader", NAMES) is not None
                for row in table.findall("w:tr", NAMES)
            ]
            assert heads == [True] + [False] * (len(heads) - 1)

    def test_a_table_of_figures_is_as_wide_as_the_page(self, file) -> None:
        assert not [each for cell in file.body.iter(w("tc")) for each in cell.iter(w("tbl"))]

    def test_numbers_stand_to_the_right(self, file) -> None:
        number = next(
            style
            for style in file.part("word/styles.xml").iter(w("style"))
            if value(style.find("w:name", NAMES)) == "Table Number"
        )
        assert value(number.find("w:pPr/w:jc", NAMES)) == "right"
        assert "£1,785.71" in file.paragraphs("Table Number")
        assert "£1,785.71" not in file.paragraphs("Table Text")

    def test_the_foot_of_the_page_has_the_title_and_the_pages(self, report, file) -> None:
        (name,) = [name for name in file.names if name.startswith("word/footer")]
        footer = file.part(name)
        assert text_of(footer) == f"{report.title}\tPage 1 of 1"
        assert tuple(value(each, "instr") for each in footer.iter(w("fldSimple"))) == PAGES

    def test_nothing_is_spaced_out_by_empty_paragraphs(self, file) -> None:
        cells = {id(p) for cell in file.body.iter(w("tc")) for p in cell}
        empty = [p for p in file.body.iter(w("p")) if not text_of(p) and id(p) not in cells]
        assert {file.style(p) for p in empty} == {"Table End"}

    def test_it_says_what_it_is_and_nothing_of_when(self, report, file) -> None:
        said = file.zip.read("docProps/core.xml").decode()
        assert f"<dc:title>{report.title}</dc:title>" in said
        assert f"<dc:subject>{report.subtitle}</dc:subject>" in said
        assert "<dc:language>en-GB</dc:language>" in said
        assert not [word for word in ("created", "modified", "creator", "python") if word in said]

    def test_the_same_document_gives_the_same_bytes(self, report, file) -> None:
        assert as_word(report) == as_word(report)
        assert {each.date_time for each in file.zip.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    def test_evidence_is_an_appendix(self, report) -> None:
        records = sound(ROOT / "records")
        figures = add_up(records)
        shown = evidence(records, figures)
        document = a_document(evidence=shown)
        file = WordFile(as_word(document))
        hold_together(file)
        assert len(file.paragraphs("heading 2")) == len(figures)
        assert any("records/sessions/" in text for text in file.paragraphs("Table Text"))

    @pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
    def test_another_program_opens_it(self, report, tmp_path: Path) -> None:
        (tmp_path / "form.docx").write_bytes(as_word(report))
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "txt:Text", "form.docx"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
        text = (tmp_path / "form.txt").read_text(encoding="utf-8-sig")
        for section in report.sections:
            assert f"{section.number}. {section.question}" in text
        (figures,) = [block for block in report.foot if isinstance(block, Table)]
        told = text.splitlines()
        for row in figures.rows:
            cells = [words_of(cell) for cell in row]
            assert any(told[at : at + len(cells)] == cells for at in range(len(told))), cells


class TestEveryDocument:
    def test_a_notice_stands_on_every_page_before_anything_else(self) -> None:
        file = written(notices=(DRAFT, "Public copy"))
        (header,) = file.headers()
        assert header.splitlines()[:2] == [DRAFT, "Public copy"]
        assert "Notice" in file.styles.values()
        assert not file.body.findall("w:sectPr/w:titlePg", NAMES)

    def test_the_language_is_the_documents(self) -> None:
        file = written(language="cy-GB")
        styles, settings_ = file.part("word/styles.xml"), file.part("word/settings.xml")
        assert value(next(styles.iter(w("lang")))) == "cy-GB"
        assert value(next(settings_.iter(w("themeFontLang")))) == "cy-GB"
        assert "<dc:language>cy-GB<" in file.zip.read("docProps/core.xml").decode()

    def test_what_nobody_answered_says_so(self) -> None:
        assert written().paragraphs("No Answer") == [NO_ANSWER]

    def test_an_answer_of_tables_alone_leaves_no_empty_cell(self) -> None:
        shown = Table("People", ("Role", "People"), ((line("Learner"), line("4")),), frozenset([1]))
        file = written(shown)
        hold_together(file)
        (row,) = file.tables("Form Table")[0].findall("w:tr", NAMES)[1:]
        assert len(row.findall("w:tc", NAMES)) == 1
        assert file.rows("People") == [["Role", "People"], ["Learner", "4"]]

    def test_the_columns_of_a_table_are_as_wide_in_another_order(self) -> None:
        """Floats would add up to another sum, and in another Python too."""

        def widths(*lengths: int) -> list[str]:
            cells = tuple(line("word " * each) for each in lengths)
            file = written(Table("People", ("No.",) * len(cells), (cells,)))
            *_, shown = file.body.iter(w("tbl"))
            return [value(each, "w") for each in shown.findall("w:tblGrid/w:gridCol", NAMES)]

        assert widths(1, 8, 17, 9) == widths(9, 17, 8, 1)[::-1]

    def test_a_short_answer_and_a_short_table_stay_on_one_page(self) -> None:
        def rows(*blocks: Block) -> tuple[bool, list[bool]]:
            file = written(*blocks)
            last = file.tables("Form Table")[0].findall("w:tr", NAMES)[-1]
            kept = [
                p.find("w:pPr/w:keepNext", NAMES) is not None
                for table in file.tables("Figures Table")
                for p in table.iter(w("p"))
            ]
            return last.find("w:trPr/w:cantSplit", NAMES) is None, kept[1:]

        cells = tuple((line(str(n)),) for n in range(9))
        assert rows(paragraph("short"), Table("T", ("A",), cells[:3])) == (
            False,
            [True, True, False],
        )
        assert rows(paragraph("long " * 300), Table("T", ("A",), cells)) == (True, [False] * 9)

    def test_two_tables_are_not_taken_for_one(self) -> None:
        shown = Table("People", ("Role",), ((line("Learner"),),))
        file = written(shown, shown, Items(((shown,),)), Quotation((shown,)), shown)
        hold_together(file)
        assert len(file.tables("Figures Table")) == 5

    def test_lists_have_levels_and_begin_anew(self) -> None:
        inner = Items(((paragraph("c"),),), start=1)
        file = written(
            Items(((paragraph("a"), paragraph("more of a")), (paragraph("b"), inner)), start=1),
            Items(((paragraph("d"),), ())),
        )
        hold_together(file)
        lists = {
            text_of(p): (value(n.find("w:numId", NAMES)), value(n.find("w:ilvl", NAMES)))
            for p in file.body.iter(w("p"))
            if (n := p.find("w:pPr/w:numPr", NAMES)) is not None
        }
        assert lists["a"] == lists["b"]
        assert "more of a" not in lists
        assert lists["c"][1] == "1"
        assert len({lists[text][0] for text in "acd"}) == 3

    def test_a_list_begins_at_its_own_number_on_its_own_level(self) -> None:
        inner = Items(((paragraph("c"),),), start=99)
        file = written(Items(((paragraph("a"), inner),), start=7), Items(((paragraph("d"),),)))
        numbering = file.part("word/numbering.xml")
        begun = {
            value(start): each.get(w("ilvl"))
            for each in numbering.iter(w("lvlOverride"))
            for start in each
        }
        assert begun == {"7": "0", "99": "1", "1": "0"}
        formats = {value(each) for each in numbering.iter(w("numFmt"))}
        assert formats == {"bullet", "decimal"}

    def test_words_stand_out_by_style(self) -> None:
        words = (Words("a", "strong"), Words("b", "emphasis"), Words("c", "code"), Words("d"))
        (run,) = [r for r in written(Paragraph(words)).body.iter(w("r")) if text_of_run(r) == "c"]
        assert value(run.find("w:rPr/w:rStyle", NAMES)) == "Code"
        file = written(Heading(words), Quotation((Paragraph(words),)))
        assert file.paragraphs("heading 2") == ["abcd"]
        assert file.paragraphs("Quote") == ["abcd"]

    def test_a_link_leads_out_and_a_claim_nowhere(self) -> None:
        words = (Words("site", target="https://example.org/a b"), Words("81", target="figure:a"))
        file = written(Paragraph(words))
        hold_together(file)
        rels = file.zip.read("word/_rels/document.xml.rels").decode()
        assert 'Target="https://example.org/a%20b" TargetMode="External"' in rels
        assert "figure:a" not in rels
        assert "site81" in file.text

    @pytest.mark.parametrize("address", ["javascript:alert(1)", "http://[", "file:///etc/passwd"])
    def test_an_address_that_is_no_web_address_is_shown(self, address: str) -> None:
        file = written(Paragraph((Words("here", target=address),)))
        assert f"here <{address}>" in file.text
        assert address not in file.zip.read("word/_rels/document.xml.rels").decode()

    def test_what_xml_cannot_hold_is_shown(self) -> None:
        file = written(paragraph("bell \x07, nothing \x00, half \ud800, none \uffff"))
        assert r"bell \x07, nothing \x00, half \ud800, none \uffff" in file.text

    def test_a_title_may_be_longer_than_a_property(self) -> None:
        file = written(title="T" * 300)
        assert file.paragraphs("Title") == ["T" * 300]

    @pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
    def test_text_that_could_break_a_file_comes_through(self, text: str) -> None:
        comes_through(text)

    @settings(deadline=None, max_examples=40)
    @given(TEXTS)
    @example("\x85\u2028\u2029\ufeff\x7f\x9f")
    def test_any_text_comes_through(self, text: str) -> None:
        comes_through(text)


def comes_through(text: str) -> None:
    words: Line = (Words(text, "strong"),)
    file = written(Paragraph(words), Table(text, (text,), ((words,),)), title=text, notices=(text,))
    shown = "".join(repr(c)[1:-1] if is_no_xml(c) else c for c in text)
    for style in ("Title", "Normal", "Table Text", "Table Head", "caption"):
        assert shown in file.paragraphs(style)
    assert file.headers()[0].startswith(shown)
    hold_together(file)


def is_no_xml(character: str) -> bool:
    is_control = character < " " and character not in "\t\n\r"
    return is_control or character in "\ufffe\uffff" or "\ud800" <= character <= "\udfff"


def text_of_run(run) -> str:
    return "".join(each.text or "" for each in run.iter(w("t")))


class TestTheCommand:
    def test_it_writes_a_file(self, tmp_path: Path) -> None:
        file = tmp_path / "form.docx"
        done = CliRunner().invoke(
            main, ["report", "--records", str(ROOT / "records"), "-o", str(file)]
        )
        assert done.exit_code == 0
        assert len(WordFile(file.read_bytes()).paragraphs("heading 1")) == 19

    def test_it_is_no_text_for_a_screen(self) -> None:
        command = ["report", "--records", str(ROOT / "records"), "--format", "docx"]
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 2
        assert "-o FILE" in done.stderr

    def test_without_its_packages_it_names_the_extra(self, monkeypatch, tmp_path: Path) -> None:
        for name in [name for name in sys.modules if ".writers.word" in name]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, "docx", None)
        command = ["report", "--records", str(ROOT / "records"), "-o", str(tmp_path / "x.docx")]
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 2
        assert "pip install 'fifrecords[docx]'" in done.stderr
        assert not list(tmp_path.iterdir())
