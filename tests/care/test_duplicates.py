"""What looks as if it were on record twice is listed with its reasons; likeness alone is none."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fifrecords import load
from fifrecords.entry.doubles import doubles
from fifrecords.entry.doubles.pair import a_slip_apart
from tests.care.conftest import errors, files
from tests.conftest import Write
from tests.trail.repositories import Repository, one_line, shipped

PERSON = "role: service-user\norganisation: q-training\n"
OUTCOME = "outcomes: {{date: 2011-03-02, kind: qualification, evidence: {}}}\n"
HELD = "date: 2011-01-14\nkind: training\ndays: 0.5\norganisation: q-training\n"
ORGANISATION = "name: {}\ntype: organisation\n"
SAID = (
    f"{PERSON}equality: {{sex: male, race: white}}\nage_band: 16-18\nclient_group: mental-health\n"
)
ESTIMATED = "basis: estimated\nbecause: Beds in the house.\n"
TITLED = "title: Getting online\n"

TWICE = {
    "a certificate": {
        "people/p-aaaaa.yaml": PERSON + OUTCOME.format("certificate 1183"),
        "people/p-zzzzz.yaml": PERSON + OUTCOME.format("certificate 1183"),
    },
    "ids a slip apart, and no answer": {
        "people/p-abcde.yaml": SAID,
        "people/p-abced.yaml": SAID.replace("sex: male", "sex: not-asked"),
    },
    "ids a slip apart": {"people/p-abcde.yaml": PERSON, "people/p-abced.yaml": PERSON},
    "an estimate": {
        "people/g-a.yaml": f"{PERSON}headcount: 30\n{ESTIMATED}",
        "people/g-b.yaml": f"{PERSON}headcount: 30\n{ESTIMATED}",
    },
    "names": {
        "organisations/a.yaml": ORGANISATION.format("The Brook House Ltd."),
        "organisations/b.yaml": ORGANISATION.format("Brook House"),
    },
    "mistyped names": {
        "organisations/a.yaml": ORGANISATION.format("Brooklet House"),
        "organisations/b.yaml": ORGANISATION.format("Broklet House"),
    },
    "an address": {
        "organisations/a.yaml": ORGANISATION.format("Brook") + "address: 1 High Street, Witham\n",
        "organisations/b.yaml": ORGANISATION.format("Hill") + "address: 1 High Street (Witham)\n",
    },
    "attenders": {
        "people/p-aaaaa.yaml": PERSON,
        "people/p-zzzzz.yaml": PERSON,
        "sessions/a.yaml": f"{HELD}attended: [p-aaaaa, p-zzzzz]\n",
        "sessions/b.yaml": f"{HELD}attended: [p-zzzzz, p-aaaaa]\n",
    },
    "a paper": {
        "sessions/a.yaml": f"{HELD}evidence: sign-in sheet 14 January\n",
        "sessions/b.yaml": f"{HELD}evidence: [photographs, sign-in sheet 14 January]\n",
    },
    "day and month": {
        "people/p-aaaaa.yaml": PERSON,
        "people/p-zzzzz.yaml": PERSON,
        "sessions/a.yaml": f"{HELD}attended: [p-aaaaa, p-zzzzz]\n".replace("01-14", "02-03"),
        "sessions/b.yaml": f"{HELD}attended: [p-aaaaa, p-zzzzz]\n".replace("01-14", "03-02"),
    },
}
OTHERS = {
    "people alike in all": {"people/p-aaaaa.yaml": SAID, "people/p-zzzzz.yaml": SAID},
    "one who follows another": {
        "people/p-aaaaa.yaml": SAID,
        "people/p-zzzzz.yaml": SAID,
        "sessions/a.yaml": f"{HELD}{TITLED}attended: p-aaaaa\n",
        "sessions/b.yaml": f"{HELD}{TITLED}attended: p-zzzzz\n".replace("01-14", "01-21"),
    },
    "one paper of three": {
        f"people/p-{a}.yaml": PERSON + OUTCOME.format("register 7") for a in ("aa", "kk", "zz")
    },
    "ids a slip apart in one session": {
        "people/p-abcde.yaml": PERSON,
        "people/p-abced.yaml": PERSON,
        "sessions/a.yaml": f"{HELD}attended: [p-abcde, p-abced]\n",
    },
    "ids a slip apart that say otherwise of themselves": {
        "people/p-abcde.yaml": SAID,
        "people/p-abced.yaml": SAID.replace("sex: male", "sex: female"),
    },
    "groups of one size": {
        "people/g-a.yaml": f"{PERSON}headcount: 30\n",
        "people/g-b.yaml": f"{PERSON}headcount: 30\n",
    },
    "groups that may overlap": {
        "people/g-a.yaml": f"{PERSON}headcount: 30\n{ESTIMATED}",
        "people/g-b.yaml": f"{PERSON}headcount: 30\n{ESTIMATED}may_overlap_with: g-a\n",
    },
    "a way to estimate that three have": {
        f"people/g-{a}.yaml": f"{PERSON}headcount: 30\n{ESTIMATED}" for a in "abc"
    },
    "a morning and an afternoon": {
        "people/p-aaaaa.yaml": PERSON,
        "people/p-zzzzz.yaml": PERSON,
        "sessions/a-morning.yaml": f"{HELD}attended: [p-aaaaa, p-zzzzz]\nevidence: sheet\n",
        "sessions/b-afternoon.yaml": f"{HELD}attended: [p-aaaaa, p-zzzzz]\nevidence: sheet\n",
    },
    "ids a slip apart that gave none of each other's answers": {
        "people/p-abcde.yaml": SAID.replace("race: white", "race: [asian, white]"),
        "people/p-abced.yaml": SAID.replace("race: white", "race: black"),
    },
    "a letter that tells apart": {
        "organisations/a.yaml": ORGANISATION.format("Residential setting A"),
        "organisations/b.yaml": ORGANISATION.format("Residential setting B"),
    },
    "a number that tells apart": {
        "organisations/a.yaml": ORGANISATION.format("Residential setting 11"),
        "organisations/b.yaml": ORGANISATION.format("Residential setting 12"),
    },
    "a site of its own name": {
        "organisations/a.yaml": ORGANISATION.format("Brook House"),
        "organisations/b.yaml": "name: Brook House\ntype: site\nsite_of: a\n",
    },
    "two groups in one day": {
        "people/p-aaaaa.yaml": PERSON,
        "people/p-zzzzz.yaml": PERSON,
        "sessions/a.yaml": f"{HELD}{TITLED}attended: p-aaaaa\nevidence: sheet\n",
        "sessions/b.yaml": f"{HELD}{TITLED}attended: p-zzzzz\nevidence: sheet\n",
    },
    "what is marked as two": {
        "organisations/a.yaml": ORGANISATION.format("Brook House"),
        "organisations/b.yaml": ORGANISATION.format("Brook House") + "not_the_same_as: a\n",
    },
}


@pytest.mark.parametrize("name", TWICE)
def test_it_is_listed(write: Write, name: str) -> None:
    (pair,) = doubles(load(write(TWICE[name])).records)
    assert set(pair.ids) <= {Path(each).stem for each in TWICE[name]}
    assert pair.reasons


@pytest.mark.parametrize("name", OTHERS)
def test_it_is_not(write: Write, name: str) -> None:
    assert doubles(load(write(OTHERS[name])).records) == []


def test_two_clues_are_stronger_than_one(write: Write) -> None:
    """Alike in all, one after the other, and of ids that a slip makes: likelier than the slip."""
    others = OTHERS["one who follows another"]
    text = {
        name.replace("zzzzz", "aaaab"): each.replace("zzzzz", "aaaab")
        for name, each in others.items()
    }
    (pair,) = doubles(load(write(text)).records)
    assert (pair.strength, pair.in_words) == (5, "likely")
    assert pair.reasons == (
        "ids a slip apart, and of one organisation",
        "p-aaaab starts where p-aaaaa stops, alike in all, in one series",
    )


def test_what_speaks_against_it_is_told_too(write: Write) -> None:
    files_ = dict(TWICE["a certificate"])
    files_["people/p-zzzzz.yaml"] = files_["people/p-zzzzz.yaml"].replace(
        "service-user", "support-worker"
    )
    (pair,) = doubles(load(write(files_)).records)
    assert pair.reasons[-1] == "but role is service-user and support-worker"


def test_the_likeliest_stands_first_and_each_has_its_reasons(village: Repository) -> None:
    done = village.run("duplicates", "--format", "json")
    told = json.loads(done.output)
    assert told["schema_version"] == 1
    strengths = [pair["strength"] for pair in told["pairs"]]
    assert strengths == sorted(strengths, reverse=True)
    assert [set(pair["records"]) for pair in told["pairs"]] == [
        {"organisations/hostel", "organisations/hostel-2"}
    ]
    text = village.run("duplicates").output
    assert "likely: organisations/hostel and organisations/hostel-2\n  - names that" in text


def test_two_that_are_marked_are_listed_no_more(village: Repository) -> None:
    before = files(village.folder)
    done = village.run("duplicates", "--different", "hostel-2", "organisations/hostel", "--commit")
    assert "+not_the_same_as: [hostel]" in done.output
    assert village("log", "-1", "--format=%s") == "Mark organisations/hostel-2 and hostel as two"
    assert errors(village) == []
    after = files(village.folder)
    assert [path for path in after if after[path] != before[path]] == [
        "records/organisations/hostel-2.yaml"
    ]
    assert village.run("duplicates").output == "nothing looks as if it were on record twice\n"
    again = village.run("duplicates", "--different", "organisations/hostel", "hostel-2")
    assert "marked as two already" in one_line(again)
    village.run("rename", "organisations/hostel", "hostel-north")
    assert (
        b"not_the_same_as: [hostel-north]"
        in files(village.folder)["records/organisations/hostel-2.yaml"]
    )


@pytest.mark.parametrize(
    "two", [("p-aaaaa", "homes"), ("p-aaaaa", "p-aaaaa"), ("days", "learners")]
)
def test_only_two_of_one_kind_are_told_apart(village: Repository, two: tuple[str, str]) -> None:
    assert "no two records of one kind" in one_line(village.run("duplicates", "--different", *two))


def test_what_is_alike_in_the_shipped_records_is_one_address(tmp_path: Path) -> None:
    (pair,) = doubles(load(shipped(tmp_path / "project").folder / "records").records)
    assert pair.ids == ("augusta-partnership", "care-norfolk-brokerage")
    assert pair.in_words == "possible"


@given(st.text("ab2", min_size=1, max_size=6), st.integers(0, 9), st.sampled_from("ab2"))
def test_every_slip_is_seen(id_: str, at: int, letter: str) -> None:
    at %= len(id_)
    slips = {
        id_[:at] + letter + id_[at + 1 :],
        id_[:at] + letter + id_[at:],
        id_[:at] + id_[at + 1 :],
        id_[:at] + id_[at : at + 2][::-1] + id_[at + 2 :],
    } - {id_, ""}
    for slip in slips:
        assert list(a_slip_apart([id_, slip])) == [tuple(sorted((id_, slip)))]
    assert list(a_slip_apart([id_, f"{id_}ab"])) == []


def test_random_ids_of_many_people_are_not_taken_for_slips() -> None:
    random = Random(1)
    letters = "23456789abcdefghjkmnpqrstvwxyz"
    ids = {"p-" + "".join(random.choices(letters, k=8)) for _ in range(5000)}
    assert list(a_slip_apart(ids)) == []
