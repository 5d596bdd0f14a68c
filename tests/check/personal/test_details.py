"""Five hundred lines that lead to one person, and five hundred that only look so.

All are made up; telephone numbers are of the ranges that Ofcom keeps for drama.
"""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fifrecords.check.personal.detail import details
from fifrecords.check.personal.search import search
from tests.conftest import ROOT, sound

HERE = Path(__file__).parent
POSITIVES = [
    tuple(line.split("\t")) for line in (HERE / "positives.tsv").read_text("utf-8").splitlines()
]
NEGATIVES = (HERE / "negatives.txt").read_text("utf-8").splitlines()


def kinds(line: str) -> set[str]:
    return {found.detail.kind for _, found in search({"": line})}


def test_the_lists_are_as_long_as_they_are_said_to_be() -> None:
    assert len(set(POSITIVES)) == len(set(NEGATIVES)) == 500


def test_the_page_says_what_is_found_and_what_is_found_wrongly() -> None:
    found = [kind in kinds(line) for kind, line in POSITIVES]
    wrongly = [line for line in NEGATIVES if kinds(line)]
    recall, precision = sum(found) / 500, sum(found) / (sum(found) + len(wrongly))
    page = (ROOT / "docs" / "data-protection.md").read_text(encoding="utf-8")
    assert f"recall is {recall:.1%}, precision {precision:.1%}" in " ".join(page.split())


def test_every_kind_is_on_the_list() -> None:
    numbers = Counter(kind for kind, _ in POSITIVES)
    assert set(numbers) == {
        *("e-mail address", "telephone number", "postcode", "National Insurance number"),
        *("NHS number", "learner number", "date of birth", "exact age"),
    }
    assert min(numbers.values()) >= 20


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("0207 946 0958", {"telephone number"}),
        ("02920 180055", {"telephone number"}),
        ("+44 (0) 1632 960001", {"telephone number"}),
        ("016 3296 0001", set()),
        ("01632 960 00 1", set()),
    ],
)
def test_a_telephone_number_begins_with_a_code_as_people_write_it(
    number: str, found: set[str]
) -> None:
    assert kinds(f"left {number} with us") == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("She is 17, and lives alone.", {"exact age"}),
        ("he was 45", {"exact age"}),
        ("born April 1992", {"date of birth"}),
        ("she is 2nd on the list; he was 15 minutes late", set()),
        ("the idea was born June 2008", set()),
    ],
)
def test_a_person_and_not_a_thing_has_an_age(line: str, found: set[str]) -> None:
    assert kinds(line) == found


@pytest.mark.parametrize("at", range(10))
def test_a_wrong_check_digit_is_no_number_of_a_person(at: int) -> None:
    number = list("9434765919")
    number[at] = str((int(number[at]) + 1) % 10)
    assert kinds(f"NHS number {''.join(number)}") == set()
    assert kinds("NHS number 9434765919") == {"NHS number"}


def test_nothing_in_the_shipped_records_looks_personal_but_addresses_of_organisations() -> None:
    records = sound(ROOT / "records")
    found = {
        (ref.partition("/")[0], each.detail.kind)
        for ref, each in search({ref: source.text for ref, source in records.sources.items()})
    }
    assert found == {("organisations", "postcode"), ("project", "e-mail address")}


@given(st.text(), st.sampled_from(POSITIVES))
def test_what_is_found_stands_where_it_is_said_to(noise: str, positive: tuple[str, str]) -> None:
    text = f"{noise}\n{positive[1]}\n{noise}"
    lines = text.split("\n")
    for _, found in search({"": text}):
        start = found.column - 1
        assert lines[found.line - 1][start:].startswith(found.detail.text)


@given(st.text(alphabet="0123456789 -()/.:,abAB@", max_size=60))
def test_what_is_looked_at_from_afar_misses_nothing_that_a_closer_look_finds(line: str) -> None:
    assert [found.detail for _, found in search({"": line})] == details(line)


def test_a_listed_line_is_seen_from_afar_if_it_is_seen_at_all() -> None:
    for line in [*(line for _, line in POSITIVES), *NEGATIVES]:
        assert [found.detail for _, found in search({"": line})] == details(line), line
