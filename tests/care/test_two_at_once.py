"""Two who write at once: neither loses what the other wrote."""

import pytest

from fifrecords.entry.plan import Plan
from tests.care.conftest import errors, files
from tests.care.dying import Command, at_once
from tests.trail.repositories import Repository

PAIRS: dict[str, tuple[Command, Command]] = {
    "of one session": (("rename", "p-aaaaa", "p-yyyyy"), ("rename", "p-bbbbb", "p-zzzzz")),
    "of one record": (("rename", "homes", "care-homes"), ("rename", "homes", "our-homes")),
    "one into the other": (("merge", "p-bbbbb", "p-aaaaa"), ("rename", "p-aaaaa", "p-yyyyy")),
}


@pytest.mark.parametrize("pair", PAIRS)
def test_one_of_them_writes_and_the_other_is_told(village: Repository, pair: str) -> None:
    before = files(village.folder)
    codes = at_once(village.folder, *PAIRS[pair])
    assert sorted(code if code is not None else 70 for code in codes) == [0, 2]
    first, second = PAIRS[pair] if codes[0] == 0 else PAIRS[pair][::-1]
    now = files(village.folder)
    village.write(dict.fromkeys(now.keys() - before.keys()) | before)
    village.run(*first)
    assert now == files(village.folder)
    if pair == "of one session":
        assert village.run(*second).exit_code == 0
        assert errors(village) == []


def test_those_who_touch_nothing_in_common_both_write(village: Repository) -> None:
    codes = at_once(
        village.folder, ("rename", "p-ccccc", "p-xxxxx"), ("rename", "second", "the-second")
    )
    assert codes == (0, 0)
    assert errors(village) == []
    assert {"people/p-xxxxx.yaml", "sessions/2011/the-second.yaml"} <= files(
        village.folder / "records"
    ).keys()


def test_those_who_commit_take_turns(village: Repository) -> None:
    """Git would refuse the second, whose hooks may take a while."""
    hook = village.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nsleep 0.5\n")
    hook.chmod(0o755)
    new = ("new", "organisation", "--roles", "beneficiary", "--yes", "--commit", "--name")
    assert at_once(village.folder, (*new, "Shop"), (*new, "Mill")) == (0, 0)
    names = village("log", "--format=", "--name-only", "-2").split()
    assert sorted(names) == ["records/organisations/mill.yaml", "records/organisations/shop.yaml"]
    assert village("status", "--short") == ""


def test_what_an_editor_saved_meanwhile_stays(
    village: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = village.folder / "records" / "sessions" / "2011" / "first.yaml"

    carry_out = Plan.carry_out

    def late(plan: Plan) -> None:
        session.write_text("date: 2011-01-15\nkind: meeting\n", encoding="utf-8")
        carry_out(plan)

    monkeypatch.setattr(Plan, "carry_out", late)
    done = village.run("rename", "p-bbbbb", "p-zzzzz")
    assert done.exit_code == 2
    assert "first.yaml was changed since it was read" in done.stderr
    assert session.read_text(encoding="utf-8").startswith("date: 2011-01-15")
    assert (village.folder / "records" / "people" / "p-bbbbb.yaml").exists()
