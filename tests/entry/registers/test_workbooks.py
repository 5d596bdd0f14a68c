"""Excel workbooks: what their cells show is read, and what cannot be seen or trusted is told."""

import io
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.conftest import sound
from tests.entry.registers.conftest import Run, held

HEAD = ["date", "kind", "person", "days"]
ROW = [date(2011, 1, 20), "training", "p-7k3mq", 0.5]
BOOK = "register.xlsx"
PLACE = f"{BOOK} [Sheet]"

Change = Callable[[Any], object]


def saved(*changes: Change, rows: Any = (HEAD, ROW)) -> None:
    """Writes a workbook with one sheet, changed in some ways."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for change in changes:
        change(book.active)
    book.save(BOOK)


@pytest.mark.parametrize("epoch", ["1900", "1904"])
def test_dates_are_those_that_the_workbook_shows(project: Path, run: Run, epoch: str) -> None:
    book = openpyxl.Workbook()
    if epoch == "1904":
        book.epoch = CALENDAR_MAC_1904
    book.active.append(HEAD)
    book.active.append([datetime(2011, 1, 20, 14, 30), *ROW[1:]])
    book.save(BOOK)
    done = run("import", BOOK)
    assert done.exit_code == 0, done.stderr
    assert ("from 1904" in done.stderr) == (epoch == "1904")
    assert "2011-01-20-training" in sound(project / "records").sessions


@pytest.mark.parametrize(
    ("style", "serial"), [("excel-1900", 40563), ("excel-1904", 39101), ("excel-1900", "40563")]
)
def test_plain_numbers_are_dates_where_the_mapping_says_so(
    project: Path, run: Run, style: str, serial: int | str
) -> None:
    saved(rows=(HEAD, [serial, *ROW[1:]]))
    assert run("import", BOOK).exit_code == 1
    Path("mapping.yaml").write_text(f"dates: {style}\n", encoding="utf-8")
    assert run("import", BOOK, "--mapping", "mapping.yaml").exit_code == 0
    assert "2011-01-20-training" in sound(project / "records").sessions


def test_a_number_kept_as_text_and_a_space_that_does_not_break(project: Path, run: Run) -> None:
    saved(rows=(["date", "kind\u00a0", "\u00a0person", "days"],
                ["2011-01-20", "training", "p-7k3mq\u00a0", " 0.5"]))  # fmt: skip
    assert run("import", BOOK).exit_code == 0
    (attended,) = sound(project / "records").sessions["2011-01-20-training"].attended
    assert str(attended.days) == "Quantity(1/2)"


def test_empty_rows_and_columns_are_passed_over(project: Path, run: Run) -> None:
    saved(rows=([], [None, *HEAD], [], [None, *ROW], [], [None, " "]))
    assert run("import", BOOK).exit_code == 0
    assert "2011-01-20-training" in sound(project / "records").sessions


def test_a_formula_is_read_by_its_result_and_told(project: Path, run: Run) -> None:
    with xlsxwriter.Workbook(BOOK) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["2011-01-20", "training", "p-7k3mq"])
        sheet.write_formula(1, 3, "=1/2", value=0.5)
    done = run("import", BOOK)
    assert done.exit_code == 0, done.stderr
    assert "formulas were read by their results: D2" in done.stderr
    (attended,) = sound(project / "records").sessions["2011-01-20-training"].attended
    assert str(attended.days) == "Quantity(1/2)"


def hide_row(sheet: Any) -> None:
    sheet.row_dimensions[2].hidden = True


def hide_column(sheet: Any) -> None:
    sheet.column_dimensions["D"].hidden = True


def put(place: str, value: object) -> Change:
    return lambda sheet: sheet.__setitem__(place, value)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            put("D2", "=1/2"),
            f"{PLACE}: row 2, column D ('days'): a formula without its result; open the file in "
            "Excel and save it, or write the value itself",
        ),
        (
            lambda sheet: sheet.merge_cells("A2:A3"),
            f"{PLACE}: row 2, column A ('date'): A2:A3 is one merged cell; unmerge it and write "
            "the value into each",
        ),
        (
            hide_row,
            f"{PLACE}: row 2: the row is hidden or filtered out; show it, or write hidden: read or "
            "hidden: skip in the mapping",
        ),
        (
            hide_column,
            f"{PLACE}: row 1, column D ('days'): the column is hidden; show it, or write hidden: "
            "read or hidden: skip in the mapping",
        ),
        (
            put("D2", time(2, 30)),
            f"{PLACE}: row 2, column D ('days'): 02:30 is a time of day; write hours as a number, "
            "2.5",
        ),
        (
            put("D2", date(2011, 1, 20)),
            f"{PLACE}: row 2, column D ('days'): 2011-01-20 00:00:00 is no number; write it like "
            "0.5",
        ),
        (
            put("D2", "#REF!"),
            f"{PLACE}: row 2, column D ('days'): #REF! is an error of Excel; mend it there",
        ),
        (
            put("A2", True),
            f"{PLACE}: row 2, column A ('date'): True is no date; write it like 2024-03-31 "
            "(year-month-day)",
        ),
        (
            put("E1", "days"),
            f"{PLACE}: row 1, column E ('days'): column D has this name too; rename one of the two",
        ),
        (
            lambda sheet: sheet.parent.create_sheet("More").append(["person"]),
            f"{BOOK}: several sheets hold something; write sheet: Sheet or More in the mapping",
        ),
        (
            lambda sheet: (
                setattr(sheet.parent.create_sheet("None"), "sheet_state", "visible")
                or sheet.delete_rows(1, 9)
            ),
            f"{BOOK}: no sheet that can be seen holds anything",
        ),
    ],
)
def test_what_cannot_be_trusted_is_told(project: Path, run: Run, change: Change, told: str) -> None:
    saved(change)
    before = held(project)
    done = run("import", BOOK)
    assert told in done.stderr.splitlines()
    assert (done.exit_code, done.stdout) == (1, "")
    assert held(project) == before


def test_what_is_wrong_in_a_hidden_column_that_is_skipped_is_nobody_s_business(
    project: Path, run: Run
) -> None:
    def away(sheet: Any) -> None:
        for letter in "EF":
            sheet.column_dimensions[letter].hidden = True

    saved(put("E2", "=1/2"), put("F4", "=1/2"), lambda sheet: sheet.merge_cells("E2:E3"), away)
    assert run("import", BOOK).exit_code == 1
    Path("mapping.yaml").write_text("hidden: skip\n", encoding="utf-8")
    done = run("import", BOOK, "--mapping", "mapping.yaml")
    assert done.exit_code == 0, done.stderr
    assert "2011-01-20-training" in sound(project / "records").sessions


def test_a_formula_alone_in_its_row_is_told(project: Path, run: Run) -> None:
    saved(put("D9", "=1/2"))
    assert "row 9, column D ('days'): a formula without its result" in run("import", BOOK).stderr


@pytest.mark.parametrize(("hidden", "sessions"), [("read", 2), ("skip", 1)])
def test_a_mapping_says_what_becomes_of_hidden_rows(
    project: Path, run: Run, hidden: str, sessions: int
) -> None:
    saved(hide_row, rows=(HEAD, ROW, [date(2011, 1, 21), *ROW[1:]]))
    Path("mapping.yaml").write_text(f"hidden: {hidden}\n", encoding="utf-8")
    assert run("import", BOOK, "--mapping", "mapping.yaml").exit_code == 0
    assert len(sound(project / "records").sessions) == 1 + sessions


def test_a_hidden_sheet_is_read_only_where_it_is_named(project: Path, run: Run) -> None:
    def also(sheet: Any) -> None:
        other = sheet.parent.create_sheet("Old")
        other.append(HEAD)
        other.append([date(2011, 1, 21), *ROW[1:]])
        other.sheet_state = "hidden"

    saved(also)
    done = run("import", BOOK, "--dry-run")
    assert "hidden sheets were not read: Old" in done.stderr
    assert "2011-01-20" in done.stdout
    Path("mapping.yaml").write_text("sheet: Old\n", encoding="utf-8")
    assert "2011-01-21" in run("import", BOOK, "--mapping", "mapping.yaml", "--dry-run").stdout
    Path("mapping.yaml").write_text("sheet: Odl\n", encoding="utf-8")
    done = run("import", BOOK, "--mapping", "mapping.yaml")
    assert "no sheet is called 'Odl'; did you mean Old?" in done.stderr


def test_a_repeat_group_on_a_sheet_of_its_own(project: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Visits"
    for row in (["visit/date", "_index", "_uuid"], ["2011-01-20", 1, "a"], ["2011-01-21", 2, "b"]):
        book.active.append(row)
    people = book.create_sheet("people")
    for row in (["people/id", "_parent_table_name", "_parent_index"], ["p-7k3mq", "Visits", 2]):
        people.append(row)
    book.save(BOOK)
    Path("mapping.yaml").write_text(
        "sheet: Visits\nattendees: people\nsession: {kind: training}\n"
        "columns: {date: visit/date, person: people/id}\n",
        encoding="utf-8",
    )
    done = run("import", BOOK, "--mapping", "mapping.yaml")
    assert done.exit_code == 0, done.stderr
    sessions = sound(project / "records").sessions
    assert [each.person for each in sessions["2011-01-21-training"].attended] == ["p-7k3mq"]
    assert not sessions["2011-01-20-training"].attended


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in parts.items():
            pack.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            packed(**{"xl/workbook.xml": b" " * 300_000_001}),
            "300,000,001 bytes once it is unpacked",
        ),
        (
            packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
            "an OpenDocument file",
        ),
        (packed(readme=b"no table"), "no table; save it as .xlsx"),
        (packed(**{"xl/workbook.xml": b"<workbook/>"}), "a damaged workbook"),
        (
            packed(**{"xl/workbook.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><workbook/>"}),
            "xl/workbook.xml declares a document type",
        ),
    ],
    ids=["bomb", "opendocument", "zip", "damaged", "entities"],
)
def test_what_is_no_workbook_is_told(project: Path, run: Run, data: bytes, told: str) -> None:
    Path(BOOK).write_bytes(data)
    done = run("import", BOOK)
    assert f"{BOOK}: {told}" in done.stderr
    assert done.exit_code == 1


def test_a_value_far_outside_does_not_fill_the_memory(project: Path, run: Run) -> None:
    saved(put("A1048576", "x"))
    done = run("import", BOOK)
    assert "a value far outside of the table; delete it" in done.stderr


def test_without_the_extra_one_line_says_how_to_install(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved()
    monkeypatch.delitem(sys.modules, "fifrecords.entry.sheets.workbook", raising=False)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    done = run("import", BOOK)
    assert done.exit_code == 2
    assert "pip install 'fifrecords[xlsx]'" in done.stderr
