"""How long ``fifrecords import`` takes for a register of 10,000 rows, against ``validate``.

Run as ``python benchmarks/register.py DIR`` for a folder that ``generate.py`` wrote. Nothing of its
records is changed: what is measured ends before anything is written.
"""

import argparse
import csv
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

import openpyxl
from plan import STARTS

from fifrecords import Records, load

ROWS = 10_000
ROUNDS = 3
MAPPING = "session: {kind: training, title: Register, hours: 1}\nperson: {role: service-user}\n"


def known(records: Records) -> Iterator[list[str]]:
    """People of the sessions on record, each once more."""
    yield ["session", "person"]
    for id_, session in records.held.items():
        yield from ([id_, each.person] for each in session.attended if each.person[0] == "p")


def new(records: Records) -> Iterator[list[str]]:
    """Sessions that are not on record, of 25 people each, most of whom come more than once."""
    yield ["date", "organisation", "title", "reference"]
    place = next(iter(records.organisations))
    for number in range(ROWS):
        day = STARTS + timedelta(number // 25)
        yield [f"{day}", place, "Register", f"L-{number * 7 % 2_000}"]


def write_registers(folder: Path) -> dict[str, list[str]]:
    """Writes the registers; gives the commands to measure, by what they do."""
    records = load(folder / "records").records
    _write(folder / "known.csv", known(records))
    _write(folder / "new.csv", new(records))
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in csv.reader((folder / "known.csv").open(encoding="utf-8")):
        sheet.append(row)
    book.save(folder / "known.xlsx")
    (folder / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    ids = ["--mapping", "mapping.yaml", "--ids", str(folder.absolute().parent / "ids.csv")]
    return {
        "validate": ["validate"],
        "attendances on record, CSV": ["import", "known.csv", "--dry-run"],
        "attendances on record, XLSX": ["import", "known.xlsx", "--dry-run"],
        "400 new sessions, 2,000 new people": ["import", "new.csv", *ids, "--dry-run"],
    }


def _write(file: Path, rows: Iterable[list[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(islice(rows, ROWS + 1))


def seconds(folder: Path, command: list[str]) -> float:
    """How long a command takes."""
    began = time.perf_counter()
    called = [sys.executable, "-m", "fifrecords", *command]
    done = subprocess.run(called, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2_000:]
    return time.perf_counter() - began


def main() -> None:
    """Measures all of them in turn, round after round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", metavar="DIR", type=Path, help="what generate.py wrote")
    folder = parser.parse_args().folder
    commands = write_registers(folder)
    rounds = [
        {what: seconds(folder, command) for what, command in commands.items()}
        for _ in range(ROUNDS)
    ]
    for what in commands:
        times = [each[what] / each["validate"] for each in rounds]
        wall = statistics.median(each[what] for each in rounds)
        print(f"{what}: {wall:.2f} s, {statistics.median(times):.2f} times validate")


if __name__ == "__main__":
    main()
