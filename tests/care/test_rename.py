"""A name is changed wherever it stands, and nothing else is."""

import re
from pathlib import Path

import pytest

from tests.care.conftest import errors, files
from tests.trail.repositories import Repository, one_line, shipped

RENAMES = {
    "organisations/hostel": "hostel-north",
    "homes": "care-homes",
    "q-training": "training",
    "p-bbbbb": "p-zzzzz",
    "g-few": "g-some",
    "first": "2011-01-14-hostel",
    "learners": "people-who-learn",
    "days": "days-of-learning",
    "curriculum/ict": "digital",
    "roles/service-user": "resident",
    "settings/hostel": "house",
}
WORD = re.compile(rb"[a-z0-9-]+")


def test_the_village_is_sound(village: Repository) -> None:
    assert errors(village) == []


@pytest.mark.parametrize("name", RENAMES)
def test_everything_that_named_it_calls_it_by_its_new_name(village: Repository, name: str) -> None:
    new = RENAMES[name]
    done = village.run("rename", name, new)
    assert done.exit_code == 0, done.output
    assert "no figure differs" in done.output
    assert errors(village) == []


@pytest.mark.parametrize("name", RENAMES)
def test_renamed_back_every_file_is_as_it_was(village: Repository, name: str) -> None:
    """But for the former id that it then has: what else was touched comes back byte for byte."""
    before = files(village.folder)
    new = RENAMES[name]
    family = name.rpartition("/")[0]
    village.run("rename", name, new)
    assert (
        village.run("rename", f"{family}/{new}".lstrip("/"), name.rpartition("/")[2]).exit_code == 0
    )
    after = files(village.folder)
    assert before.keys() == after.keys()
    for path, data in before.items():
        assert after[path].replace(f"former_ids: [{new}]\n".encode(), b"") == data


def test_only_the_words_that_are_the_name_change(village: Repository) -> None:
    before = files(village.folder)
    village.run("rename", "p-bbbbb", "p-zzzzz")
    after = files(village.folder)
    for path in before.keys() & after.keys():
        changed = {
            pair
            for pair in zip(WORD.findall(before[path]), WORD.findall(after[path]), strict=True)
            if pair[0] != pair[1]
        }
        assert changed <= {(b"p-bbbbb", b"p-zzzzz")}
        assert WORD.sub(b"", before[path]) == WORD.sub(b"", after[path])
    session = after["records/sessions/2011/first.yaml"].decode()
    assert "  - {person: p-zzzzz, days: 0.5}   # came late, stayed on\n" in session
    prose = after["records/narrative/outputs.md"].decode()
    assert "[1](figure:learners/person/p-zzzzz)" in prose
    assert "`figure:learners/person/p-bbbbb` is how" in prose


def test_a_record_keeps_its_former_id_and_its_history(village: Repository) -> None:
    done = village.run("rename", "p-bbbbb", "p-zzzzz", "--commit")
    assert "committed as" in done.output
    assert village("status", "--porcelain") == ""
    record = files(village.folder)["records/people/p-zzzzz.yaml"].decode()
    assert record.endswith("former_ids: [p-bbbbb]\n")
    assert "joined: 2010-11-02   # ask again" in record
    followed = village("log", "--follow", "--format=%s", "--", "records/people/p-zzzzz.yaml")
    assert followed.splitlines() == ["Rename people/p-bbbbb to p-zzzzz", "A change"]
    assert village.run("rename", "p-bbbbb", "p-yyyyy", "--dry-run").exit_code == 0


def test_a_dry_run_shows_and_writes_nothing(village: Repository) -> None:
    before = files(village.folder)
    done = village.run("rename", "organisations/hostel", "hostel-north", "--dry-run")
    assert "+organisation: hostel-north" in done.output
    assert files(village.folder) == before


@pytest.mark.parametrize(
    ("name", "new", "why"),
    [
        (
            "organisations/hostel",
            "homes",
            "fifrecords merge organisations/hostel organisations/homes",
        ),
        ("homes", "The Homes", "is no id: only a-z, 0-9 and -"),
        ("homes", "con", "is no id: Windows keeps it for a device"),
        ("p-aaaaa", "g-aaaaa", "begin with p-"),
        ("hostle", "house", "did you mean hostel?"),
        ("organisations/nowhere", "house", "nothing on record is called"),
        ("days", "funding", "the figure of the grant"),
        ("ict", "literacy", "fifrecords merge curriculum/ict curriculum/literacy"),
    ],
)
def test_a_name_that_it_cannot_have(village: Repository, name: str, new: str, why: str) -> None:
    before = files(village.folder)
    assert why in one_line(village.run("rename", name, new))
    assert files(village.folder) == before


def test_a_name_of_several_things_has_to_be_told_apart(village: Repository) -> None:
    message = one_line(village.run("rename", "hostel", "house"))
    assert "write organisations/hostel or settings/hostel" in message


@pytest.mark.parametrize("name", ["p-bbbbb", "people/p-bbbbb", "p-zzzzz", "people/p-zzzzz"])
def test_a_former_id_still_tells_of_the_record(village: Repository, name: str) -> None:
    assert village.run("rename", "people/p-bbbbb", "p-zzzzz", "--yes", "--commit").exit_code == 0
    village.run("claims", "--update", "--yes")
    explained = village.run("explain", name)
    assert "people/p-zzzzz" in explained.output
    assert "renamed from" in village.run("log", name).output


def test_what_several_records_are_called_is_not_guessed(village: Repository) -> None:
    village.write({"records/sessions/hostel.yaml": "date: 2011-01-28\nkind: meeting\n"})
    told = one_line(village.run("log", "hostel"))
    assert "'hostel' is several records: write organisations/hostel or sessions/hostel" in told
    assert village.run("log", "organisations/hostel").exit_code == 0


def test_a_former_id_of_another_is_not_given_again(village: Repository) -> None:
    village.run("rename", "p-bbbbb", "p-zzzzz")
    message = one_line(village.run("rename", "p-aaaaa", "p-bbbbb"))
    assert "p-bbbbb is a former id of p-zzzzz" in message


def test_a_broken_record_that_may_name_it_is_mended_first(village: Repository) -> None:
    village.replace("records/sessions/2011/second.yaml", "days: 1", "days: one")
    assert "second.yaml is broken and may name p-bbbbb" in one_line(
        village.run("rename", "p-bbbbb", "p-zzzzz")
    )
    assert village.run("rename", "p-ccccc", "p-zzzzz").exit_code == 0


def test_the_shipped_records_stand_renames_of_every_kind(tmp_path: Path) -> None:
    repository = shipped(tmp_path / "project")
    for name, new in (
        ("residential-setting-a", "house-a"),
        ("2010-11-29-service-users-personal-development", "2010-11-29-personal-development"),
        ("beneficiary-sites", "places"),
        ("settings/domestic", "home"),
    ):
        assert repository.run("rename", name, new, "--yes").exit_code == 0
    assert repository.run("validate", "--strict").exit_code == 0
