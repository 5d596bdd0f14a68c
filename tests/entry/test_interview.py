"""What is asked, what is offered, and what becomes of a wrong answer."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from fifrecords import load
from fifrecords.entry.choices import attenders
from fifrecords.entry.interview import Interview
from fifrecords.entry.kinds import ENTRIES
from fifrecords.entry.plan import Plan
from fifrecords.entry.question import Moment
from tests.entry.conftest import Somebody

Project = Callable[..., Path]
TODAY = date(2011, 2, 2)


def held(kind: str, somebody: Somebody) -> tuple[Moment, Interview]:
    records = load("records").records
    interview = Interview(ENTRIES[kind].questions, records, TODAY, somebody)
    return interview.hold({}), interview


def test_the_next_session_is_offered_as_the_last_one_was(project: Project) -> None:
    project()
    somebody = Somebody({"title": ["More of it"], "evidence": ["sheet"]})
    moment, _ = held("session", somebody)
    assert moment.given == {
        "date": TODAY,
        "status": "held",
        "kind": "training",
        "title": "More of it",
        "organisation": "park-hostel",
        "delivered_by": ["q-training"],
        "curriculum": ["ict"],
        "days": 0.5,
        "evidence": "sheet",
    }
    assert ("attended", "") in somebody.asked  # who was there is never taken for granted


def test_a_group_is_offered_with_its_size(project: Project) -> None:
    project(**{"people/g-club.yaml": "headcount: [280, 300]\nrole: service-user\n"})
    moment = Moment(load("records").records, TODAY, {})
    assert attenders(moment)["g-club"] == "280 to 300, service-user"


def test_a_wrong_answer_is_asked_again_with_the_nearest_right_one(project: Project) -> None:
    project()
    somebody = Somebody({"kind": ["trainin", "meeting"]})
    moment, _ = held("session", somebody)
    assert moment.given["kind"] == "meeting"
    assert somebody.told == ["'trainin' is not known here; did you mean training?"]


def test_what_must_be_answered_is_asked_until_it_is(project: Project) -> None:
    project()
    somebody = Somebody({"name": ["", "  ", "Day centre"]})
    moment, _ = held("organisation", somebody)
    assert moment.given["name"] == "Day centre"
    assert somebody.told == ["this one must be answered"] * 2


def test_a_default_can_be_left_out(project: Project) -> None:
    project()
    moment, _ = held("session", Somebody({"curriculum": ["-"], "days": ["-"], "hours": ["3"]}))
    assert "curriculum" not in moment.given
    assert "days" not in moment.given
    assert moment.given["hours"] == 3


def test_what_makes_no_sense_is_not_asked(project: Project) -> None:
    project()
    somebody = Somebody({"kind": ["dissemination"]})
    held("session", somebody)
    asked = {name for name, _ in somebody.asked}
    assert {"reach_people", "audience"} <= asked
    assert asked.isdisjoint({"days", "hours", "attended", "curriculum"})


def test_a_session_to_come_is_offered_as_planned_and_needs_no_evidence(project: Project) -> None:
    project()
    somebody = Somebody({"date": ["2011-03-01"]})
    moment, _ = held("session", somebody)
    assert moment.given["status"] == "planned"
    assert "evidence" not in {name for name, _ in somebody.asked}


def test_unknown_words_are_added_to_the_vocabulary_if_wished(project: Project) -> None:
    folder = project()
    somebody = Somebody({"curriculum": ["ict, Gardening, cookery"]})
    moment, interview = held("session", somebody)
    assert moment.given["curriculum"] == ["ict", "gardening", "cookery"]
    plan = Plan(str(folder), "", {**interview.words})
    assert [line for line in plan.diff() if line.startswith("+c")] == [
        "+curriculum: {ict: ICT, literacy: Literacy, gardening: Gardening, cookery: Cookery}"
    ]


def test_or_asked_again(project: Project) -> None:
    project()
    somebody = Somebody({"curriculum": ["gardening", "ict"]}, takes_new_words=False)
    moment, interview = held("session", somebody)
    assert moment.given["curriculum"] == ["ict"]
    assert interview.words == {}


def test_asked_again_all_is_offered_as_it_was_answered(project: Project) -> None:
    project()
    somebody = Somebody({"title": ["Growing cress"], "days": ["1"]})
    _, interview = held("session", somebody)
    somebody.asked.clear()
    interview.hold({})
    assert ("title", "Growing cress") in somebody.asked
    assert ("days", "1") in somebody.asked
