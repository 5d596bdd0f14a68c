"""Real Git repositories for the tests: made by hand, or whole histories at once."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path

import click
from click.testing import CliRunner, Result

from fifrecords.cli.main import main
from tests.conftest import ROOT

SURROUNDINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Ann Staff",
    "GIT_AUTHOR_EMAIL": "ann@example.org",
    "GIT_AUTHOR_DATE": "2011-01-01T10:00:00+00:00",
    "GIT_COMMITTER_NAME": "Ann Staff",
    "GIT_COMMITTER_EMAIL": "ann@example.org",
    "GIT_COMMITTER_DATE": "2011-01-01T10:00:00+00:00",
}
"""Nobody's own settings, and the same people at the same time in every run."""

FIRST_SECOND = 1_285_000_000
Tree = Mapping[str, str]
"""What a commit holds: path and text."""


def git_bytes(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout


def git(folder: Path, *arguments: str) -> str:
    return git_bytes(folder, *arguments).decode(errors="replace").strip()


def run(*arguments: str | Path, cwd: Path) -> Result:
    """A command as it is typed in a folder; an exception that is no refusal comes through."""
    with chdir(cwd):
        return CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)


def one_line(done: Result) -> str:
    """The one line in which a command says why it cannot be done."""
    assert done.exit_code == 2, done.output
    lines = [
        line
        for line in done.stderr.splitlines()
        if line and not line.startswith(("Usage: ", "Try '"))
    ]
    assert len(lines) == 1, done.stderr
    return click.unstyle(lines[0])


class Repository:
    """A repository with a work tree, changed the way a person changes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self("init", "--quiet", "--initial-branch=main")

    def __call__(self, *arguments: str) -> str:
        return git(self.folder, *arguments)

    @property
    def head(self) -> str:
        return self("rev-parse", "HEAD")

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Writes files, and deletes those that have no text."""
        for name, text in files.items():
            path = self.folder / name
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode() if isinstance(text, str) else text)

    def commit(self, files: Mapping[str, str | bytes | None], message: str = "A change") -> str:
        self.write(files)
        self("add", "--all")
        self("commit", "--quiet", "--allow-empty", "--message", message)
        return self.head

    def replace(self, name: str, old: str, new: str) -> None:
        """Changes some words of a file in the work tree."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def run(self, *arguments: str | Path, cwd: Path | None = None) -> Result:
        return run(*arguments, cwd=cwd or self.folder)


def shipped(folder: Path) -> Repository:
    """The shipped records in one commit."""
    repository = Repository(folder)
    shutil.copytree(ROOT / "records", folder / "records")
    repository.commit({}, "Records of the project")
    return repository


@dataclass
class History:
    """A history that is thought out first, and then written at once."""

    trees: list[Tree] = field(default_factory=list)
    parents: list[tuple[int, ...]] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def commit(self, tree: Tree, parents: Sequence[int], message: str) -> int:
        """Adds a commit; gives its number."""
        self.trees.append(dict(tree))
        self.parents.append(tuple(parents))
        self.messages.append(message)
        return len(self.trees) - 1

    def write(self, folder: Path, branches: Mapping[str, int]) -> Repository:
        """Makes the repository; ``main`` is checked out."""
        repository = Repository(folder)
        stream = [line for number in range(len(self.trees)) for line in self._told(number)]
        stream += [
            f"reset refs/heads/{name}\nfrom :{at + 1}\n\n".encode() for name, at in branches.items()
        ]
        arguments = ("fast-import", "--quiet", "--force", "--export-marks=marks")
        git_bytes(folder, *arguments, given=b"".join(stream))
        marks = (folder / "marks").read_text().split("\n")[:-1]
        known = dict(line.split() for line in marks)
        self.ids = [known[f":{number + 1}"] for number in range(len(self.trees))]
        (folder / "marks").unlink()
        repository("reset", "--quiet", "--hard", "main")
        return repository

    def _told(self, number: int) -> list[bytes]:
        who = ("Ann Staff <ann@example.org>", "Zoë Müller <zoe@example.org>")[number % 2]
        at = f"{who} {FIRST_SECOND + number * 3600} +0000"
        message = self.messages[number].encode()
        head = f"commit refs/scratch/all\nmark :{number + 1}\nauthor {at}\ncommitter {at}\n"
        told = [head.encode(), b"data %d\n%s\n" % (len(message), message)]
        words = ["from", *["merge"] * (len(self.parents[number]) - 1)]
        told += [
            f"{word} :{parent + 1}\n".encode()
            for word, parent in zip(words, self.parents[number], strict=False)
        ]
        told.append(b"deleteall\n")
        for path, text in self.trees[number].items():
            data = text.encode()
            told.append(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
        return told
