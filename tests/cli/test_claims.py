"""``fifrecords claims``: what is claimed, what is not, and what is mended."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from fifrecords import Records
from fifrecords.cli.main import main
from fifrecords.cli.opened import sound
from tests.conftest import ROOT, Write
from tests.trail.repositories import git

FIGURES = """\
    held: {measure: {count: sessions}, target: 2}
    areas: {measure: {count: curriculum-areas}}
    """
SESSION = "date: 2011-01-14\nkind: training\ncurriculum: [ict, literacy]\nevidence: minutes\n"
PROSE = b"""\xef\xbb\xbfThere was [one](figure:held) session of 14,\r
> [Three](figure:areas) areas, [over 2](figure:areas), [met](status:held).\r
\r
Tail \xc3\xa9 [5](figure:areas)\xe2\x80\xa8 and [7](plain:) [9](figure:haeld)."""


def run(folder: Path, *arguments: str, says: str = "") -> Result:
    return CliRunner().invoke(
        main, ["claims", "--records", str(folder), *arguments], says, catch_exceptions=False
    )


@pytest.fixture
def folder(write: Write) -> Path:
    made = write({"indicators.yaml": FIGURES, "sessions/a.yaml": SESSION})
    (made / "narrative").mkdir()
    (made / "narrative" / "lessons.md").write_bytes(PROSE)
    return made


def test_the_claims_that_ship_all_hold() -> None:
    done = run(ROOT / "records")
    rulings = {line.rpartition("  ")[2] for line in done.output.splitlines()[2:]}
    assert (done.exit_code, rulings) == (0, {"true"})
    assert "outputs.md:9:24 " in done.output
    assert run(ROOT / "records", "--unbound").output == ""


def test_each_claim_has_a_place_a_text_a_figure_and_a_verdict(folder: Path) -> None:
    done = run(folder)
    rows = [" ".join(line.split()).split(".md:")[1] for line in done.output.splitlines()[2:]]
    assert done.exit_code == 1
    assert rows == [
        "1:12 one held 1 true",
        "2:4 Three areas 2 false",
        "2:33 over 2 areas 2 false",
        "2:57 met held (status) not met contradicted",
        "4:9 5 areas 2 false",
        "4:44 9 haeld unknown",
    ]


def test_the_unbound_numbers_are_listed(folder: Path) -> None:
    done = run(folder, "--unbound")
    assert done.exit_code == 0
    assert done.output == f"{folder.as_posix()}/narrative/lessons.md:1:41: 14\n"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits at the other end."""
    stdin = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr("fifrecords.cli.planned.sys", SimpleNamespace(stdin=stdin))


@pytest.mark.usefixtures("terminal")
def test_an_update_shows_the_change_and_asks(folder: Path) -> None:
    done = run(folder, "--update", says="n\n")
    assert done.exit_code == 1
    assert "-> [Three](figure:areas) areas, [over 2]" in done.output
    assert "+> [Two](figure:areas) areas, [over 2]" in done.output
    assert "Write this?" in done.output
    assert (folder / "narrative" / "lessons.md").read_bytes() == PROSE


def test_a_dry_run_shows_the_change_and_stops(folder: Path) -> None:
    done = run(folder, "--update", "--dry-run", "--yes")
    assert done.exit_code == 1
    assert "+> [Two](figure:areas) areas, [over 2]" in done.output
    assert done.output.endswith("nothing was written\n")
    assert (folder / "narrative" / "lessons.md").read_bytes() == PROSE
    for option in ("--dry-run", "--yes", "--commit"):
        assert run(folder, option).exit_code == 2


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("arguments", [["--yes"], []])
def test_an_update_rewrites_the_numbers_and_nothing_else(
    folder: Path, arguments: list[str]
) -> None:
    file = folder / "narrative" / "lessons.md"
    done = run(folder, "--update", *arguments, says="y\n")
    assert file.read_bytes() == PROSE.replace(b"[Three]", b"[Two]").replace(b"[5]", b"[2]")
    assert done.exit_code == 1
    left = [line.rpartition(".md:")[2] for line in done.output.splitlines() if ": left" in line]
    assert [line.split(": ")[0] for line in left] == ["2:33", "2:57", "4:44"]
    again = run(folder, "--update", "--yes")
    assert "---" not in again.output
    assert file.read_bytes() == PROSE.replace(b"[Three]", b"[Two]").replace(b"[5]", b"[2]")


def test_a_script_is_not_asked_and_only_what_was_mended_is_committed(folder: Path) -> None:
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "begin")):
        git(folder, *arguments)
    unfinished = folder / "narrative" / "comments.md"
    unfinished.write_text("[one](figure:held) half done", encoding="utf-8")
    done = run(folder, "--update", "--commit")
    assert "Write this?" not in done.output
    assert "committed as" in done.output
    assert git(folder, "show", "--format=%s", "--name-only").split("\n\n") == [
        "Claim what the records say",
        "narrative/lessons.md",
    ]


def test_an_update_of_what_holds_does_nothing(folder: Path) -> None:
    file = folder / "narrative" / "lessons.md"
    file.write_text("[one](figure:held)\n", encoding="utf-8")
    done = run(folder, "--update")
    assert (done.exit_code, done.output) == (0, "nothing to write\n")


@pytest.mark.usefixtures("terminal")
def test_a_file_that_was_changed_meanwhile_is_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And with it every other file that was to be rewritten."""
    file, other = (folder / "narrative" / name for name in ("lessons.md", "comments.md"))
    other.write_text("[7](figure:held)\n", encoding="utf-8")

    def changed(*_: object, **__: object) -> bool:
        file.write_bytes(b"somebody else's")
        return True

    monkeypatch.setattr("fifrecords.cli.planned.click.confirm", changed)
    done = run(folder, "--update")
    assert done.exit_code == 2
    assert "was changed since it was read" in done.stderr
    assert len([line for line in done.stderr.splitlines() if "changed" in line]) == 1
    assert file.read_bytes() == b"somebody else's"
    assert other.read_text(encoding="utf-8") == "[7](figure:held)\n"


def test_a_file_that_was_changed_since_the_records_were_read_is_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder / "narrative" / "lessons.md"

    def read_and_changed(*arguments: Any, **options: Any) -> Records:
        records = sound(*arguments, **options)
        file.write_bytes(PROSE + b"\n")
        return records

    monkeypatch.setattr("fifrecords.cli.claims.sound", read_and_changed)
    done = run(folder, "--update", "--yes")
    assert done.exit_code == 2
    assert "was changed since it was read" in done.stderr
    assert file.read_bytes() == PROSE + b"\n"


def test_a_file_that_cannot_be_written_is_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("fifrecords.store.write.os.fsync", full)
    done = run(folder, "--update", "--yes")
    assert done.exit_code == 2
    assert "No space left on device" in done.stderr
    assert (folder / "narrative" / "lessons.md").read_bytes() == PROSE


def test_the_day_asked_about_decides(folder: Path) -> None:
    assert "1:12 one held no data" in " ".join(run(folder, "--until", "2011-01-13").output.split())


def test_an_update_is_of_today(folder: Path) -> None:
    assert run(folder, "--update", "--until", "2011-01-13").exit_code == 2


def test_records_with_errors_are_not_compared(write: Write) -> None:
    broken = "date: 2011-01-14\nkind: training\nattended: [p-7k3mp]\nevidence: sheet\n"
    done = run(write({"sessions/a.yaml": broken, "narrative/lessons.md": "[7](figure:none)\n"}))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "[unknown-person]" in done.stderr
    assert "[unknown-claimed-figure]" not in done.stderr
