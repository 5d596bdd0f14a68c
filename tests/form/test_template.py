"""A funder's own Word file, filled in, and read back by another library."""

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings

from fifrecords import add_up, fill
from fifrecords.cli.main import main
from fifrecords.form.definition import form
from fifrecords.form.document import Paragraph, Table, paragraph
from fifrecords.form.fields import Content, Fields, fields
from fifrecords.form.words import Words, line
from fifrecords.form.writers.template import BadTemplate, filled
from tests.conftest import ROOT, sound
from tests.form.test_word import NASTY, TEXTS, is_no_xml
from tests.form.word_files import WordFile, hold_together

SAMPLE = ROOT / "docs" / "samples" / "funder.docx"
NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
NO_WORD_FILES = [b"", b"hello", b"PK\x05\x06" + b"\0" * 18, b"\xd0\xcf\x11\xe0"]
TEXT_BOX = """
<w:r {} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:textbox><w:txbxContent>
<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>
"""


@pytest.fixture(scope="module")
def usable() -> Fields:
    records = sound(ROOT / "records")
    figures = add_up(records)
    document = fill(records, figures, form(records, "lsis-fif"), commit="4f1c", dirty=False)
    return fields(document, records, figures)


def template(*paragraphs: str) -> docx.Document:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    return made


def saved(made) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def opened(made, usable: Fields, *notices: str):
    """A template filled in, as python-docx reads it."""
    return docx.Document(io.BytesIO(filled(saved(made), usable, notices)))


def texts(made) -> list[str]:
    return [each.text for each in made.paragraphs]


def refused(made, usable: Fields) -> list[str]:
    """What is wrong with a template, a line for each."""
    with pytest.raises(BadTemplate) as raised:
        filled(saved(made), usable)
    return [each.strip() for each in str(raised.value).strip().split("\n")]


def table(made, *rows: str):
    grid = made.add_table(len(rows), 1)
    for cell, text in zip(grid.column_cells(0), rows, strict=True):
        cell.text = text
    return grid


class TestWhereAPlaceholderMayStand:
    def test_in_the_text_however_word_has_cut_it(self, usable) -> None:
        made = docx.Document()
        cut = made.add_paragraph("There were ")
        for piece in ("{", "{ figures.lear", "ner_days.to", "tal }", "} days"):
            cut.add_run(piece).bold = True
        assert texts(opened(made, usable)) == ["There were 266 days"]

    def test_in_headers_and_footers_of_every_kind(self, usable) -> None:
        made = template("x")
        part = made.sections[0]
        part.different_first_page_header_footer = True
        made.settings.odd_and_even_pages_header_footer = True
        places = ("header", "first_page_header", "even_page_header", "footer", "even_page_footer")
        for name in places:
            getattr(part, name).paragraphs[0].text = "{{ figures.learner_days.total }}"
        done = opened(made, usable, "DRAFT").sections[0]
        for name in places:
            assert getattr(done, name).paragraphs[-1].text == "266"
        for name in places[:3]:
            assert getattr(done, name).paragraphs[0].text == "DRAFT"

    def test_in_a_table_in_a_table_and_a_text_box(self, usable) -> None:
        made = docx.Document()
        table(made, "{{ project.provider }}").cell(0, 0).add_table(1, 1).cell(
            0, 0
        ).text = "{{ figures.learner_days.target }}"
        box = parse_xml(TEXT_BOX.format(nsdecls("w"), "{{ figures.learner_days.status }}"))
        made.add_paragraph()._p.append(box)
        done = WordFile(filled(saved(made), usable))
        assert "Q Training Ltd" in done.text
        assert "240" in done.text.split("\n")
        assert "Met only with estimates" in done.text

    def test_in_a_footnote_and_the_title_of_the_file(self, usable) -> None:
        made = with_part("footnotes", "{{ project.provider }}")
        made.core_properties.title = "{{ project.title }}"
        done = filled(saved(made), usable)
        assert "Q Training Ltd" in WordFile(done).zip.read("word/footnotes.xml").decode()
        title = docx.Document(io.BytesIO(done)).core_properties.title
        assert title.startswith("Embedding learning in everyday")


def with_part(name: str, text: str):
    """A template with a part that python-docx does not make: footnotes, endnotes."""
    made = docx.Document()
    tag = name.removesuffix("s")
    xml = (
        f"<w:{name} {nsdecls('w')}><w:{tag}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{tag}>"
        f"</w:{name}>"
    )
    uri, kind = PackURI(f"/word/{name}.xml"), NOTES.format(name)
    part = Part(uri, kind, xml.encode(), made.part.package)
    made.part.relate_to(part, f"http://example.org/{name}")
    return made


class TestWhatItMayDo:
    def test_repeat_rows_and_paragraphs(self, usable) -> None:
        made = template("{%p for t in targets %}", "{{ t.number }}: {{ t.total }}", "{%p endfor %}")
        rows = ("{%tr for p in partners %}", "{{ p.name }}", "{%tr endfor %}")
        table(made, *rows)
        done = opened(made, usable)
        assert texts(done)[:2] == ["1: 33", "2: 4"]
        assert [cell.text for cell in done.tables[0].column_cells(0)][:2] == [
            "Q Training Ltd",
            "CTS Ltd",
        ]

    def test_hold_whole_answers_and_tables(self, usable) -> None:
        made = template("{{ sections.outputs.answer }}", "{{ tables.targets }}")
        read = opened(made, usable)
        assert texts(read)[0].startswith("33 support workers were trained")
        assert len(read.tables) == 2
        assert len(read.tables[1].rows) == 20

    def test_ask_before_it_says(self, usable) -> None:
        asks = '{% if figures.learner_days.estimated != "0" %}partly guessed{% endif %}'
        assert texts(opened(template(asks), usable)) == ["partly guessed"]

    def test_the_sample_is_filled_in_whole_and_the_same_each_time(self, usable) -> None:
        done = filled(SAMPLE.read_bytes(), usable)
        assert done == filled(SAMPLE.read_bytes(), usable)
        file = WordFile(done)
        hold_together(file)
        parts = [file.zip.read(name).decode() for name in file.names if name.endswith(".xml")]
        assert not [part for part in parts if "{{" in part or "{%" in part]
        assert "81 people took part (40 + 41 counted), against a target of 80" in file.text


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (
                "{{ figures.learner_dayz.total }}",
                "there is no figures.learner_dayz; did you mean figures.learner_days?",
            ),
            (
                "{{ figures.beneficiaries.by.rol }}",
                "there is no figures.beneficiaries.by.rol; did you mean figures.beneficiaries.by",
            ),
            ("{{ tabels.targets }}", "there is no tabels; did you mean tables?"),
            ("{{ figures.learner_days }}", "figures.learner_days is no single value"),
            ("{{ targets }}", "repeat something for each of its rows"),
            ("{{ figures.learner_days.total ", "what {{ or {% begins does not end"),
            ("{{ figures.learner_days.total | shout }}", "No filter named 'shout'"),
            ("{{ figures.__class__ }}", "there is no figures"),
        ],
    )
    def test_with_its_place(self, usable, text: str, message: str) -> None:
        (wrong,) = refused(template("fine", text), usable)
        assert wrong.startswith(f"in the text, {text.strip()!r}: ")
        assert message in wrong

    def test_what_is_repeated_without_an_end(self, usable) -> None:
        (wrong,) = refused(template("{%p for t in targets %}", "{{ t.total }}"), usable)
        assert "'endfor'" in wrong

    def test_everything_at_once(self, usable) -> None:
        made = template("{{ a }}", "{{ b }}")
        made.sections[0].header.paragraphs[0].text = "{{ c }}"
        made.sections[0].footer.paragraphs[0].text = "{{ d }}"
        table(made, "{%tr for t in targets %}", "{{ t.totl }}", "{%tr endfor %}")
        made.core_properties.subject = "{{ e }}"
        wrong = refused(made, usable)
        places = [each.partition(", ")[0] for each in wrong]
        assert places == [
            *("in the text", "in the text", "in a table"),
            *("in a header", "in a footer", "in the file's subject"),
        ]
        assert "there is no t.totl; did you mean t.total?" in wrong[2]

    def test_a_text_box_that_stands_in_the_file_twice_is_told_of_once(self, usable) -> None:
        made = docx.Document()
        for _ in range(2):
            made.add_paragraph()._p.append(parse_xml(TEXT_BOX.format(nsdecls("w"), "{{ a }}")))
        assert refused(made, usable) == ["in the text, '{{ a }}': there is no a"]

    def test_a_placeholder_where_nothing_is_filled_in(self, usable) -> None:
        made = with_part("endnotes", "{{ project.title }}")
        made.core_properties.keywords = "{{ project.title }}"
        assert refused(made, usable) == [
            "in word/endnotes.xml: '{{ project.title }}' stands where nothing is filled in",
            "in the file's keywords: '{{ project.title }}' stands where nothing is filled in",
        ]

    def test_paragraphs_in_the_midst_of_a_line(self, usable) -> None:
        (wrong,) = refused(template("so: {{ sections.outputs.answer }}"), usable)
        assert wrong == "paragraphs cannot stand in one line with 'so:'"
        made = template("x")
        made.sections[0].header.paragraphs[0].text = "{{ sections.outputs.answer }}"
        assert "which can only stand in the text" in refused(made, usable)[0]

    @pytest.mark.parametrize(
        "data", [b"", b"hello", b"PK\x05\x06" + b"\0" * 18, b"\xd0\xcf\x11\xe0"]
    )
    def test_what_is_no_word_file(self, usable, data: bytes) -> None:
        with pytest.raises(BadTemplate, match=r"no Word document|locked"):
            filled(data, usable)


def hostile(text: str) -> Fields:
    grid = Table("Caption", ("A",), ((line(text),),))
    content = Content((Paragraph((Words(text, "strong"),)), paragraph(text), grid))
    return {"words": line(text), "blocks": content, "rows": [{"name": line(text)}]}


def comes_through(text: str) -> None:
    made = template("[{{ words }}]", "{{ blocks }}")
    made.sections[0].footer.paragraphs[0].text = "{{ words }}"
    table(made, "{%tr for row in rows %}", "{{ row.name }}", "{%tr endfor %}")
    file = opened(made, hostile(text))
    shown = "".join(repr(c)[1:-1] if is_no_xml(c) else c for c in text)
    assert texts(file)[:3] == [f"[{shown}]", shown, shown]
    assert [cell.text for each in file.tables for cell in each.column_cells(0)] == [
        *("A", shown, shown)
    ]
    assert file.sections[0].footer.paragraphs[0].text == shown


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_text_that_could_break_a_file_comes_through(text: str) -> None:
    comes_through(text)


@settings(deadline=None, max_examples=30)
@given(TEXTS)
def test_any_text_comes_through(text: str) -> None:
    comes_through(text)


class TestTheCommand:
    @pytest.fixture
    def run(self) -> Iterator:
        def report(*arguments: str):
            return CliRunner().invoke(
                main, ["report", "--records", str(ROOT / "records"), *arguments]
            )

        return report

    def test_it_fills_the_sample_in(self, run, tmp_path: Path) -> None:
        file = tmp_path / "filled.docx"
        done = run("--template", str(SAMPLE), "-o", str(file))
        assert (done.exit_code, done.output) == (0, "")
        assert "They learned for 266 days" in WordFile(file.read_bytes()).text

    def test_an_unknown_placeholder_is_named_and_nothing_is_written(self, run, tmp_path) -> None:
        (tmp_path / "funder.docx").write_bytes(saved(template("{{ figures.learner_dais.total }}")))
        file = tmp_path / "filled.docx"
        done = run("--template", str(tmp_path / "funder.docx"), "-o", str(file))
        assert done.exit_code == 2
        assert "funder.docx: nothing was written" in done.stderr
        assert "did you mean figures.learner_days?" in done.stderr
        assert not file.exists()

    def test_a_template_is_not_written_over(self, run, tmp_path: Path) -> None:
        file = tmp_path / "funder.docx"
        file.write_bytes(SAMPLE.read_bytes())
        done = run("--template", str(file), "-o", str(file))
        assert done.exit_code == 2
        assert "is the template; name another file" in done.stderr
        assert file.read_bytes() == SAMPLE.read_bytes()
