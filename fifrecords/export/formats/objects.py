"""JSON: one object with every table, its columns and its rows."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from fifrecords.export.table import DIGITS, Column, Filled, Plain
from fifrecords.export.tables import Export

_TOO_LONG = 10**DIGITS


def as_json(export: Export) -> bytes:
    """One object: what the export tells of, and the tables by name."""
    about = {name: plain(value) for name, value in export.about._asdict().items()}
    tables = {each.table.name: _table(each) for each in export.tables}
    text = json.dumps({**about, "tables": tables}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def plain(value: Plain) -> str | int | float | None:
    """A cell as JSON has it; a double gives each of our decimals back as it was."""
    if isinstance(value, Decimal):
        return int(value) if value % 1 == 0 and value < _TOO_LONG else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _table(filled: Filled) -> dict[str, Any]:
    names = [column.name for column in filled.table.columns]
    return {
        "description": filled.table.description,
        "key": list(filled.table.key),
        "columns": {column.name: _column(column) for column in filled.table.columns},
        "rows": [dict(zip(names, map(plain, row), strict=True)) for row in filled.rows],
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "type": column.type,
        "unit": column.says.unit,
        "required": column.required,
        "names_row_of": column.says.of,
        "description": column.description,
    }
