"""What is read line by line is what the parser reads; whatever else there is, it declines."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fifrecords.store.lines import read_simply
from fifrecords.store.yaml import read_wholly
from tests.conftest import ROOT
from tests.store.yaml_texts import documents, slips

quickly = settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)

SIMPLE = """\
# What was held.
date: 2011-01-14
title: Getting on:line, it's 100% C#  # a comment

organisation:   brooklet-house
16-18: "a, 'b' # c: [d"
none: ''
curriculum: [ict, 'open: source', "a # b", [], {}, 007, 0.5, true]  # c
engagement: {date: 2010-10-04, status: [agreed, {by: x}], of: []}
attended:
  - p-7k3mq
  # left early
  - {person: p-2qd9x, days: 0.25}
  - person: g-residents
    headcount: 12   # counted

    notes: |-
      All of
        them.
  - [a, b]
level:
- 1
-   two:
    - 3
    four: |

      Free text: no names. # nor comments

      Not here either.

# The end.
deep:
    deeper:
        deepest: 1.50
"""
VALUE = {
    "date": "2011-01-14",
    "title": "Getting on:line, it's 100% C#",
    "organisation": "brooklet-house",
    "16-18": "a, 'b' # c: [d",
    "none": "",
    "curriculum": ["ict", "open: source", "a # b", [], {}, "007", 0.5, True],
    "engagement": {"date": "2010-10-04", "status": ["agreed", {"by": "x"}], "of": []},
    "attended": [
        "p-7k3mq",
        {"person": "p-2qd9x", "days": 0.25},
        {"person": "g-residents", "headcount": 12, "notes": "All of\n  them."},
        ["a", "b"],
    ],
    "level": [
        1,
        {"two": [3], "four": "\nFree text: no names. # nor comments\n\nNot here either.\n"},
    ],
    "deep": {"deeper": {"deepest": 1.5}},
}


def declined_or_right(text: str) -> bool:
    """Whether a text was not read here, or as the parser reads it."""
    value = read_simply(text)
    return value is None or repr((value, [])) == repr(read_wholly(text))


def test_what_is_read() -> None:
    assert read_simply(SIMPLE) == VALUE
    assert read_wholly(SIMPLE) == (VALUE, [])


def test_the_shipped_records_are_read_so() -> None:
    files = [path.read_text(encoding="utf-8") for path in (ROOT / "records").rglob("*.yaml")]
    declined = [text for text in files if read_simply(text) is None]
    assert len(declined) < len(files) / 20
    assert all(map(declined_or_right, files))


def test_the_forms_that_ship_are_read_so() -> None:
    """Else checking a project that names one of them would begin with loading the parser."""
    definitions = ROOT / "fifrecords" / "form" / "definitions"
    for path in definitions.glob("*.yaml"):
        assert read_simply(path.read_text(encoding="utf-8")) is not None, path.name


@pytest.mark.parametrize(
    "text",
    [
        *("", "\n", "# a\n", "a: b", "a\n", "- a\n", "{a: b}\n", "a:\n", "a: ~\n", "a: null # b\n"),
        *("a: b\na: c\n", "a: {b: 1, b: 2}\n", "a: b: c\n", "a: b:\n", "a:b\n", "a : b\n"),
        *("a: &b c\n", "a: *b\n", "a: !b c\n", "a: @b\n", "a: `b\n", "a: %b\n", "a: - b\n"),
        *("a: b\n  c\n", "a: b\n  c: d\n", "a: b\n- c\n", "a:\n- b\n - c\n", "  a: b\n", "a:\n-\n"),
        *(
            "a:\n  b: c\n d: e\n",
            "a:\n  - b\n - c\n",
            "a:\n  - b\n  c: d\n",
            "a:\n- b: c\n   d: e\n",
        ),
        *(
            "a:\tb\n",
            "a: b\t\n",
            "a: b\tc\n",
            "a: b\r\n",
            "a: \x07\n",
            "a: b\u2028c\n",
            "\ufeffa: b\n",
        ),
        *("a: 'b' c\n", "a: 'b''c'\n", 'a: "b\\n"\n', "a: 'b\n  c'\n", 'a: "b"c\n', "a: 'b'#c\n"),
        *("a: [b\n", "a: [b,\n  c]\n", "a: [b, ]\n", "a: [, b]\n", "a: [b: c]\n", "a: [b]c\n"),
        *("a: [b]#c\n", "a: [b c: d]\n", "a: [b #c]\n", "a: [?b]\n", "a: [-]\n", "a: [~]\n"),
        *("a: {b}\n", "a: {b: }\n", "a: {b:c}\n", "a: {b: c: d}\n", "a: {'b': c}\n", "a: [b}\n"),
        *("a: |\n", "a: |\nb\n", "a: |+\n  b\n", "a: |2\n  b\n", "a: >\n  b\n", "a: | # b\n  c\n"),
        *(
            "a: |\n  b\n c\n",
            "a: |\n  b\n # c\n",
            "a: |\n   \n  b\n",
            "a: |\n  b\n \n",
            "a: |\n  b\tc\n",
        ),
        *("---\na: b\n", "a: b\n...\n", "a: b\n---\nc: d\n", "%A\na: b\n", "? a\n: b\n", "<<: a\n"),
        *("a:\n- - b\n", "a: b\n\x00", 40 * " " + "a: b\n", "a: " + 9 * "[" + 9 * "]" + "\n"),
    ],
)
def test_what_is_left_to_the_parser(text: str) -> None:
    assert read_simply(text) is None


def test_nothing_lies_deeper_than_a_record_may_nest() -> None:
    nested = "".join(f"{depth * ' '}a:\n" for depth in range(30)) + 30 * " " + "a: b\n"
    assert declined_or_right(nested)
    level = (
        "".join(f"{depth * ' '}- a:\n" for depth in range(0, 24, 2)) + 24 * " " + "- [[[[[]]]]]\n"
    )
    assert declined_or_right("a:\n" + level)


@pytest.mark.parametrize("deep", range(12))
def test_the_deepest_that_is_read_is_no_deeper_than_a_record_may_nest(deep: int) -> None:
    """Every second space leads into a list and a mapping."""
    lists = "".join(f"{depth * ' '}- a:\n" for depth in range(0, deep, 2))
    text = f"a:\n{lists}{(deep + deep % 2) * ' '}- {{a: [[[[b]]]]}}\n"
    assert read_simply(text) is not None
    assert declined_or_right(text)


plain_values = st.sampled_from(
    [
        "a",
        "b c",
        "it's",
        "10:30",
        "http://b/#c",
        "007",
        "é 😀",
        "0.25",
        "12",
        "true",
        "£3 = 4",
        "a - b ? c",
        "C#",
    ]
)
quoted_values = st.sampled_from(["''", '""', "'a: b'", '"# c, d"', "'[e]'", "'\"'", '"it\'s"'])
bare_values = st.sampled_from(["a", "b c", "0.5", "7", "it's", "007", "a - b", "false", "a.b/c"])
comments = st.sampled_from(["", "", "", " # c", "  # d: [e", "   "])
between = st.sampled_from([[], [], [], [""], ["# c"], ["      # - d: e"]])


@st.composite
def in_brackets(draw: st.DrawFn, deep: int = 2) -> str:
    """A value in brackets, on one line."""
    inner = [bare_values, quoted_values, *([in_brackets(deep - 1)] if deep else [])]
    parts = draw(st.lists(st.one_of(inner), max_size=3))
    comma = draw(st.sampled_from([",", ", ", " , "]))
    if draw(st.booleans()):
        return f"[{comma.join(parts)}]"
    return f"{{{comma.join(f'{name}: {part}' for name, part in zip('abc', parts, strict=False))}}}"


@st.composite
def simple_lines(draw: st.DrawFn, deep: int = 2) -> list[str]:
    """The lines of a mapping, as simple records have them."""
    lines: list[str] = []
    names = st.lists(st.sampled_from(["a", "b_c", "16-18", "d-e"]), min_size=1, unique=True)
    for name in draw(names):
        lines += draw(between)
        kind = draw(st.sampled_from("vvvtml" if deep else "vt"))
        indent = draw(st.sampled_from([1, 2, 2, 4]))
        if kind == "v":
            lines.append(f"{name}: {draw(_values)}{draw(comments)}")
        elif kind == "t":
            words = draw(st.lists(st.sampled_from(["", "b", "# c", "d: e", "  f"]), max_size=3))
            below = [f"{' ' * indent}{word}" if word else "" for word in ["a", *words]]
            lines += [f"{name}: {draw(st.sampled_from(['|', '|-']))}", *below]
        elif kind == "m":
            lines += [f"{name}:{draw(comments)}", *_moved(draw(simple_lines(deep - 1)), indent)]
        else:
            indent = draw(st.sampled_from([0, indent]))
            lines += [f"{name}:{draw(comments)}", *_moved(draw(_list_lines(deep - 1)), indent)]
    return lines


_values = st.one_of(plain_values, quoted_values, in_brackets())


@st.composite
def _list_lines(draw: st.DrawFn, deep: int) -> list[str]:
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        lines += draw(between)
        gap = draw(st.sampled_from([" ", " ", "   "]))
        if draw(st.booleans()):
            lines.append(f"-{gap}{draw(_values)}{draw(comments)}")
        else:
            fields = draw(
                simple_lines(deep).filter(lambda fields: fields[0].strip(" ")[:1] not in "#")
            )
            lines += [f"-{gap}{fields[0]}", *_moved(fields[1:], 1 + len(gap))]
    return lines


def _moved(lines: list[str], indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in lines]


simple_documents = simple_lines().map(lambda lines: "\n".join([*lines, ""]))


@quickly
@given(simple_documents)
def test_what_is_simple_is_read_as_the_parser_reads_it(text: str) -> None:
    value = read_simply(text)
    assert value is not None
    assert repr((value, [])) == repr(read_wholly(text))


@quickly
@given(st.one_of(slips(simple_documents), documents(), slips()))
@example("a:\n-   \n\n - name\n")
@example("a: b :# c: d\n")
def test_whatever_is_read_the_parser_reads_alike(text: str) -> None:
    assert declined_or_right(text)


@quickly
@given(st.text(st.sampled_from("ab1:- #\n'\"[]{},|.?~"), max_size=30))
def test_whatever_is_read_of_any_text_the_parser_reads_alike(text: str) -> None:
    assert declined_or_right(text)
