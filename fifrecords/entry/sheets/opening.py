"""A table out of a file: what sort of file it is, its own first bytes say and not its name."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fifrecords.entry.sheets.commas import read_commas
from fifrecords.entry.sheets.table import MOST_BYTES, Table, Unreadable
from fifrecords.model.call import BadCall
from fifrecords.model.late import needs

_ZIP, _OLD_OFFICE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read, where it does not say so itself.

    Attributes:
        sheet: The sheet of a workbook; empty for the only one that can be seen.
        header: The row with the columns' names; 0 for the first that holds something.
        delimiter: What stands between the values of a text file; empty to find it out.
        encoding: How the letters of a text file are written; empty for UTF-8 or UTF-16.
        hidden: What becomes of hidden rows and columns; without a word they are refused.
    """

    sheet: str = ""
    header: int = 0
    delimiter: str = ""
    encoding: str = ""
    hidden: Literal["", "read", "skip"] = ""


def read_table(path: str, how: Reading) -> Table:
    """The table of a CSV file or an Excel workbook.

    Args:
        path: The file.
        how: How to read it.

    Raises:
        Unreadable: If nothing can be taken from it.
        BadCall: If there is no such file.
        MissingExtra: If a workbook is to be read, and what reads it is not installed.
    """
    name = Path(path).name
    data = _bytes(path, name)
    if data.startswith(_ZIP):
        with needs("xlsx"):
            from fifrecords.entry.sheets.workbook import read_workbook  # noqa: PLC0415
        return read_workbook(name, data, how.sheet, how.header, how.hidden)
    if data.startswith(_OLD_OFFICE):
        why = "an old Excel file (.xls), or one with a password; save it as .xlsx without one"
        raise Unreadable(name, why)
    if data.startswith(_PDF):
        raise Unreadable(name, "a PDF, not a table; type it into a spreadsheet")
    return read_commas(name, data, how.delimiter, how.encoding, how.header)


def _bytes(path: str, name: str) -> bytes:
    try:
        size = Path(path).stat().st_size
        if size > MOST_BYTES:
            raise Unreadable(name, f"{size:,} bytes; at most {MOST_BYTES:,}: split the file")
        return Path(path).read_bytes()
    except OSError as error:
        raise BadCall(f"{path}: {error.strerror}") from error
