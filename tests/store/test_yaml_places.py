"""Where the reader says that values, fields' names and faults stand."""

import pytest

from fifrecords.model.finding import Way
from fifrecords.store.marks import MOST_NESTED
from fifrecords.store.yaml import locate, read

RECORD = """\
# 日本\t\t😀
date: 2011-01-14   # é

"é😀" : {日: [a, "b", 'c'], 😀: d}
attended:
- p-1
-   person: p-2
    days: 0.25
- [é, [日, x]]
notes: |
  é
? curriculum
: >-
  ict
"""


@pytest.mark.parametrize(
    ("at", "place"),
    [
        ((), (2, 1)),
        (("date",), (2, 7)),
        (("é😀",), (4, 8)),
        (("é😀", "日"), (4, 12)),
        (("é😀", "日", 0), (4, 13)),
        (("é😀", "日", 1), (4, 16)),
        (("é😀", "日", 2), (4, 21)),
        (("é😀", "😀"), (4, 30)),
        (("attended",), (6, 1)),
        (("attended", 0), (6, 3)),
        (("attended", 1), (7, 5)),
        (("attended", 1, "person"), (7, 13)),
        (("attended", 1, "days"), (8, 11)),
        (("attended", 2, 0), (9, 4)),
        (("attended", 2, 1), (9, 7)),
        (("attended", 2, 1, 1), (9, 11)),
        (("notes",), (10, 8)),
        (("curriculum",), (13, 3)),
    ],
)
def test_where_values_stand(at: Way, place: tuple[int, int]) -> None:
    assert locate(RECORD).place(at) == place


@pytest.mark.parametrize(
    ("at", "place"),
    [
        (("date",), (2, 1)),
        (("é😀",), (4, 1)),
        (("é😀", "日"), (4, 9)),
        (("é😀", "😀"), (4, 27)),
        (("attended",), (5, 1)),
        (("attended", 1, "person"), (7, 5)),
        (("attended", 1, "days"), (8, 5)),
        (("curriculum",), (12, 3)),
    ],
)
def test_where_names_stand(at: Way, place: tuple[int, int]) -> None:
    assert locate(RECORD).place(at, key=True) == place


@pytest.mark.parametrize(
    ("at", "key", "place"),
    [
        (("date", 0), False, (2, 7)),
        (("date", 0, "value"), False, (2, 7)),
        (("date", 0), True, (2, 1)),
        (("attended", 1, "hours"), False, (7, 5)),
        (("attended", 1, "Attendance", "days"), False, (8, 11)),
        (("attended", 7), False, (6, 1)),
        (("attended", 1), True, (7, 5)),
        (("unknown",), False, (2, 1)),
        ((), True, (2, 1)),
    ],
)
def test_steps_that_the_document_does_not_have_are_passed_over(
    at: Way, key: bool, place: tuple[int, int]
) -> None:
    assert locate(RECORD).place(at, key=key) == place


@pytest.mark.parametrize("text", ["", "\n", "# a\n", "a: b: c\n"])
def test_what_is_not_known_stands_at_the_start(text: str) -> None:
    assert locate(text).place(("date",)) == (1, 1)


def test_what_stands_before_a_fault_is_known() -> None:
    assert locate("a:\n  b: c\nd: ]\n").place(("a", "b")) == (2, 6)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a: 1\nb: 2\n'a': 3\n", ["3:1 duplicate-key"]),
        ("é: {😀: 1, 😀: 2}\n", ["1:11 duplicate-key"]),
        ("a: b\nc: &d e\nf: *d\n", ["2:4 not-plain", "3:4 not-plain"]),
        ("a: !b c\n!!str d: e\n", ["1:4 not-plain", "2:1 not-plain"]),
        ("a: b\n<<: {c: d}\n", ["2:1 not-plain"]),
        ("a: b\n? [c]\n: d\n", ["2:3 not-plain"]),
        ("%YAML 1.2\n---\na: b\n", ["1:1 not-plain"]),
        ("a:\nb: ~\n", ["1:3 empty-value", "2:4 empty-value"]),
        ("a: {b, c: }\n", ["1:6 empty-value", "1:11 empty-value"]),
        ("a:\n- 1\n-\n", ["3:2 empty-value"]),
        ("# a\n\n- b\n", ["3:1 wrong-type"]),
        ("'a'\n", ["1:1 wrong-type"]),
        ("a: b\n---\nc: d\n", ["2:1 second-document"]),
        ("a: é b: c\n", ["1:7 not-yaml"]),
        ("a:\n\tb: c\n", ["2:1 not-yaml"]),
        ("😀: @a\n", ["1:4 not-yaml"]),
        ("😀: a\u2028b\n", ["1:5 not-yaml"]),
        ("a: &b c\na: [\n}\n", ["1:4 not-plain", "2:1 duplicate-key", "3:1 not-yaml"]),
    ],
)
def test_where_faults_stand(text: str, faults: list[str]) -> None:
    assert [f"{line}:{column} {rule}" for rule, line, column, _ in read(text)[1]] == faults


@pytest.mark.parametrize("text", ["", "\n", "# a\n\n# b\n", "---\n# a\n", "~\n"])
def test_a_file_without_a_value_is_empty(text: str) -> None:
    assert [fault.rule for fault in read(text)[1]] == ["empty-record"]


@pytest.mark.parametrize(
    "text", ["# a\n\n# b\n", "# a", "a: [b", 'a: "b', "a: [b\n", 'a: "b\n\nc: d\n']
)
def test_faults_stand_in_the_text(text: str) -> None:
    lines = text.removesuffix("\n").split("\n")
    for fault in read(text)[1]:
        assert fault.line <= len(lines)
        assert fault.column <= len(lines[fault.line - 1]) + 1


def test_how_deep_lists_and_mappings_may_lie() -> None:
    most = MOST_NESTED - 1
    assert read("a: " + most * "[" + most * "]")[1] == []
    (fault,) = read("a: " + most * "[" + "{}" + most * "]")[1]
    assert fault[:3] == ("too-deep", 1, 4 + most)
