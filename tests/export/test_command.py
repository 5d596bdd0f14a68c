"""``fifrecords export`` as it is typed: where it puts what, and what it leaves alone."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from fifrecords import load
from fifrecords.check.rules import without_errors
from fifrecords.export.formats import FORMATS, written
from tests.conftest import ROOT, Write
from tests.export.conftest import exported
from tests.trail.repositories import Repository, git, one_line, run
from tests.trail.repositories import shipped as shipped_in

BAD = ROOT / "tests" / "check" / "bad"
BASE = ROOT / "tests" / "check" / "base" / "records"
FOLDERS = ("csv", "datapackage", "parquet")
FILES = ("json", "xlsx", "sqlite")


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    return shipped_in(tmp_path / "project")


def contents(place: Path) -> dict[str, bytes]:
    files = [place] if place.is_file() else sorted(place.iterdir())
    return {file.name: file.read_bytes() for file in files}


@pytest.mark.parametrize("name", FORMATS)
def test_a_commit_gives_the_same_bytes_in_every_clone(
    name: str, project: Repository, tmp_path: Path
) -> None:
    """Whatever lies in the work tree, with --at."""
    assert project.run("export", "--to", name, "-o", "made").exit_code == 0
    git(tmp_path, "clone", "--quiet", project.folder.as_uri(), "clone")
    clone = Repository(tmp_path / "clone")
    clone.replace("records/project.yaml", "hours_per_day: 6", "hours_per_day: 7")
    assert clone.run("export", "--to", name, "-o", "made", "--at", "HEAD").exit_code == 0
    here, there = contents(project.folder / "made"), contents(clone.folder / "made")
    assert here == there
    shown = b"".join(here.values())
    if name != "xlsx":  # which is compressed; see the tests of the format
        assert project.head.encode() in shown


def test_records_that_are_not_committed_are_told_to_be_so(project: Repository) -> None:
    project.replace("records/project.yaml", "hours_per_day: 6", "hours_per_day: 7")
    told = json.loads(project.run("export", "--to", "json").stdout)
    assert (told["commit"], told["dirty"]) == (project.head, True)


def test_records_that_git_ignores_are_in_no_commit(project: Repository) -> None:
    project.commit({".gitignore": "p-zzzzz.yaml\n*.swp\n"}, "Not of interest")
    project.write({"records/people/p-zzzzz.yaml.swp": "an editor's own"})
    assert not json.loads(project.run("export", "--to", "json").stdout)["dirty"]
    project.write({"records/people/p-zzzzz.yaml": "role: service-user\n"})
    assert json.loads(project.run("export", "--to", "json").stdout)["dirty"]


def test_days_that_are_not_looked_at_are_not_there(project: Repository) -> None:
    command = ("export", "--to", "json", "--from", "2011-01-01", "--until", "2011-01-31")
    told = json.loads(project.run(*command).stdout)
    assert (told["period_from"], told["period_until"]) == ("2011-01-01", "2011-01-31")
    days = {row["date"] for row in told["tables"]["sessions"]["rows"]}
    assert days
    assert all(day.startswith("2011-01-") for day in days)


class TestPlaces:
    @pytest.mark.parametrize("name", FOLDERS)
    def test_an_earlier_export_is_replaced(self, name: str, project: Repository) -> None:
        for _ in range(2):
            assert project.run("export", "--to", name, "-o", "made").exit_code == 0
        assert project.run("export", "--to", "parquet", "-o", "made").exit_code == 0
        assert not list((project.folder / "made").glob("*.csv"))

    @pytest.mark.parametrize("place", [".", "records", "records/people"])
    def test_a_folder_of_something_else_is_left_alone(
        self, place: str, project: Repository
    ) -> None:
        before = project("status", "--porcelain")
        line = one_line(project.run("export", "--to", "csv", "-o", place))
        assert line.endswith("which no export wrote; name another place")
        assert project("status", "--porcelain") == before

    def test_a_folder_that_looks_like_one_is_left_alone(self, project: Repository) -> None:
        """Somebody's own people.csv: its name alone does not make it ours."""
        (project.folder / "made").mkdir()
        (project.folder / "made" / "people.csv").write_text("mine\n", encoding="utf-8")
        assert "people.csv" in one_line(project.run("export", "--to", "csv", "-o", "made"))
        assert contents(project.folder / "made") == {"people.csv": b"mine\n"}

    def test_a_file_in_its_place_is_left_alone(self, project: Repository) -> None:
        (project.folder / "made").write_text("mine\n", encoding="utf-8")
        assert "nothing was written" in one_line(project.run("export", "--to", "csv", "-o", "made"))
        assert (project.folder / "made").read_text(encoding="utf-8") == "mine\n"

    @pytest.mark.parametrize("name", FILES)
    def test_a_file_that_no_export_wrote_is_left_alone(
        self, name: str, project: Repository
    ) -> None:
        """A workbook that is called as the export would be may be the only one there is."""
        place = project.folder / f"people.{name}"
        place.write_bytes(b"mine\n")
        line = one_line(project.run("export", "--to", name, "-o", place.name))
        assert "no earlier export; name another" in line
        assert place.read_bytes() == b"mine\n"
        place.unlink()
        for _ in range(2):
            assert project.run("export", "--to", name, "-o", place.name).exit_code == 0

    def test_another_workbook_is_left_alone(self, project: Repository) -> None:
        mine = openpyxl.Workbook()
        mine.save(project.folder / "mine.xlsx")
        before = contents(project.folder / "mine.xlsx")
        line = one_line(project.run("export", "--to", "xlsx", "-o", "mine.xlsx"))
        assert "no earlier export" in line
        assert contents(project.folder / "mine.xlsx") == before

    def test_a_folder_that_does_not_exist(self, project: Repository) -> None:
        for name in ("csv", "sqlite"):
            line = one_line(project.run("export", "--to", name, "-o", "no/such/place"))
            assert "nothing was written" in line

    def test_what_is_no_text_needs_a_place(self, project: Repository) -> None:
        for name in sorted(FORMATS.keys() - {"json"}):
            assert "-o F" in one_line(project.run("export", "--to", name))

    def test_a_format_is_named(self, project: Repository) -> None:
        line = one_line(project.run("export"))
        assert "csv, datapackage, json, xlsx, sqlite or parquet" in line


class TestOddRecords:
    def test_what_has_errors_is_not_exported_unless_as_a_draft(self, project: Repository) -> None:
        project.write({"records/sessions/new.yaml": "date: 2011-01-21\nkind: lesson\n"})
        done = project.run("export", "--to", "json")
        assert (done.exit_code, done.stdout) == (1, "")
        assert json.loads(project.run("export", "--to", "json", "--draft").stdout)["draft"] is True

    @pytest.mark.parametrize("case", sorted(BAD.iterdir()), ids=lambda case: case.name)
    def test_in_a_draft_every_key_leads_somewhere_still(self, case: Path) -> None:
        """What has errors is left out, and nothing that names it stays."""
        made = exported(without_errors(load(case / "records").records), draft=True)
        data = written(made, "sqlite")
        assert isinstance(data, bytes)
        with closing(sqlite3.connect(":memory:")) as opened:
            opened.deserialize(data)
            assert opened.execute("PRAGMA foreign_key_check").fetchall() == []

    def test_in_a_draft_what_names_a_record_that_is_left_out_is_empty(self, write: Write) -> None:
        folder = write(
            {
                "organisations/lost.yaml": "name: Lost\ntype: palace\n",
                "people/p-2222b.yaml": "role: service-user\norganisation: lost\n",
                "sessions/a.yaml": (
                    "date: 2011-01-14\nkind: training\ndays: 1\norganisation: lost\n"
                    "delivered_by: [lost, q-training]\nattended: p-2222b\n"
                ),
            }
        )
        made = run("export", "--to", "json", "--draft", "--records", str(folder), cwd=folder)
        tables = {name: each["rows"] for name, each in json.loads(made.stdout)["tables"].items()}
        assert [each["organisation"] for each in tables["organisations"]] == ["q-training"]
        assert [each["organisation"] for each in tables["people"]] == [None]
        assert [each["organisation"] for each in tables["session_deliverers"]] == ["q-training"]
        assert [each["person"] for each in tables["attendances"]] == ["p-2222b"]

    @pytest.mark.parametrize("name", FORMATS)
    def test_a_number_that_a_format_cannot_hold_is_told(self, name: str, write: Write) -> None:
        reading = "measure: latest, readings: [{date: 2011-01-14, evidence: form"
        figures = (
            f"much: {{{reading}, value: {10**15 - 1}}}]}}\n"
            f"little: {{{reading}, value: 0.000000000001}}]}}\n"
            "ratio: {measure: {ratio: [much, little]}}\n"
        )
        folder = write({"indicators.yaml": figures})
        place = folder.parent / "made"
        done = run("export", "--to", name, "-o", str(place), "--records", str(folder), cwd=folder)
        if name == "parquet":
            assert one_line(done).endswith("is larger than a file of parquet holds; export to csv")
            assert not place.exists()
        else:
            assert done.exit_code == 0, done.output


def test_the_page_of_columns_is_up_to_date(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    assert page == run("export", "--columns", cwd=tmp_path).stdout, "run `make docs`"
