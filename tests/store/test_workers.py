"""Work that is shared among processes gives what it would give alone."""

import os

import pytest

from fifrecords.store import workers
from fifrecords.store.text import Text
from fifrecords.store.tree import RecordFile
from fifrecords.store.understand import understand_all
from fifrecords.store.workers import shared_out

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


def doubled(items):
    return [item * 2 for item in items]


@pytest.mark.parametrize("hands", [1, 2, 3, 7])
@pytest.mark.parametrize("size", [0, 1, 2, 5, 100])
@pytest.mark.parametrize("using", [0.0, 0.3, 1.0])
def test_every_item_once_and_in_order(
    hands: int, size: int, using: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "AT_A_TIME", 3)
    monkeypatch.setattr(workers, "WORTH_SHARING", 2)
    monkeypatch.setattr(workers, "_processors", lambda: hands)
    monkeypatch.setattr(workers, "_may_fork", lambda: True)
    items = [str(number) for number in range(size)]
    assert list(shared_out(doubled, items, using)) == doubled(items)


@pytest.mark.parametrize("using", [0.3, 1.0])
def test_the_share_of_a_lost_process_is_worked_here(
    using: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = os.getpid()

    def dies_elsewhere(items):
        if os.getpid() != here and "49" in items:
            os._exit(9)
        return doubled(items)

    monkeypatch.setattr(workers, "AT_A_TIME", 20)
    monkeypatch.setattr(workers, "WORTH_SHARING", 2)
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    monkeypatch.setattr(workers, "_may_fork", lambda: True)
    items = [str(number) for number in range(50)]
    assert list(shared_out(dies_elsewhere, items, using)) == doubled(items)


def test_what_another_process_finds_wrong_is_told_here(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(workers, "WORTH_SHARING", 2)
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    monkeypatch.setattr(workers, "_may_fork", lambda: True)
    files = [RecordFile(f"sessions/{n}", f"{n}.yaml", f"sessions/{n}.yaml") for n in range(9)]
    told = list(understand_all(files, lambda share: [Text("date:\n", [])] * len(share)))
    assert [[each.rule for each in got.findings] for got in told] == [["empty-value"]] * 9
    assert capfd.readouterr().err == ""
