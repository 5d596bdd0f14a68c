"""Of a record that cannot be read nothing but that is told: what may stand in it is not missing."""

from pathlib import Path
from shutil import copytree

import pytest

from fifrecords import load, validate
from tests.check.conftest import HERE
from tests.conftest import Write

BASE = HERE / "base" / "records"
FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*") if path.is_file())

CLAIMED = {
    "indicators.yaml": """
        learners: {measure: {count: people}, target: 1, components: [women]}
        women: {measure: {count: people, where: {person: p-bbbbb}}, target: 1}
        """,
    "people/p-aaaaa.yaml": "role: service-user\nequality: {disability: one-of-our-own}\n",
    "sessions/first.yaml": "{date: 2011-01-14, kind: training, days: 1, attended: p-aaaaa}\n",
    "narrative/outputs.md": "We reached [1](figure:learners).\n",
    "narrative/outcomes.md": "Of women, [none](figure:women).\n",
}


def told(folder: Path) -> list[str]:
    records, findings = load(folder)
    return [str(each) for each in sorted([*findings, *validate(records)])]


@pytest.mark.parametrize("file", FILES)
def test_one_file_that_cannot_be_read_is_told_of_alone(file: str, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    copytree(BASE, folder)
    broken = folder / file
    broken.write_bytes(b"\xff" if file.endswith(".md") else broken.read_bytes() + b"notes: [\n")
    found = told(folder)
    assert found
    assert [each for each in found if not each.startswith(broken.as_posix())] == []


@pytest.mark.parametrize("file", FILES)
def test_one_file_that_an_editor_called_otherwise_is_told_of_alone(
    file: str, tmp_path: Path
) -> None:
    """Windows hides the suffix that its editor puts behind the one that was typed."""
    folder = tmp_path / "records"
    copytree(BASE, folder)
    called = (folder / file).rename(folder / f"{file}.txt")
    missed = (called.as_posix(), (folder / "project.yaml").as_posix())
    found = told(folder)
    assert any("[wrong-suffix]" in each for each in found)
    assert [each for each in found if not each.startswith(missed)] == []


@pytest.mark.parametrize("name", ["session", "Training"])
def test_sessions_in_a_folder_that_is_not_read_are_not_missed(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    copytree(BASE, folder)
    (folder / "sessions").rename(folder / name)
    (found,) = told(folder)
    assert found.startswith(f"{folder.as_posix()}/{name}:1:1: error: {name} is no folder of")


@pytest.mark.parametrize(
    ("rule", "file"),
    [
        ("component-left-out", "narrative/outcomes.md"),
        ("unlisted-answer", "vocabulary.yaml"),
    ],
)
def test_what_a_broken_file_may_hold_is_not_missed(rule: str, file: str, write: Write) -> None:
    folder = write(CLAIMED)
    held = (folder / file).read_bytes()
    (folder / file).unlink()
    assert any(f"[{rule}]" in each for each in told(folder))
    (folder / file).write_bytes(b"\xff" + held)
    assert not any(f"[{rule}]" in each for each in told(folder))
