"""The first project as a new user makes it: from its page alone, at a terminal."""

import os
import signal
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest

from fifrecords import add_up, load, validate
from tests.conftest import ROOT, Write, sound

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal", allow_module_level=True)

import pexpect

from tests.entry.transcript import LEFT_OUT, Reader, commands

PAGE = ROOT / "docs" / "start.md"
SECONDS_A_QUESTION = 3
KEYS_A_SECOND = 3


@pytest.fixture
def environment(tmp_path: Path) -> Mapping[str, str]:
    """Somebody whom Git knows, at a terminal without colours."""
    who = {f"GIT_{role}_{what}": f"{role}@example.org".lower()
           for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}  # fmt: skip
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {**kept, **who, "HOME": str(tmp_path), "TERM": "dumb", "LC_ALL": "C.UTF-8"}


def test_the_page_is_what_happens(tmp_path: Path, environment: Mapping[str, str]) -> None:
    reader = Reader(tmp_path, environment)
    for command in commands(PAGE.read_text(encoding="utf-8")):
        reader.give(command)
    folder = tmp_path / "garden" / "records"
    records = sound(folder)
    assert load(folder).findings + validate(records) == []
    assert len(records.organisations) - 1 == 3  # beside the one that runs the project
    assert (len(records.people), len(records.sessions)) == (5, 2)
    assert add_up(records)["learners"].status == "met"
    assert (tmp_path / "garden" / "report.html").is_file()
    # A slow typist who reads every question is done in ten minutes.
    seconds = reader.questions * SECONDS_A_QUESTION + reader.keys / KEYS_A_SECOND
    assert seconds < 10 * 60, f"{reader.questions} questions, {reader.keys} keys"


def test_the_page_leaves_little_out() -> None:
    given = list(commands(PAGE.read_text(encoding="utf-8")))
    assert all(command.shown.count(LEFT_OUT) <= 2 for command in given)


@pytest.fixture
def terminal(tmp_path: Path, environment: Mapping[str, str], write: object) -> "pexpect.spawn[str]":
    assert callable(write)
    write({})
    return pexpect.spawn(
        sys.executable,
        ["-m", "fifrecords", "new", "person"],
        cwd=tmp_path,
        env=dict(environment),
        encoding="utf-8",
        timeout=60,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # a shell's & ignores it
    )


def test_the_tab_key_completes_an_answer(terminal: "pexpect.spawn[str]") -> None:
    terminal.expect_exact("What are they to the project? ")
    terminal.send("supp\t")
    terminal.expect_exact("ort-worker")
    terminal.sendline("")
    terminal.expect_exact("Where do they live")
    terminal.close(force=True)


def test_a_question_mark_lists_what_can_be_answered(terminal: "pexpect.spawn[str]") -> None:
    terminal.expect_exact("What are they to the project? ")
    terminal.sendline("?")
    terminal.expect_exact("service-user    Service user")
    terminal.expect_exact("What are they to the project? ")
    terminal.close(force=True)


@pytest.mark.parametrize("key", ["c", "d"])
def test_whoever_breaks_off_has_written_nothing(
    key: str, terminal: "pexpect.spawn[str]", tmp_path: Path
) -> None:
    terminal.expect_exact("What are they to the project? ")
    seen = 1
    while seen:  # a key that comes before the terminal listens is given again
        terminal.sendcontrol(key)
        seen = terminal.expect_exact(["Aborted!", pexpect.TIMEOUT], timeout=5)
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 1
    assert not (tmp_path / "records" / "people").exists()


def test_what_would_break_something_can_be_answered_again(
    tmp_path: Path, environment: Mapping[str, str], write: Write
) -> None:
    folder = write({"people/p-7k3mq.yaml": "role: service-user\njoined: 2010-11-02\n"})
    given = "--kind training --title X --days 1 --attended p-7k3mq --evidence sheet"
    command = ["-m", "fifrecords", "new", "session", *given.split()]
    terminal = pexpect.spawn(
        sys.executable, command, cwd=tmp_path, env=dict(environment), encoding="utf-8", timeout=60
    )
    for day, offered in (("2010-10-01", r"\d{4}-\d\d-\d\d"), ("2010-12-01", "2010-10-01")):
        terminal.expect(rf"On which day was it \[{offered}\]\? ")
        terminal.sendline(day)
        while terminal.expect([r"\? $", r"Answer again\? \[Y/n\]: ", r"Write this\? "]) == 0:
            terminal.sendline("")
        terminal.sendline("")
    terminal.expect(pexpect.EOF)
    (written,) = (folder / "sessions" / "2010").iterdir()
    text = written.read_text(encoding="utf-8")
    assert text.startswith("date: 2010-12-01\nkind: training\ntitle: X\n")
    assert "days: 1\nattended: [p-7k3mq]\nevidence: sheet\n" in text


def test_whoever_presses_enter_alone_writes_no_organisation_a_second_time(
    tmp_path: Path, environment: Mapping[str, str], write: Write
) -> None:
    there = "name: Park Hostel\ntype: organisation\nroles: [audience]\n"
    folder = write({"organisations/park-hostel.yaml": there})
    command = ["-m", "fifrecords", "new", "organisation", "--name", "Park Hostel"]
    terminal = pexpect.spawn(
        sys.executable, command, cwd=tmp_path, env=dict(environment), encoding="utf-8", timeout=60
    )
    while terminal.expect([r"\? $", r"becomes park-hostel-2\s+Write this\? \[y/N\]: "]) == 0:
        terminal.sendline("")
    terminal.sendline("")
    terminal.expect_exact("Aborted!")
    terminal.expect(pexpect.EOF)
    assert not (folder / "organisations" / "park-hostel-2.yaml").exists()
