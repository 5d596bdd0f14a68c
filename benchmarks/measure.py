"""Run a command and say what it took: time on the clock, time of the processor, memory."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
SAMPLE_SECONDS = 0.01
_SLOWS_DOWN = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "FIFRECORDS_NO_CACHE")
"""What is set on some machines, and makes Python compile everything anew for each run."""


class CommandFailedError(Exception):
    """A measured command did not exit with 0."""

    def __init__(self, command: Sequence[str], code: int, output: str) -> None:
        shown = " ".join(command)[:200]
        super().__init__(f"{shown}: exit {code}\n{output[-2000:]}")


@dataclass(frozen=True)
class Taken:
    """What one run took.

    `memory` is the largest single process of it in bytes, workers included.
    """

    wall: float
    cpu: float
    memory: int


def together(runs: Sequence[Taken]) -> Taken:
    """Return what runs one after the other took."""
    return Taken(
        sum(run.wall for run in runs),
        sum(run.cpu for run in runs),
        max(run.memory for run in runs),
    )


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Taken:
    """Run a command in a folder and measure it with all the processes that it waits for.

    Args:
        command: The program and its arguments.
        folder: Where it runs.
        environment: What is set in addition to this process's environment.

    Raises:
        CommandFailedError: It did not exit with 0.
    """
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        with _start(command, folder, environment, output.fileno()) as child:
            _, status, usage = os.wait4(child.pid, 0)
            wall = time.perf_counter() - started
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            output.seek(0)
            text = output.read().decode(errors="replace")
            raise CommandFailedError(command, child.returncode, text)
    return Taken(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * MAXRSS_UNIT)


def _start(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], output: int
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=folder,
        env={k: v for k, v in os.environ.items() if k not in _SLOWS_DOWN} | environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
    )


def peak_of_all_processes(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> int | None:
    """Return the most that a command and its workers held at one time, or None if unknown.

    Pages that processes share are counted once. Looking slows the command down, so this is a run
    of its own. It can only be seen on Linux.

    Args:
        command: The program and its arguments.
        folder: Where it runs.
        environment: What is set in addition to this process's environment.
    """
    peak = 0
    with (
        tempfile.TemporaryFile() as output,
        _start(command, folder, environment, output.fileno()) as child,
    ):
        while child.poll() is None:
            peak = max(peak, sum(_share(process) for process in _family(child.pid)))
            time.sleep(SAMPLE_SECONDS)
    return peak or None


def _family(process: int) -> list[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return [process]
    return [process, *(one for child in children.split() for one in _family(int(child)))]


def _share(process: int) -> int:
    """Return the bytes that a process holds, its share of what it has in common with others."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    sizes = [line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:")]
    return sum(int(size) * 1024 for size in sizes)
