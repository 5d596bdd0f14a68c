"""What is sound gives no findings; and of what is not, only the rules asked for speak."""

from pathlib import Path

import pytest

from fifrecords import RULES, Finding, load, validate
from fifrecords.model.call import BadCall
from fifrecords.store import workers
from tests.check.conftest import EXAMPLES, HERE, ReadExample
from tests.conftest import ROOT

OF_READING = {name for name, rule in RULES.items() if rule.check is None}
BETWEEN_RECORDS = RULES.keys() - OF_READING


@pytest.mark.parametrize(
    "folder", [HERE / "base" / "records", ROOT / "records"], ids=lambda p: p.parent.name
)
def test_sound_records_give_no_findings(folder: Path) -> None:
    records, findings = load(folder)
    assert [*map(str, findings), *map(str, validate(records))] == []


@pytest.mark.parametrize(
    "name", [name for name in EXAMPLES if name.partition("--")[0] in BETWEEN_RECORDS]
)
def test_one_rule_finds_what_it_finds_among_all(name: str, read_example: ReadExample) -> None:
    rule = name.partition("--")[0]
    records = read_example(name).records
    everything = validate(records)
    assert validate(records, {rule}) == [each for each in everything if each.rule == rule]
    assert validate(records, RULES.keys() - {rule}) == [
        each for each in everything if each.rule != rule
    ]


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("name", ["unknown-person", "personal-detail", "false-claim"])
def test_rules_that_are_shared_among_processes_find_the_same(
    name: str, read_example: ReadExample, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = read_example(name).records
    alone = validate(records)
    monkeypatch.setattr("fifrecords.check.rules.WORTH_SHARING", 1)
    monkeypatch.setattr(workers, "processors", lambda: 3)
    monkeypatch.setattr(workers, "may_fork", lambda: True)
    assert alone
    assert validate(records) == alone


def test_no_rules_find_nothing(read_example: ReadExample) -> None:
    records = read_example("unknown-person").records
    assert validate(records, ()) == []
    assert validate(records, OF_READING) == []


def test_a_rule_that_there_is_not_does_not_pass_for_one_that_finds_nothing(
    read_example: ReadExample,
) -> None:
    records = read_example("unknown-person").records
    with pytest.raises(BadCall, match=r"no rule .unknown-persons.; did you mean unknown-person\?"):
        validate(records, ["unknown-persons"])


def test_findings_are_values_sorted_by_place(read_example: ReadExample) -> None:
    findings = validate(read_example("unknown-word").records)
    assert findings == sorted(findings, key=lambda each: (each.path, each.line, each.column))
    assert findings == validate(read_example("unknown-word").records)
    assert len(set(findings)) == len(findings)
    assert str(findings[0]) == (
        "records/indicators.yaml:2:57: error: service-users is no role on record; "
        "did you mean service-user? [unknown-word]"
    )


def test_a_rule_of_reading_is_said_by_load_alone(read_example: ReadExample) -> None:
    records, findings = read_example("duplicate-key")
    assert {each.rule for each in findings} == {"duplicate-key"}
    assert validate(records, {"duplicate-key"}) == []


def test_every_rule_says_what_must_hold() -> None:
    for name, rule in RULES.items():
        assert rule.name == name
        assert rule.summary.endswith("."), name
        assert rule.summary[0].isupper(), name


def test_a_finding_is_shown_as_a_place_a_message_and_a_rule() -> None:
    finding = Finding("records/project.yaml", 3, 7, "error", "bad-value", "no day; write one")
    assert str(finding) == "records/project.yaml:3:7: error: no day; write one [bad-value]"
