"""An Excel workbook: a sheet for each table, under a first one that says what it tells of."""

import io
from datetime import date, datetime
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from fifrecords.export.described import provenance
from fifrecords.export.project import ABOUT
from fifrecords.export.table import Column, Filled, Plain
from fifrecords.export.tables import Export
from fifrecords.model.call import BadCall

_MOST_ROWS, _LONGEST_TEXT = 1_048_575, 32_767
_FIRST_YEAR = 1900
"""Of Excel's calendar; an earlier day is written as text."""

_NO_TIME = datetime(2000, 1, 1)
"""When every workbook says that it was made, so that the same records give the same bytes."""

_ELSE = "export to sqlite, parquet or csv"
_WIDEST = 400
_HEAD = {"bold": True, "bg_color": "#E7ECF3", "bottom": 1}


def as_workbook(export: Export) -> bytes:
    """A workbook in which no text is ever a formula.

    Raises:
        BadCall: If a table has more rows than a sheet, or a text more letters than a cell.
    """
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": "Project records", "created": _NO_TIME})
        sheets = _Sheets(book)
        sheets.about(export)
        for each in export.tables:
            if each.table is not ABOUT:
                sheets.table(each)
    return file.getvalue()


class _Sheets:
    """The sheets of a workbook, in one style."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._head = book.add_format(_HEAD)
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})

    def about(self, export: Export) -> None:
        """What the workbook tells of, and a link to each table."""
        sheet = self._book.add_worksheet(ABOUT.name)
        for line, (name, value) in enumerate(provenance(export.about).items()):
            sheet.write_string(line, 0, name, self._head)
            sheet.write_string(line, 1, value)
        start = len(export.about) + 1
        for place, name in enumerate(("table", "what a row is", "rows")):
            sheet.write_string(start, place, name, self._head)
        others = [each for each in export.tables if each.table is not ABOUT]
        for line, each in enumerate(others, start=start + 1):
            sheet.write_url(line, 0, f"internal:'{each.table.name}'!A1", string=each.table.name)
            sheet.write_string(line, 1, each.table.description)
            sheet.write_number(line, 2, len(each.rows))
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 90)

    def table(self, filled: Filled) -> None:
        """A table, with what each column says as a note on its head."""
        if len(filled.rows) > _MOST_ROWS:
            raise BadCall(f"{filled.table.name} has more rows than a sheet holds; {_ELSE}")
        sheet = self._book.add_worksheet(filled.table.name)
        for place, column in enumerate(filled.table.columns):
            sheet.write_string(0, place, column.name, self._head)
            sheet.write_comment(0, place, _note(column), {"x_scale": 2})
        for line, row in enumerate(filled.rows, start=1):
            for place, value in enumerate(row):
                self._write(sheet, line, place, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(filled.rows), len(filled.table.columns) - 1)
        sheet.autofit(_WIDEST)

    def _write(self, sheet: Worksheet, line: int, place: int, value: Plain) -> None:
        """Writes a cell as what it is: nothing is guessed from the look of a text."""
        match value:
            case None:
                return
            case bool():
                sheet.write_boolean(line, place, value)
            case int() | Decimal():
                sheet.write_number(line, place, value)
            case date() if value.year >= _FIRST_YEAR:
                sheet.write_datetime(line, place, value, self._day)
            case _:
                _write_text(sheet, line, place, str(value))


def _write_text(sheet: Worksheet, line: int, place: int, text: str) -> None:
    if len(text.encode("utf-16-le")) // 2 > _LONGEST_TEXT:
        raise BadCall(f"a text of {sheet.get_name()} is longer than a cell holds; {_ELSE}")
    sheet.write_string(line, place, text)


def _note(column: Column) -> str:
    unit = f" In {column.says.unit}." if column.says.unit else ""
    return f"{column.description}{unit}"
