"""What is written as Markdown reads as what was meant, whatever the words hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fifrecords.form.document import Document, Heading, Items, Paragraph, Section, Table
from fifrecords.form.prose import blocks_of
from fifrecords.form.words import Words
from fifrecords.form.writers.markdown import as_markdown, blocks_as_markdown
from fifrecords.form.writers.text import as_text

LINES = (
    st.text(
        st.sampled_from("ab1 .-+#*_`~[]()<>|\\&!:=>é£漢😀\"'$%^{}@/;,?")
        | st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]),
        min_size=1,
        max_size=40,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


def document(*blocks) -> Document:
    section = Section("a", 1, "Question?", (), tuple(blocks))
    return Document("Form", "", (section,), ())


def read_back(markdown: str) -> list[str]:
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(markdown)
    return [
        "".join(child.content for child in token.children or ())
        for token in tokens
        if token.type == "inline"
    ]


@given(LINES)
def test_a_paragraph_comes_back_word_for_word(text: str) -> None:
    assert read_back(as_markdown(document(Paragraph((Words(text),)))))[2] == text


@given(LINES, LINES)
def test_a_cell_comes_back_word_for_word(one: str, two: str) -> None:
    table = Table("Caption", ("A", "B"), (((Words(one),), (Words(two),)),))
    assert read_back(as_markdown(document(table)))[-3:-1] == [one, two]


@given(LINES, st.sampled_from(["emphasis", "strong", "code"]))
def test_words_that_stand_out_come_back(text: str, style) -> None:
    words = (Words("x "), Words(text, style), Words(" y"))
    assert read_back(as_markdown(document(Paragraph(words))))[2] == f"x {text} y"


@given(LINES)
def test_plain_text_holds_every_word(text: str) -> None:
    written = as_text(document(Paragraph((Words(text),))))
    assert text.replace(" ", "") in "".join(written.split())


NARRATIVE = """\
# Aim

First *words*, **strong** ones, `code`, [a site](https://example.org) and
[81](figure:beneficiaries/role) people. <b>No HTML</b>.

- one
- two

  more of two

3. three

> said

    literally
"""


def test_the_narrative_becomes_blocks() -> None:
    heading, text, bullets, numbers, quotation, literal = blocks_of(NARRATIVE)
    assert heading == Heading((Words("Aim"),))
    assert isinstance(text, Paragraph)
    assert [words.figure for words in text.words if words.target] == [None, "beneficiaries/role"]
    assert "".join(words.text for words in text.words).endswith("people. <b>No HTML</b>.")
    assert isinstance(bullets, Items)
    assert len(bullets.items[1]) == 2
    assert isinstance(numbers, Items)
    assert (bullets.start, numbers.start) == (None, 3)
    assert quotation.blocks == (Paragraph((Words("said"),)),)
    assert literal.words[0].style == "code"


COUNTED_ON = """\
7. seven
8. eight

   99. far
   100. farther
9. nine

1) one

- a

* b

0. none
"""


def test_a_list_keeps_its_numbers() -> None:
    """Prose may count on where the funder's own text stopped."""
    first, second, bullets, others, last = blocks_of(COUNTED_ON)
    assert [each.start for each in (first, second, bullets, others, last)] == [7, 1, None, None, 0]
    text = as_text(document(*blocks_of(COUNTED_ON)))
    for line in ("7. seven", "   99. far", "   100. farther", "9. nine", "1. one", "0. none"):
        assert f"{line}\n" in text


@pytest.mark.parametrize("markdown", [COUNTED_ON, "> 7. a\n>\n> 1) b\n", "999999999. a\n1. b\n"])
def test_lists_come_back_as_they_were(markdown: str) -> None:
    """Two lists that follow one another do not become one."""
    blocks = blocks_of(markdown)
    assert blocks_of(blocks_as_markdown(blocks)) == blocks


def test_of_claims_only_the_words_are_written() -> None:
    claims = "[81](figure:a), [82](Figure:a), [met](status:a), [7](plain:), [a](<status>)"
    words = document(*blocks_of(claims))
    assert "81, 82, met, 7, [a](<status>)" in as_markdown(words)
    assert "81, 82, met, 7, a <status>" in as_text(words)


def test_the_blocks_are_written_again() -> None:
    written = as_markdown(document(*blocks_of(NARRATIVE)))
    assert "[a site](<https://example.org>)" in written
    assert "81 people" in written
    assert "- two\n\n  more of two" in written
    assert "> said" in written
    assert "a site <https://example.org>" in as_text(document(*blocks_of(NARRATIVE)))
