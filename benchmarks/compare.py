"""Measure `fifrecords validate` against the reading of the bytes and against its peers.

Run as `python benchmarks/compare.py [--data DIR] [--python PYTHON] [--rounds N] [--small]` with a
Python that has what `fifrecords` needs. All rows are measured in turn, round after round, and a
cold `validate` beside each of them, so that a slow minute of the machine falls on both. The table
goes to standard output.
"""

import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from contenders import (
    CHANGED,
    GIT_LOG,
    HELP,
    LOG,
    PASS,
    READ,
    REPORT,
    STATUS,
    TALLY,
    VALIDATE,
    WARM,
    Contender,
    Inputs,
    contenders,
)
from history import write_history
from ledger import write_ledger
from measure import MAXRSS_UNIT, CommandFailedError, Taken, peak_of_all_processes, run, together
from peers import PACKAGES, Peers, install_peers, installed_peers

HERE = Path(__file__).parent
SMALL = ("--organisations", "10", "--people", "50", "--sessions", "100")
_PROGRAMS = {"beancount": "bean-check"}
FULL_POSTINGS = 6  # about as many as a record has attendances, and the one that balances them

HEAD = (
    "| what | wall | min - max | CPU | memory | times validate | in CPU | checks | does not check |"
)
RULE = "|---|--:|--:|--:|--:|--:|--:|---|---|"

Rounds = dict[str, list[tuple[Taken, Taken]]]
"""What each row took, and what a cold `validate` took beside it."""


def main() -> int:
    """Measure what the command line asks for and print the table."""
    asked = _arguments()
    peers = installed_peers(asked.python) if asked.small else install_peers(asked.python)
    try:
        with tempfile.TemporaryDirectory() as scratch:
            inputs = _inputs(asked.data, Path(scratch), SMALL if asked.small else ())
            rows = contenders(inputs, peers)
            rounds = _measure(rows, inputs.folder, asked.rounds or (1 if asked.small else 5))
            print(_report(rows, rounds, inputs, peers))
    except (CommandFailedError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=_absolute, metavar="DIR", help="where records/ is or is to go"
    )
    parser.add_argument("--python", type=_absolute, help="install the peers for this Python")
    parser.add_argument("--rounds", type=int, metavar="N", help="5, or 1 with --small")
    small = "a few records, and only the peers that are installed already"
    parser.add_argument("--small", action="store_true", help=small)
    return parser.parse_args()


def _absolute(path: str) -> Path:
    return Path(path).absolute()  # a link stays: an environment's Python is one


def _inputs(data: Path | None, scratch: Path, size: Sequence[str]) -> Inputs:
    folder = data or scratch / "project"
    if not (folder / "records").exists():
        # In a process of its own: what this one holds is the least that a child's memory shows.
        command = [sys.executable, str(HERE / "generate.py"), str(folder), *size]
        subprocess.run(command, check=True, stdout=sys.stderr)
    if not (folder / ".git").exists():
        write_history(folder, 2000 if not size else 20)
    names = ("lean.beancount", "full.beancount", "lean.journal", "full.journal")
    inputs = Inputs(folder, *(scratch / name for name in names))
    entries = len(_record_files(folder))
    write_ledger(inputs.lean_ledger, entries)
    write_ledger(inputs.full_ledger, entries, FULL_POSTINGS)
    write_ledger(inputs.journal, entries)
    write_ledger(inputs.full_journal, entries, FULL_POSTINGS)
    return inputs


def _record_files(folder: Path) -> list[Path]:
    return list((folder / "records").glob("*/**/*.yaml"))


def _measure(rows: Sequence[Contender], folder: Path, size: int) -> Rounds:
    """Run all rows in turn, `size` times; of several, after one that warms up and is not kept."""
    rounds: Rounds = {row.name: [] for row in rows}
    ours = next(row for row in rows if row.name == VALIDATE)
    for number in range(0 if size > 1 else 1, size + 1):
        for row in rows:
            print(f"round {number} of {size}: {row.name}", file=sys.stderr)
            beside = _once(ours, folder)
            taken = beside if row is ours else _once(row, folder)
            if number:
                rounds[row.name].append((taken, beside))
    return rounds


def _once(row: Contender, folder: Path) -> Taken:
    row.before()
    return together([run(command, folder, row.environment) for command in row.commands])


def _report(rows: Sequence[Contender], rounds: Rounds, inputs: Inputs, peers: Peers) -> str:
    ours = next(row for row in rows if row.name == VALIDATE)
    ours.before()
    peak = peak_of_all_processes(ours.commands[0], inputs.folder, ours.environment)
    lines = [
        _table(rows, rounds),
        "",
        f"{_size(inputs.folder)}. {_machine(peers)}.",
        *_said(rounds),
    ]
    if peak:
        lines.append(f"`fifrecords validate` with its workers held {_megabytes(peak)} in all.")
    least = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MAXRSS_UNIT
    lines.append(
        f"Memory below {_megabytes(least)} cannot be seen: the measuring process has that."
    )
    return "\n".join(lines)


def _said(rounds: Rounds) -> Iterator[str]:
    """What the rows come to against each other: medians of walls."""
    wall = {name: statistics.median(one.wall for one, _ in taken) for name, taken in rounds.items()}
    started = wall[STATUS] + wall[PASS]
    yield f"Cold `validate` takes {wall[VALIDATE] / wall[READ]:.1f} times reading the bytes."
    for name in (WARM, CHANGED):
        yield f"{name}: {wall[name] / started:.1f} times `git status` with Python's own start."
    for name in (TALLY, REPORT):
        yield f"{name}: {wall[name] / wall[WARM]:.1f} times {WARM}."
    yield f"`fifrecords --help` takes {wall[HELP] / wall[PASS]:.1f} times `python -c pass`."
    yield f"`fifrecords log` takes {wall[LOG] / wall[GIT_LOG]:.1f} times `git log --name-only`."


def _table(rows: Sequence[Contender], rounds: Rounds) -> str:
    lines = [HEAD, RULE]
    for row in rows:
        taken = [one for one, _ in rounds[row.name]]
        walls = [one.wall for one in taken]
        cells = (
            row.name,
            f"{statistics.median(walls):.3f} s",
            f"{min(walls):.3f} - {max(walls):.3f}",
            f"{statistics.median(one.cpu for one in taken):.3f} s",
            _megabytes(max(one.memory for one in taken)),
            f"{statistics.median(one.wall / ours.wall for one, ours in rounds[row.name]):.2f}",
            f"{statistics.median(one.cpu / ours.cpu for one, ours in rounds[row.name]):.2f}",
            row.checks,
            row.leaves_out,
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"


def _size(folder: Path) -> str:
    files = _record_files(folder)
    size = sum(path.stat().st_size for path in files)
    return f"{len(files):,} records, {size / 1e6:.1f} MB"


def _machine(peers: Peers) -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    versions = [
        _version(peers.program(_PROGRAMS.get(package, package)), package) for package in PACKAGES
    ]
    versions.append(_version(shutil.which("hledger"), "hledger"))
    python = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return f"{python}, {cores} cores; {'; '.join([_first_line(['git', '--version']), *versions])}"


def _version(program: str | None, name: str) -> str:
    if program is None:
        return f"{name} not installed"
    said = _first_line([program, "--version"])
    return said if name in said.lower() else f"{name} {said}"


def _first_line(command: Sequence[str]) -> str:
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return said.splitlines()[0] if said else ""


if __name__ == "__main__":
    sys.exit(main())
