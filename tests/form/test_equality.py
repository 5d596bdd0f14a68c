"""What a form says of protected characteristics: who was asked, and what they answered."""

from pathlib import Path

import pytest

from fifrecords import Quantity, add_up, load, validate
from fifrecords.form.definition import form
from fifrecords.form.equality import equality
from fifrecords.form.source import Source
from fifrecords.form.words import text_of
from fifrecords.model.codes import CODE_LISTS, published
from fifrecords.model.form import Answer
from fifrecords.model.vocabulary import NOT_ASKED, PREFERRED_NOT_TO_SAY, Characteristic
from tests.conftest import Write

SAID = {
    "p-aaa": "{disability: [dyslexia, vision-impairment], sex: female}",
    "p-bbb": "{disability: [vision-impairment], sex: not-asked}",
    "p-ccc": "{disability: prefer-not-to-say}",
    "p-ddd": "{disability: not-asked}",
    "p-eee": "{}",
    "p-fff": "{disability: wheelchair-user}",
}


@pytest.fixture
def records(write: Write) -> Path:
    people = {f"people/{id_}.yaml": f"role: tutor\nequality: {each}" for id_, each in SAID.items()}
    attended = f"{{date: 2010-10-01, kind: training, attended: [{', '.join(SAID)}]}}"
    words = "answers: {disability: {wheelchair-user: Uses a wheelchair}}"
    return write({**people, "sessions/s-1.yaml": attended, "vocabulary.yaml": words})


def said(folder: Path) -> tuple[dict[str, list[str]], list[str]]:
    """The rows of the table by characteristic, and what stands around it."""
    records, _ = load(folder)
    assert not [each for each in validate(records) if each.rule == "unlisted-answer"]
    answer = Answer(block="equality")
    blocks = equality(Source(records, add_up(records), answer))
    (table,) = [each for each in blocks if hasattr(each, "rows")]
    rows = {text_of(name): [text_of(each) for each in rest] for name, *rest in table.rows}
    return rows, [text_of(each.words) for each in blocks if hasattr(each, "words")]


def test_who_was_asked_who_answered_and_who_was_not_stand_apart(records: Path) -> None:
    rows, _ = said(records)
    assert rows["Disability"][:4] == ["4", "3", "1", "2"]
    assert rows["Sex"][:4] == ["1", "1", "0", "5"]


def test_somebody_with_several_answers_is_counted_once_under_the_primary_one(records: Path) -> None:
    rows, around = said(records)
    assert rows["Disability"][4] == "Dyslexia: 1; Vision impairment: 1; Uses a wheelchair: 1"
    assert around[1:] == ["1 gave several answers on disability; the primary one is counted."]


def test_whoever_the_figures_do_not_count_is_on_no_register(write: Write) -> None:
    """A plan is no attendance, be it the session's or that somebody will join."""
    folder = write(
        {
            "people/p-aaa.yaml": "{role: tutor, equality: {sex: female}}",
            "people/p-bbb.yaml": "{role: tutor, equality: {sex: male}, basis: planned}",
            "people/p-ccc.yaml": "{role: tutor, equality: {sex: female}}",
            "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, attended: [p-aaa, p-bbb]}",
            "sessions/s-2.yaml": """
                {date: 2010-10-02, kind: training, basis: planned, attended: [p-aaa, p-ccc]}
                """,
            "indicators.yaml": "people: {measure: {count: people}}",
        }
    )
    rows, around = said(folder)
    assert rows["Sex"] == ["1", "1", "0", "0", "Female: 1"]
    assert around == ["On a register: 1. Nobody else was asked."]
    assert add_up(load(folder).records)["people"].value.total == Quantity.of(1)


def test_no_share_is_told_so_none_can_be_taken_for_one_of_the_whole(records: Path) -> None:
    rows, around = said(records)
    assert not any("%" in text for row in rows.values() for text in (*row, *around))
    assert around[0] == "On a register: 6. Nobody else was asked."


@pytest.mark.parametrize("characteristic", CODE_LISTS)
def test_what_stands_for_no_answer_is_kept_apart_from_every_list(
    characteristic: Characteristic,
) -> None:
    lists = CODE_LISTS[characteristic]
    answers = [id_ for each in lists for id_ in each.answers]
    assert len(answers) == len(set(answers))
    assert not {NOT_ASKED, PREFERRED_NOT_TO_SAY} & set(answers)
    assert list(published(characteristic)) == [*answers, PREFERRED_NOT_TO_SAY, NOT_ASKED]


def test_every_list_says_where_it_is_from() -> None:
    for lists in CODE_LISTS.values():
        for each in lists:
            assert each.source
            assert set(each.codes) <= set(each.answers)


def test_the_shipped_form_asks_for_equality(records: Path) -> None:
    loaded, _ = load(records)
    blocks = [answer.block for each in form(loaded, "lsis-fif").sections for answer in each.answers]
    assert "equality" in blocks
