"""The funder's form, filled in from the shipped records."""

import pytest

from fifrecords import Document, add_up, as_markdown, as_text, fill, load
from fifrecords.form.definition import form
from fifrecords.form.document import NO_ANSWER
from tests.conftest import ROOT, Write, sound

SECTIONS = [
    *("provider", "contact", "aim-and-scope", "main-issue", "partnership", "outputs", "outcomes"),
    *("timescale", "learners", "working-with-lsis", "value-for-money", "senior-managers"),
    *("stakeholders", "learner-involvement", "dissemination", "continuation", "difficulties"),
    *("lessons", "comments"),
]


@pytest.fixture(scope="module")
def report() -> Document:
    records = sound(ROOT / "records")
    return fill(records, add_up(records), form(records, "lsis-fif"), commit="4f1c", dirty=False)


def test_the_form_asks_the_nineteen_questions_in_their_order(report: Document) -> None:
    assert [section.id for section in report.sections] == SECTIONS
    assert [section.number for section in report.sections] == list(range(1, 20))


def test_every_question_is_answered(report: Document) -> None:
    assert [section.id for section in report.sections if not section.is_answered] == []


@pytest.mark.parametrize("write_as", [as_markdown, as_text])
def test_the_written_form_holds_questions_figures_and_their_origin(write_as, report) -> None:
    text = " ".join(write_as(report).split())
    for section in report.sections:
        assert f"{section.number}. {section.question}" in text
    for words in (
        "155 + 41 counted + 70 estimated",
        "£1,785.71",
        "13 counted + 42 to 47 estimated",
    ):
        assert words in text
    assert "The records stand at commit" in text
    assert "were not changed since" in text


def test_a_claim_is_printed_as_its_number_alone(report: Document) -> None:
    assert "figure:" not in as_markdown(report)
    assert "figure:" not in as_text(report)


def test_changed_records_say_so() -> None:
    records = sound(ROOT / "records")
    filled = fill(records, add_up(records), form(records, "lsis-fif"), commit="4f1c", dirty=True)
    assert "and were changed since" in as_text(filled)


def test_without_git_no_commit_vouches() -> None:
    records = sound(ROOT / "records")
    filled = fill(records, add_up(records), form(records, "lsis-fif"), commit=None, dirty=True)
    assert "not in a Git repository" in as_text(filled)


def test_a_draft_says_so_at_both_ends() -> None:
    records = sound(ROOT / "records")
    kwargs = {"commit": None, "dirty": True, "draft": True}
    lines = as_text(
        fill(records, add_up(records), form(records, "lsis-fif"), **kwargs)
    ).splitlines()
    assert lines[0].startswith("DRAFT")
    assert lines[-1].startswith("DRAFT")


def test_a_question_without_an_answer_says_so(write: Write) -> None:
    records, _ = load(write({}))
    filled = fill(records, add_up(records), form(records, "lsis-fif"), commit=None, dirty=True)
    lessons = filled.sections[SECTIONS.index("lessons")]
    assert not lessons.is_answered
    assert NO_ANSWER in as_text(filled)


def test_what_is_planned_is_shown_and_not_added(report: Document) -> None:
    text = as_markdown(report)
    assert "planned, not added" in text
    assert "55 to 60" in text
