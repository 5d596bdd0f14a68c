"""Parquet: a file for each table, with what each column says as the metadata of its field."""

import io
from collections.abc import Sequence

import pyarrow as pa
from pyarrow import parquet

from fifrecords.export.described import as_readme, provenance
from fifrecords.export.table import DECIMALS, Column, Filled, Plain, Type
from fifrecords.export.tables import Export
from fifrecords.model.call import BadCall

_TYPES: dict[Type, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.decimal128(38, DECIMALS),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def as_parquet(export: Export) -> dict[str, bytes]:
    """A file for each table, and one that describes them.

    Raises:
        BadCall: If a number has more than 26 digits before its point.
    """
    about = provenance(export.about)
    files = {f"{each.table.name}.parquet": _file(each, about) for each in export.tables}
    return {"README.md": as_readme(export), **files}


def _file(filled: Filled, about: dict[str, str]) -> bytes:
    table = filled.table
    fields = [_field(column) for column in table.columns]
    schema = pa.schema(fields, metadata={"description": table.description, **about})
    cells = zip(*filled.rows, strict=True) if filled.rows else [()] * len(fields)
    arrays = [_array(table.name, *each) for each in zip(cells, fields, strict=True)]
    file = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), file)
    return file.getvalue()


def _array(table: str, cells: Sequence[Plain], field: pa.Field) -> pa.Array:
    try:
        return pa.array(cells, field.type)
    except pa.ArrowInvalid as error:
        where = f"{field.name} of {table}"
        raise BadCall(f"{where} is larger than a file of parquet holds; export to csv") from error


def _field(column: Column) -> pa.Field:
    unit = {"unit": column.says.unit} if column.says.unit else {}
    says = {"description": column.description, **unit}
    return pa.field(column.name, _TYPES[column.type], not column.required, says)
