"""Tables of every shape: what is read is what was written, and nothing else ever happens."""

import csv
import io
import shutil
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from fifrecords.entry.sheets.amounts import NoAmount, amount_of, tick_of
from fifrecords.entry.sheets.commas import DELIMITERS, read_commas
from fifrecords.entry.sheets.days import NoDay, day_of
from fifrecords.entry.sheets.opening import Reading, read_table
from fifrecords.entry.sheets.table import Unreadable, letters, tidied
from fifrecords.model.call import BadCall
from fifrecords.store.compose import in_line, record
from fifrecords.store.edit import edited
from fifrecords.store.edits import Added, Extended
from fifrecords.store.yaml import read
from tests.conftest import ROOT, sound
from tests.entry.registers.conftest import SESSION, Run

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
DAYS = st.dates(date(1905, 1, 1), date(2200, 1, 1))


@settings(deadline=None)
@given(
    st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=6),
    st.sampled_from(DELIMITERS),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_as_commas_is_read(
    rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([["a", "b", "c"], *rows])
    table = read_commas("t.csv", text.getvalue().encode(encoding), delimiter, "", 0)
    wanted = {
        number: {at: tidy for at, each in enumerate(row, 1) if (tidy := tidied(each))}
        for number, row in enumerate(rows, start=2)
    }
    assert {row.number: row.values for row in table.rows} == {
        number: row for number, row in wanted.items() if row
    }
    assert not table.refusals


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"a,b\n"]))
def test_any_bytes_are_a_table_or_are_told(data: bytes, begins: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "t.csv")
        file.write_bytes(begins + data)
        told = ""
        try:
            table = read_table(str(file), Reading())
        except Unreadable as error:
            told = str(error)
        assert told.startswith("t.csv: ") if told else table.columns


@settings(deadline=None)
@given(DAYS)
def test_a_day_is_read_as_people_write_it(day: date) -> None:
    for text in (f"{day}", f"{day}T10:00:00.000+01:00", f"{day:%d %B %Y}", f"{day:%b} {day.day}, "
                 f"{day.year}"):  # fmt: skip
        assert day_of(text, ()) == day
    assert day_of(f"{day:%d/%m/%Y}", ["uk"]) == day
    assert day_of(f"{day:%m/%d/%Y}", ["us"]) == day


@settings(deadline=None)
@given(DAYS)
def test_a_day_of_figures_is_never_guessed(day: date) -> None:
    text = f"{day:%d/%m/%Y}"
    if day.day <= 12 and day.day != day.month:
        with pytest.raises(NoDay, match=f"{day}"):
            day_of(text, ())
    else:
        assert day_of(text, ()) == day


@settings(deadline=None)
@given(st.integers(61, 100_000), st.sampled_from(["excel-1900", "excel-1904"]))
def test_days_that_excel_counts_are_those_of_openpyxl(number: int, style: str) -> None:
    epoch = CALENDAR_WINDOWS_1900 if style == "excel-1900" else CALENDAR_MAC_1904
    theirs = from_excel(number, epoch)
    assert isinstance(theirs, datetime)
    assert day_of(number, [style]) == theirs.date()


@settings(deadline=None)
@given(st.decimals(0, 1000, places=3))
def test_a_number_is_read_as_number_and_as_text(number: object) -> None:
    assert amount_of(str(number)) == amount_of(float(str(number))) == float(str(number))


@settings(deadline=None)
@given(WORDS)
def test_a_text_is_a_day_a_number_a_tick_or_is_told(text: str) -> None:
    for reader, refused in (
        (lambda: day_of(text, ["uk"]), NoDay),
        (lambda: amount_of(text), NoAmount),
        (lambda: tick_of(text, (), ()), NoAmount),
    ):
        with suppress(refused):
            reader()


def test_columns_are_called_as_a_spreadsheet_calls_them() -> None:
    wanted = openpyxl.utils.get_column_letter
    assert all(letters(number) == wanted(number) for number in range(1, 2_000))


def test_a_file_that_is_too_large_is_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fifrecords.entry.sheets.opening.MOST_BYTES", 10)
    (tmp_path / "t.csv").write_bytes(b"person\n" * 9)
    with pytest.raises(Unreadable, match="63 bytes; at most 10"):
        read_table(str(tmp_path / "t.csv"), Reading())


def test_more_rows_than_can_be_taken_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fifrecords.entry.sheets.table.MOST_ROWS", 3)
    with pytest.raises(Unreadable, match="row 5: more than 3 rows; split the file"):
        read_commas("t.csv", b"person\n" + b"p-1\n" * 5, "", "", 0)


ENTRIES = st.lists(
    st.one_of(
        st.from_regex(r"p-[a-z0-9]{1,6}", fullmatch=True),
        st.builds(
            lambda who, days: {"person": f"p-{who}", "days": days},
            st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True),
            st.integers(0, 9),
        ),
    ),
    min_size=1,
    max_size=5,
)
LISTS = (
    "a: 1\n",
    "a: 1  # first\nattended: p-0  # alone\n",
    "attended: [p-0, {person: p-1, days: 2}]\r\nz: 1\r\n",
    "attended:\n  - p-0  # late\n\n  # more\n  - {person: p-1}\nz: 1",
    "attended:\n- p-0\n",
)


@settings(deadline=None)
@given(st.sampled_from(LISTS), ENTRIES)
def test_several_at_once_are_as_many_one_by_one(text: str, entries: list[object]) -> None:
    at_once = edited(text, [Extended(("attended",), entries)])
    one_by_one = edited(text, [Added(("attended",), entry) for entry in entries])
    assert read(at_once)[1] == []
    assert read(at_once)[0] == read(one_by_one)[0]


@settings(deadline=None)
@given(st.text(max_size=20))
def test_a_text_in_one_line_is_read_as_itself(text: str) -> None:
    plain = "".join(each for each in text if each.isprintable())
    assert read(f"a: [{in_line(plain)}]")[0] == {"a": [plain]}
    assert read(record({"b": 1, "a": plain}))[0].get("a", "") == plain


def row_of(draw: st.DrawFn, day: date) -> list[str]:
    who = draw(st.sampled_from(["p-7k3mq", "p-2qd9x", "L-1", "L-2"]))
    days = draw(st.sampled_from(["", "0.25", "0.125"]))
    return [f"{day}", who, days]


@st.composite
def registers(draw: st.DrawFn) -> list[list[str]]:
    """Rows of different sessions or people."""
    days = [date(2011, 2, 1) + timedelta(each) for each in range(3)]
    rows = [row_of(draw, draw(st.sampled_from(days))) for _ in range(draw(st.integers(1, 8)))]
    return list({(row[0], row[1]): row for row in rows}.values())


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(registers())
def test_an_import_says_what_the_table_says_and_a_second_one_nothing(
    project: Path, run: Run, rows: list[list[str]]
) -> None:
    shutil.rmtree("records")
    shutil.copytree(ROOT / "tests" / "check" / "base" / "records", "records")
    Path("../ids.csv").unlink(missing_ok=True)
    with Path("register.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["When", "Who", "Days"], *rows])
    Path("mapping.yaml").write_text(
        "columns: {date: When, person: Who, days: Days}\n"
        "session: {kind: training, days: 0.25}\nperson: {role: service-user}\n",
        encoding="utf-8",
    )
    call = ("import", "register.csv", "--mapping", "mapping.yaml", "--ids", "../ids.csv")
    done = run(*call)
    assert done.exit_code == 0, done.stderr
    records = sound(project / "records")
    kept = Path("../ids.csv")
    ids = dict(csv.reader(io.StringIO(kept.read_text("utf-8")))) if kept.exists() else {}
    said = {(row[0], ids.get(row[1], row[1])): float(row[2] or "0.25") for row in rows}
    assert said == {
        (str(session.date), each.person): float((each.days or session.days).low)
        for id_, session in records.sessions.items()
        if id_ != SESSION
        for each in session.attended
    }
    assert "nothing to write" in run(*call).stdout


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(BadCall):
        read_table(str(tmp_path), Reading())
