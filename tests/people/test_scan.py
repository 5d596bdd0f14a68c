"""What leads to one person is found in records, in what is staged, in history and in messages."""

import shutil
from pathlib import Path

import pytest

from tests.people.conftest import ADA, PERSON, Machine

SESSION = "records/sessions/2011/2011-01-14-brooklet-house-ict.yaml"
NOTES = "notes: Ask {} for the slides.\n"


@pytest.fixture
def known(machine: Machine) -> Machine:
    """A machine whose register has one person in it."""
    machine.people("add", PERSON, said=ADA)
    return machine


def found(machine: Machine, *arguments: str) -> list[str]:
    """What a scan finds, each with its place; it exits with 1 where that is anything."""
    done = machine.run("people", "scan", *arguments)
    assert done.exit_code == (1 if done.stdout else 0), done.output
    assert "Quillfeather" not in done.output
    return [line.partition(": warning: ")[0] for line in done.stdout.splitlines()]


def noted(machine: Machine, text: str) -> None:
    path = machine.project.folder / SESSION
    path.write_text(path.read_text() + NOTES.format(text))


def test_nothing_in_sound_records(known: Machine) -> None:
    assert found(known) == found(known, "--history") == found(known, "--staged") == []


@pytest.mark.parametrize(
    "name",
    [
        "Ada Quillfeather",
        "Quillfeather, Ada",
        "A. Quillfeather",
        "ada quillfeather",
        "Ada Q.",
        "Ada",
    ],
)
def test_a_name_of_the_register_in_the_work_tree(known: Machine, name: str) -> None:
    noted(known, name)
    assert found(known) == [f"{SESSION}:13:12"]


def test_without_a_register_it_says_that_names_were_not_looked_for(bare_machine: Machine) -> None:
    noted(bare_machine, "Ada Quillfeather on 01632 960123")
    done = bare_machine.run("people", "scan")
    assert done.exit_code == 1
    assert done.stderr.startswith("names were not looked for: ")
    assert done.stdout.count("\n") == 1
    assert "a telephone number (01...23) leads to one person" in done.stdout


def test_only_what_is_staged_is_looked_at_for_a_commit(known: Machine) -> None:
    noted(known, "Ada Quillfeather")
    assert found(known, "--staged") == []
    known.project("add", SESSION)
    assert found(known, "--staged") == [f"{SESSION}:13:12"]


def test_what_was_taken_out_is_found_in_the_history(known: Machine) -> None:
    before = (known.project.folder / SESSION).read_text()
    noted(known, "Ada Quillfeather, ada.quillfeather@example.org")
    known.project.commit({}, "A note")
    first = known.project.head[:10]
    known.project.commit({SESSION: before}, "Without the note")
    assert found(known) == []
    place = f"{first}:sessions/2011/2011-01-14-brooklet-house-ict.yaml:13"
    assert found(known, "--history") == [f"{place}:12", f"{place}:30"]


def test_what_stood_in_the_folder_under_another_name_is_found(known: Machine) -> None:
    before = (known.project.folder / SESSION).read_text()
    noted(known, "Ada Quillfeather")
    first = known.project.commit({}, "A note")
    known.project.commit({SESSION: before}, "Without the note")
    for was, now in (("records", "old"), ("old", "new records")):
        known.project("mv", was, now)
        known.project.commit({}, "Another folder")
    told = found(known, "--history", "--records", "new records")
    assert [each[:10] for each in told] == [first[:10]]


def test_a_project_that_began_as_a_copy_has_no_part_in_the_history_of_the_first(
    known: Machine,
) -> None:
    before = (known.project.folder / SESSION).read_text()
    noted(known, "Ada Quillfeather")
    known.project.commit({}, "A note")
    known.project.commit({SESSION: before}, "Without the note")
    known.project("mv", "records", "first")
    known.project.commit({}, "Room for a second project")
    shutil.copytree(known.project.folder / "first", known.project.folder / "second")
    known.project.commit({}, "A second project, as the first began")
    assert len(found(known, "--history", "--records", "first")) == 1
    assert found(known, "--history", "--records", "second") == []


def test_a_commit_that_another_stands_for_here_is_sent_as_it_is(known: Machine) -> None:
    first = known.project.head
    noted(known, "Ada Quillfeather")
    told = known.project.commit({}, "A note")
    known.project("replace", told, first)
    known.project("reset", "--quiet", "--hard")
    assert found(known) == []
    assert [each[:10] for each in found(known, "--history")] == [told[:10]]


def test_the_end_of_a_history_is_told_from_all_of_it(known: Machine, tmp_path: Path) -> None:
    known.project.commit({}, "Later")
    clone = tmp_path / "clone"
    known.project("clone", "--quiet", "--depth=1", known.project.folder.as_uri(), str(clone))
    done = known.run("people", "scan", "--history", cwd=clone)
    assert "only the end of the history is here" in done.stderr


def test_a_name_of_a_file_that_is_gone_is_found(known: Machine) -> None:
    known.project.commit({"records/people/p-ada-quillfeather.yaml": "role: tutor\n"}, "One more")
    first = known.project.head[:10]
    known.project.commit({"records/people/p-ada-quillfeather.yaml": None}, "One less")
    assert found(known, "--history") == [f"{first}:people/p-ada-quillfeather.yaml:1:1"]


@pytest.mark.parametrize(
    "name", ["s-07700-900123", "2011-03-01-07700-900123", "s-9434765919", "07700-900123/s"]
)
def test_a_number_in_the_name_of_a_file_is_found_now_and_when_it_is_gone(
    known: Machine, name: str
) -> None:
    """`validate` tells of the record's id; a scan looks at the folders that it lies in too."""
    path, before = f"records/sessions/{name}.yaml", (known.project.folder / SESSION).read_text()
    known.project.commit({path: before}, "One more")
    first = known.project.head[:10]
    assert found(known) == [f"{path}:1:1"]
    told = known.run("people", "scan").stdout
    if "/" not in name:
        validated = known.run("validate", "--rule", "personal-detail").stdout.splitlines()
        assert told.splitlines()[0] == validated[0]
    known.project.commit({path: None}, "Without it")
    assert found(known) == []
    assert found(known, "--history") == [f"{first}:sessions/{name}.yaml:1:1"]


def test_a_message_is_found_in_the_history_and_before_it_is_made(known: Machine) -> None:
    message = "Mend a session\n\nAda Quillfeather told us.\n# On branch ada-quillfeather\n"
    known.project.write({"message.txt": message})
    assert found(known, "--message", "message.txt") == ["message.txt:3:1"]
    known.project("commit", "--quiet", "--allow-empty", "--file=message.txt", "--cleanup=strip")
    assert found(known, "--history") == [f"{known.project.head[:10]}:message:3:1"]


def test_a_tags_message_is_found_in_the_history(known: Machine) -> None:
    known.project("tag", "light")
    known.project("tag", "--annotate", "quarter-1", "--message", "Seen by\n\nAda Quillfeather")
    assert known.run("seal", "final", "-o", str(known.project.folder / "f.md")).exit_code == 0
    assert found(known, "--history") == ["quarter-1:message:3:1"]


def test_a_line_of_a_message_that_git_keeps_is_looked_at(
    known: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git takes lines out where a message is written in an editor, not where it is given."""
    known.project.write({"message.txt": "#12 Ada Quillfeather told us.\n"})
    assert found(known, "--message", "message.txt") == []
    monkeypatch.setenv("GIT_EDITOR", ":")
    assert found(known, "--message", "message.txt") == ["message.txt:1:5"]
    monkeypatch.delenv("GIT_EDITOR")
    known.project("config", "core.commentChar", ";")
    assert found(known, "--message", "message.txt") == ["message.txt:1:5"]
    known.project.write({"message.txt": "; On branch ada-quillfeather\n"})
    assert found(known, "--message", "message.txt") == []


def test_what_is_shown_below_a_message_is_none_of_it(known: Machine) -> None:
    """With ``git commit --verbose`` a name that is taken out stands there once more."""
    scissors = f"# {'-' * 24} >8 {'-' * 24}\n# Everything below it will be ignored.\n"
    known.project.write({"message.txt": f"Mend a note\n{scissors}-notes: Ada Quillfeather\n"})
    assert found(known, "--message", "message.txt") == []


def test_what_is_noted_of_the_history_is_no_finding_and_may_not_be_stale(known: Machine) -> None:
    before = (known.project.folder / SESSION).read_text()
    noted(known, "the office on 01632 960001")
    known.project.commit({}, "A note")
    exception = "{text: 01632 960001, because: The office's own., of_the_history: true}"
    known.project.commit(
        {SESSION: before, "records/not-personal.yaml": f"known:\n  - {exception}\n"}, "Noted"
    )
    assert found(known, "--history") == []
    stale = exception.replace("960001", "960002")
    known.project.write({"records/not-personal.yaml": f"known:\n  - {exception}\n  - {stale}\n"})
    assert found(known, "--history") == ["records/not-personal.yaml:3:5"]


def test_an_address_that_an_organisation_had_is_no_home(known: Machine) -> None:
    path = "records/organisations/qch.yaml"
    before = (known.project.folder / path).read_text()
    known.project.commit({path: f"{before}address: 1 High Street, Witham CM8 1AA\n"}, "An address")
    known.project.commit({path: before}, "No address")
    assert found(known, "--history") == []


@pytest.mark.parametrize("arguments", [("--staged", "--at", "HEAD"), ("--message", "nowhere.txt")])
def test_a_wrong_call_is_told_in_a_line(known: Machine, arguments: tuple[str, ...]) -> None:
    done = known.run("people", "scan", *arguments)
    assert done.exit_code == 2
    assert "Traceback" not in done.output
