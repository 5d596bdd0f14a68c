"""SQLite: one file, a table for each table, with the keys between them."""

import sqlite3
from contextlib import closing

from fifrecords.export.formats.objects import plain
from fifrecords.export.table import Column, Filled, Table, Type
from fifrecords.export.tables import Export, key_of

_TYPES: dict[Type, str] = {"integer": "INTEGER", "boolean": "INTEGER", "number": "NUMERIC"}


def as_database(export: Export) -> bytes:
    """A database, which Datasette opens as it is; its table ``columns`` says what stands where."""
    with closing(sqlite3.connect(":memory:")) as database:
        for each in export.tables:
            _fill(database, each)
        database.commit()
        return database.serialize()


def _fill(database: sqlite3.Connection, filled: Filled) -> None:
    table = filled.table
    database.execute(_definition(table))
    places = ", ".join("?" * len(table.columns))
    rows = (tuple(map(plain, row)) for row in filled.rows)
    database.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', rows)


def _definition(table: Table) -> str:
    key = ", ".join(f'"{name}"' for name in table.key)
    lines = ",\n  ".join((*map(_column, table.columns), f"PRIMARY KEY ({key})"))
    return f'CREATE TABLE "{table.name}" (\n  {lines}\n)'


def _column(column: Column) -> str:
    required = " NOT NULL" if column.required else ""
    of = column.says.of
    names = f' REFERENCES "{of}" ("{key_of(of)}")' if of else ""
    return f'"{column.name}" {_TYPES.get(column.type, "TEXT")}{required}{names}'
