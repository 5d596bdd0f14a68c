"""The tables as bytes: one file for each format."""

from fifrecords.export.tables import Export
from fifrecords.model.late import Writer, read_late

FORMATS = {
    "csv": Writer("commas.as_csv", is_text=False),
    "datapackage": Writer("package.as_package", is_text=False),
    "json": Writer("objects.as_json"),
    "xlsx": Writer("workbook.as_workbook", extra="xlsx", is_text=False),
    "sqlite": Writer("database.as_database", is_text=False),
    "parquet": Writer("parquet.as_parquet", extra="parquet", is_text=False),
}
"""The formats by name."""

Folder = dict[str, bytes]
"""Files by name."""


def written(export: Export, name: str) -> bytes | Folder:
    """The tables in a format: one file, or a folder of them.

    Args:
        export: The tables.
        name: One of ``FORMATS``.

    Raises:
        MissingExtra: If the packages that it needs are not installed.
        BadCall: If the format cannot hold them.
    """
    made: bytes | Folder = read_late(__name__, FORMATS[name].function, FORMATS[name].extra)(export)
    return made
