"""What the rules make of a project's own forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fifrecords import Records, load, validate
from fifrecords.check.form import section_twice
from fifrecords.model.form import Form
from tests.conftest import PROJECT, Write

CHOSEN = PROJECT["project.yaml"].replace("lsis-fif", "trust")
TRUST = """\
title: Grant report
sections:
  - id: lessons
    question: What did you learn?
  - id: partners
    question: Who would not take part?
    prose: false
    answers: {block: declined}
"""
COUNCIL = "title: Report to the council\nsections: {id: summary, question: What happened?}\n"
SECTIONS = st.lists(st.sampled_from(["lessons", "outcomes", "story"]), min_size=1, max_size=6)


def told(write: Write, files: dict[str, str], *rules: str) -> list[str]:
    """What is found, as rule and message, by some rules or by all."""
    records, findings = load(write({"project.yaml": CHOSEN, "forms/trust.yaml": TRUST, **files}))
    found = [*findings, *validate(records, rules)] if rules else [*findings, *validate(records)]
    return [f"{each.message} [{each.rule}]" for each in found]


def test_a_project_may_choose_its_own_form(write: Write) -> None:
    assert told(write, {}, "unknown-form") == []


def test_a_question_that_only_records_answer_says_so(write: Write) -> None:
    assert told(write, {"narrative/lessons.md": "Begin earlier.\n"}, "unanswered-section") == [
        'nothing answers "Who would not take part?"; add records for declined, or let prose '
        "answer it [unanswered-section]"
    ]


def test_prose_where_the_records_answer_is_told_to_go(write: Write) -> None:
    assert told(write, {"narrative/partners.md": "Two hostels.\n"}, "unknown-section") == [
        "the form takes no prose for partners; the records answer it: delete this file "
        "[unknown-section]"
    ]


def test_prose_for_another_form_of_ones_own_has_its_place(write: Write) -> None:
    files = {"narrative/summary.md": "Much happened.\n"}
    assert told(write, files, "unknown-section") == [
        "the form takes no prose for summary; move it out of the narrative [unknown-section]"
    ]
    assert told(write, {**files, "forms/council.yaml": COUNCIL}, "unknown-section") == []


def test_the_narrative_of_a_shipped_form_is_held_to_the_chosen_one(write: Write) -> None:
    found = told(write, {"narrative/lesson.md": "Begin earlier.\n"}, "unknown-section")
    assert found == ["the form takes no prose for lesson; did you mean lessons? [unknown-section]"]


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        (TRUST.replace("declined", "declind"), "bad-value"),
        (TRUST.replace("question", "qestion", 1), "unknown-field"),
        ("- lessons\n", "wrong-type"),
        ("title: [\n", "not-yaml"),
        ("", "empty-record"),
    ],
)
def test_a_broken_form_is_no_unknown_one_and_hides_no_false_claim(
    broken: str, rule: str, write: Write
) -> None:
    """No figure depends on a form, so the prose is held to the records all the same."""
    figures = "held: {measure: {count: sessions}}\n"
    session = "date: 2011-01-14\nkind: meeting\nevidence: minutes\n"
    prose = "We met [twice](figure:held), or [2](figure:held) times.\n"
    files = {"indicators.yaml": figures, "sessions/a.yaml": session, "narrative/lessons.md": prose}
    found = told(write, {**files, "forms/trust.yaml": broken})
    assert {each.rpartition("[")[2].rstrip("]") for each in found} >= {rule, "false-claim"}
    assert not any("unknown-form" in each for each in found)


@given(SECTIONS)
def test_a_section_that_stands_again_is_found_where_it_does(ids: list[str]) -> None:
    sections = [{"id": id_, "question": "What?"} for id_ in ids]
    made = Form.model_validate({"title": "Report", "sections": sections})
    found = [problem.at for problem in section_twice(Records(forms={"trust": made}))]
    assert found == [("sections", at, "id") for at, id_ in enumerate(ids) if id_ in ids[:at]]
