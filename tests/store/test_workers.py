"""Work that is shared among processes gives what it would give alone."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fifrecords.store import processes, workers
from fifrecords.store.blame import line_history
from fifrecords.store.parsing import parse_all
from fifrecords.store.processes import begun, forked
from fifrecords.store.text import Text
from fifrecords.store.tree import RecordFile
from fifrecords.store.understand import understand_all
from fifrecords.store.workers import Search, shared_out, sought_and_shared_out
from tests.conftest import ROOT
from tests.trail.repositories import shipped

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


def doubled(items):
    return [item * 2 for item in items]


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.fixture(autouse=True)
def _shared_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH_SHARING", 2)
    for module in (processes, workers):
        monkeypatch.setattr(module, "may_fork", lambda: True)


@pytest.mark.parametrize("hands", [1, 2, 3, 7])
@pytest.mark.parametrize("size", [0, 1, 2, 5, 100])
@pytest.mark.parametrize("at_a_time", [1, 3, 200])
def test_every_item_once_and_in_order(
    hands: int, size: int, at_a_time: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "processors", lambda: hands)
    items = [str(number) for number in range(size)]
    assert list(shared_out(doubled, items, at_a_time=at_a_time)) == doubled(items)


def test_others_work_while_the_caller_uses_results(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 3)
    workers_seen = set()
    for who in shared_out(lambda share: [os.getpid()] * len(share), range(300), at_a_time=1):
        workers_seen.add(who)
        time.sleep(0.0005)
    assert workers_seen - {os.getpid()}


def test_what_is_not_worth_it_is_worked_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 3)
    told = shared_out(lambda share: [os.getpid()] * len(share), range(30), at_a_time=1, worth=False)
    assert set(told) == {os.getpid()}


def test_so_many_parts_are_more_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 2)
    monkeypatch.setattr(workers, "_MOST_PARTS", 7)
    sizes = list(shared_out(lambda share: [len(share)] * len(share), range(50), at_a_time=1))
    assert sizes == [8] * 48 + [2] * 2


@pytest.mark.parametrize("hands", [2, 3])
def test_the_share_of_a_lost_process_is_worked_here(
    hands: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = os.getpid()

    def dies_elsewhere(items):
        if os.getpid() != here:
            os._exit(9)
        time.sleep(0.01)
        return doubled(items)

    monkeypatch.setattr(workers, "processors", lambda: hands)
    items = [str(number) for number in range(50)]
    assert list(shared_out(dies_elsewhere, items, at_a_time=5)) == doubled(items)


def sought(found: list[str], told: list[object]) -> Search:
    """A search that finds some items, and notes who hears of them from whom."""

    def hear(which: tuple[int, list[str]]) -> list[str]:
        told.append(which[0])
        return which[1]

    return Search(lambda: found, lambda: (os.getpid(), found), hear)


@pytest.mark.parametrize("hands", [1, 2, 3, 7])
@pytest.mark.parametrize("size", [0, 1, 5, 3000])
def test_what_is_sought_is_found_elsewhere(
    hands: int, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "processors", lambda: hands)
    items, told = [str(number) for number in range(size)], []
    results = sought_and_shared_out(doubled, sought(items, told))
    assert list(results()) == doubled(items)
    assert [who == os.getpid() for who in told] == [False] * (hands > 1)


def test_it_is_sought_while_the_caller_does_other_things(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 2)
    mark = tmp_path / "done"
    search = Search(lambda: ["a"], lambda: ["a"], lambda told: told)
    results = sought_and_shared_out(doubled, search, at_end=mark.touch)
    while not mark.exists():
        time.sleep(0.001)
    assert list(results()) == ["aa"]


@pytest.mark.parametrize("hands", [2, 3])
@pytest.mark.parametrize("when", ["find", "tell", "work"])
def test_where_who_sought_was_lost_all_is_done_here(
    hands: int, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, told = os.getpid(), []

    def lost_in(step: str) -> None:
        if step == when and os.getpid() != here:
            os.kill(os.getpid(), 9)

    def find() -> list[str]:
        lost_in("find")
        return ["a", "b", "c"]

    def tell() -> list[str]:
        lost_in("tell")
        return find()

    def work(share):
        lost_in("work")
        return doubled(share)

    monkeypatch.setattr(workers, "processors", lambda: hands)
    search = Search(find, tell, lambda found: told.append(found) or found)
    assert list(sought_and_shared_out(work, search)()) == ["aa", "bb", "cc"]
    assert bool(told) == (when == "work")


def test_what_is_wrong_with_the_search_is_raised_where_it_is_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def find() -> list[str]:
        raise NotADirectoryError("records")

    monkeypatch.setattr(workers, "processors", lambda: 2)
    before = open_files()
    results = sought_and_shared_out(doubled, Search(find, list, list))
    with pytest.raises(NotADirectoryError, match="records"):
        results()
    assert open_files() == before


def test_where_no_process_is_to_be_had_all_is_worked_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(workers, "processors", lambda: 3)
    monkeypatch.setattr(os, "fork", refuse)
    told: list[object] = []
    before = open_files()
    assert list(shared_out(doubled, "abc", at_a_time=1)) == ["aa", "bb", "cc"]
    assert list(sought_and_shared_out(doubled, sought(["a", "b"], told))()) == ["aa", "bb"]
    assert told == []
    assert begun(os.getpid)() == os.getpid()
    assert open_files() == before


def test_who_has_enough_can_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 3)
    helpers: list[int] = []

    def noted(work: Callable[[], object]) -> int:
        helpers.append(forked(work))
        return helpers[-1]

    monkeypatch.setattr(workers, "forked", noted)
    large = shared_out(lambda share: ["x" * 10_000] * len(share), range(5000), at_a_time=100)
    assert next(large) == "x" * 10_000
    large.close()
    assert len(helpers) == 2
    for helper in helpers:
        with pytest.raises(ChildProcessError):  # it has ended, and was waited for
            os.waitpid(helper, os.WNOHANG)


def test_what_another_process_finds_wrong_is_told_here(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 2)
    monkeypatch.setattr(workers, "AT_A_TIME", 3)
    files = [RecordFile(f"sessions/{n}", f"{n}.yaml", f"sessions/{n}.yaml") for n in range(9)]
    parsed = parse_all(files, lambda share: [Text("date:\n", [])] * len(share))
    told = list(understand_all(files, parsed))
    assert [[each.rule for each in got.findings] for got in told] == [["empty-value"]] * 9
    assert capfd.readouterr().err == ""


class TestBegunWork:
    @pytest.fixture(autouse=True)
    def _two_processors(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(processes, "processors", lambda: 2)

    def test_it_is_done_elsewhere_meanwhile(self) -> None:
        who, what = begun(lambda: (os.getpid(), ["done"] * 100_000))()
        assert who != os.getpid()
        assert what == ["done"] * 100_000

    def test_where_the_other_process_was_lost_it_is_done_here(self) -> None:
        here = os.getpid()
        result = begun(lambda: "done" if os.getpid() == here else os.kill(os.getpid(), 9))
        assert result() == "done"

    def test_where_no_other_is_to_be_had_it_is_done_here(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(processes, "may_fork", lambda: False)
        assert begun(os.getpid)() == os.getpid()

    def test_the_history_of_lines_is_the_same_from_elsewhere(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = str(shipped(tmp_path / "project").folder / "records")
        lines = {("project.yaml", 1), ("indicators.yaml", 20), ("nowhere.yaml", 1)}
        elsewhere = line_history(folder)()
        monkeypatch.setattr(processes, "may_fork", lambda: False)
        here = line_history(folder)()
        told = {line: elsewhere.last_touched(*line) for line in lines}
        assert told == {line: here.last_touched(*line) for line in lines}
        assert {line for line in lines if not told[line]} == {("nowhere.yaml", 1)}

    def test_it_ends_where_whoever_wanted_it_has_gone(self) -> None:
        """What it would give is more than a pipe holds; it holds this one's output, too."""
        leaves = (
            "from fifrecords.store import processes\n"
            "processes.processors = lambda: 2\n"
            "processes.begun(lambda: 'x' * 1_000_000)\n"
            "print('gone')\n"
        )
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", leaves]
        done = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=True)
        assert done.stdout == b"gone\n"
