"""An edit says what it is meant to, by ruamel.yaml's reading too, and touches nothing else."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fifrecords.model.finding import Way
from fifrecords.store.comments import comments
from fifrecords.store.compose import in_line
from fifrecords.store.edit import NotEditable, edited, remarked
from fifrecords.store.edits import Added, Edit, Extended, Removed, Renamed, Replaced, SetField
from fifrecords.store.yaml import read
from tests.conftest import ROOT
from tests.store.yaml_oracle import ruamel_reads
from tests.store.yaml_texts import documents

SHIPPED = sorted((ROOT / "records").rglob("*.yaml"))

words = st.one_of(
    st.sampled_from(["x", "no", "007", "2011-01-14", "a: b", "- x", "it's", "#", "é, [", "", " x"]),
    st.integers(0, 99),
    st.sampled_from([0.5, True, False]),
)
values = st.one_of(
    words,
    st.lists(words, max_size=2),
    st.dictionaries(st.sampled_from(["p", "q r", "no"]), words, min_size=1, max_size=2),
)


def ways(value: Any, way: Way = ()) -> Iterator[Way]:
    """The way to everything that lies in a value."""
    steps = value if isinstance(value, dict) else range(len(value))
    for step in steps:
        yield (*way, step)
        if isinstance(value[step], dict | list):
            yield from ways(value[step], (*way, step))


def at(value: Any, way: Way) -> Any:
    for step in way:
        value = value[step]
    return value


@st.composite
def edits(draw: st.DrawFn, value: Any) -> Edit:
    """An edit that can be meant of a value."""
    way = draw(st.sampled_from(sorted(ways(value), key=str)))
    kind = draw(st.sampled_from([Replaced, Added, SetField, Removed, Renamed]))
    if kind is Replaced:
        return Replaced(way, draw(values))
    if kind is Removed:
        return Removed(way)
    holders = [each for each in [(), *ways(value)] if isinstance(at(value, each), dict)]
    name = draw(st.sampled_from(["new", "a", "it's"]))
    if kind is SetField:
        return SetField((*draw(st.sampled_from(holders)), name), draw(values))
    named = [each for each in ways(value) if isinstance(each[-1], str)]
    if kind is Renamed:
        return Renamed(draw(st.sampled_from(named)), name)
    lists = [each for each in named if not isinstance(at(value, each), dict)]
    new = (*draw(st.sampled_from(holders)), name)
    return Added(draw(st.sampled_from([*lists, new])), draw(values))


def meant(value: Any, edit: Edit) -> Any:
    """What a record is to say after an edit, worked out apart from the code that makes it."""
    value = deepcopy(value)
    holder, last = at(value, edit.at[:-1]), edit.at[-1]
    if isinstance(edit, Replaced | SetField):
        holder[last] = edit.value
    elif isinstance(edit, Added):
        old = holder.get(last, [])
        holder[last] = [*(old if isinstance(old, list) else [old]), edit.value]
    elif isinstance(edit, Renamed):
        holder[edit.name] = holder.pop(last)
    elif len(holder) > 1 or len(edit.at) == 1:
        del holder[last]
    else:
        return meant(value, Removed(edit.at[:-1]))
    return value


def test_what_would_be_left_empty_goes_too() -> None:
    text = "role: service-user\noutcomes: [{of: [a]}]\n"
    assert edited(text, [Removed(("outcomes", 0, "of", 0))]) == "role: service-user\n"
    assert edited("{role: service-user}\n", [Removed(("role",))]) == "{}\n"


def test_behind_a_last_line_without_an_end_a_new_one_begins() -> None:
    assert edited("a: 1", [SetField(("b",), 2)]) == "a: 1\nb: 2\n"
    assert edited("a:\n  - b", [Added(("a",), "c")]) == "a:\n  - b\n  - c\n"


@given(st.data())
def test_an_edit_says_what_it_means_and_no_comment_is_lost(data: st.DataObject) -> None:
    text = data.draw(documents())
    value, faults = read(text)
    assume(not faults)
    edit = data.draw(edits(value))
    assume(not isinstance(edit, Renamed) or edit.name not in at(value, edit.at[:-1]))
    try:
        made = edited(text, [edit])
    except NotEditable:
        return
    assert ruamel_reads(made).value == meant(ruamel_reads(text).value, edit)
    assert comments(made) == comments(text)


@given(st.data())
def test_what_stands_before_and_behind_is_not_touched(data: st.DataObject) -> None:
    """Before by ruamel.yaml's places; behind from the next value that is none of the edited one."""
    text = data.draw(documents())
    value, faults = read(text)
    assume(not faults)
    edit = Replaced(data.draw(st.sampled_from(sorted(ways(value), key=str))), data.draw(values))
    try:
        made = edited(text, [edit])
    except NotEditable:
        return
    places = ruamel_reads(text).values
    lines = [0]
    for line in text.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    offsets = {way: lines[line - 1] + column - 1 for way, (line, column) in places.items()}
    start = offsets[edit.at]
    assert made.startswith(text[:start])
    behind = [
        offset
        for way, offset in offsets.items()
        if offset > start and way[: len(edit.at)] != edit.at
    ]
    if behind:
        assert made.endswith(text[min(behind) :])


@given(documents())
def test_what_is_written_back_unchanged_is_the_same_bytes(text: str) -> None:
    value, faults = read(text)
    assume(not faults)
    assert edited(text, [Replaced(way, at(value, way)) for way in ways(value)]) == text
    assert edited(text, []) == text


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_shipped_record_is_the_same_bytes_written_back(line_end: str) -> None:
    for path in SHIPPED:
        text = path.read_text(encoding="utf-8").replace("\n", line_end)
        value, _ = read(text)
        assert edited(text, [Replaced(way, at(value, way)) for way in ways(value)]) == text


@pytest.mark.parametrize("path", SHIPPED[::6], ids=lambda path: path.stem)
def test_a_shipped_record_changed_and_changed_back_is_as_it_was(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    value, _ = read(text)
    for way in list(ways(value))[:25]:
        said = at(value, way)
        if isinstance(said, str) and f" {in_line(said)}" in text:
            there = edited(text, [Replaced(way, "otherwise")])
            assert there != text
            back = edited(there, [Replaced(way, said)])
            assert back == text or "\n" in said or f'"{said}"' in text or ">-" in text


RECORD = """\
# About it.
a: [p, q]      # two
b:
  - {c: 1}     # one

  - d: 2
    e: 3       # three
f: 'g'
"""


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (Replaced(("a", 1), "it's: x"), "[p, q]", '[p, "it\'s: x"]'),
        (Added(("a",), "007"), "[p, q]", "[p, q, 007]"),
        (Added(("f",), "h"), "'g'", "['g', h]"),
        (Added(("b",), {"c": 4}), "# three\n", "# three\n  - {c: 4}\n"),
        (Added(("n",), {"c": 4}), "'g'\n", "'g'\nn:\n  - {c: 4}\n"),
        (Added(("n",), "x"), "'g'\n", "'g'\nn: [x]\n"),
        (SetField(("n",), "one\ntwo\n"), "'g'\n", "'g'\nn: |\n  one\n  two\n"),
        (SetField(("b", 0, "c"), {"x": 1}), "{c: 1}", "{c: {x: 1}}"),
        (SetField(("b", 1, "h"), "2011-03-31"), "# three\n", "# three\n    h: 2011-03-31\n"),
        (Removed(("a", 0)), "[p, q]", "[q]"),
        (Removed(("b", 0)), "  - {c: 1}     # one\n", "  # one\n"),
        (Removed(("f",)), "f: 'g'\n", ""),
        (Removed(("b", 0, "c")), "  - {c: 1}     # one\n", "  # one\n"),
        (Renamed(("b", 1, "d"), "k"), "- d: 2", "- k: 2"),
        (Replaced(("f",), "g"), "", ""),
    ],
)
def test_an_edit_as_a_person_would_make_it(edit: Edit, old: str, new: str) -> None:
    for line_end in ("\n", "\r\n", "\r"):
        text, expected = RECORD, RECORD.replace(old, new, 1) if old else RECORD
        made = edited(text.replace("\n", line_end), [edit])
        assert made == expected.replace("\n", line_end)


def test_a_single_mapping_of_several_lines_becomes_the_first_of_a_list() -> None:
    text = "a:\n  b: 1   # one\n\n  c: |\n    two\n  d: [3]\n\n# behind\ne: 4\n"
    for line_end in ("\n", "\r\n", "\r"):
        made = edited(text.replace("\n", line_end), [Added(("a",), {"b": 5})])
        listed = "a:\n  - b: 1   # one\n\n    c: |\n      two\n    d: [3]\n  - {b: 5}\n"
        expected = f"{listed}\n# behind\ne: 4\n"
        assert made == expected.replace("\n", line_end)
        made = edited(text.replace("\n", line_end), [Extended(("a",), [{"b": 5}, {"b": 6}])])
        expected = f"{listed}  - {{b: 6}}\n\n# behind\ne: 4\n"
        assert made == expected.replace("\n", line_end)
    assert edited("a:\n  b: 1", [Added(("a",), "x")]) == "a:\n  - b: 1\n  - x\n"


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (Replaced(("b",), 1), "several lines"),
        (Replaced(("z",), 1), "there is no z"),
        (SetField(("f", "g"), 1), "nothing can be called g there"),
        (Removed(("b", 2)), "there is no 2"),
    ],
)
def test_an_edit_that_is_not_safe(edit: Edit, why: str) -> None:
    with pytest.raises(NotEditable, match=why):
        edited(RECORD, [edit])


def test_a_comment_within_brackets_is_not_replaced() -> None:
    with pytest.raises(NotEditable, match="a comment stands beside a"):
        edited("a: [b, # one\n  c]\n", [Replaced(("a",), ["d"])])
    with pytest.raises(NotEditable, match="a comment stands beside a, 0"):
        edited("a: [b, # one\n  c]\n", [Removed(("a", 0))])


def test_a_broken_record_is_not_edited() -> None:
    with pytest.raises(NotEditable, match="mend it first"):
        edited("a: [b\n", [Removed(("a",))])


@given(documents(), st.lists(st.sampled_from(["# one", "# é: [", "#"]), max_size=2))
def test_remarks_stand_at_the_end(text: str, remarks: list[str]) -> None:
    assume(not read(text)[1])
    try:
        made = remarked(text, remarks)
    except NotEditable:
        return
    assert made.startswith(text)
    assert ruamel_reads(made).value == ruamel_reads(text).value
    assert comments(made) == [*comments(text), *remarks]


def test_no_remark_stands_where_it_would_make_a_text_another() -> None:
    """A folded text that ends with the file has no line end; before a remark it would."""
    with pytest.raises(NotEditable, match="at the end of the record"):
        remarked("notes: >\n  Came late.", ["# one"])


nested = st.recursive(
    words,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["a", "no", "x y"]), inner, max_size=2),
    ),
    max_leaves=5,
)


@given(nested)
def test_a_value_in_one_line_is_read_as_itself(value: Any) -> None:
    text = f"a: [{in_line(value)}, z]\nb: {in_line(value)}\n"
    assert text.count("\n") == 2
    assert repr(ruamel_reads(text).value) == repr({"a": [value, "z"], "b": value})
