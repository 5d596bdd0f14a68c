"""Other processes: forked where a fork is safe, each for one thing."""

import marshal
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any


def may_fork() -> bool:
    """Whether a fork is safe: macOS's own libraries are not, nor is a process with threads."""
    return sys.platform == "linux" and threading.active_count() == 1


def processors() -> int:
    """How many processors there are for this process."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def forked(work: Callable[[], object]) -> int:
    """A process that sees everything as it is now, does some work, and ends whatever happens.

    It says nothing of what goes wrong in it: whoever misses its result does the work himself.

    Returns:
        Its number.

    Raises:
        OSError: If no process is to be had.
    """
    if process := os.fork():
        return process
    try:
        work()
    finally:
        os._exit(0)


def ended(process: int) -> None:
    """Waits until a process has ended."""
    with suppress(ChildProcessError):  # nobody is told of it where whoever called us wants it so
        os.waitpid(process, 0)


def begun(work: Callable[[], Any]) -> Callable[[], Any]:
    """Begins some work in a process of its own, if one is to be had.

    Args:
        work: Gives its result in plain built-in types. It sees everything as it is now.

    Returns:
        What gives the result, waiting for it where it must; it is to be called once. Where there
        was no other process, or that one was lost, the work is done then.
    """
    if not may_fork() or processors() == 1:
        return work
    ours, theirs = os.pipe()

    def give() -> None:
        os.close(ours)  # else it would wait for ever where whoever wanted the result has gone
        _write(theirs, marshal.dumps(work()))

    try:
        process = forked(give)
    except OSError:  # no process is to be had
        os.close(ours)
        return work
    finally:
        os.close(theirs)

    def result() -> Any:
        try:
            with os.fdopen(ours, "rb") as pipe:
                return marshal.loads(pipe.read())
        except (EOFError, ValueError):
            return work()
        finally:
            ended(process)

    return result


def _write(pipe: int, data: bytes) -> None:
    with suppress(BrokenPipeError), os.fdopen(pipe, "wb", closefd=False) as file:
        file.write(data)
