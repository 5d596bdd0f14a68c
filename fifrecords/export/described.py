"""The tables in words: the page of the documentation, and what lies beside exported files."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from tabulate import tabulate

from fifrecords.export.project import About
from fifrecords.export.table import Column, Table
from fifrecords.export.tables import TABLES, Export, key_of

MARK = "<!-- fifrecords export -->"
"""The first line of what lies beside exported files: by it a folder is known to be an export."""

_GUIDE = Path(__file__).with_name("guide.md")


def as_page() -> str:
    """The page of the documentation: how to export, and every column of every table."""
    guide = _GUIDE.read_text(encoding="utf-8")
    return f"{guide}\n{_described(TABLES.values())}\n"


def as_readme(export: Export) -> bytes:
    """What lies beside exported files: what they tell of, and every column."""
    lines = [f"- {name}: {value}" for name, value in provenance(export.about).items()]
    head = (MARK, "# An export of project records", "\n".join(lines))
    text = "\n\n".join((*head, _described(each.table for each in export.tables)))
    return f"{text}\n".encode()


def provenance(about: About) -> dict[str, str]:
    """What an export tells of, in words."""
    return {name: _in_words(value) for name, value in about._asdict().items()}


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


def _described(tables: Iterable[Table]) -> str:
    return "\n\n".join(block for table in tables for block in _section(table))


def _section(table: Table) -> Iterator[str]:
    yield f"## {table.name}"
    yield table.description
    rows = [(f"`{each.name}`", _type(each), _note(each)) for each in table.columns]
    yield tabulate(rows, ("column", "type", "what it says"), "github", disable_numparse=True)


def _type(column: Column) -> str:
    unit = f" ({column.says.unit})" if column.says.unit else ""
    return f"{column.type}{unit}{'' if column.required else ', may be empty'}"


def _note(column: Column) -> str:
    key = " Key." if column.says.key else ""
    of = column.says.of
    names = f" Names a row of `{of}` by its `{key_of(of)}`." if of else ""
    words = f" One of: {', '.join(column.words)}." if column.words else ""
    return f"{column.description}{words}{key}{names}"
