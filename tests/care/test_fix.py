"""What can be mended in one way only is mended; what may mean two things is left."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fifrecords import RULES, load, validate
from fifrecords.entry.fixing import FIXABLE, fix, how_mended
from fifrecords.store.load import Loaded
from fifrecords.store.spelling import day_of
from tests.care.conftest import errors, files
from tests.check.conftest import EXAMPLES, HERE
from tests.trail.repositories import Repository, shipped

PERSON = "records/people/p-ddddd.yaml"
SESSION = "records/sessions/2011/third.yaml"
PLANNED = "date: 2011-01-28\nkind: meeting\nstatus: planned\n"

MENDED = {
    "a day, the year first": (PERSON, "role: service-user\njoined: 2011/1/4\n", "2011-01-04"),
    "a day, the year last": (PERSON, "role: service-user\njoined: 14.01.2011\n", "2011-01-14"),
    "a day in words": (
        PERSON,
        "joined: 4th March 2011   # or so\n",
        "joined: 2011-03-04   # or so",
    ),
    "a day as a spreadsheet has it": (PERSON, "joined: 2011-01-14 00:00:00\n", ": 2011-01-14\n"),
    "a number in quotes": (SESSION, f"{PLANNED}days: '0.5'\n", "days: 0.5\n"),
    "a text that is a number": (SESSION, f"{PLANNED}title: 1984\n", 'title: "1984"\n'),
    "a word with a capital": (PERSON, "role: Service User\n", "role: service-user\n"),
    "an id with a capital": (PERSON, "organisation: Hostel_2\n", "organisation: hostel-2\n"),
    "an id in a word processor's quotes": (
        PERSON,
        "organisation: \u201chostel-2\u201d\n",
        "organisation: hostel-2\n",
    ),
    "a day in a word processor's quotes": (
        PERSON,
        "joined: \u20182011\u201301\u201314\u2019\n",
        "joined: 2011-01-14\n",
    ),
    "a name with an accent": (PERSON, "organisation: H\u00f4stel 2\n", "organisation: hostel-2\n"),
    "a word of the tool": (
        SESSION,
        PLANNED.replace("meeting", "Embedded activity"),
        "d-activity\n",
    ),
    "a field with a hyphen": (PERSON, "Age-Band: 16-18\n", "age_band: 16-18\n"),
    "a tab": (PERSON, "outcomes:\n\t- date: 2011-03-02\n\t  kind: employment\n", "  - date: 20"),
    "a byte order mark": (PERSON, "\ufeffrole: service-user\n", "role: service-user\n"),
    "line ends": (PERSON, "role: service-user\r\njoined: 2011-01-14\r\n", "-user\njoined"),
    "a suffix": ("records/people/p-ddddd.YML", "role: service-user\n", "role: service-user\n"),
    "a suffix behind another": (f"{PERSON}.txt", "role: service-user\n", "role: service-user\n"),
    "a former id": (SESSION, f"{PLANNED}attended: [p-gone] # ?\n", "attended: [p-ccccc] # ?\n"),
    "a headcount of one": (
        SESSION,
        f"{PLANNED}attended: {{person: p-aaaaa, headcount: 1}}\n",
        "aa}\n",
    ),
    "a word that stands three times": (
        SESSION,
        f"{PLANNED}curriculum: [ict, ICT, ict]   # all day\n",
        "curriculum: [ict]   # all day\n",
    ),
    "a role that stands twice": (
        "records/organisations/hall.yaml",
        "name: Hall\ntype: organisation\nroles:\n  - beneficiary\n  - beneficiary\n",
        "roles:\n  - beneficiary\n",
    ),
    "its own id": (PERSON, "role: service-user\nnot_the_same_as: p-ddddd\n", "service-user\n"),
}
LEFT = {
    "a day that may be two": (PERSON, "joined: 02/01/2011\n"),
    "no day at all": (PERSON, "joined: 31/02/2011\n"),
    "an id that is near": (SESSION, f"{PLANNED}attended: p-aaaab\n"),
    "a word that is near": (PERSON, "role: service-users\n"),
    "a name of nobody": (PERSON, "organisation: The Place\n"),
    "a field that is near": (PERSON, "rol: service-user\n"),
    "a field that stands twice": (PERSON, "age_band: 16-18\nage-band: 16-18\n"),
    "a tab that may be two or four spaces": (PERSON, "equality:\n  sex: male\n\trace: white\n"),
    "a former id beside the present one": (SESSION, f"{PLANNED}attended: [p-gone, p-ccccc]\n"),
    "a headcount of two": (SESSION, f"{PLANNED}attended: {{person: p-aaaaa, headcount: 2}}\n"),
    "notes in another format": ("records/narrative/notes.txt", "Notes.\n"),
    "nothing behind a name": (PERSON, "joined:\n"),
}


@pytest.mark.parametrize("name", MENDED)
def test_it_is_mended(village: Repository, name: str) -> None:
    path, text, mended = MENDED[name]
    village.replace("records/people/p-ccccc.yaml", "homes\n", "homes\nformer_ids: p-gone\n")
    before = files(village.folder)
    village.write({path: text})
    done = village.run("fix", "--yes")
    assert done.exit_code == 0, done.output
    assert errors(village) == []
    after = files(village.folder)
    (new,) = after.keys() - before.keys()
    assert mended in after[new].decode()
    assert {path: data for path, data in after.items() if path != new} == before


@pytest.mark.parametrize("name", LEFT)
def test_it_is_left_to_a_person(village: Repository, name: str) -> None:
    path, text = LEFT[name]
    village.replace("records/people/p-ccccc.yaml", "homes\n", "homes\nformer_ids: p-gone\n")
    village.write({path: text})
    before = files(village.folder)
    done = village.run("fix", "--yes")
    assert "nothing to write" in done.output
    assert (done.exit_code, files(village.folder)) == (1, before)


def test_numbers_that_are_left_false_are_for_the_claims(village: Repository) -> None:
    village.write({"records/narrative/outputs.md": "[99](figure:learners) came.\n"})
    done = village.run("fix", "--dry-run")
    assert done.exit_code == 1
    assert "1 error; mend it with: fifrecords claims --update" in done.stderr
    village.write({PERSON: "rol: service-user\n"})
    assert "1 error; mend it by hand" in village.run("fix", "--dry-run").stderr


def test_a_dry_run_shows_what_it_would_do_and_says_so(village: Repository) -> None:
    village.write({PERSON: "role: Service user\n"})
    before = files(village.folder)
    done = village.run("fix", "--dry-run")
    assert done.exit_code == 1
    assert "would mend: records/people/p-ddddd.yaml:1:7: error: 'Service user'" in done.output
    assert "\nmended" not in f"\n{done.output}"
    assert "+role: service-user" in done.output
    assert files(village.folder) == before


@pytest.mark.parametrize(("name", "is_told"), [*((n, 1) for n in MENDED), *((n, 0) for n in LEFT)])
def test_validate_says_where_some_of_it_is_mended(
    village: Repository, name: str, is_told: bool
) -> None:
    path, text, *_ = (MENDED | LEFT)[name]
    village.replace("records/people/p-ccccc.yaml", "homes\n", "homes\nformer_ids: p-gone\n")
    village.write({path: text})
    done = village.run("validate")
    assert ("some of this is mended by: fifrecords fix\n" in done.output) == is_told
    assert "mended by" not in village.run("validate", "--staged").output


def test_only_what_was_mended_itself_is_said_to_be(village: Repository) -> None:
    who = "role: service-user\norganisation: homes\n"
    text = f"{PLANNED}attended: [p-ddddd]\n".replace("planned", "held\nbasis: counted\ndays: 1")
    village.write({PERSON: who, SESSION.replace(".yaml", ".yml"): text})
    assert "[orphan]" not in village.run("validate").output
    told = village.run("fix", "--yes").output
    assert "mended: records/sessions/2011/third.yml:1:1: error: third.yml is not read" in told
    assert "orphan" not in told


def test_line_ends_are_told_where_no_line_differs(village: Repository) -> None:
    village.write({PERSON: "role: service-user\r\norganisation: homes\r\n"})
    told = village.run("fix", "--dry-run").output
    assert f"{PERSON}: line ends become LF\n" in told


def test_from_within_the_records_too_one_run_is_enough(village: Repository) -> None:
    village.replace("records/people/p-ccccc.yaml", "homes\n", "homes\nformer_ids: p-gone\n")
    text = f"{PLANNED}title: 1984\nattended: [p-gone, {{person: p-aaaaa, headcount: 1}}]\n"
    village.write({SESSION.replace(".yaml", ".yml"): text})
    done = village.run("fix", cwd=village.folder / "records")
    assert done.exit_code == 0, done.output
    mended = files(village.folder)[SESSION].decode()
    assert mended == f'{PLANNED}title: "1984"\nattended: [p-ccccc, {{person: p-aaaaa}}]\n'


def test_only_the_rules_that_are_named(village: Repository) -> None:
    village.write({PERSON: "\ufeffrole: Service user\n"})
    assert village.run("fix", "--rule", "byte-order-mark").exit_code == 1
    assert files(village.folder)[PERSON] == b"role: Service user\n"
    assert village.run("fix", "--rule", "unknown-person").exit_code == 2


def test_what_it_leaves_alone_it_does_not_commit(village: Repository) -> None:
    """A day that may be two is looked at and left; what else is said there is somebody's own."""
    village.commit({PERSON: "role: service-user\njoined: 03/04/2011\n"})
    village.replace(PERSON, "joined", "notes: half done\njoined")
    village.write({SESSION: PLANNED.replace("\n", "\r\n")})
    done = village.run("fix", "--yes", "--commit")
    assert "committed as" in done.output
    assert village("show", "--format=", "--name-only").split() == [SESSION]
    assert "half done" in village("diff", "--", PERSON)


def test_there_is_nothing_to_fix_in_the_shipped_records(tmp_path: Path) -> None:
    repository = shipped(tmp_path / "project")
    assert repository.run("fix", "--dry-run").exit_code == 0


@pytest.mark.parametrize("name", [each for each in EXAMPLES if each != "no-project"])
def test_every_example_is_as_it_was_foreseen_and_is_done_with_in_one_run(
    name: str, tmp_path: Path
) -> None:
    copytree(HERE / "base", tmp_path, dirs_exist_ok=True)
    copytree(HERE / "bad" / name, tmp_path, dirs_exist_ok=True)
    records, found = load(tmp_path / "records")
    before = Loaded(records, sorted([*found, *validate(records)]))
    plan, after = fix(before)
    plan.carry_out()
    records, found = load(tmp_path / "records")
    assert sorted([*found, *validate(records)]) == after.findings
    again, _ = fix(after)
    assert again.written == []


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_told_however_it_is_written(day: date) -> None:
    spelt = ["%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d %Y", "%Y-%m-%dT00:00:00"]
    assert {day_of(day.strftime(each)) for each in spelt} == {day}
    for each in ("%d/%m/%Y", "%m.%d.%Y"):
        is_one = day.day > 12 or day.day == day.month
        assert day_of(day.strftime(each)) == (day if is_one else None)


def test_every_mend_says_what_it_does() -> None:
    assert set(FIXABLE) < RULES.keys()
    assert all(how_mended(rule).endswith(".") for rule in FIXABLE)
    assert how_mended("unknown-person") == ""
