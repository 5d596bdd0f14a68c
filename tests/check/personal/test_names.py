"""Names that are known, however they are written, and words that are only like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fifrecords.check.personal.names import Names

KNOWN = Names(
    ["Ada Quillfeather", "José María Ñuñez", "Grace Hill", "Will Baker", "O'Tannenbaum Zoë"],
    apart_from=["Wetherfold House"],
)


def told(text: str) -> list[str]:
    return [each.text for each in KNOWN.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thanks to Ada Quillfeather for the room.", ["Ada Quillfeather"]),
        ("Quillfeather, Ada", ["Quillfeather, Ada"]),
        ("ADA QUILLFEATHER", ["ADA QUILLFEATHER"]),
        ("p-ada-quillfeather", ["ada-quillfeather"]),
        ("ada_quillfeather.yaml", ["ada_quillfeather"]),
        ("Ms A. Quillfeather", ["A. Quillfeather"]),
        ("Ada Q. said so", ["Ada Q"]),
        ("Mrs Quillfeather", ["Quillfeather"]),
        ("Ada's certificate", ["Ada"]),
        ("Jose Maria Nunez", ["Jose Maria Nunez"]),
        ("Jos\u0065\u0301 Ñuñez", ["Jos\u0065\u0301 Ñuñez"]),
        ("Zoe O\u2019Tannenbaum", ["Zoe O\u2019Tannenbaum"]),
        ("Grace Hill came", ["Grace Hill"]),
        ("hill, grace", ["hill, grace"]),
        ("G. Hill came", ["G. Hill"]),
        ("Ada Quillfeather and Ada Quillfeather", ["Ada Quillfeather"] * 2),
    ],
)
def test_a_name_is_found(text: str, found: list[str]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the programme of adaptation",
        "adapted materials; the ada language",
        "A hill walk; the grace of it; a will; the baker",
        "Will it rain? Hill View House, Grace Church",
        "They will bake. A baker came.",
        "Q. How many? A. Twelve.",
        "Wetherfold House",
    ],
)
def test_a_word_is_no_name(text: str) -> None:
    assert told(text) == []


def test_nobody_is_found_where_no_name_is_known() -> None:
    assert not Names(())
    assert Names(()).find("Ada Quillfeather") == []


@given(st.text(), st.text())
def test_a_whole_name_is_found_in_any_company(before: str, after: str) -> None:
    text = f"{before}\n Ada Quillfeather \n{after}"
    assert "Ada Quillfeather" in "\n".join(told(text))


@given(st.text())
def test_what_is_found_stands_where_it_is_said_to(text: str) -> None:
    for each in KNOWN.find(text):
        assert text[each.start : each.end] == each.text
