"""What is asked again is answered as it was, and only while all that bears on it is the same."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import Any, TypeVar

import pytest

from fifrecords.cli import start
from fifrecords.cli.again import Came, answered
from fifrecords.store import kept, reading, sight, workers
from fifrecords.store.kept import folder_for
from fifrecords.store.reading import Reading
from fifrecords.store.tree import Tree
from tests.conftest import ROOT
from tests.trail.repositories import Repository, shipped

SESSION = "records/sessions/2010/2010-11-22-household-b-everyday-activity.yaml"
TICKS = 20_000_000
"""A few ticks of a file system's clock, in nanoseconds."""

T = TypeVar("T")
Said = tuple[int, str, str]
Call = Callable[..., tuple[bool, Said]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Records that have lain still for as long as it takes to trust their times."""
    monkeypatch.setattr(sight, "_SETTLED", TICKS)
    project = shipped(tmp_path / "project")
    time.sleep(2 * TICKS / 1e9)
    return project


@pytest.fixture
def call(
    project: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    """Calls the program; tells whether it worked anything out, and what it said."""

    def called(*words: str, cwd: Path = project.folder) -> tuple[bool, Said]:
        worked: list[bool] = []

        def working() -> Came:
            worked.append(True)
            return start.called()

        monkeypatch.setattr(sys, "argv", ["fifrecords", *words])
        capsys.readouterr()
        with chdir(cwd):
            code = answered(words, working)
        return bool(worked), (code, *capsys.readouterr())

    return called


ASKED = [
    ("validate",),
    ("validate", "--strict", "--format", "json"),
    ("validate", "--format=github", "--skip=orphan"),
    ("validate", "records"),
    ("validate", "--at", "HEAD"),
    ("tally",),
    ("tally", "learner-days", "--format", "json", "--until", "2011-01-31"),
    ("report",),
    ("report", "--draft", "--public"),
    ("report", "--format", "md"),
    ("claims", "--unbound"),
]


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_the_same_is_said_again(
    call: Call, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, again = call(*words), call(*words)
    assert (first[0], again[0]) == (True, False)
    assert again[1] == first[1]
    monkeypatch.setenv(kept.SWITCHED_OFF, "1")
    assert call(*words) == first


NOT_KEPT = [
    ("validate", "--since", "HEAD"),
    ("validate", "--staged"),
    ("validate", "--at", "nonsense"),
    ("validate", "--nonsense"),
    ("--no-cache", "validate"),
    ("tally", "learner-day"),
    ("report", "-o", "report.md"),
    ("report", "--evidence"),
    ("report", "--format", "html"),
    ("explain", "learner-days"),
    ("log", "learner-days"),
    ("--help",),
    (),
]


@pytest.mark.parametrize("words", NOT_KEPT, ids=" ".join)
def test_what_looks_elsewhere_or_fails_is_worked_out_each_time(
    call: Call, words: tuple[str, ...]
) -> None:
    first, again = call(*words), call(*words)
    assert (first[0], again[0]) == (True, True)
    assert again[1] == first[1]


@pytest.mark.parametrize(
    "words", [*ASKED[:2], ("tally",), ("explain", "learner-days")], ids=" ".join
)
def test_the_records_are_read_while_the_program_is(
    call: Call, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    monkeypatch.setattr(Reading, "__init__", noted(Reading.__init__, "reading", begun))
    monkeypatch.setattr(start, "called", noted(start.called, "the program", begun))
    call(*words)
    assert begun == ["reading", "the program"]


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("words", [*ASKED[:2], ("tally",)], ids=" ".join)
def test_what_other_processes_saw_and_read_is_known_again(
    project: Repository, call: Call, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "WORTH_SHARING", 2)
    monkeypatch.setattr(workers, "AT_A_TIME", 7)
    monkeypatch.setattr(workers, "processors", lambda: 3)
    monkeypatch.setattr(workers, "may_fork", lambda: True)
    right = call("--no-cache", *words)[1]
    assert [call(*words), call(*words)] == [(True, right), (False, right)]
    project.replace(SESSION, "days: 6", "days: [")
    wrong = call("--no-cache", *words)[1]
    assert call(*words) == (True, wrong)
    assert wrong != right


def noted(function: Callable[..., T], name: str, begun: list[str]) -> Callable[..., T]:
    def begins(*arguments: Any, **options: Any) -> T:
        begun.append(name)
        return function(*arguments, **options)

    return begins


class TestWhatBearsOnIt:
    def test_a_record(self, project: Repository, call: Call) -> None:
        before = call("validate", "--format", "json")[1]
        project.replace(SESSION, "days: 6", "days: [")
        worked, said = call("validate", "--format", "json")
        assert worked
        assert said[0] == 1
        project.replace(SESSION, "days: [", "days: 6")
        assert call("validate", "--format", "json") == (False, before)

    def test_a_file_that_is_written_within_a_tick_of_being_read(
        self, project: Repository, call: Call
    ) -> None:
        path = project.folder / SESSION
        times = path.stat().st_mtime_ns
        for days in ("[", "6", "{", "6", "["):
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"(?m)^days: .$", f"days: {days}", text), encoding="utf-8")
            os.utime(path, ns=(times, times))
            assert call("validate")[1][0] == (days != "6")

    @pytest.mark.parametrize("name", ["records/stray", "records/people/stray.txt"])
    def test_a_stray_file_or_folder(self, project: Repository, call: Call, name: str) -> None:
        call("validate")
        path = project.folder / name
        path.mkdir() if name == "records/stray" else path.touch()
        assert call("validate")[0]

    def test_a_file_that_git_ignores(self, project: Repository, call: Call) -> None:
        project.commit({".gitignore": "p-odd.yaml\n"})
        call("validate")
        project.write({"records/people/p-odd.yaml": "role: nobody\n"})
        assert project("status", "--porcelain") == ""
        assert call("validate")[1][0] == 1

    @pytest.mark.parametrize("bit", ["--assume-unchanged", "--skip-worktree"])
    def test_a_file_that_git_does_not_look_at(
        self, project: Repository, call: Call, bit: str
    ) -> None:
        project("update-index", bit, SESSION)
        call("validate")
        project.replace(SESSION, "days: 6", "days: [")
        assert call("validate")[1][0] == 1

    def test_line_ends_that_git_takes_for_the_same(self, project: Repository, call: Call) -> None:
        project.commit({".gitattributes": "* text=auto\n"})
        call("validate")
        path = project.folder / SESSION
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        assert "line-endings" in call("validate")[1][1]

    def test_a_link_that_leads_elsewhere(self, project: Repository, call: Call) -> None:
        link = project.folder / "records/people/p-link.yaml"
        for target in ("one.yaml", "two.yaml"):
            link.unlink(missing_ok=True)
            link.symlink_to(target)
            assert target in call("validate")[1][1]

    def test_the_commit_where_it_is_told(self, project: Repository, call: Call) -> None:
        words = ("tally", "--format", "json")
        call(*words)
        commit = project.commit({"other.txt": "other\n"})
        assert f'"commit": "{commit}"' in call(*words)[1][1]
        assert not call("tally")[1][2]
        project.write({"records/README.md": "Changed.\n"})
        assert '"dirty": true' in call(*words)[1][1]

    def test_a_commit_that_another_stands_for(self, project: Repository, call: Call) -> None:
        """As where a rewritten history leaves word of the old one."""
        first = project.head
        project.replace("records/indicators.yaml", "target: 240", "target: 280")
        project("commit", "--quiet", "--all", "--message=A target")
        for told in ("240", "280"):
            _, (_, said, _) = call("tally", "--at", first)
            row = next(each for each in said.splitlines() if "learner-days" in each)
            assert row.split()[1] == told
            project("replace", "--force", first, "HEAD")

    def test_where_it_is_asked_from(self, project: Repository, call: Call) -> None:
        project.replace(SESSION, "days: 6", "days: [")
        call("validate")
        worked, said = call("validate", cwd=project.folder / "records")
        assert worked
        assert "\nrecords/" not in f"\n{said[1]}"

    def test_the_tool(
        self, project: Repository, call: Call, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        call("validate")
        monkeypatch.setattr(kept, "_version", lambda: "another")
        assert call("validate")[0]

    def test_a_work_tree_beside_it(self, project: Repository, call: Call, tmp_path: Path) -> None:
        call("validate", "--format", "json")
        project("worktree", "add", "--quiet", str(tmp_path / "beside"))
        path = tmp_path / "beside" / SESSION
        path.write_text(path.read_text(encoding="utf-8").replace("days: 6", "days: ["))
        assert call("validate", "--format", "json", cwd=tmp_path / "beside")[1][0] == 1
        assert call("validate", "--format", "json")[1][0] == 0


def test_a_file_that_changes_while_it_is_read_gives_no_wrong_answer(
    project: Repository, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is changed after it was looked at, and again while the answer is worked out."""
    right = call("--no-cache", "validate")[1]
    working = start.called

    def changing() -> Came:
        project.replace(SESSION, "days: 6", "days: [")
        came = working()
        project.replace(SESSION, "days: [", "days: 6")
        return came

    monkeypatch.setattr(start, "called", changing)
    assert call("validate")[1][0] == 1
    monkeypatch.setattr(start, "called", working)
    assert call("validate")[1] == right


@pytest.mark.parametrize("how", ["a link", "a folder", "a folder that has lain still elsewhere"])
def test_what_comes_after_the_files_were_listed_is_not_passed_over_for_good(
    project: Repository, call: Call, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """It comes while the files are read, or just before."""
    monkeypatch.setattr(workers, "may_fork", lambda: False)
    elsewhere = project.folder / "records" / ".elsewhere"
    elsewhere.mkdir()
    (elsewhere / "notes.txt").write_text("Not a record.")
    time.sleep(2 * TICKS / 1e9)
    listing = reading.walk

    def listed(*arguments: Any) -> Tree:
        monkeypatch.setattr(reading, "walk", listing)
        tree = listing(*arguments)
        new = project.folder / "records" / "sessions" / "new"
        if how == "a link":
            new.symlink_to("nowhere")
        elif how == "a folder":
            (project.folder / "records" / "stray").mkdir()
        else:
            elsewhere.rename(new)
        return tree

    monkeypatch.setattr(reading, "walk", listed)
    before = call("validate")[1]
    right = call("--no-cache", "validate")[1]
    assert right != before
    assert call("validate")[1] == right


class TestTheProgram:
    def program(self, project: Repository, *words: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "fifrecords", *words]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            command, cwd=project.folder, env=environment, capture_output=True, check=False
        )

    def test_it_reads_next_to_nothing_to_say_it_again(self, project: Repository) -> None:
        project.write({"records/README.md": None})  # no record: it has to lie still to be known
        self.program(project, "validate")
        read = "import sys, os; had = {*sys.modules}; from fifrecords.cli import start;"
        told = "os._exit = print; start.run(); print(*sorted({*sys.modules} - had))"
        done = subprocess.run(
            [sys.executable, "-c", read + told, "validate"],
            cwd=project.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        code, new = done.stdout.splitlines()
        assert code == "0"
        assert {"click", "dataclasses", "pydantic", "re", "typing", "yaml"}.isdisjoint(new.split())
        assert "fifrecords.store.sight" in new.split()

    def test_what_checks_reads_nothing_of_what_writes(self) -> None:
        told = "import fifrecords.cli.validate, sys; print(*sys.modules)"
        done = subprocess.run(
            [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True
        )
        unused = {"filelock", "jinja2", "logging", "markdown_it", "rapidfuzz", "tabulate"}
        assert unused.isdisjoint(done.stdout.split())

    def test_it_shows_and_deletes_what_is_kept(self, project: Repository) -> None:
        self.program(project, "validate")
        shown = self.program(project, "cache", "show").stdout.decode()
        place = folder_for(str(project.folder / "records"))
        assert shown.startswith(f"{place}: ")
        assert not shown.endswith(": 0 bytes\n")
        assert self.program(project, "cache", "clear").stdout.endswith(b" bytes deleted\n")
        assert self.program(project, "cache", "show").stdout.endswith(b": 0 bytes\n")
        assert self.program(project, "--no-cache", "validate").returncode == 0
        assert self.program(project, "cache", "show").stdout.endswith(b": 0 bytes\n")
