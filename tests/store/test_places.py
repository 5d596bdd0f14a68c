"""Where the items of lists stand is told without the parser as the parser tells it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings

from fifrecords.store.places import item_places
from fifrecords.store.yaml import locate, read_wholly
from tests.conftest import ROOT
from tests.store.test_lines import SIMPLE
from tests.store.yaml_texts import documents

SHIPPED = sorted((ROOT / "records").glob("*/**/*.yaml"))
BRACKETS = """\
attended: [ p-1,  {person: "]", days: [1, 2]} , 'a, ] b',[x, [y]], it's ]  # [c, d]
evidence:   # none
- a
-    b: "- c"
     d: - e
# - f

-   [g]
notes: |
  attended:
  - h
days: [1]
one: [  ]
"""


def hold_to_the_parser(text: str) -> int:
    """Compares all lists of a document; gives how many were told without the parser."""
    value, faults = read_wholly(text)
    marks = locate(text)
    told = 0
    for field, items in value.items() if isinstance(value, dict) and not faults else ():
        places = item_places(text, field)
        if places is not None:
            assert places == [marks.values[field, n] for n in range(len(items))], field
            told += 1
    return told


@settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(documents())
@example(SIMPLE)
@example(BRACKETS.replace("d: - e", "d: e"))
@example(BRACKETS)
def test_as_the_parser_tells(text: str) -> None:
    hold_to_the_parser(text)


def test_all_of_what_is_written_simply_is_told() -> None:
    assert hold_to_the_parser(BRACKETS.replace("d: - e", "d: e")) == 4
    assert hold_to_the_parser(SIMPLE) == 3


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_records(path: Path) -> None:
    hold_to_the_parser(path.read_text(encoding="utf-8"))
