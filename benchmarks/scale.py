"""Measure how the cost of `fifrecords` grows with the sessions on record.

Run as `python benchmarks/scale.py [--rounds N] [--sessions N N ...] [--keep DIR]`. Each project has
ten times the sessions of the one before, where not asked otherwise, and a history of its own. The
table goes to standard output.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from contenders import VALIDATE, WARM, Contender, cold_row, ours
from history import write_history
from measure import CommandFailedError, Taken, run

HERE = Path(__file__).parent
SESSIONS = (1_000, 10_000, 100_000)
MOST_PEOPLE, MOST_ORGANISATIONS, MOST_COMMITS = 5_000, 200, 2_000
COMMANDS = {
    "`fifrecords tally`, cold": ("tally",),
    "`fifrecords report`, cold": ("report", "--format", "md"),
    "`fifrecords explain` of a figure, cold": ("explain", "learner-days"),
    "`fifrecords log` of a figure, cold": ("log", "learner-days"),
}
HEAD = "| what | sessions | wall | CPU | memory | growth of CPU | of sessions |"
RULE = "|---|--:|--:|--:|--:|--:|--:|"


def main() -> int:
    """Measure what the command line asks for and print the table."""
    asked = _arguments()
    try:
        with tempfile.TemporaryDirectory() as scratch:
            folders = {n: _project(asked.keep or Path(scratch), n) for n in asked.sessions}
            taken = {n: _measured(folder, asked.rounds) for n, folder in folders.items()}
            print("\n".join([HEAD, RULE, *_lines(taken)]))
    except (CommandFailedError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, metavar="N", default=3)
    parser.add_argument("--sessions", type=int, nargs="+", metavar="N", default=SESSIONS)
    kept = "where the projects are, or are to go, a folder for each number of sessions"
    parser.add_argument("--keep", type=Path, metavar="DIR", help=kept)
    return parser.parse_args()


def _project(folder: Path, sessions: int) -> Path:
    """A project of some sessions; people and organisations grow with them up to a full project."""
    project = (folder / str(sessions)).absolute()
    if not (project / "records").exists():
        people = min(MOST_PEOPLE, max(20, sessions // 2))
        organisations = min(MOST_ORGANISATIONS, max(10, sessions // 50))
        sizes = {"sessions": sessions, "people": people, "organisations": organisations}
        options = [each for name, size in sizes.items() for each in (f"--{name}", str(size))]
        command = [sys.executable, str(HERE / "generate.py"), str(project), *options]
        subprocess.run(command, check=True, stdout=sys.stderr)
    if not (project / ".git").exists():
        write_history(project, min(MOST_COMMITS, max(10, sessions // 5)))
    return project


def _measured(folder: Path, rounds: int) -> dict[str, list[Taken]]:
    """What each command takes, by name; of several rounds, after one that is not kept."""
    rows = [row for row in ours(folder) if row.name in (VALIDATE, WARM)]
    rows += [cold_row(folder, name, "", *arguments) for name, arguments in COMMANDS.items()]
    taken: dict[str, list[Taken]] = {row.name: [] for row in rows}
    for number in range(0 if rounds > 1 else 1, rounds + 1):
        for row in rows:
            print(f"{folder.name}: round {number} of {rounds}: {row.name}", file=sys.stderr)
            once = _once(row, folder)
            if number:
                taken[row.name].append(once)
    return taken


def _once(row: Contender, folder: Path) -> Taken:
    row.before()
    return run(row.commands[0], folder, row.environment)


def _lines(taken: dict[int, dict[str, list[Taken]]]) -> Iterator[str]:
    sizes = sorted(taken)
    for name in taken[sizes[0]]:
        before: tuple[int, float] | None = None
        for size in sizes:
            cpu = statistics.median(one.cpu for one in taken[size][name])
            yield _line(name, size, taken[size][name], cpu, before)
            before = size, cpu


def _line(
    name: str, size: int, runs: Sequence[Taken], cpu: float, before: tuple[int, float] | None
) -> str:
    wall = statistics.median(one.wall for one in runs)
    memory = max(one.memory for one in runs)
    grown = (f"{cpu / before[1]:.1f}", f"{size / before[0]:.1f}") if before else ("", "")
    cells = (name, f"{size:,}", f"{wall:.2f} s", f"{cpu:.2f} s", f"{memory / 1e6:.0f} MB", *grown)
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
