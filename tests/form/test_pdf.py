"""The form as a tagged PDF, read back by another library."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from fifrecords import Document, add_up, fill
from fifrecords.cli.main import main
from fifrecords.form.definition import form
from fifrecords.form.document import (
    DRAFT,
    Block,
    Heading,
    Items,
    Paragraph,
    Quotation,
    Section,
    Table,
    paragraph,
    table,
)
from fifrecords.form.evidence import Contribution, Evidence, Trace
from fifrecords.form.words import Words, line, text_of
from fifrecords.form.writers.pdf import as_pdf
from fifrecords.trail.evidence import evidence
from tests.conftest import ROOT, sound

PUBLIC = "PUBLIC COPY: small counts are not shown."


def a_document(*blocks: Block, **also: Any) -> Document:
    """A form of one question, answered by some blocks."""
    section = Section("aim", 1, "What was the aim?", ("In a few words",), blocks)
    return Document("Final report", "Learning at home", (section,), (paragraph("Foot"),), **also)


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def read(pdf: bytes) -> str:
    """The text of the pages without its spaces, which a PDF only has as places."""
    return squeezed("".join(page.extract_text() for page in opened(pdf).pages))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def report() -> Document:
    records = sound(ROOT / "records")
    return fill(records, add_up(records), form(records, "lsis-fif"), commit="4f1c", dirty=False)


@pytest.fixture(scope="module")
def pdf(report: Document) -> bytes:
    return as_pdf(report)


def test_it_holds_the_nineteen_questions_and_every_number_of_the_foot(report, pdf) -> None:
    text = read(pdf)
    for section in report.sections:
        assert squeezed(f"{section.number}. {section.question}") in text
    (parts,) = (block for block in report.foot if isinstance(block, Table))
    for row in parts.rows:
        assert squeezed("".join(map(text_of, row))) in text


def test_it_says_that_it_is_made_for_screen_readers(pdf: bytes) -> None:
    catalogue = opened(pdf).trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data()


@pytest.mark.parametrize("with_evidence", [False, True])
def test_who_checks_for_screen_readers_finds_nothing(report, tmp_path, with_evidence) -> None:
    """The typesetter refuses what its own check of PDF/UA-1 finds; this is somebody else's."""
    pdfua = pytest.importorskip("pdfua", reason="pdfua is not installed")
    file = tmp_path / "report.pdf"
    shown = evidence(sound(ROOT / "records"), add_up(sound(ROOT / "records")), at_most=9)
    document = replace(report, evidence=shown if with_evidence else ())
    file.write_bytes(as_pdf(replace(document, notices=(DRAFT, PUBLIC))))
    assert [str(each) for each in pdfua.validate(file).findings] == []


def test_its_title_is_the_forms_and_the_projects(report: Document, pdf: bytes) -> None:
    metadata = opened(pdf).metadata
    assert metadata is not None
    assert metadata.title == f"{report.title}: {report.subtitle}"
    assert metadata.creation_date is None


def tags(element: Any) -> Iterator[str]:
    """The tags of a structure tree, in reading order."""
    element = element.get_object()
    if isinstance(element, list):
        yield from chain.from_iterable(map(tags, element))
    elif isinstance(element, dict):
        if "/S" in element:
            yield element["/S"]
        if "/K" in element:
            yield from tags(element["/K"])


def tags_of(pdf: bytes) -> list[str]:
    return list(tags(opened(pdf).trailer["/Root"]["/StructTreeRoot"]))


def test_each_question_is_a_heading_below_the_title(report: Document, pdf: bytes) -> None:
    found = tags_of(pdf)
    assert found.count("/H1") == 1
    assert found.count("/H2") == len(report.sections) + 1
    bookmarks = opened(pdf).outline[1]
    assert [each.title for each in bookmarks[:-1]] == [
        f"{section.number}. {section.question}" for section in report.sections
    ]


def test_blocks_are_tagged_as_what_they_are() -> None:
    found = tags_of(
        as_pdf(
            a_document(
                Heading(line("Within")),
                Items(((paragraph("one"),), (paragraph("two"),))),
                Quotation((paragraph("They said so."),)),
                Paragraph((Words("a"), Words("b", "emphasis"), Words("c", "strong"))),
                Paragraph((Words("4f1c", "code"), Words("site", target="https://example.org"))),
                *table("People", ("Role", "People"), [("Learner", "7"), ("Worker", "3")]),
            )
        )
    )
    for tag in ("/H3", "/L", "/LI", "/BlockQuote", "/Em", "/Strong", "/Code", "/Link"):
        assert tag in found, tag
    assert [found.count(tag) for tag in ("/Table", "/Caption", "/TH", "/TD")] == [1, 1, 2, 4]


def test_a_list_keeps_its_numbers() -> None:
    items = tuple((paragraph(word),) for word in ("seven", "eight"))
    pdf = as_pdf(a_document(Items(items, 7), Items(items[:1], 0), Items(items[1:])))
    text = " ".join(page.extract_text() for page in opened(pdf).pages)
    assert "7. seven 8. eight 0. seven • eight" in " ".join(text.split())


def test_all_its_fonts_are_embedded(pdf: bytes) -> None:
    fonts = [
        descendant.get_object()["/FontDescriptor"]
        for page in opened(pdf).pages
        for font in page["/Resources"]["/Font"].values()
        for descendant in font["/DescendantFonts"]
    ]
    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_notices_stand_on_every_page_and_before_anything_else(report: Document) -> None:
    copy = a_document(paragraph("long " * 3000), notices=(DRAFT, PUBLIC))
    pages = opened(as_pdf(copy)).pages
    assert len(pages) > 2
    for page in pages:
        assert squeezed(DRAFT + PUBLIC) in squeezed(page.extract_text())
    assert squeezed(pages[0].extract_text()).startswith(squeezed(DRAFT + PUBLIC))


def test_every_page_says_which_it_is_of_how_many(pdf: bytes) -> None:
    pages = opened(pdf).pages
    for number, page in enumerate(pages, 1):
        assert f"Page{number}of{len(pages)}" in squeezed(page.extract_text())


def test_a_long_table_repeats_its_head() -> None:
    rows = [(str(number), "33") for number in range(200)]
    pages = opened(as_pdf(a_document(*table("Days", ("Learner", "Actual"), rows)))).pages
    assert len(pages) > 2
    assert all("Learner" in page.extract_text() for page in pages)


def test_a_short_table_stays_on_one_page() -> None:
    short = table("Roles", ("Role", "People"), [(f"role {n}", "7") for n in range(8)])
    for lines in range(30, 45):
        pages = opened(as_pdf(a_document(*[paragraph("line")] * lines, *short))).pages
        assert 8 in [page.extract_text().count("role ") for page in pages]


def test_what_is_not_answered_says_so() -> None:
    assert squeezed("No answer on record.") in read(as_pdf(a_document()))


def test_a_number_leads_to_its_evidence() -> None:
    trace = Trace("records/people/p-7k3mq.yaml", 3, "4f1c", "2011-01-14", "maintainer")
    made_of = Contribution("p-7k3mq", "1", "documented", (trace, trace))
    evidence = Evidence("learners", "Learners", "people", line("1"), (), trace, (), (made_of,))
    number = Paragraph((Words("1", target="figure:learners/documented"),))
    pdf = as_pdf(a_document(number, evidence=(evidence,)))
    assert squeezed("Learners (learners)") in read(pdf)
    assert read(pdf).count("records/people/p-7k3mq.yaml:3") == 3
    assert "/Annots" in opened(pdf).pages[0]
    assert "/Annots" not in opened(as_pdf(a_document(number))).pages[0]


HERE = "import sys; from tests.form.test_pdf import *; sys.stdout.buffer.write(made())"


def made() -> bytes:
    return as_pdf(
        a_document(*table("Days", ("Learner", "Actual"), [("p-7k3mq", "33 漢")], numbers=(1, 0)))
    )


def test_the_same_document_gives_the_same_bytes_wherever_it_is_made(tmp_path: Path) -> None:
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)}
    other = subprocess.run(
        [sys.executable, "-c", HERE],
        cwd=tmp_path,
        env={**os.environ, **elsewhere, "SOURCE_DATE_EPOCH": "1", "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    assert made() == made() == other.stdout


MARKUP = (
    "#set $x$ *a* _b_ `c` <d> @e \\ \\n [f] {g} //h /*i*/ ~ -- --- ... \"j\" 'k' = + - 1. &amp; %"
)
TEXTS = st.text(
    st.sampled_from("#$*_`<>@\\[]{}/~-.\"'=+&%|^: aW7é£½→≥Ωж")
    | st.characters(max_codepoint=0x17F, exclude_characters="\u00ad"),  # which shows at line ends
    min_size=1,
    max_size=60,
)

PLACES = 17


def everywhere(text: str) -> Document:
    """A document that holds a text wherever a text can stand: to be read in 17 places."""
    words = (Words(text),)
    section = Section(
        *("aim", 1, text, (text,)),
        (
            Heading((Words("h"), *words)),
            Paragraph((Words(text, "strong"), Words(text, "emphasis"), Words(text, "code"))),
            Items(((Paragraph(words),),), start=1),
            Quotation((Paragraph(words),)),
            *table(text, (text, "b"), [(text, "c")]),
        ),
    )
    return Document(f"t{text}", text, (section,), (paragraph(text),), text, (text,))


def as_printed(text: str) -> str:
    """A text as it is to be found on a page: control characters by their numbers, no spaces."""
    shown = (f"[U+{ord(each):04X}]" if is_control(each) else each for each in text)
    return squeezed("".join(shown))


def is_control(letter: str) -> bool:
    return letter not in "\t\n\v\f\r\x85" and (ord(letter) < 32 or 127 <= ord(letter) < 160)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
@example(MARKUP)
@example("W" * 300)
@example("records/sessions/2011/2011-01-14-brooklet-house-ict.yaml:10 " * 5)
@example("\x00\x07\x1b[31m\x7f\x85")
def test_a_text_comes_through_as_itself(text: str) -> None:
    printed = read(as_pdf(everywhere(text))).replace("\u00ad", "")
    assert printed.count(as_printed(text)) >= PLACES or not as_printed(text)


@pytest.mark.parametrize("word", ["W" * 300, "2011/" * 60, "a-b.c_d:" * 40, "漢" * 40])
def test_a_long_word_is_broken_and_has_nothing_between_its_pieces(word: str) -> None:
    rows = [(word, word, word, word, word, word)]
    for block in (paragraph(word), *table("Days", ("A", "B", "C", "D", "E", "F"), rows)):
        (page,) = opened(as_pdf(a_document(block))).pages
        assert max(map(len, page.extract_text().splitlines())) < 130
        assert "\u200b" not in page.extract_text()


def test_what_the_typefaces_lack_is_shown_by_its_number() -> None:
    text = read(as_pdf(everywhere("漢 😀 🧑\u200d🌾")))
    assert text.count("[U+6F22][U+1F600][U+1F9D1][U+1F33E]") == PLACES
    assert squeezed("stands as its Unicode number") in text
    assert "Unicodenumber" not in read(as_pdf(everywhere("plain é")))


def test_right_to_left_and_combined_letters_are_set() -> None:
    text = read(as_pdf(a_document(paragraph("עברית"), paragraph("e\u0301ö"))))
    assert sorted("עברית") == sorted(letter for letter in text if "א" <= letter <= "ת")
    assert "ö" in text


@pytest.mark.parametrize("text", ["long " * 20_000, "W" * 100_000, "漢 " * 50_000])
def test_very_long_notes_lose_nothing(text: str) -> None:
    document = a_document(*table("Notes", ("Of", "Note"), [("p-7k3mq", text)]))
    found = read(as_pdf(document))
    letter = text[0].replace("漢", "[U+6F22]")
    assert found.count(letter) >= text.count(text[0])


def test_a_link_of_any_kind_is_no_stumbling_block() -> None:
    addresses = ["", "#here", "notes.md", "mailto:projects@example.org", "https://example.org/%7"]
    linked = tuple(Words(f"to {each};", target=each) for each in addresses)
    assert squeezed(text_of(linked)) in read(as_pdf(a_document(Paragraph(linked))))


@pytest.mark.parametrize(
    ("language", "named"), [("en", "en"), ("de-CH", "de-CH"), ("zh-Hant-TW", "zh-TW")]
)
def test_it_names_the_language_of_its_text(language: str, named: str) -> None:
    pdf = opened(as_pdf(a_document(language=language)))
    assert pdf.trailer["/Root"]["/Lang"] == named


def test_report_writes_a_pdf_by_the_files_name(tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    call = ["report", "--records", str(ROOT / "records"), "-o", str(out)]
    ran = CliRunner().invoke(main, call)
    assert (ran.exit_code, ran.output) == (0, "")
    assert squeezed("19. Additional comments") in read(out.read_bytes())


def test_without_the_typesetter_one_line_says_what_to_install(tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.delitem(sys.modules, "fifrecords.form.writers.pdf")
    out = tmp_path / "report.pdf"
    call = ["report", "--records", str(ROOT / "records"), "-o", str(out)]
    ran = CliRunner().invoke(main, call)
    assert ran.exit_code == 2
    assert "pip install 'fifrecords[pdf]'" in ran.output
    assert not out.exists()
