"""Each format, held to a program that we did not write: it opens as it is, with every row."""

import csv
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import frictionless
import openpyxl
import pytest
from pyarrow import parquet

from fifrecords import load
from fifrecords.export.formats import FORMATS, written
from fifrecords.export.tables import TABLES, Export
from tests.conftest import Write
from tests.export.conftest import COMMIT, Put, exported

HOSTILE = [
    '=HYPERLINK("http://a.example")',
    "+44 1632 960001",
    "-1",
    "@SUM(A1)",
    "007",
    "1e5",
    "2011-01-14",
    "TRUE",
    'a, "b"; c',
    "one\ntwo",
    " spaced ",
    "'; DROP TABLE people; --",
    "_x0041_",
    "NULL",
    "<b>&amp;</b>",
    "Zoë 你好 🙂",
    "\u202egnp.exe",
]
"""Texts that some program takes for something else."""


@pytest.fixture
def hostile(write: Write) -> Export:
    """Organisations called by each of them, and a group that is known by them all."""
    quoted = [json.dumps(text, ensure_ascii=False) for text in HOSTILE]
    files = {
        f"organisations/h-{number:02}.yaml": f"name: {text}\ntype: organisation\n"
        for number, text in enumerate(quoted)
    }
    folder = write(files)
    records, findings = load(folder)
    assert not findings
    return exported(records)


class TestCsv:
    def read(self, folder: Path, name: str) -> list[dict[str, str]]:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def test_every_table_is_a_file_with_every_row(self, shipped: Export, put: Put) -> None:
        folder = put(shipped, "csv")
        assert {file.stem for file in folder.glob("*.csv")} == set(TABLES)
        for each in shipped.tables:
            assert len(self.read(folder, each.table.name)) == len(each.rows)

    def test_text_stands_as_it_was_recorded(self, hostile: Export, put: Put) -> None:
        rows = self.read(put(hostile, "csv"), "organisations")
        told = [row["name"] for row in rows if row["organisation"].startswith("h-")]
        assert told == HOSTILE

    def test_the_commit_is_in_the_table_and_beside_it(self, shipped: Export, put: Put) -> None:
        folder = put(shipped, "csv")
        assert self.read(folder, "about")[0]["commit"] == COMMIT
        assert COMMIT in (folder / "README.md").read_text(encoding="utf-8")


class TestDataPackage:
    @pytest.fixture
    def folder(self, shipped: Export, put: Put) -> Path:
        return put(shipped, "datapackage")

    def test_frictionless_finds_nothing_wrong(self, folder: Path) -> None:
        report = frictionless.validate(str(folder / "datapackage.json"))
        assert report.valid, report.flatten(["name", "note"])
        assert {task.name for task in report.tasks} == set(TABLES)

    def test_frictionless_finds_nothing_wrong_with_hostile_text(
        self, hostile: Export, put: Put
    ) -> None:
        report = frictionless.validate(str(put(hostile, "datapackage") / "datapackage.json"))
        assert report.valid, report.flatten(["name", "note"])

    def test_its_metadata_fit_the_specification(self, folder: Path) -> None:
        descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        assert not list(frictionless.Package.metadata_validate(descriptor))
        assert descriptor["fifrecords"]["commit"] == COMMIT

    @pytest.mark.parametrize(
        ("file", "old", "new", "error"),
        [
            ("sessions.csv", "q-training", "nobody", "hash-count"),
            ("attendances.csv", "documented", "guessed", "constraint-error"),
        ],
    )
    def test_it_would_find_what_is_wrong(
        self, folder: Path, file: str, old: str, new: str, error: str
    ) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), encoding="utf-8", newline="")
        report = frictionless.validate(str(folder / "datapackage.json"))
        assert error in {each[0] for each in report.flatten(["type"])}

    def test_a_key_that_leads_nowhere_is_found(self, folder: Path) -> None:
        descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        for resource in descriptor["resources"]:
            resource.pop("hash")
            resource.pop("bytes")
        (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
        text = (folder / "attendances.csv").read_text(encoding="utf-8")
        (folder / "attendances.csv").write_text(text.replace(",p-", ",p-zz", 1), encoding="utf-8")
        report = frictionless.validate(str(folder / "datapackage.json"))
        assert {each[0] for each in report.flatten(["type"])} == {"foreign-key"}

    def test_types_come_back(self, folder: Path) -> None:
        package = frictionless.Package(str(folder / "datapackage.json"))
        rows = package.get_resource("sessions").read_rows()
        row = next(each for each in rows if each["delivery_days_low"])
        assert isinstance(row["date"], date)
        assert isinstance(row["delivery_days_low"], Decimal)
        assert row["counts"] is True


class TestJson:
    def test_every_row_and_column(self, shipped: Export, put: Put) -> None:
        told = json.loads(put(shipped, "json").read_text(encoding="utf-8"))
        assert told["commit"] == COMMIT
        assert told["schema_version"] == 1
        for each in shipped.tables:
            table = told["tables"][each.table.name]
            assert len(table["rows"]) == len(each.rows)
            assert all(list(row) == list(table["columns"]) for row in table["rows"])

    def test_text_stands_as_it_was_recorded(self, hostile: Export, put: Put) -> None:
        told = json.loads(put(hostile, "json").read_text(encoding="utf-8"))
        rows = told["tables"]["organisations"]["rows"]
        assert [row["name"] for row in rows if row["organisation"].startswith("h-")] == HOSTILE


class TestWorkbook:
    def test_dates_numbers_and_truths_are_what_they_are(self, shipped: Export, put: Put) -> None:
        book = openpyxl.load_workbook(put(shipped, "xlsx"))
        for each in shipped.tables[1:]:
            sheet = book[each.table.name]
            types = [column.type for column in each.table.columns]
            for row, cells_ in zip(sheet.iter_rows(min_row=2), each.rows, strict=True):
                for cell, type_, value in zip(row, types, cells_, strict=True):
                    if value is None:
                        assert cell.value is None
                    elif type_ == "date":
                        assert isinstance(cell.value, datetime)
                        assert cell.value.date() == value
                    elif type_ == "boolean":
                        assert cell.value is value
                    elif type_ == "text":
                        assert (cell.data_type, cell.value) == ("s", value)
                    else:
                        assert Decimal(str(cell.value)) == value

    def test_no_text_is_a_formula_a_number_or_a_link(self, hostile: Export, put: Put) -> None:
        sheet = openpyxl.load_workbook(put(hostile, "xlsx"))["organisations"]
        rows = [row for row in sheet.iter_rows(min_row=2) if str(row[0].value).startswith("h-")]
        assert [row[1].value for row in rows] == HOSTILE
        assert {row[1].data_type for row in rows} == {"s"}
        assert not any(cell.hyperlink for row in rows for cell in row)

    def test_the_first_sheet_has_the_commit_and_leads_to_the_others(
        self, shipped: Export, put: Put
    ) -> None:
        book = openpyxl.load_workbook(put(shipped, "xlsx"))
        first = book.worksheets[0]
        told = {row[0].value: row[1].value for row in first.iter_rows(max_row=len(shipped.about))}
        assert told["commit"] == COMMIT
        links = [cell.hyperlink for row in first.iter_rows() for cell in row if cell.hyperlink]
        leads = [link.location.partition("!")[0].strip("'") for link in links]
        assert leads == [each for each in TABLES if each != "about"] == book.sheetnames[1:]

    def test_the_head_of_a_column_says_what_it_holds(self, shipped: Export, put: Put) -> None:
        head = openpyxl.load_workbook(put(shipped, "xlsx"))["attendances"][1]
        notes = {cell.value: cell.comment.text for cell in head}
        assert "In days." in notes["learner_days_low"]

    def test_a_day_before_excels_calendar_is_text(self, write: Write, put: Put) -> None:
        person = "role: service-user\njoined: {}\n"
        days = ("0999-12-31", "1899-12-31", "1900-01-01", "1900-02-28", "1900-03-01", "9999-12-31")
        files = {f"people/p-{n}.yaml": person.format(day) for n, day in enumerate(days)}
        made = exported(load(write(files)).records)
        sheet = openpyxl.load_workbook(put(made, "xlsx"))["people"]
        column = [cell.value for cell in sheet[1]].index("joined")
        told = [row[column].value for row in sheet.iter_rows(min_row=2)]
        assert told[:2] == list(days[:2])
        assert [each.date().isoformat() for each in told[2:]] == list(days[2:])


class TestSqlite:
    @pytest.fixture
    def database(self, shipped: Export, put: Put) -> Path:
        return put(shipped, "sqlite")

    def test_every_row_is_there_and_every_key_leads_somewhere(
        self, shipped: Export, database: Path
    ) -> None:
        with closing(sqlite3.connect(database)) as opened:
            assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
            for each in shipped.tables:
                query = f'SELECT count(*) FROM "{each.table.name}"'
                assert opened.execute(query).fetchone() == (len(each.rows),)

    def test_the_keys_are_those_that_the_columns_tell_of(self, database: Path) -> None:
        with closing(sqlite3.connect(database)) as opened:
            for name, table in TABLES.items():
                listed = opened.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
                told = {(column.name, column.says.of) for column in table.columns if column.says.of}
                assert {(row[3], row[2]) for row in listed} == told

    def test_every_column_is_documented_within(self, database: Path) -> None:
        with closing(sqlite3.connect(database)) as opened:
            told = set(opened.execute('SELECT "table", "column" FROM columns'))
            there = {
                (table, column)
                for table in TABLES
                for (_, column, *_) in opened.execute(f'PRAGMA table_info("{table}")')
            }
        assert told == there

    def test_the_sums_of_the_readme_are_a_query_away(self, database: Path) -> None:
        query = """
            SELECT sum(learner_days_low) FROM attendances JOIN sessions USING (session)
            WHERE kind IN ('training', 'embedded-activity')"""
        with closing(sqlite3.connect(database)) as opened:
            assert opened.execute(query).fetchone() == (266,)

    def test_text_stands_as_it_was_recorded(self, hostile: Export, put: Put) -> None:
        with closing(sqlite3.connect(put(hostile, "sqlite"))) as opened:
            query = "SELECT name, typeof(name) FROM organisations WHERE organisation LIKE 'h-%'"
            assert opened.execute(query).fetchall() == [(text, "text") for text in HOSTILE]

    def test_datasette_opens_it_as_it_is(self, shipped: Export, database: Path) -> None:
        def got(path: str) -> str:
            """What it answers, as a program of its own: it leaves databases open behind it."""
            command = [sys.executable, "-m", "datasette", str(database), "--get"]
            asked = [*command, f"/{database.stem}{path}"]
            return subprocess.run(asked, check=True, capture_output=True, text=True).stdout

        told = {each["name"]: each for each in json.loads(got(".json"))["tables"]}
        assert set(told) == set(TABLES)
        for each in shipped.tables:
            assert told[each.table.name]["count"] == len(each.rows)
        (attendance,) = json.loads(got("/attendances.json?_shape=array&_size=1&_labels=on"))
        assert set(attendance["person"]) == {"value", "label"}
        assert "met-only-with-estimates" in got("/figures?figure=learner-days")


class TestParquet:
    def test_every_row_comes_back_with_its_type(self, shipped: Export, put: Put) -> None:
        folder = put(shipped, "parquet")
        for each in shipped.tables:
            table = parquet.read_table(folder / f"{each.table.name}.parquet")
            assert [tuple(row.values()) for row in table.to_pylist()] == each.rows

    def test_the_commit_and_the_columns_are_told_within(self, shipped: Export, put: Put) -> None:
        schema = parquet.read_schema(put(shipped, "parquet") / "attendances.parquet")
        assert schema.metadata[b"commit"] == COMMIT.encode()
        assert schema.field("learner_days_low").metadata[b"unit"] == b"days"
        assert not schema.field("person").nullable

    def test_text_stands_as_it_was_recorded(self, hostile: Export, put: Put) -> None:
        table = parquet.read_table(put(hostile, "parquet") / "organisations.parquet")
        rows = [row for row in table.to_pylist() if row["organisation"].startswith("h-")]
        assert [row["name"] for row in rows] == HOSTILE


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_records_give_the_same_bytes(name: str, shipped: Export) -> None:
    assert written(shipped, name) == written(shipped, name)


@pytest.mark.parametrize("name", FORMATS)
def test_a_project_with_nothing_on_record_can_be_exported(
    name: str, write: Write, put: Put
) -> None:
    place = put(exported(load(write({})).records), name)
    assert any(place.iterdir()) if place.is_dir() else place.stat().st_size
