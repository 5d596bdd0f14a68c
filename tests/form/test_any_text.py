"""Whatever a text holds, the formats that are text themselves keep it, and keep their shape."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fifrecords.form.document import (
    Document,
    Heading,
    Items,
    Paragraph,
    Quotation,
    Section,
    paragraph,
    table,
)
from fifrecords.form.evidence import Evidence
from fifrecords.form.words import Words, line
from fifrecords.form.writers import written

TEXTS = st.text(
    st.sampled_from("ab17 .,-+#*_`~[]()<>|\\&!:=>é£漢😀\"'$%^{}@/;?אב\u202e\t\n\r\x00\x07\x1b\x7f")
    | st.characters(codec="utf-8"),
    max_size=40,
)
NASTY = [
    "<script>alert(1)</script> &amp; ]]> <!-- -->",
    "{{ 7 * 7 }} {% for x in y %} {# no #}",
    '=HYPERLINK("x") +1 -1 @SUM(A1)',
    "1,100",
    "# no heading\n\n- no list\n\n1. none\n\n> none\n\n---\n\n***",
    "| no | cells |\n|---|---|\n\n[no]: link",
    "```\nno fence",
    "שלום عليكم \u202eabc\u202c",
    "👩\u200d🏫 😀 漢字",
    "\x00\x07\x1b[31m\x7f\x85\u2028",
    "long " * 20_000,
    "W" * 100_000,
]
PLACES = 18


def everywhere(text: str) -> Document:
    """A document that holds a text wherever a text can stand, 18 times in all."""
    words = (Words(text),)
    blocks = (
        Heading(words),
        Paragraph((Words(text, "strong"), Words(" "), Words(text, "code"))),
        Items(((Paragraph(words),),), start=1),
        Quotation((Paragraph(words),)),
        *table(text, (text,), [(text,)], numbers=(0,)),
    )
    of_it = Evidence("people", text, text, line("4"), (words,), None)
    section = Section("aim", 1, text, (text,), blocks)
    foot = (paragraph(text),)
    return Document(text, text, (section,), foot, notices=(text,), evidence=(of_it,))


def as_shown(text: str) -> str:
    """A text without its spaces; a control character has a picture, or for Python is a space."""
    pictures = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
    lost = dict.fromkeys([*range(0x80, 0xA0), *map(ord, "␜␝␞␟\ufffd")])
    return "".join(text.split()).translate(pictures).translate(lost)


def markdown(document: Document) -> tuple[list[str], str]:
    """How a document reads as Markdown: its shape, and its words without their spaces."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(written(document, "md").decode())
    inline = [child for token in tokens for child in token.children or ()]
    return [token.type for token in tokens], as_shown("".join(each.content for each in inline))


def keeps_its_shape_and_its_words(text: str) -> None:
    shape, words = markdown(everywhere(text))
    assert shape == markdown(everywhere("z"))[0]
    assert words.count(as_shown(text)) >= PLACES
    plain = as_shown(written(everywhere(text), "txt").decode())
    assert plain.count(as_shown(text)) >= PLACES - 3  # quotations and cells stand line by line


@given(TEXTS.map(lambda text: f"{text}z"))
@settings(deadline=None)
@example("# z")
def test_any_text_is_kept(text: str) -> None:
    keeps_its_shape_and_its_words(text)


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_text_that_could_break_a_format_is_text(text: str) -> None:
    keeps_its_shape_and_its_words(text)


@pytest.mark.parametrize("shape", ["md", "txt"])
def test_no_text_gives_orders_to_a_terminal(shape: str) -> None:
    made = written(everywhere("\x1b[2J\x9b31m\x07"), shape).decode()
    assert not {letter for letter in made if not letter.isprintable()} - {"\n"}


def test_a_number_with_its_thousands_fits_a_narrow_column() -> None:
    rows = [("1,100", "long " * 40), ("1.50", "007")]
    made = written(Document("Form", "", (), table("Days", ("Days", "Note"), rows)), "txt").decode()
    assert {"1,100", "1.50", "007"} <= set(made.split())


def test_lines_of_code_stand_in_lines() -> None:
    made = written(Document("Form", "", (), (Paragraph((Words("a\n\n```b", "code"),)),)), "md")
    assert made.decode().endswith("````\na\n\n```b\n````\n")
