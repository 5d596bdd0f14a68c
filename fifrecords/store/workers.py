"""A list of work shared among forked processes, where that pays."""

import marshal
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Any

WORTH_SHARING = 2000
"""Below this many items a second process costs more than it saves."""

MOST_HANDS = 4
_USING = 0.3
"""How long it takes to use a result, against making it: the caller does that alone."""

Work = Callable[[Sequence[str]], list[Any]]


def shared_out(work: Work, items: Sequence[str]) -> Iterator[Any]:
    """What some work makes of every item, in their order.

    Args:
        work: Takes some of the items and gives a result for each, of plain built-in types.
        items: All of them. Forked processes see them as they are; nothing is sent there.

    Yields:
        The results. A share whose process was lost is worked here instead.
    """
    own, *others = _shares(items)
    helpers = [_start(work, share) for share in others]
    yield from work(own)
    for share, helper in zip(others, helpers, strict=True):
        yield from _received(*helper, work, share)


def _shares(items: Sequence[str]) -> list[Sequence[str]]:
    """The shares of the work, our own first: it is smaller, since we also use the results."""
    hands = min(_processors(), MOST_HANDS) if _may_fork() and len(items) >= WORTH_SHARING else 1
    own = round(len(items) * max(0, 1 - (hands - 1) * _USING) / hands)
    each = -(-(len(items) - own) // (hands - 1)) if hands > 1 else 1
    return [items[:own], *(items[start : start + each] for start in range(own, len(items), each))]


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _may_fork() -> bool:
    """Whether a fork is safe: macOS's own libraries are not, nor is a process with threads."""
    return sys.platform == "linux" and threading.active_count() == 1


def _start(work: Work, share: Sequence[str]) -> tuple[ForkProcess, Connection]:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(theirs, work, share), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _send(pipe: Connection, work: Work, share: Sequence[str]) -> None:
    pipe.send_bytes(marshal.dumps(work(share)))


def _received(
    process: ForkProcess, pipe: Connection, work: Work, share: Sequence[str]
) -> list[Any]:
    with pipe:
        try:
            results: list[Any] = marshal.loads(pipe.recv_bytes())
        except (EOFError, OSError, ValueError):
            return work(share)
    process.join()
    return results
