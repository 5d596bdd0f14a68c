"""The sheet that people sign: who stands on it, and how it looks in each format."""

import io
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from pypdf import PdfReader

from fifrecords.entry.signing import SHEETS, written_sheet
from fifrecords.entry.signing.sheet import Sheet, expected, sheet_for
from tests.conftest import Write, sound
from tests.entry.registers.conftest import SESSION, Run

PLANNED = "date: 2011-02-01\nstatus: planned\nkind: training\norganisation: home\nhours: 3\n"
HELD = "kind: training\norganisation: home\nevidence: sheet\nhours: 3\n"
PEOPLE = {
    "organisations/home.yaml": "name: The <Home>\ntype: organisation\naddress: 1 Street\n",
    "people/p-lives.yaml": "role: service-user\norganisation: home\n",
    "people/p-left.yaml": "role: service-user\norganisation: home\nleft: 2011-01-31\n",
    "people/p-later.yaml": "role: service-user\norganisation: home\njoined: 2011-02-02\n",
    "people/p-visits.yaml": "role: support-worker\n",
    "people/p-once.yaml": "role: support-worker\n",
    "people/g-all.yaml": "role: service-user\nheadcount: 20\norganisation: home\n",
    "sessions/a.yaml": f"date: 2011-01-10\n{HELD}attended: [p-once]\n",
    "sessions/b.yaml": f"date: 2011-01-11\n{HELD}attended: [p-visits]\n",
    "sessions/c.yaml": f"date: 2011-01-12\n{HELD}attended: [p-visits, p-left]\n",
    "sessions/d.yaml": f"date: 2011-01-13\n{HELD}attended: [p-visits]\n",
    "sessions/e.yaml": PLANNED,
}


@pytest.fixture
def sheet(write: Write) -> Sheet:
    names = {"p-lives": "Zoe Example", "p-visits": "Ann & <b>Example</b>"}
    return sheet_for(sound(write(PEOPLE)), "e", names, blank=2)


class TestWhoStandsOnIt:
    def test_for_a_session_to_come_who_lives_there_or_came_lately(self, write: Write) -> None:
        records = sound(write(PEOPLE))
        assert expected(records, records.sessions["e"]) == ["g-all", "p-lives", "p-visits"]

    def test_for_one_with_attendances_those(self, write: Write) -> None:
        records = sound(write(PEOPLE))
        assert expected(records, records.sessions["c"]) == ["p-visits", "p-left"]

    def test_a_group_of_which_two_parts_came_once(self, write: Write) -> None:
        parts = "  - {person: g-all, headcount: 3}\n  - {person: g-all, headcount: 4, days: 0.5}\n"
        session = f"date: 2011-01-12\n{HELD}attended:\n{parts}"
        records = sound(write({**PEOPLE, "sessions/c.yaml": session}))
        assert expected(records, records.sessions["c"]) == ["g-all"]

    @pytest.mark.parametrize("session", ["a", "e"])
    def test_nobody_who_was_forgotten(self, write: Write, session: str) -> None:
        gone = "forgotten: {date: 2012-03-01, because: asked to be forgotten}\n"
        once = f"role: support-worker\n{gone}"
        lives = f"role: service-user\norganisation: home\n{gone}"
        people = {"people/p-once.yaml": once, "people/p-lives.yaml": lives}
        records = sound(write({**PEOPLE, **people}))
        assert not {"p-once", "p-lives"} & set(expected(records, records.sessions[session]))

    def test_by_name_where_names_are_known_and_groups_last(self, sheet: Sheet) -> None:
        assert [line.id for line in sheet.expected] == ["p-visits", "p-lives", "g-all"]

    def test_the_length_that_need_not_be_written(self, sheet: Sheet) -> None:
        assert sheet.length_head == "Hours, if not 3"


class TestHowItLooks:
    def test_as_text(self, sheet: Sheet) -> None:
        text = written_sheet(sheet, "txt").decode()
        assert "Tuesday 1 February 2011" in text
        assert "The <Home>, 1 Street" in text
        assert text.count("| 5  |") == 1

    def test_a_page_asks_for_nothing_and_takes_names_as_text(self, sheet: Sheet) -> None:
        page = written_sheet(sheet, "html").decode()
        assert "default-src 'none'" in unescape(page)
        assert "Ann &amp; &lt;b&gt;Example&lt;/b&gt;" in page
        assert page.count("<tr") == 1 + 3 + 2

    def test_a_pdf_has_all_of_it_with_the_page_and_what_no_typeface_has_by_number(
        self, sheet: Sheet
    ) -> None:
        many = replace(sheet, blank=40, title="Web \u6f22")
        pages = PdfReader(io.BytesIO(written_sheet(many, "pdf"))).pages
        texts = [page.extract_text() for page in pages]
        assert len(texts) == 3
        assert "Page 2 of 3" in texts[1]
        assert "Signature" in texts[1]
        assert "[U+6F22]" in texts[0]
        assert "p-visits" in texts[0]

    def test_the_same_records_give_the_same_bytes(self, sheet: Sheet) -> None:
        assert all(written_sheet(sheet, shape) == written_sheet(sheet, shape) for shape in SHEETS)

    def test_whenever_it_is_written(self, sheet: Sheet) -> None:
        written = PdfReader(io.BytesIO(written_sheet(sheet, "pdf")))
        assert written.metadata is not None
        assert "/CreationDate" not in written.metadata
        assert written.xmp_metadata is not None
        assert written.xmp_metadata.xmp_create_date is None

    def test_no_name_becomes_a_formula(self, write: Write) -> None:
        made = sheet_for(sound(write(PEOPLE)), "e", {"p-lives": '=HYPERLINK("x")'})
        assert "\"'=HYPERLINK" in written_sheet(made, "csv").decode()


def test_an_unknown_session_is_wrong_usage_and_the_nearest_is_named(
    project: Path, run: Run
) -> None:
    done = run("register", SESSION.replace("ict", "itc"))
    assert done.exit_code == 2
    assert f"did you mean {SESSION}?" in done.stderr


def test_a_name_that_says_no_format_is_wrong_usage(project: Path, run: Run) -> None:
    assert run("register", SESSION, "-o", "sheet.docx").exit_code == 2


def test_names_are_not_written_where_a_repository_would_keep_them(project: Path, run: Run) -> None:
    done = run("register", SESSION, "--names", "-o", "sheet.html")
    assert done.exit_code == 2
    assert "outside of every repository" in done.stderr
    assert not Path("sheet.html").exists()
