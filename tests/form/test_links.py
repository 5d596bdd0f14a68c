"""Whatever is read in the narrative has its place in the file, to the character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fifrecords.form.claims.links import passages
from fifrecords.form.claims.passage import Passage
from fifrecords.form.prose import reader

WORDS = st.sampled_from(["plain", "é", "漢字", "😀 😀", "7", "1.5", "a_b_c", "x", "Ü."])
MARKED = st.sampled_from(
    [
        *(r"\*", r"\[", r"\a", "\\\\", "&amp;", "&pound;", "&#65;", "&no;", "`code [1](figure:a)`"),
        *("``a ` b``", "` b `", "*em*", "**strong**", "_e_", "***both***", "2*3*4", "* ", "`", "["),
        *("<https://example.org/1>", "<b>", "![x](y)", "]", "(", "\u00a0", "!", "<figure:a>"),
    ]
)
TEXTS = st.sampled_from(
    ["81", "at least 81", "£1,100", "55\u201360", "&pound;9", r"8\*1", "`8`", "vier é", "😀7"]
)
TARGETS = st.sampled_from(
    ["figure:a", "<figure:a/title/Food Hygiene>", "figure:a/b/c%20d 'title'", "status:a", "plain:"]
)
AROUND = st.sampled_from(["{}", "*{}*", "**{}**", "({})", '"{}"', "x{}y", "_{}_"])


@st.composite
def links(draw: st.DrawFn) -> str:
    text, target = draw(TEXTS), draw(TARGETS)
    shape = draw(st.sampled_from([f"[{text}]({target})", f"[{text}][ref]"]))
    return draw(AROUND).format(shape)


LINES = st.lists(links() | WORDS | MARKED, min_size=1, max_size=6).map(" ".join)


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0) -> list[str]:
    """The lines of a paragraph, a heading, or of what holds others."""
    kind = draw(st.sampled_from(["text", "heading", "under", "item", "number", "quote", "two"]))
    if depth > 2 or kind == "text":
        return draw(st.lists(LINES, min_size=1, max_size=3))
    if kind == "heading":
        return [draw(st.sampled_from(["# ", "##  ", "### "])) + draw(LINES) + draw(CLOSING)]
    if kind == "under":
        return [draw(LINES), "==="]
    if kind == "two":
        return [*draw(blocks(depth + 1)), "", *draw(blocks(depth + 1))]
    inner = draw(blocks(depth + 1))
    if kind == "quote":
        mark = draw(st.sampled_from(["> ", ">", ">  "]))
        lazy = draw(st.booleans())
        return [mark + line if not (lazy and n == 1) else line for n, line in enumerate(inner)]
    mark = draw(st.sampled_from(["- ", "* ", "+   "] if kind == "item" else ["1. ", "12) "]))
    return [mark + inner[0], *(" " * len(mark) + line for line in inner[1:])]


CLOSING = st.sampled_from(["", " #", " ##", "  ", "\\#"])
DOCUMENTS = st.lists(blocks(), min_size=1, max_size=3).map(
    lambda all_: "\n\n".join("\n".join(lines) for lines in all_) + "\n\n[ref]: figure:a\n"
)


def source(markdown: str, passage: Passage, at: int) -> str:
    place = passage.places[at]
    line = f"{markdown}\n".split("\n")[place.line - 1] + "\n"
    return line[place.column - 1 : place.column - 1 + place.width]


ENTITIES = {"&amp;": "&", "&pound;": "£", "&#65;": "A"}


@given(DOCUMENTS)
def test_every_character_stands_where_it_is_said_to(markdown: str) -> None:
    for passage in passages(markdown):
        assert len(passage.places) == len(passage.text)
        for at, letter in enumerate(passage.text):
            stands = source(markdown, passage, at)
            if stands.startswith("&") and len(stands) > 1:
                assert letter == ENTITIES[stands]
            elif len(stands) == 2 and stands[0] == "\\":
                assert letter == stands[1]
            elif letter != " ":
                assert stands == letter
            else:
                assert stands.strip("\\ \n") == ""


@given(DOCUMENTS)
def test_a_links_text_is_found_at_its_place(markdown: str) -> None:
    for passage in passages(markdown):
        for link in passage.links:
            begins = source(markdown, passage, link.start)
            text = passage.text[link.start : link.end]
            assert ENTITIES.get(begins, begins) == text[0]


@given(st.lists(blocks(), max_size=2))
def test_text_and_links_are_those_of_the_form(all_: list[list[str]]) -> None:
    """The reader that knows places reads the same words as the one that the form is made with."""
    markdown = "\n\n".join("\n".join(lines) for lines in all_) + "\n\n[ref]: figure:a\n"
    printed = [token for token in reader().parse(markdown) if token.type == "inline"]
    read = list(passages(markdown))
    told = [
        "".join(" " if "break" in t.type else t.content for t in token.children or ())
        for token in printed
        if token.children
    ]
    assert [passage.text for passage in read] == told
    targets = [
        t.attrs["href"] for token in printed for t in token.children or () if t.type == "link_open"
    ]
    assert sorted(link.target for each in read for link in each.links) == sorted(map(str, targets))


@pytest.mark.parametrize(
    ("markdown", "line", "column", "text"),
    [
        ("[81](figure:a)", 1, 2, "81"),
        ("# Head [81](figure:a) #", 1, 9, "81"),
        ("> - **[at *least* 81](figure:a)**", 1, 8, "at least 81"),
        ("é😀漢 [81][ref]\n\n[ref]: figure:a", 1, 6, "81"),
        ("\\[ &amp; `[1](figure:b)` [81](figure:a)", 1, 27, "81"),
        ("one\n   two [55\nto 60](figure:a)", 2, 9, "55 to 60"),
        ("1. one\n\n   > two\nlazy [81](figure:a)", 4, 7, "81"),
        ("a\n[b](<figure:a/title/Food Hygiene>)\n===", 2, 2, "b"),
        ("<figure:a>", 1, 2, "figure:a"),
        ("[**`81`**](figure:a)", 1, 5, "81"),
    ],
)
def test_a_place(markdown: str, line: int, column: int, text: str) -> None:
    passage = next(each for each in passages(markdown) if each.links)
    (link,) = passage.links
    place = passage.places[link.start]
    assert (place.line, place.column) == (line, column)
    assert passage.text[link.start : link.end] == text


def test_code_and_addresses_are_no_prose() -> None:
    (passage,) = passages("a `1 2` <https://example.org/3> b\n\n    4 5\n\n```\n6\n```\n")
    assert [passage.text[start:end] for start, end in passage.literal] == [
        *("1 2", "https://example.org/3"),
    ]
