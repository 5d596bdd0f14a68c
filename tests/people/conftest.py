"""A machine with a project on it, and a place for names outside of that."""

import shutil
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fifrecords.cli.main import main
from fifrecords.private.contents import Register
from fifrecords.private.identity import identities
from fifrecords.private.register import copy_of, read
from tests.conftest import ROOT
from tests.trail.conftest import _surroundings
from tests.trail.repositories import Repository

__all__ = ["_surroundings"]

BASE = ROOT / "tests" / "check" / "base" / "records"
PERSON, OTHER = "p-7k3mq", "p-2qd9x"
ADA = "Ada Quillfeather\nada.quillfeather@example.org\n01632 960123\n9 Nowhere Lane\n"
"""An invented person, as the answers to what is asked: name, e-mail, telephone, address."""


@dataclass
class Machine:
    """A machine with a project in Git, and a register and key outside of it."""

    project: Repository
    register: Path
    identity: Path

    def run(self, *arguments: str, said: str = "", cwd: Path | None = None) -> Result:
        """A command as it is typed in the project, with what it reads from standard input."""
        with chdir(cwd or self.project.folder):
            return CliRunner().invoke(main, list(arguments), input=said, catch_exceptions=False)

    def people(self, *arguments: str, said: str = "") -> Result:
        """A command of people that does what it is asked."""
        done = self.run("people", *arguments, said=said)
        assert done.exit_code == 0, done.output
        return done

    def secrets(self) -> list[str]:
        """The secret keys of this machine."""
        return identities(self.identity, lambda: "")

    def held(self) -> Register:
        """What the register holds."""
        return read(self.register, self.secrets()).register

    def files(self) -> dict[str, bytes]:
        """Everything beside the register, by name, but for the lock."""
        there = self.register.parent.iterdir()
        return {each.name: each.read_bytes() for each in there if each.suffix != ".lock"}

    @property
    def copy(self) -> Path:
        """The copy of the register."""
        return copy_of(self.register)


@pytest.fixture
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine without a register or a key."""
    machine = Machine(
        Repository(tmp_path / "project"),
        tmp_path / "Application Support" / "register.age",  # as on a Mac
        tmp_path / "Application Support" / "identity.txt",
    )
    shutil.copytree(BASE, machine.project.folder / "records")
    machine.project.commit({}, "Records of the project")
    monkeypatch.setenv("FIFRECORDS_REGISTER", str(machine.register))
    monkeypatch.setenv("FIFRECORDS_IDENTITY", str(machine.identity))
    return machine


@pytest.fixture
def machine(bare_machine: Machine) -> Machine:
    """A machine with a register that nobody is in yet."""
    bare_machine.people("keys", "new")
    return bare_machine
