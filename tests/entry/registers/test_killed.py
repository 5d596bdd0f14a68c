"""An import that is killed leaves whole files and is finished by the next; two lose nothing."""

import shutil
from functools import partial
from pathlib import Path
from random import Random

import pytest

from fifrecords import load, validate
from fifrecords.entry.newcomers import Newcomers, keep_ids, kept_ids
from fifrecords.store.write import ChangedSince
from tests.care.dying import at_once, dies_at, dies_before_step
from tests.entry.registers.conftest import SESSION, Run

MAPPING = "session: {kind: training, evidence: [register]}\nperson: {role: service-user}\n"
REGISTER = (
    f"date,session,person,days\n,{SESSION},p-2qd9x,0.5\n"
    "2011-02-01,,L-1,1\n2011-02-01,,p-7k3mq,0.5\n2011-02-02,,L-2,1\n"
)
IMPORT = ("import", "register.csv", "--mapping", "mapping.yaml", "--ids", "../ids.csv", "--yes")
AT_ANY_TIME = 5
MOST_STEPS, STRIDE = 60, 4
"""How many steps on the disk an import takes at most, and before which of them it is killed."""


def prepared(project: Path) -> None:
    Path("mapping.yaml").write_text(MAPPING, encoding="utf-8")
    Path("register.csv").write_text(REGISTER, encoding="utf-8")
    shutil.copytree("records", "../kept")


def begun_again(project: Path) -> None:
    for folder in ("records", ".fifrecords"):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree("../kept", "records")
    Path("../ids.csv").unlink(missing_ok=True)


def attendances() -> list[tuple[str, int]]:
    """The sessions, and how many attended each; every file is whole, and every rule is kept."""
    records, findings = load("records")
    assert not findings
    assert not [each for each in validate(records) if each.severity == "error"]
    return [(id_, len(session.attended)) for id_, session in records.sessions.items()]


def test_killed_before_many_a_step_and_at_any_time(project: Path, run: Run) -> None:
    prepared(project)
    chance = Random(5)
    kills = [partial(dies_before_step, step=step) for step in range(0, MOST_STEPS, STRIDE)]
    kills += [partial(dies_at, seconds=chance.uniform(0, 0.3)) for _ in range(AT_ANY_TIME)]
    died = 0
    for kill in kills:
        begun_again(project)
        died += kill(project, IMPORT)
        assert not load("records").findings
        assert run(*IMPORT).exit_code == 0
        assert attendances() == [
            (SESSION, 3),
            ("2011-02-01-training", 2),
            ("2011-02-02-training", 1),
        ]
        assert len(list(Path("records/people").glob("p-*"))) == 4
    assert died > 10
    assert "nothing to write" in run(*IMPORT).stdout


def test_the_ids_that_somebody_else_has_kept_meanwhile_are_not_lost(project: Path) -> None:
    kept = kept_ids("../ids.csv")
    Path("../ids.csv").write_text("L-1,p-aaaaa\n", encoding="utf-8")
    with pytest.raises(ChangedSince):
        keep_ids(kept, Newcomers(load("records").records, kept.ids, takes=True))
    assert kept_ids("../ids.csv").ids == {"L-1": "p-aaaaa"}


def test_two_at_once_lose_nothing_of_each_other(project: Path, run: Run) -> None:
    prepared(project)
    Path("other.csv").write_text(
        "date,person\n2011-02-03,L-1\n2011-02-03,L-3\n2011-01-14,p-7k3mq\n", encoding="utf-8"
    )
    known = "reference,id\nL-1,p-aaaaa\nL-2,p-bbbbb\nL-3,p-ccccc\n"  # so both go on to the records
    Path("../ids.csv").write_text(known, encoding="utf-8")
    other = ("import", "other.csv", *IMPORT[2:])
    codes = at_once(project, IMPORT, other)
    assert 0 in codes
    for call in (IMPORT, other):
        assert run(*call).exit_code == 0
    assert sorted(attendances()) == [
        (SESSION, 3),
        ("2011-02-01-training", 2),
        ("2011-02-02-training", 1),
        ("2011-02-03-training", 2),
    ]
    assert len(list(Path("records/people").glob("p-*"))) == 5
