"""A table out of an Excel workbook: what its cells show, and nothing that cannot be seen."""

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from warnings import catch_warnings
from zipfile import BadZipFile, ZipFile

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from fifrecords.entry.sheets.table import (
    MOST_COLUMNS,
    MOST_ROWS,
    Table,
    Unreadable,
    Value,
    assembled,
    letters,
    tidied,
)
from fifrecords.model.finding import did_you_mean, one_of, some_of

_MOST_UNPACKED = 300_000_000
_MOST_PARTS = 5_000
_BOOK = "xl/workbook.xml"
_OPEN_DOCUMENT = "mimetype"
_DECLARED = b"<!DOCTYPE"
"""What no workbook has: a declaration by which a small file could swell."""


def read_workbook(name: str, data: bytes, sheet: str, header: int, hidden: str) -> Table:
    """The table of one sheet of a workbook.

    Args:
        name: What the file is called.
        data: What it holds.
        sheet: The sheet; empty for the only one that can be seen.
        header: The row with the columns' names; 0 for the first that holds something.
        hidden: ``read`` or ``skip`` hidden rows and columns; empty to refuse them.

    Raises:
        Unreadable: If nothing can be taken from it.
    """
    _refuse_swelling(name, data)
    shown, typed = (_opened(name, data, only_values) for only_values in (True, False))
    page, notes = _sheet(name, shown, sheet)
    reader = _Sheet(f"{name} [{page.title}]", page, typed[page.title], hidden)
    table = assembled(reader.name, reader.rows(), header)
    table.notes += notes
    reader.judge(table)
    if shown.epoch == CALENDAR_MAC_1904:
        table.notes.append("the workbook counts its days from 1904; its dates were read so")
    return table


def _refuse_swelling(name: str, data: bytes) -> None:
    """Refuses what is no workbook, or would not fit into memory once it is unpacked."""
    try:
        with ZipFile(io.BytesIO(data)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
            if sum(sizes) > _MOST_UNPACKED or len(sizes) > _MOST_PARTS:
                message = f"{sum(sizes):,} bytes once it is unpacked"
                raise Unreadable(name, f"{message}; at most {_MOST_UNPACKED:,}: split the file")
            if _BOOK not in parts.namelist():
                what = "an OpenDocument file" if _OPEN_DOCUMENT in parts.namelist() else "no table"
                raise Unreadable(name, f"{what}; save it as .xlsx or as CSV UTF-8")
            for part in parts.namelist():
                if part.endswith((".xml", ".rels")):
                    with parts.open(part) as opened:
                        _refuse_declared(name, part, opened.read(4_096))
    except (BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(name, f"a damaged workbook ({error}); save it again") from error


def _refuse_declared(name: str, part: str, begins: bytes) -> None:
    if _DECLARED in begins.upper():
        raise Unreadable(name, f"{part} declares a document type; save the workbook again in Excel")


def _opened(name: str, data: bytes, only_values: bool) -> Any:
    try:
        with catch_warnings(action="ignore"):  # of what a table has no use for
            return openpyxl.load_workbook(io.BytesIO(data), data_only=only_values, keep_links=False)
    except Exception as error:  # whatever a damaged file makes the reader stumble over
        raise Unreadable(name, f"a damaged workbook ({error}); save it again") from error


def _sheet(name: str, book: Any, wanted: str) -> tuple[Any, list[str]]:
    """The sheet that is named, or the only one that can be seen and holds something."""
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if wanted:
        if wanted not in sheets:
            near = did_you_mean(wanted, sheets) or f"; there are {', '.join(sheets)}"
            raise Unreadable(name, f"no sheet is called {wanted!r}{near}")
        return sheets[wanted], []
    seen = [each for each in sheets.values() if each.sheet_state == "visible" and _is_used(each)]
    unseen = [each.title for each in sheets.values() if each.sheet_state != "visible"]
    if len(seen) == 1:
        return seen[0], [f"hidden sheets were not read: {', '.join(unseen)}"] if unseen else []
    if not seen:
        hidden = f"; hidden are {', '.join(unseen)}: write sheet: in the mapping" if unseen else ""
        raise Unreadable(name, f"no sheet that can be seen holds anything{hidden}")
    which = one_of(each.title for each in seen)
    raise Unreadable(name, f"several sheets hold something; write sheet: {which} in the mapping")


def _is_used(sheet: Any) -> bool:
    return any(value is not None for row in sheet.iter_rows(values_only=True) for value in row)


class _Sheet:
    """One sheet, as it is seen and as it was typed."""

    def __init__(self, name: str, shown: Any, typed: Any, hidden: str) -> None:
        if shown.max_row > 5 * MOST_ROWS or shown.max_column > 5 * MOST_COLUMNS:
            raise Unreadable(name, "a value far outside of the table; delete it")
        self.name = name
        self._shown, self._typed, self._hidden = shown, typed, hidden
        self._formulas: dict[tuple[int, int], bool] = {}
        self._away = self._hidden_columns()

    def rows(self) -> Iterator[tuple[int, Mapping[int, Value]]]:
        """The rows that hold something."""
        pairs = zip(self._shown.iter_rows(), self._typed.iter_rows(), strict=True)
        for number, (seen, typed) in enumerate(pairs, start=1):
            if self._hidden == "skip" and self._shown.row_dimensions[number].hidden:
                continue
            values, has_formula = {}, False
            for column, (cell, source) in enumerate(zip(seen, typed, strict=True), start=1):
                if self._is_skipped(column):
                    continue
                if source.data_type == "f":
                    has_formula = True
                    self._formulas[number, column] = cell.value is not None
                value = _value(cell.value)
                if value is not None:
                    values[column] = value
            if values or has_formula:
                yield number, values

    def _is_skipped(self, column: int) -> bool:
        return self._hidden == "skip" and column in self._away

    def judge(self, table: Table) -> None:
        """Refuses what cannot be seen, or shows another thing than it holds."""
        self._judge_formulas(table)
        self._judge_merged(table)
        if not self._hidden:
            self._judge_hidden(table)
        for row in table.rows:
            for column, value in row.values.items():
                if isinstance(value, str) and self._shown.cell(row.number, column).data_type == "e":
                    table.refuse(row.number, column, f"{value} is an error of Excel; mend it there")

    def _judge_formulas(self, table: Table) -> None:
        read = []
        for (row, column), has_value in self._formulas.items():
            if row < table.header:
                continue
            if has_value:
                read.append(f"{letters(column)}{row}")
            else:
                message = "a formula without its result; open the file in Excel and save it"
                table.refuse(row, column, f"{message}, or write the value itself")
        if read:
            table.notes.append(f"formulas were read by their results: {some_of(read, 10)}")

    def _judge_merged(self, table: Table) -> None:
        for area in self._shown.merged_cells.ranges:
            columns = range(area.min_col, area.max_col + 1)
            if area.max_row < table.header or all(map(self._is_skipped, columns)):
                continue
            message = f"{area.coord} is one merged cell; unmerge it and write the value into each"
            table.refuse(area.min_row, area.min_col, message)

    def _judge_hidden(self, table: Table) -> None:
        mend = "or write hidden: read or hidden: skip in the mapping"
        for row in table.rows:
            if self._shown.row_dimensions[row.number].hidden:
                table.refuse(row.number, 0, f"the row is hidden or filtered out; show it, {mend}")
        for column in self._away & table.columns.keys():
            table.refuse(table.header, column, f"the column is hidden; show it, {mend}")

    def _hidden_columns(self) -> set[int]:
        away: set[int] = set()
        for size in self._shown.column_dimensions.values():
            if size.hidden:
                away |= set(range(size.min or 1, (size.max or size.min or 1) + 1))
        return away


def _value(value: Any) -> Value | None:
    """What a cell holds; nothing where it is empty or only holds spaces."""
    match value:
        case str():
            return tidied(value) or None
        case None | bool() | int() | float() | date() | datetime() | time():
            return value
        case timedelta():
            return str(value)
        case _:
            return tidied(str(value)) or None
