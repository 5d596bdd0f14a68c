"""Comma-separated values: a file for each table, as RFC 4180 has them, and what they mean."""

import csv
import io
from decimal import Decimal

from fifrecords.export.described import as_readme
from fifrecords.export.table import Filled, Plain
from fifrecords.export.tables import Export


def as_csv(export: Export) -> dict[str, bytes]:
    """A file for each table, and one that describes them."""
    return {"README.md": as_readme(export), **files(export)}


def files(export: Export) -> dict[str, bytes]:
    """A file for each table."""
    return {f"{each.table.name}.csv": _lines(each) for each in export.tables}


def _lines(filled: Filled) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in filled.table.columns)
    writer.writerows(map(_cell, row) for row in filled.rows)
    return text.getvalue().encode()


def _cell(value: Plain) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
