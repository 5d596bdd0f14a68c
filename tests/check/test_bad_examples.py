"""Every rule by example: a folder below ``bad/`` breaks one rule and says what must be found.

Its name is the rule's, with ``--`` and more words where a rule has several. Adding a folder adds a
test.
"""

import pytest

from fifrecords import RULES, validate
from tests.check.conftest import EXAMPLES, HERE, ReadExample

MADE_AT_RUN_TIME = {
    "byte-order-mark",
    "id-case",
    "line-endings",
    "link",
    "not-utf-8",
    "too-large",
    "unreadable",
}
"""Rules whose examples Git or some system would not keep as they are: see ``test_traps.py``."""

COMES_WITH = {"claims-do-not-add-up": {"false-claim"}}
"""Rules that never speak alone: what does not follow from a claim shows that the claim is false."""


def rule_of(name: str) -> str:
    return name.partition("--")[0]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_gives_what_it_expects(name: str, read_example: ReadExample) -> None:
    expected = (HERE / "bad" / name / "expected.txt").read_text(encoding="utf-8")
    records, findings = read_example(name)
    findings = sorted([*findings, *validate(records)])
    assert "".join(f"{finding}\n" for finding in findings) == expected
    rule = rule_of(name)
    assert {finding.rule for finding in findings} == {rule, *COMES_WITH.get(rule, ())}


def test_every_rule_has_an_example() -> None:
    shown = {rule_of(name) for name in EXAMPLES}
    assert shown | MADE_AT_RUN_TIME == set(RULES)
    assert not shown & MADE_AT_RUN_TIME
