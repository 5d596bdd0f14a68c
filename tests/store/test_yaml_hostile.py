"""Texts that are meant to stop the reader: it answers, and soon, with a value or with faults."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fifrecords.store.text import MOST_BYTES
from fifrecords.store.yaml import locate, read

SIZE = MOST_BYTES // 8
LONG = 5.0
"""Seconds, some thirty times what the slowest takes: what grows with the square takes longer."""

MARKS = ["[", "{", "(", "[{", "- ", "? ", ": ", "-\n", "?\n", ":\n", "a: ", "a:\n", "? - ", "- ? "]
MARKS += ['"', "'", '""', "''", '" ', "a,", "a: b, ", "&a ", "*a ", "!a ", "<<: ", "|\n", ">\n"]
MARKS += ["#", "# ", "#\n", " #\n", "a #", "---\n", "...\n", "%a\n", "@", "`", "\\", "a", "é", "😀"]
MARKS += [
    " ",
    "\n",
    " \n",
    "\t",
    "a\n",
    "a \n",
    "1",
    "0.1",
    "- 1\n",
    "- |\n  a\n",
    '- "a\n',
    "{}\n",
]
LEADS = ["", "a: ", "a: [", "a: {", 'a: "', "a: '", "a: |\n  ", "a: b # "]

PIECES = [
    *MARKS,
    *"]}<>|,~.=1\x00\x01\x7f\x80\x85\u2028\ufeff\ufffe\U0010ffff",
    "!!",
    "!%ff",
    "!<%C3>",
]
PIECES += [
    "%YAML 1.2\n",
    "%TAG ! a%ff\n",
    "\\x00",
    "\\u",
    "\\ud800",
    "\\uffff",
    "\\UFFFFFFFF",
    "null",
]


@pytest.mark.parametrize("marks", MARKS)
def test_much_of_one_thing_is_read_soon(marks: str) -> None:
    for lead in LEADS:
        text = lead + marks * (SIZE // len(marks.encode()))
        began = time.perf_counter()
        read(text)
        assert time.perf_counter() - began < LONG, lead


def test_steps_that_never_end_are_read_soon() -> None:
    text = "".join(f"{' ' * depth}a:\n" for depth in range(500))
    assert read(text)[1][-1].rule == "too-deep"


def test_a_large_record_is_read_and_its_places_are_found() -> None:
    text = "".join(f"k{number}: [{number}, a]\n" for number in range(SIZE // 16))
    value, faults = read(text)
    assert faults == []
    last = len(value)
    assert locate(text).place((f"k{last - 1}", 1))[0] == last


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whatever_is_read_there_is_an_answer_and_every_fault_has_its_place(text: str) -> None:
    locate(text)
    lines = text.removesuffix("\n").split("\n")
    for fault in read(text)[1]:
        assert fault.message
        assert 1 <= fault.line <= len(lines)
        assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1
