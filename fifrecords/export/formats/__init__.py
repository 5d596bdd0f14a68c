"""The tables as bytes: one file for each format."""

from typing import NamedTuple

from fifrecords.export.tables import Export
from fifrecords.model.call import read_late


class Format(NamedTuple):
    """What writes a format.

    Attributes:
        function: Where it stands: a file beside this one, and its name there.
        extra: What of ``pyproject.toml`` has the packages that it needs; empty for none.
        is_text: Whether it can be read on a terminal.
    """

    function: str
    extra: str = ""
    is_text: bool = False


FORMATS = {
    "csv": Format("commas.as_csv"),
    "datapackage": Format("package.as_package"),
    "json": Format("objects.as_json", is_text=True),
    "xlsx": Format("workbook.as_workbook", extra="xlsx"),
    "sqlite": Format("database.as_database"),
    "parquet": Format("parquet.as_parquet", extra="parquet"),
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
