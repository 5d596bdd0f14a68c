"""A quick look from afar passes over nothing that a closer look finds."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from fifrecords.check.personal.detail import details
from fifrecords.check.personal.search import search
from fifrecords.check.privacy import personal_detail
from fifrecords.model.records import Records
from fifrecords.store.text import YamlSource

SPACES = (" ", "  ", "\t", "\u00a0", "\u2003", "")
SAID = (
    *("d", "o", "b", "D.O.B.", "date", "of", "birth", "b\u0131rthday", "BIRTHDAY", "born", "May"),
    *("aged", "Age", "is", "was", "ag\u0435", "he", "She", "\u017fhe", "who", "now", "turned"),
    *("yrs", "year", "years", "year\u017f", "old", "yo", "y/o", "age:", "learner", "tenant"),
    *("tel", "Telephone", "mobile", "no.", "NHS", "ULN", "his", "their", "th", "a", "know"),
)
MARKS = (".", ",", ":", "-", "/", "(", ")", "[", "]", "@", "at", "dot", "+", "\u2011", "'", "x")
NUMBERS = (
    *(
        "0",
        "00",
        "+44",
        "44",
        "(0)",
        "0121",
        "496",
        "0000",
        "07700",
        "900123",
        "9434765919",
        "\u0664",
    ),
    *(
        "943 476 5919",
        "943-476-5919",
        "SW1A",
        "sw1a",
        "1AA",
        "2nd",
        "2\u017fT",
        "B1",
        "AB",
        "C",
        "c",
    ),
    *("12", "34", "56", "AB123456C", "45", "101", "1990", "1990-02-03", "3/2/1990", "i", "\u0130"),
)
LINES = st.lists(st.sampled_from((*SPACES * 3, *SAID, *MARKS, *NUMBERS)), max_size=14).map("".join)
NAMES = st.text("0123456789-abdz", min_size=1, max_size=24)


@given(st.lists(LINES, min_size=1, max_size=5))
@example(["0121 - 496 0000", "0121\u2011496\u20110000"])
@example(["D. O. B. 3/2/1990", "he turned\t45", "45 yearold", "the tenant,\t45,"])
@example(["a.name(at]example.org", "ab1 2cD", "ab1 2\u017ft"])
@example(["he i\u017f 45.", "b\u0131rthday 3/2/1990", "AB1\u212a2AB"])
def test_every_line_with_a_detail_is_looked_at(lines: list[str]) -> None:
    found = [(each.line, each.detail) for _, each in search({"": "\n".join(lines)})]
    assert found == [
        (number, detail) for number, line in enumerate(lines, 1) for detail in details(line)
    ]


@given(st.lists(st.lists(st.sampled_from(["", "x", *"0123456789"]), max_size=4), max_size=30))
def test_a_line_is_found_in_every_text_that_it_stands_in(texts: list[list[str]]) -> None:
    """Few lines are looked for in another way than many are."""
    lines = {key: [f"aged {each}" for each in text] for key, text in enumerate(texts)}
    found = [(key, each.line) for key, each in search({k: "\n".join(v) for k, v in lines.items()})]
    assert found == [
        (key, number)
        for key, its in lines.items()
        for number, line in enumerate(its, 1)
        if details(line)
    ]


@given(st.lists(NAMES, unique=True, max_size=5))
@example(
    [
        "2011-01-14-9434765919",
        "2011-01-14-ab-12-34-56-d",
        "943-476-59-19",
        "ab123456c",
        "a-9434765919",
    ]
)
def test_every_number_in_the_name_of_a_file_is_looked_at(names: list[str]) -> None:
    records = Records(sources={f"sessions/{name}": YamlSource("", "", "") for name in names})
    told = [problem.ref.partition("/")[2] for problem in personal_detail(records)]
    plain = re.compile(r"(?:\d-?){9}\d|[a-z]{2}-?(?:\d\d-?){3}[a-d]\b")
    stripped = {name: re.sub(r"\d{4}-\d\d-\d\d", "", name).replace("-", " ") for name in names}
    assert told == [name for name in names if plain.search(name) for _ in details(stripped[name])]
