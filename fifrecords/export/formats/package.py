"""A Data Package (Frictionless): the CSV files, and a descriptor of their types and keys."""

import json
from hashlib import sha256
from typing import Any

from fifrecords.export.described import as_readme
from fifrecords.export.formats import commas
from fifrecords.export.formats.objects import plain
from fifrecords.export.table import Column, Table, Type
from fifrecords.export.tables import Export, key_of

_TYPES: dict[Type, str] = {"text": "string"}


def as_package(export: Export) -> dict[str, bytes]:
    """The CSV files, ``datapackage.json`` and, for people, a description."""
    files = commas.files(export)
    resources = [_resource(each.table, files[f"{each.table.name}.csv"]) for each in export.tables]
    descriptor = {
        "profile": "tabular-data-package",
        "name": "project-records",
        "title": "Facts and figures of a grant project",
        "fifrecords": {name: plain(value) for name, value in export.about._asdict().items()},
        "resources": resources,
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    return {"README.md": as_readme(export), "datapackage.json": text.encode(), **files}


def _resource(table: Table, data: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.description,
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    return {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {"fields": [column.name], "reference": _reference(table, column.says.of)}
            for column in table.columns
            if column.says.of
        ],
    }


def _reference(table: Table, of: str) -> dict[str, Any]:
    """The key of a table; the specification has its own way to write that of the same one."""
    return {"resource": "" if of == table.name else of, "fields": [key_of(of)]}


def _field(column: Column) -> dict[str, Any]:
    unit = {"unit": column.says.unit} if column.says.unit else {}
    required = {"required": True} if column.required else {}
    enum = {"enum": list(column.words)} if column.words else {}
    return {
        "name": column.name,
        "type": _TYPES.get(column.type, column.type),
        "description": column.description,
        **unit,
        "constraints": {**required, **enum},
    }
