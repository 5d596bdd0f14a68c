"""What the reader makes of a value, by the way it is written."""

import math
from typing import Any

import pytest

from fifrecords.store.scalars import plain
from fifrecords.store.yaml import read


def value(text: str) -> Any:
    """What stands in the field ``a`` of a text in which nothing is wrong."""
    read_value, faults = read(text)
    assert faults == []
    assert list(read_value) == ["a"]
    return read_value["a"]


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal and of one type; ``1``, ``1.0`` and ``true`` are not."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


@pytest.mark.parametrize(
    ("written", "number"),
    {
        "0": 0,
        "-0": 0,
        "7": 7,
        "-7": -7,
        "+7": 7,
        "25000": 25000,
        "123456789012345": 123456789012345,
        "0.5": 0.5,
        "-0.25": -0.25,
        "+1.5": 1.5,
        ".5": 0.5,
        "-.5": -0.5,
        "1.": 1.0,
        "1.50": 1.5,
        "0.0": 0.0,
        "12345.6789012345": 12345.6789012345,
        "0.11111111111111": 0.11111111111111,
    }.items(),
)
def test_what_is_a_number(written: str, number: float) -> None:
    assert same(value(f"a: {written}\n"), number)
    assert same(value(f"a: [{written}]\n"), [number])
    assert value(f"a: '{written}'\n") == written


def test_fifteen_digits_behind_a_point_are_a_number_too() -> None:
    assert value("a: .123456789012345\n") == 0.123456789012345


def test_minus_nothing_and_a_half_keep_their_sign() -> None:
    assert math.copysign(1, value("a: -0.0\n")) == -1


@pytest.mark.parametrize("written", ["true", "True", "TRUE"])
def test_what_is_true(written: str) -> None:
    assert value(f"a: {written}\n") is True
    assert value(f'a: "{written}"\n') == written


@pytest.mark.parametrize("written", ["false", "False", "FALSE"])
def test_what_is_false(written: str) -> None:
    assert value(f"a: {written}\n") is False


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", "# b"])
def test_what_is_nothing_is_refused(written: str) -> None:
    assert [fault.rule for fault in read(f"a: {written}\nb: c\n")[1]] == ["empty-value"]


@pytest.mark.parametrize(
    "written",
    [
        # numbers to other readers
        *("007", "00", "-01", "00.5", "1_000", "1,000", "0x1F", "0o17", "0b1", "1e3", "1.5e3"),
        *(".inf", "-.Inf", ".nan", "1234567890123456", "0.1234567890123456", "190:20:30"),
        *("٣", "१२", "½", "1²", "1٣", "+-1", "--1", "+", ".", "-.", "+.", "..", "1.2.3", "1 2"),
        # true, false or nothing to other readers
        *("yes", "no", "on", "off", "y", "n", "Yes", "NO", "tRUE", "nULL", "none", "nil", "N/A"),
        # times
        *("10:30", "10:30:45", "2011-01-14", "2011-01-14T10:30:00Z", "2011-01-14 10:30:00", "1/2"),
        # marks that mean something elsewhere
        *("=", "<<", "-a", "?a", ":a", "a:b", "a#b", "a - b", "a ? b", "a!b", "a&b", "a*b", "a|b"),
        *(
            "a]",
            "a}",
            "a[b",
            "a{b",
            "a, b",
            "100%",
            "a@b",
            "a`b",
            "a'b",
            'a"b',
            "\\n",
            "http://a/#b",
        ),
        *("naïve", "日本", "😀", "👩\u200d🚀", "\u200b", "a\u00a0b", "a\u0301"),
    ],
)
def test_what_is_text(written: str) -> None:
    assert value(f"a: {written}\n") == written
    assert value(f"a:\n- {written}\n") == [written]


def test_names_are_text_whatever_they_look_like() -> None:
    text = "1: a\n1.0: b\ntrue: c\n2011-01-14: d\n~: e\n'': f\n? g\n: h\n"
    names = ["1", "1.0", "true", "2011-01-14", "~", "", "g"]
    read_value, faults = read(text)
    assert faults == []
    assert list(read_value) == names


def test_what_a_plain_scalar_is_is_told_of_the_scalar_alone() -> None:
    assert [plain(each) for each in ("1", "01", "true", "~", "", "a")] == [
        1,
        "01",
        True,
        None,
        None,
        "a",
    ]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("''", ""),
        ('""', ""),
        ("'it''s'", "it's"),
        ("' a  b '", " a  b "),
        ("'a\\n'", "a\\n"),
        ("'a: b # c'", "a: b # c"),
        ('"it\'s"', "it's"),
        (r'"\"\\\/"', '"\\/'),
        (r'"\n\t\_\N\L\P\ "', "\n\t\u00a0\x85\u2028\u2029 "),
        (r'"\x41\u00e9\U0001F600"', "Aé😀"),
        ('"a\tb"', "a\tb"),
        ("'a\n  b\n\n\n  c  \n  d'", "a b\n\nc d"),
        ('"a\n  b\n\n  c"', "a b\nc"),
        ('"a \\\n   b\\\n   c\\\n   \\ d"', "a bc d"),
        ('"a\n"', "a "),
        ("a b\n  c\n\n  d\n   e", "a b c\nd e"),
        ("\n  a\n  b", "a b"),
        ("a\n  - b\n  # c", "a - b"),
        ("a\n  1", "a 1"),
        ("1\n  2", "1 2"),
    ],
)
def test_quotes_and_texts_over_several_lines(written: str, text: str) -> None:
    assert value(f"a: {written}\n") == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("|\n  b\n  c\n", "b\nc\n"),
        ("|-\n  b\n  c\n", "b\nc"),
        ("|+\n  b\n\n\n", "b\n\n\n"),
        ("|\n  b\n\n\n", "b\n"),
        ("|\n  b", "b"),
        ("|\n", ""),
        ("|\n\n\n", ""),
        ("|+\n\n\n", "\n\n"),
        ("|\n\n  b\n", "\nb\n"),
        ("|\n  b\n    c\n\n  d\n", "b\n  c\n\nd\n"),
        ("|2\n    b\n  c\n", "  b\nc\n"),
        ("|1-\n  b\n", " b"),
        ("|-1\n  b\n", " b"),
        ("| # b\n  c\n", "c\n"),
        ("|\n  # b\n  - c: d\n  '\"\n", "# b\n- c: d\n'\"\n"),
        ("|\n  1\n", "1\n"),
        ("|\n  b \n  \tc\n", "b \n\tc\n"),
        (">\n  b\n  c\n", "b c\n"),
        (">-\n  b\n\n  c\n", "b\nc"),
        (">\n  b\n    c\n    d\n  e\n", "b\n  c\n  d\ne\n"),
        (">\n  b\n   - c\n\n  d\n", "b\n - c\n\nd\n"),
        (">+\n  b\n\n", "b\n\n"),
    ],
)
def test_texts_in_blocks(written: str, text: str) -> None:
    assert value(f"a: {written}") == text


@pytest.mark.parametrize(
    ("text", "mapping"),
    [
        ("a: 1 # b\n# c\n  # d\n", {"a": 1}),
        ("# a\n\n--- # b\na: b#c\n... # d\n# e\n", {"a": "b#c"}),
        ("a: # b\n# c\n- 1\n  # d\n- 2\n", {"a": [1, 2]}),
        ("a: [1, # b\n  2 # c\n  ]\n", {"a": [1, 2]}),
        ("a:\n- 1\n- 2\n", {"a": [1, 2]}),
        ("a:\n    - 1\n    - 2\nb: 3\n", {"a": [1, 2], "b": 3}),
        ("a:\n-   b: 1\n    c: 2\n- - 3\n  -   - 4\n", {"a": [{"b": 1, "c": 2}, [3, [4]]]}),
        ("  a: 1\n  b: 2\n", {"a": 1, "b": 2}),
        ("a : 1\n'b': 2\n\"c\" : 3\n", {"a": 1, "b": 2, "c": 3}),
        ("{a: 1, b: [2], 'c':3}\n", {"a": 1, "b": [2], "c": 3}),
        ("a: {}\nb: []\nc: [[], {}]\n", {"a": {}, "b": [], "c": [[], {}]}),
        ("a: [1, 2,]\nb: {c: 3,}\n", {"a": [1, 2], "b": {"c": 3}}),
        ("a: [b: 1, c: 2]\n", {"a": [{"b": 1}, {"c": 2}]}),
        ("a: [b c, d\n  e]\n", {"a": ["b c", "d e"]}),
        ("a: {b:c: 1, d: e:f}\n", {"a": {"b:c": 1, "d": "e:f"}}),
        ("{}\n", {}),
        ("a: 1", {"a": 1}),
        ("é: 日本\n😀: [é]\n", {"é": "日本", "😀": ["é"]}),
    ],
)
def test_comments_lists_and_mappings(text: str, mapping: dict[str, Any]) -> None:
    assert read(text) == (mapping, [])


def test_fields_keep_the_order_in_which_they_are_written() -> None:
    assert list(read("b: 1\na: 2\nc: 3\n")[0]) == ["b", "a", "c"]


TOLD_APART = {
    "an address in brackets needs no quotes": ("a: [http://b/#c]\n", ["http://b/#c"]),
    "a tab within a text stays, and one behind it goes": ("a: b\tc\t\n", "b\tc"),
    "tabs may stand between tokens": ("a:\t[1,\t2]\t# b\n", [1, 2]),
    "a line of spaces ends no text": ("a: |\n  b\n \n  c\n", "b\n\nc\n"),
    "a line in quotes may begin like a comment": ('a: "b\n  #c"\n', "b #c"),
    "a question mark ends a text": ("a: [b?, c ?d]\n", ["b?", "c ?d"]),
}
"""What readers of YAML get wrong."""


@pytest.mark.parametrize(("text", "expected"), TOLD_APART.values(), ids=TOLD_APART)
def test_what_is_told_apart(text: str, expected: Any) -> None:
    assert value(text) == expected


@pytest.mark.parametrize("text", ["a: {?b: c}\n", "a: [?b: c]\n", 'a: {?"b": c}\n'])
def test_a_question_mark_before_a_name_in_brackets_does_not_vanish(text: str) -> None:
    read_value, faults = read(text)
    assert faults or "?" in str(read_value)


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c\n",
        "a\n b\n  c: d\n",
        "a: b\n  c: d\n",
        "a:\n- b\nc\n",
        "a: 'b' c\n",
        "a: [b, , c]\n",
        "a: |\n   b\n  c\n",
        'a: "b\n---\nc"\n',
        'a: "\\q"\n',
        "a: [b\n",
        "a:\n\tb: c\n",
        "a: - b\n",
    ],
)
def test_what_is_no_yaml_is_refused(text: str) -> None:
    assert "not-yaml" in {fault.rule for fault in read(text)[1]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a: "b"#c\n', "b"),
        ("a: [b]#c\n", ["b"]),
        ("a: [b,\nc\n]\n", ["b", "c"]),
        ('a: "b\nc"\n', "b c"),
        ("a: [-, -b]\n", ["-", "-b"]),
    ],
)
def test_slips_that_can_mean_but_one_thing_are_let_pass(text: str, expected: Any) -> None:
    assert value(text) == expected
