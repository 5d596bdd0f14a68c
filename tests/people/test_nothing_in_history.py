"""Whatever is done with people, no name, contact or key comes into the repository."""

import base64
import tempfile
from pathlib import Path

import pytest

from tests.people.conftest import ADA, OTHER, PERSON, Machine
from tests.people.traces import traces

SESSION = "2011-01-14-brooklet-house-ict"
BO = "Bo Underhaystack\nbo@underhaystack.example\n01632 960777\n\n"
WORDS = [
    *("Quillfeather", "ada.quillfeather@example.org", "01632 960123", "Nowhere Lane"),
    *("Underhaystack", "bo@underhaystack.example", "01632 960777"),
]


@pytest.fixture
def closed(machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine whose home and temporary files all lie below the test's own folder."""
    for name in ("home", "temporary"):
        (tmp_path / name).mkdir()
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return machine


def lived_through(machine: Machine) -> None:
    """Two people come, are looked up and changed, records are imported, one is forgotten."""
    machine.people("add", PERSON, said=ADA)
    machine.people("add", "--csv", said=f"id,name,email\n{OTHER},Bo U,{WORDS[5]}\n")
    machine.people("add", OTHER, "--replace", said=BO)
    machine.people("keys", "add", machine_key(machine), said="Cy Colleague\n")
    for command in (["show", PERSON], ["list"], ["list", "--missing"], ["due"]):
        machine.people(*command)
    machine.people("find", said="quill\n")
    sheet = f"session,person,days\n{SESSION},{OTHER},0.5\n"
    outside = machine.register.parent / "sheet.csv"
    outside.write_text(sheet)
    done = machine.run("import", str(outside), "--yes", "--commit")
    assert done.exit_code == 0, done.output
    outside.unlink()
    for command in (["validate"], ["tally"], ["log", f"people/{PERSON}"], ["people", "scan"]):
        machine.run(*command)
    machine.people("forget", PERSON, "--because", "asked to be forgotten", "--commit")
    machine.run("log", f"people/{PERSON}")
    machine.run("people", "scan", "--history")


def machine_key(machine: Machine) -> str:
    """The key of a colleague."""
    mine = machine.identity.with_name("theirs.txt")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FIFRECORDS_IDENTITY", str(mine))
        said = machine.people("keys", "new").output
    return said.split()[-1]


def secrets(machine: Machine) -> list[str]:
    """The words, and the keys: secret ones and public."""
    lines = machine.identity.read_text().split()
    return [*WORDS, *(each for each in lines if each.upper().startswith("AGE"))]


def test_no_object_reflog_cache_or_other_file_holds_any(closed: Machine, tmp_path: Path) -> None:
    lived_through(closed)
    words = secrets(closed)
    assert len(words) == len(WORDS) + 2
    assert closed.project("reflog").count("\n") >= 2
    assert traces(closed.project.folder, words) == set()
    closed.project("gc", "--quiet")
    assert traces(closed.project.folder, words) == set()
    assert traces(closed.register.parent, WORDS) == set()
    for name in ("home", "temporary"):
        assert traces(tmp_path / name, words) == set()
    assert WORDS[4] in closed.people("show", OTHER).stdout


@pytest.mark.parametrize("packed", [False, True])
def test_what_was_once_committed_is_found(closed: Machine, packed: bool) -> None:
    """So the search can fail: a word in a commit that nothing reaches any more is still found."""
    closed.project.commit({"records/notes.md": WORDS[0]})
    closed.project("reset", "--quiet", "--hard", "HEAD~1")
    if packed:
        closed.project("repack", "-qadk")
    assert traces(closed.project.folder, WORDS) == {WORDS[0]}


@pytest.mark.parametrize("before", ["", "a", "bc"])
def test_what_is_encoded_is_found(tmp_path: Path, before: str) -> None:
    text = f"{before}{WORDS[1]} and more"
    (tmp_path / "unfinished.json").write_bytes(base64.b64encode(text.encode()))
    assert WORDS[1] in traces(tmp_path, WORDS)
