"""Commands that are killed: in a process of their own, before a step of theirs or at some time."""

import os
import signal
import sys
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import FrameType
from typing import IO, Any

from fifrecords.entry.plan import Plan
from fifrecords.store import write
from tests.trail.repositories import run

_STEPS = frozenset({"open", "write", "replace", "rename", "unlink", "remove", "mkdir", "chmod"})
_ROOMS = frozenset({"store", "pathlib.py", "tempfile.py", "pathlib"})
"""Where in the code steps are counted: in the store, and in what it has files written by."""

Command = Sequence[str]


def forked(work: Callable[[], int]) -> int:
    """Starts some work in a process of its own, which ends with its code; gives its id."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # a child of threads only works and ends
        child = os.fork()
    if child == 0:
        code = 70
        try:
            code = work()
        finally:
            os._exit(code)
    return child


def ended(child: int) -> int | None:
    """Waits for a process; the code with which it ended, or None where it was killed."""
    _, status = os.waitpid(child, 0)
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else None


def dies_before_step(folder: Path, command: Command, step: int) -> bool:
    """Runs a command that is killed before one of its steps on the disk, counted from 0.

    Returns:
        Whether it was: not if it has fewer.
    """

    def work() -> int:
        _Steps(step).count()
        return run(*command, cwd=folder).exit_code

    return ended(forked(work)) is None


def dies_at(folder: Path, command: Command, seconds: float) -> bool:
    """Runs a command that is killed after some time, wherever it is; whether it was."""

    def work() -> int:
        signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-6))
        return run(*command, cwd=folder).exit_code

    return ended(forked(work)) is None


class _Steps:
    """The steps of a plan on the disk, until the one before which its process dies."""

    def __init__(self, last: int) -> None:
        self.left = last

    def count(self) -> None:
        """Counts the opening, writing, moving and deleting of files by a plan."""
        carry_out, opened, synced = Plan.carry_out, os.fdopen, os.fsync

        def counted(plan: Plan) -> None:
            sys.setprofile(self._see)
            carry_out(plan)

        Plan.carry_out = counted  # type: ignore[method-assign]
        write.os.fdopen = lambda *of: _Halting(opened(*of), self)  # type: ignore[attr-defined]
        write.os.fsync = lambda handle: (self.take(), synced(handle))[1]  # type: ignore[attr-defined]

    def _see(self, frame: FrameType, event: str, what: Any) -> None:
        if (
            event == "c_call"
            and what.__name__ in _STEPS
            and _ROOMS & {*Path(frame.f_code.co_filename).parts}
        ):
            self.take()

    def take(self) -> None:
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1


class _Halting:
    """A file that may be left with half of what is written to it."""

    def __init__(self, file: IO[bytes], steps: _Steps) -> None:
        self.file, self.steps = file, steps

    def __enter__(self) -> "_Halting":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, data: bytes) -> None:
        self.file.write(data[: len(data) // 2])
        self.file.flush()
        self.steps.take()
        self.file.write(data[len(data) // 2 :])


def at_once(folder: Path, one: Command, other: Command) -> tuple[int | None, int | None]:
    """Runs two commands that have both read everything before either writes anything.

    Returns:
        The codes with which they ended.
    """
    ways = os.pipe(), os.pipe()

    def work(command: Command, mine: int, theirs: int) -> int:
        os.close(ways[theirs][1])  # whoever waits for somebody who is gone is not to wait for ever
        carry_out = Plan.carry_out

        def together(plan: Plan) -> None:
            os.write(ways[mine][1], b".")
            os.read(ways[theirs][0], 1)
            carry_out(plan)

        Plan.carry_out = together  # type: ignore[method-assign]
        return run(*command, cwd=folder).exit_code

    children = [forked(partial(work, one, 0, 1)), forked(partial(work, other, 1, 0))]
    for end in (*ways[0], *ways[1]):
        os.close(end)
    return ended(children[0]), ended(children[1])
