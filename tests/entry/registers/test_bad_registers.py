"""Every table that cannot be taken, by example: a folder below ``bad/`` says what must be told.

It holds ``register.csv``, a ``mapping.yaml`` and ``arguments.txt`` where they are needed, and what
is printed in ``expected.txt``. Nothing is written. Adding a folder adds a test.
"""

import shlex
import shutil
from pathlib import Path

import pytest

from tests.entry.registers.conftest import Run, held

BAD = Path(__file__).parent.parent / "bad"


@pytest.mark.parametrize("name", sorted(folder.name for folder in BAD.iterdir()))
def test_it_is_told_and_nothing_is_written(name: str, project: Path, run: Run) -> None:
    for file in (BAD / name).iterdir():
        shutil.copy(file, project)
    asked = project / "arguments.txt"
    arguments = shlex.split(asked.read_text(encoding="utf-8")) if asked.exists() else []
    if (project / "mapping.yaml").exists():
        arguments += ["--mapping", "mapping.yaml"]
    before = held(project.parent)
    done = run("import", "register.csv", *arguments)
    assert done.stderr == (BAD / name / "expected.txt").read_text(encoding="utf-8")
    assert (done.exit_code, done.stdout) == (1, "")
    assert held(project.parent) == before
