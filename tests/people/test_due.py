"""Who is due to be forgotten or looked at, on a day that is always given."""

import json
from datetime import date
from typing import get_args

import pytest

from fifrecords import load
from fifrecords.check.lawful import due
from fifrecords.model.lawful import LawfulBasis, SpecialCategoryCondition
from tests.conftest import PROJECT, ROOT, Write
from tests.people.conftest import PERSON, Machine

KEPT = (
    f"{PROJECT['project.yaml'].rstrip()}\n        data_protection: {{retain_until: 2017-05-31}}\n"
)


def found(write: Write, person: str, day: str, project: str = PROJECT["project.yaml"]) -> list[str]:
    folder = write({"people/p-1.yaml": person, "project.yaml": project})
    return [f"{d.what} {d.why}" for d in due(load(folder).records, date.fromisoformat(day))]


@pytest.mark.parametrize(
    ("day", "is_due"), [("2017-05-30", False), ("2017-05-31", False), ("2017-06-01", True)]
)
def test_they_are_kept_on_the_last_day_and_due_on_the_next(
    write: Write, day: str, is_due: bool
) -> None:
    why = ["forget was to be kept until 2017-05-31"] if is_due else []
    assert found(write, "retain_until: 2017-05-31\n", day) == why
    assert found(write, "role: service-user\n", day, KEPT) == why


def test_a_person_s_own_day_comes_before_the_project_s(write: Write) -> None:
    assert found(write, "retain_until: 2020-01-01\n", "2018-01-01", KEPT) == []
    assert found(write, "retain_until: 2015-01-01\n", "2016-01-01", KEPT) != []


def test_who_was_forgotten_is_not_due(write: Write) -> None:
    gone = "forgotten: {date: 2012-03-01, because: asked}\n"
    assert found(write, gone, "2018-01-01", KEPT) == []


CONSENT = "lawful_basis: consent\nconsents: {purpose: records, given: 2010-11-02, withdrawn: %s}\n"


def test_consent_that_was_withdrawn_is_due_from_that_day(write: Write) -> None:
    why = ["review consent was withdrawn on 2011-01-15"]
    assert found(write, CONSENT % "2011-01-15", "2011-01-14") == []
    assert found(write, CONSENT % "2011-01-15", "2011-01-15") == why


def test_another_consent_that_stands_is_enough(write: Write) -> None:
    consents = "consents:\n  - {purpose: records, given: 2010-11-02, withdrawn: 2011-01-15}\n"
    again = f"lawful_basis: consent\n{consents}  - {{purpose: records, given: 2011-02-01}}\n"
    assert found(write, again, "2011-02-01") == []
    assert found(write, again, "2011-01-31") != []


def test_consent_that_nothing_rests_on_is_nobody_s_business(write: Write) -> None:
    other = CONSENT.replace("consent\n", "public-task\n", 1)
    assert found(write, other % "2011-01-15", "2011-02-01") == []


def test_the_command_lists_them_and_exits_with_1(machine: Machine) -> None:
    assert machine.run("people", "due").exit_code == 0
    file = f"records/people/{PERSON}.yaml"
    text = (machine.project.folder / file).read_text()
    machine.project.write({file: f"{text}retain_until: 2011-06-30\n"})
    assert machine.run("people", "due", "--on", "2011-06-30").exit_code == 0
    done = machine.run("people", "due", "--on", "2011-07-01")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-1].split()[:3] == [PERSON, "2011-06-30", "forget"]
    done = machine.run("people", "due", "--on", "2011-07-01", "--format", "json")
    assert json.loads(done.stdout) == [
        {
            "person": PERSON,
            "since": "2011-06-30",
            "what": "forget",
            "why": "was to be kept until 2011-06-30",
        }
    ]


@pytest.mark.parametrize("words", [LawfulBasis, SpecialCategoryCondition])
def test_the_page_names_every_ground(words: object) -> None:
    page = (ROOT / "docs" / "data-protection.md").read_text(encoding="utf-8")
    assert all(f"| `{word}` | (" in page for word in get_args(words))
