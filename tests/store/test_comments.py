"""Comments are found wherever YAML has them, and nothing else is taken for one."""

import pytest
from hypothesis import assume, example, given

from fifrecords.store.comments import comments
from fifrecords.store.yaml import read
from tests.store.yaml_texts import documents


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# one\na: b # two\n", ["# one", "# two"]),
        ("a: b#c\nd: 'e # f' # g\n", ["# g"]),
        ('a: "b # c\n  # d"\n', []),
        ("a: | # one\n  text # none\n  # none\nb: c # two\n", ["# one", "# two"]),
        ("a: >-   # one\n  text\n# two\n", ["# one", "# two"]),
        ("a: [b, # one\n  c] # two\n", ["# one", "# two"]),
        ("--- # one\na: b\n... # two\n# three", ["# one", "# two", "# three"]),
        ("a: b # é 😀\r\n#\r\n", ["# é 😀", "#"]),
        ("a: b\n", []),
    ],
)
def test_they_are_found_in_order(text: str, found: list[str]) -> None:
    assert comments(text) == found


@given(documents())
def test_one_more_is_one_more_wherever_a_line_of_its_own_can_stand(text: str) -> None:
    value, faults = read(text)
    assume(not faults)
    lines = text.split("\n")
    for at in range(len(lines)):
        more = "\n".join([*lines[:at], "# more", *lines[at:]])
        if read(more) == (value, []) and len(comments(more)) != len(comments(text)):
            told = comments(more)
            told.remove("# more")
            assert told == comments(text)


@example("a: |+\n# end\n")
@given(documents())
def test_without_its_comments_a_record_says_the_same(text: str) -> None:
    """Each line that ends in a comment says the same without it, and then holds one less."""
    value, faults = read(text)
    assume(not faults)
    found = comments(text)
    lines = text.split("\n")
    for at, line in enumerate(lines):
        for comment in {each for each in found if line.rstrip().endswith(each)}:
            bare = line.rstrip()[: -len(comment)].rstrip(" \t")
            kept = [bare] if bare else []  # an empty line could go on with a text in a block
            less = "\n".join([*lines[:at], *kept, *lines[at + 1 :]])
            if len(comments(less) if not read(less)[1] else found) < len(found):
                assert read(less) == (value, [])
