"""The reader is held to ruamel.yaml's YAML 1.2: on values, on what is refused, and on where."""

import re
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings

from fifrecords.store.marks import Fault
from fifrecords.store.yaml import locate, read
from tests.store.yaml_oracle import Broken, Reading, Refused, ruamel_reads
from tests.store.yaml_texts import documents, slips

quickly = settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


class Difference(NamedTuple):
    """What the two readers do not agree on.

    Attributes:
        on: ``ruamel refuses``, ``we refuse``, ``rules``, ``value`` or ``places``.
        near: The text down to the line of the place; the whole text where there is no place.
        words: What ruamel.yaml says, or both sides.
    """

    on: str
    near: str
    words: str


class Known(NamedTuple):
    """A difference that is meant, or that the parser beneath the reader brings with it.

    Attributes:
        on: As in ``Difference``.
        example: The smallest text that shows it.
        near: What is to be found near it, as a pattern.
        words: What ruamel.yaml says, as a pattern.
    """

    on: str
    example: str
    near: str
    words: str = ""


KNOWN = {
    # YAML 1.2 lets tabs stand between tokens; ruamel.yaml lets them nowhere, as YAML 1.1.
    "a tab behind a colon": Known("ruamel refuses", "a:\tb\n", r"\t"),
    "a tab before a colon": Known("ruamel refuses", "a\t: b\n", r"\t"),
    "a tab at the end of a line": Known("ruamel refuses", "a: b\t\n", r"\t"),
    "a tab before a comment": Known("ruamel refuses", "a: b\t# c\n", r"\t"),
    "a tab before the next line of a text": Known("ruamel refuses", "a: b\n \tc\n", r"\t"),
    "a tab in brackets": Known("ruamel refuses", "a: [b\tc]\n", r"\t"),
    # The text is empty and no line of it could be lost, so that nothing is to be said.
    "blank lines that run on further": Known(
        "ruamel refuses", "a: |\n \n  \n", r"[|>].*\n( *\n)* +(\n|$)", "more indented follow up"
    ),
    # Nothing but a comment can be meant.
    "a comment close behind | or >": Known(
        "ruamel refuses", "a: |# c\n  b\n", r"[|>][-+1-9]*#", "chomping or indentation"
    ),
    # The end is the end, however often it is said.
    "the end said twice": Known(
        "ruamel refuses", "a: b\n...\n...\n", r"\n\.\.\.", "found '<document end>'"
    ),
    # As in JSON; ruamel.yaml allows it in mappings only.
    "no space behind the colon of a name in a list": Known(
        "ruamel refuses", 'a: ["b":c]\n', r"[\"']:\S", "but got '<scalar>'"
    ),
    # libyaml takes the tab for indentation. It is never seen, so that refusing it does no harm.
    "a tab that begins a text in a block": Known("we refuse", "a: |\n \tb\n", r"\n *\t.*$"),
    # libyaml has plain texts of YAML 1.1 in brackets; with quotes they are read.
    "a colon that begins a text in brackets": Known("we refuse", "a: [:b]\n", r"[\[{,:?]\s*:"),
    "a colon that ends a text in brackets": Known("we refuse", "a: [b:]\n", r":\s*[\[\]{},]"),
    "a colon before a question mark in brackets": Known("we refuse", "{a:?}\n", r":\?"),
    # A field without a name is nothing that a record could hold.
    "a field without a name": Known("we refuse", ": a\n", r"(^|\n|[-?:] +) *:(\s.*)?$"),
    "a text behind the end": Known("we refuse", "a\n...\nb\n", r"\n\.\.\."),
    "a text in a block for the whole": Known("we refuse", "|\na\n", r"(^|\n)(--- *|!\S* *)? *[|>]"),
    "a name of an anchor with marks in it": Known("we refuse", "a: &.b c\n", r"[&*]"),
    "a tag with marks in it": Known("we refuse", "a: !, b\n", r"!\S*[^\w\s]"),
    "a tag of nothing": Known("rules", "a: !\n", r"!(\s|$)"),
    "an unknown directive": Known("we refuse", "%A\n---\na: b\n", r"%"),
    # What ruamel.yaml makes of it cannot be written as UTF-8.
    "half a character": Known("we refuse", 'a: "\\ud800"\n', r"\\u[dD]"),
    # To an editor they are line ends and to YAML 1.2 they are not: lines would be counted apart.
    "a line separator": Known("we refuse", "a: b\u2028c\n", "[\x85\u2028\u2029]"),
    # The name of an alias ends at the colon for libyaml, and holds it for ruamel.yaml.
    "a colon in the name of an anchor": Known("rules", "*a:\n", r"[&*]\S+"),
    "a text in a block for the whole, and another": Known("rules", ">\n---\n", r"(^|\n) *[|>]"),
    # libyaml does not see the second colon.
    "a question mark close before a name in brackets": Known(
        "rules", "a: [?::b]\n", r"[\[{,]\s*\?\S"
    ),
}


def difference(text: str) -> Difference | None:
    """What the two readers do not agree on; None where they agree."""
    value, faults = read(text)
    try:
        theirs = ruamel_reads(text)
    except Refused as refused:
        return None if faults else Difference("ruamel refuses", text, str(refused))
    if unread := [fault for fault in faults if fault.rule == "not-yaml"]:
        return Difference("we refuse", _near(text, unread[0].line), unread[0].message)
    if not _same_rules(faults, theirs.broken):
        return Difference("rules", text, f"{faults} and {theirs.broken}")
    if faults:
        return None
    if _typed(value) != _typed(theirs.value):
        return Difference("value", text, f"{value} and {theirs.value}")
    return _difference_of_places(text, theirs)


def _difference_of_places(text: str, theirs: Reading) -> Difference | None:
    marks = locate(text)
    if (marks.values, marks.keys) == (theirs.values, theirs.keys):
        return None
    return Difference("places", text, f"{marks} and {theirs}")


def _same_rules(ours: list[Fault], theirs: list[Broken]) -> bool:
    return len(ours) == len(theirs) and all(
        mine.rule == rule and place in (None, (mine.line, mine.column))
        for mine, (rule, place) in zip(ours, theirs, strict=True)
    )


def _typed(value: Any) -> Any:
    """A value that equals only one of the same types, in the same order."""
    if isinstance(value, dict):
        return [(key, _typed(each)) for key, each in value.items()]
    if isinstance(value, list):
        return [list, *map(_typed, value)]
    return type(value), repr(value)


def _near(text: str, line: int) -> str:
    return "\n".join(text.split("\n")[:line])


def known(found: Difference) -> bool:
    return any(
        each.on == found.on
        and re.search(each.near, found.near)
        and re.search(each.words, found.words)
        for each in KNOWN.values()
    )


@quickly
@given(documents())
def test_what_is_yaml_is_read_alike(text: str) -> None:
    assert difference(text) is None
    assert {fault.rule for fault in read(text)[1]} <= {"duplicate-key"}


@quickly
@given(slips())
def test_what_slipped_is_read_alike_or_refused(text: str) -> None:
    found = difference(text)
    assert found is None or known(found)


@pytest.mark.parametrize("each", KNOWN.values(), ids=KNOWN)
def test_what_is_known_to_differ_does(each: Known) -> None:
    found = difference(each.example)
    assert found is not None
    assert found.on == each.on
    assert known(found)


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n  - c\n",
        "a:\n- b\n-  - c\n   - d\n",
        "a: {b: {c: [d, {e: f}, g: h]}, i: []}\n",
        "a: {b, c}\n",
        "a: {'b':c, \"d\":[e]}\n",
        "? a\n? b\n: c\n",
        "a: 'b\n\n  c\n\n\n  d'\n",
        'a: "b \\\n  c\\\n  \\ d"\n',
        "a: |2-\n   b\n\n   c\n\n\nd: >+\n  e\n\n\n",
        "a: >\n b\n c\n\n  d\n e\n",
        "a: b # c\n# d\n  # e\nf: g# h\n",
        "--- # a\n# b\nc: d\n... # e\n",
        "---\n",
        "--- ~\n---\na: b\n",
        "a: b\n---\nc: d\n",
        "a:\nb: ~\nc: [null, ]\n",
        "a: 1\nb:\n  c: 2\n  c: 3\n'a': 4\n",
        "a: &b c\nd: *b\ne: !f g\n&h i: !!int 1\n",
        "<<: {a: b}\n'<<': c\nd: <<\n",
        "? [a]\n: b\n",
        "[a]: b\n",
        "a: " + 19 * "[" + 19 * "]" + "\n",
        "a: " + 20 * "[" + 20 * "]" + "\n",
        "- a\n- b\n",
        "a\n",
        "é😀: {😀é: [é, 😀]} # 😀\n😀: 'é'\n",
    ],
)
def test_what_may_be_told_apart_easily_is_read_alike(text: str) -> None:
    assert difference(text) is None
