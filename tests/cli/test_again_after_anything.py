"""Whatever is done to the records, to Git or to what is kept: what is said is what would be said.

A machine plays edits and Git's commands in any order, spoils what is kept, and calls the program
with and without it.
"""

import io
import os
import shutil
import sys
import tempfile
import time
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from fifrecords.cli import start
from fifrecords.cli.again import answered
from fifrecords.store import kept, sight
from fifrecords.store.kept import folder_for
from tests.conftest import PROJECT
from tests.trail.repositories import SURROUNDINGS, Repository

TICKS = 20_000_000
RECORDS = {
    **PROJECT,
    "indicators.yaml": """
        learner-days: {statement: Days, measure: {sum: learner-days}, target: 3}
        """,
    "people/p-one.yaml": "{role: service-user, organisation: q-training, joined: 2010-09-01}\n",
    "narrative/outputs.md": "There were [2](figure:learner-days) days.\n",
}
SESSION = """
    date: 2011-01-{day}
    kind: training
    organisation: q-training
    days: {days}
    attended: [p-one]
    evidence: [sign-in sheet]
    """
WORDS = [
    ("validate", "--format", "json"),
    ("tally", "--format", "json", "--draft"),
    ("tally", "learner-days"),
    ("log", "learner-days"),
    ("validate", "--at", "HEAD"),
]
names = st.sampled_from(["a", "b", "c", "2010/a", "2010/b"])
days = st.sampled_from(["1", "2", "[", "0.5"])
spoiling = st.sampled_from(["flipped", "cut off", "empty", "gone"])


class Machine(RuleBasedStateMachine):
    """A project in a repository, in whatever state it may come to."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(sight, "_SETTLED", TICKS)
        for name, value in SURROUNDINGS.items():
            self.patch.setenv(name, value)
        self.scratch = Path(tempfile.mkdtemp())
        self.project = Repository(self.scratch / "project")

    def teardown(self) -> None:
        try:
            self.is_said()
        finally:
            self.patch.undo()
            shutil.rmtree(self.scratch)

    @initialize()
    def begin(self) -> None:
        self.project.commit({f"records/{name}": dedent(text) for name, text in RECORDS.items()})

    def path(self, name: str) -> Path:
        return self.project.folder / "records" / "sessions" / f"{name}.yaml"

    @rule(name=names, days=days, in_the_same_tick=st.booleans())
    def write(self, name: str, days: str, in_the_same_tick: bool) -> None:
        path = self.path(name)
        times = path.stat().st_mtime_ns if path.exists() and in_the_same_tick else None
        text = dedent(SESSION).format(day=10 + ord(name[-1]) - ord("a"), days=days)
        self.project.write({f"records/sessions/{name}.yaml": text.lstrip("\n")})
        if times:
            os.utime(path, ns=(times, times))

    @rule(name=names, other=names)
    def rename(self, name: str, other: str) -> None:
        if self.path(name).exists():
            self.path(other).parent.mkdir(parents=True, exist_ok=True)
            self.path(name).replace(self.path(other))

    @rule(name=names)
    def delete(self, name: str) -> None:
        self.path(name).unlink(missing_ok=True)

    @rule(days=st.sampled_from(["1", "2", "3"]))
    def claim(self, days: str) -> None:
        self.project.write(
            {"records/narrative/outputs.md": f"There were [{days}](figure:learner-days) days.\n"}
        )

    @rule(name=names)
    def stage(self, name: str) -> None:
        if self.path(name).exists():
            self.project("add", "--", str(self.path(name)))

    @rule(everything=st.booleans())
    def commit(self, everything: bool) -> None:
        if everything:
            self.project("add", "--all")
        self.project("commit", "--quiet", "--allow-empty", "--message", "A change")

    @rule(branch=st.sampled_from(["main", "one", "two"]))
    def switch(self, branch: str) -> None:
        self.project("add", "--all")
        self.project("stash", "push", "--quiet")
        known = self.project("branch", "--list", branch)
        self.project("switch", "--quiet", *(() if known else ("--create",)), branch)

    @precondition(lambda self: self.project("stash", "list"))
    @rule()
    def pop(self) -> None:
        self.project("add", "--all")
        self.project("commit", "--quiet", "--allow-empty", "--message", "Before the stash")
        self.project("checkout", "--quiet", "stash@{0}", "--", ".")
        self.project("stash", "drop", "--quiet")

    @rule(how=spoiling, which=st.integers(0, 50), at=st.integers(0, 10_000))
    def spoil(self, how: str, which: int, at: int) -> None:
        place = Path(folder_for(str(self.project.folder)) or "")
        files = sorted(path for path in place.rglob("*") if path.is_file())
        if not files:
            return
        path = files[which % len(files)]
        data = bytearray(path.read_bytes() or b"?")
        if how == "flipped":
            data[at % len(data)] ^= 1
        elif how == "cut off":
            data = data[: at % len(data)]
        elif how == "empty":
            data.clear()
        path.unlink() if how == "gone" else path.write_bytes(data)

    @rule(version=st.sampled_from(["old", "new"]))
    def install(self, version: str) -> None:
        self.patch.setattr(kept, "_version", lambda: version)

    @rule()
    def lie_still(self) -> None:
        time.sleep(2 * TICKS / 1e9)

    @rule()
    def is_said(self) -> None:
        for words in WORDS:
            told = self.told(words)
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv(kept.SWITCHED_OFF, "1")
                assert told == self.told(words), words

    def told(self, words: tuple[str, ...]) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        self.patch.setattr(sys, "argv", ["fifrecords", *words])
        with chdir(self.project.folder), redirect_stdout(out), redirect_stderr(err):
            code = answered(words, start.called)
        return code, out.getvalue(), err.getvalue()


TestMachine = Machine.TestCase
TestMachine.settings = settings(
    max_examples=8,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
