"""What the published prose says, told anew as claims, held to the shipped records.

The facts and the numbers are the published ones; the sentences are not. What was handed in had no
tables that the records made, so the project names no form here. No rule knows of this case.
"""

from pathlib import Path
from shutil import copytree, rmtree

import pytest

from fifrecords import Finding, load, validate
from tests.conftest import ROOT

HERE = Path(__file__).parent

FOUND = {
    # what was published: where it is found, by which rule, and what the finding must say
    "267 days in total": ("outputs.md:10:42", "false-claim", "266 (196 + 70 estimated)"),
    "a 240-day target met": ("timescale.md:1:81", "contradicted-status", "196 + 70 estimated"),
    "at least 240 days": ("value-for-money.md:4:2", "claim-only-with-estimates", "70 estimated"),
    "81 against 80": ("outputs.md:9:73", "component-left-out", "other-beneficiaries, 48 of 60"),
    "81 against 80, reached": ("timescale.md:2:20", "contradicted-status", "not met, 48 of 60"),
    "10 organisations against 8": ("outputs.md:15:2", "false-claim", "the records say 8"),
    "more than 8 organisations": ("outcomes.md:17:79", "contradicted-status", "met (8 of 8)"),
    "11 organisations, and 10": ("value-for-money.md:1:13", "claims-disagree", "outputs.md:15:2"),
    "11 beneficiary organisations": ("value-for-money.md:1:13", "false-claim", "records say 8"),
    "six partners and 11 organisations at 1,785.71 each": (
        *("value-for-money.md:2:41", "claims-do-not-add-up", "gives £1,470.59"),
    ),
    "93.63 a day": ("value-for-money.md:4:61", "false-claim", "the records say £93.98"),
    "4 moved on and 4 into work": ("outcomes.md:7:27", "same-people-twice", "4 of the people"),
    "10 beneficiaries with qualifications": (
        *("outcomes.md:13:33", "false-claim", "qualifications, not beneficiaries; say which"),
    ),
    "target 9 achieved": ("outcomes.md:9:31", "contradicted-status", "the records say no data"),
    "target 10": ("indicators.yaml:173:1", "target-nobody-answers", "assessor-hours"),
    "target 15 exceeded": (
        *("outcomes.md:18:32", "contradicted-status", "55 to 60 of 60; 13 + 42 to 47 estimated"),
    ),
    "care cost 1,100 to 1,100": ("value-for-money.md:8:77", "false-claim", "records say £0"),
    "81 documented beneficiaries": ("outputs.md:9:9", "false-claim", "40 (of 40 + 41 counted)"),
    "all achieved: curriculum": ("timescale.md:2:74", "contradicted-status", "not met (4 of 9)"),
    "all achieved: moved on": ("timescale.md:3:15", "contradicted-status", "not met (4 of 6)"),
    "all achieved: work": ("timescale.md:3:65", "contradicted-status", "not met (4 of 15)"),
    "an 88-year-old woman": ("outputs.md:7:11", "exact-age", "88"),
}

CANNOT_BE_KNOWN = {
    "equality groups over- and under-represented": "The words claim no number. The 41 of whom "
    "nothing is known are found where the prose calls all 81 documented.",
    "93.63 is 25,000 by 267": "By which number somebody divided does not stand in the prose.",
    "a drop in the cost of care": "That two equal amounts make no drop is found where the drop is "
    "claimed as a saving; nothing tells that two claimed amounts are meant as before and after.",
}
"""What a machine cannot tell from the published words, and why."""


@pytest.fixture
def findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    copytree(ROOT / "records", tmp_path / "records")
    rmtree(tmp_path / "records" / "narrative")
    copytree(HERE / "records", tmp_path / "records", dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    records, found = load("records")
    return sorted([*found, *validate(records)])


def test_validate_says_what_is_expected(findings: list[Finding]) -> None:
    expected = (HERE / "expected.txt").read_text(encoding="utf-8")
    assert "".join(f"{finding}\n" for finding in findings) == expected


@pytest.mark.parametrize("line", FOUND)
def test_a_line_that_does_not_hold_is_found(line: str, findings: list[Finding]) -> None:
    place, rule, words = FOUND[line]
    there = [each for each in findings if place in f"{each.path}:{each.line}:{each.column}"]
    assert [each for each in there if each.rule == rule and words in each.message]


def test_what_the_records_bear_is_not_faulted(findings: list[Finding]) -> None:
    told = {(place, rule) for place, rule, _ in FOUND.values()}
    others = {
        (f"{each.path.rpartition('/')[2]}:{each.line}:{each.column}", each.rule)
        for each in findings
        if each.rule != "bare-number"
    }
    assert others - told == {("indicators.yaml:21:1", "target-nobody-answers")}


def test_the_numbers_of_single_events_are_bound_to_no_figure(findings: list[Finding]) -> None:
    bare = [each for each in findings if each.rule == "bare-number"]
    assert {each.path for each in bare} == {"records/narrative/dissemination.md"}
    assert len(bare) == 9
