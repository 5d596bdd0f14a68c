"""The tables that the page on registers shows: all of them is taken in, in the shipped project."""

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.entry.registers.conftest import Run

PAGE = (ROOT / "docs" / "registers.md").read_text(encoding="utf-8")
SHOWN = re.compile(r"```csv\n((?:(?!```).*\n)*)```|```yaml\n((?:(?!```).*\n)*)```")


def shown(heading: str) -> list[tuple[str, str]]:
    """The tables below a heading, each with the mapping that follows it."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    blocks = SHOWN.findall(section)
    mappings = [mapping for _, mapping in blocks[1:]] + [""]
    return [(table, mapping) for (table, _), mapping in zip(blocks, mappings, strict=True) if table]


@pytest.fixture
def shipped(project: Path) -> Path:
    shutil.rmtree(project / "records")
    shutil.copytree(ROOT / "records", project / "records")
    return project


@pytest.mark.parametrize(
    ("heading", "number", "comes_to"),
    [
        ("One row a person", 0, "attendances: 1 as they were, 1 new; sessions: 1 changed"),
        ("One row a person", 1, "attendances: 1 new; sessions: 1 new; people: 1 new"),
        ("One column a session", 0, "attendances: 2 as they were, 1 new; sessions: 1 new"),
    ],
)
def test_a_table_of_the_page_is_read_to_its_last_column(
    shipped: Path, run: Run, heading: str, number: int, comes_to: str
) -> None:
    table, mapping = shown(heading)[number]
    Path("register.csv").write_text(table, encoding="utf-8")
    Path("mapping.yaml").write_text(mapping or "{}\n", encoding="utf-8")
    call = ("import", "register.csv", "--mapping", "mapping.yaml", "--ids", "../ids.csv")
    done = run(*call, "--dry-run")
    assert done.exit_code == 0, done.stderr
    assert "nothing says what" not in done.stderr
    assert comes_to in done.stdout
