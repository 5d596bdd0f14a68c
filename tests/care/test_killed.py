"""Commands that write are killed at every step and at any time: each file is old or new, whole.

The next run of the same command finishes the work, whatever had been done of it.
"""

import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from textwrap import dedent
from typing import NamedTuple

import pytest

from tests.care.conftest import VILLAGE, files
from tests.care.dying import Command, dies_at, dies_before_step
from tests.conftest import PROJECT
from tests.trail.repositories import Repository

COMMANDS: dict[str, Command] = {
    "rename": ("rename", "p-bbbbb", "p-zzzzz"),
    "merge": ("merge", "p-bbbbb", "p-aaaaa"),
    "fix": ("fix",),
    "import": ("import", "sheet.csv"),
}
SHEET = "session,person,days\nfirst,p-ccccc,0.25\nsecond,p-ccccc,\nsecond,p-aaaaa,0.5\n"

SLIPS = {
    "people/p-ddddd.yml": "role: Service user\njoined: 14/01/2011\n",
    "people/p-eeeee.yaml": "\ufeffrole: service-user\r\nformer_ids: p-fffff\r\n",
    "sessions/2011/third.yaml": """
        date: 2011-1-28     # a Friday
        kind: Training
        status: Planned
        days: "0.5"
        attended: [p-fffff, {person: p-aaaaa, headcount: 1}]
        evidence: sheet of 28 January
        """,
}
"""What there is to fix."""

TRIES = 200
"""How often all of them together are killed."""


class Work(NamedTuple):
    """A command, and the files before it and after it."""

    repository: Repository
    command: Command
    before: dict[str, bytes]
    after: dict[str, bytes]
    lasts: float

    def killed(self, how: Callable[[Path, Command], bool]) -> bool:
        """Kills it, and looks at what it leaves; whether it was killed."""
        restore(self.repository.folder, self.before)
        died = how(self.repository.folder, self.command)
        for path, data in records(self.repository).items():
            assert data in (self.before.get(path), self.after.get(path)), path
        self.repository.run(*self.command)
        assert records(self.repository, also_hidden=True) == self.after
        return died


def records(repository: Repository, *, also_hidden: bool = False) -> dict[str, bytes]:
    """The files of the records; what is begun with a dot no reader of them looks at."""
    every = files(repository.folder)
    return {path: data for path, data in every.items() if also_hidden or "/." not in path}


def restore(folder: Path, before: dict[str, bytes]) -> None:
    shutil.rmtree(folder / ".git" / "fifrecords", ignore_errors=True)
    now = files(folder)
    for path in now.keys() - before.keys():
        (folder / path).unlink()
    for path, data in before.items():
        if now.get(path) != data:
            (folder / path).write_bytes(data)


@pytest.fixture(scope="module", params=COMMANDS)
def work(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Work:
    slips = SLIPS if request.param == "fix" else {}
    repository = Repository(tmp_path_factory.mktemp("killed") / "village")
    texts = {name: dedent(text).lstrip("\n") for name, text in (PROJECT | VILLAGE | slips).items()}
    repository.commit({f"records/{name}": text for name, text in texts.items()})
    repository.write({"sheet.csv": SHEET})
    before = files(repository.folder)
    began = time.monotonic()
    assert repository.run(*COMMANDS[request.param]).exit_code == 0
    lasts = time.monotonic() - began
    return Work(repository, COMMANDS[request.param], before, files(repository.folder), lasts)


def test_killed_before_every_step_and_at_any_time(work: Work) -> None:
    steps = 0
    while work.killed(partial(dies_before_step, step=steps)):
        steps += 1
    assert steps > 20
    random = Random(7)
    for _ in range(max(10, -(-TRIES // len(COMMANDS)) - steps)):
        work.killed(partial(dies_at, seconds=random.uniform(0, work.lasts)))
