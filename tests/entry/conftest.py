"""A small project in a repository of its own, and somebody who answers questions."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from fifrecords.entry.answers import NotAmong
from fifrecords.entry.question import Moment, Question
from tests.conftest import Write

GIT = ("git", "-c", "user.name=Test", "-c", "user.email=test@example.org")

RECORDS = {
    "organisations/park-hostel.yaml": """
        name: Park Hostel
        type: organisation
        roles: [beneficiary]
        setting: hostel
        """,
    "people/p-7k3mq.yaml": "role: service-user\norganisation: park-hostel\njoined: 2010-11-02\n",
    "people/g-drop-in.yaml": "role: service-user\nheadcount: [8, 12]\n",
    "sessions/2011/2011-01-14-park-hostel-ict.yaml": """
        date: 2011-01-14
        kind: training
        title: Getting online
        organisation: park-hostel
        delivered_by: q-training
        curriculum: [ict]
        days: 0.5
        attended:
          - p-7k3mq
          - {person: g-drop-in, headcount: 6}
        evidence: sign-in sheet
        """,
}


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run([*GIT, *arguments], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture
def project(write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Path]:
    """A project with one record of each kind, where the commands are then given."""

    def made(**more: str) -> Path:
        folder = write({**RECORDS, **more})
        git(tmp_path, "init", "--quiet", ".")
        for name in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{name}_NAME", "Test")
            monkeypatch.setenv(f"GIT_{name}_EMAIL", "test@example.org")
        monkeypatch.chdir(tmp_path)
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "--quiet", "--message=First records")
        return folder

    return made


class Somebody:
    """Somebody who answers: by question, one answer after the other; the default otherwise."""

    def __init__(self, answers: dict[str, list[str]], *, takes_new_words: bool = True) -> None:
        self.answers = answers
        self.takes_new_words = takes_new_words
        self.asked: list[tuple[str, str]] = []
        self.told: list[str] = []

    def ask(self, question: Question, moment: Moment, default: str) -> str:
        self.asked.append((question.name, default))
        waiting = self.answers.get(question.name, [])
        return waiting.pop(0) if waiting else default

    def refuse(self, why: str) -> None:
        self.told.append(why)

    def is_new_word(self, unknown: NotAmong) -> bool:
        self.told.append(str(unknown))
        return self.takes_new_words
