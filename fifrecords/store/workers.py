"""A list of work shared among forked processes, where that pays."""

import marshal
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any

WORTH_SHARING = 2000
"""Below this many items a second process costs more than it saves."""

Work = Callable[[Sequence[str]], list[Any]]


def shared_out(work: Work, items: Sequence[str]) -> list[Any]:
    """What some work makes of every item, in their order.

    Args:
        work: Takes some of the items and gives a result for each, of plain built-in types.
        items: All of them. Forked processes see them as they are; nothing is sent there.

    Returns:
        The results. A share whose process was lost is worked here instead.
    """
    shares = _shares(items)
    helpers = [_start(work, share) for share in shares[1:]]
    results = work(shares[0])
    for share, helper in zip(shares[1:], helpers, strict=True):
        results += _received(helper, work, share)
    return results


def _shares(items: Sequence[str]) -> list[Sequence[str]]:
    hands = min(_processors(), 4) if _may_fork() and len(items) >= WORTH_SHARING else 1
    size = -(-len(items) // hands) or 1
    return [items[start : start + size] for start in range(0, len(items), size)] or [items]


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _may_fork() -> bool:
    """Whether a fork is safe: macOS's own libraries are not, nor is a process with threads."""
    return sys.platform == "linux" and threading.active_count() == 1


def _start(work: Work, share: Sequence[str]) -> Connection:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(theirs, work, share), daemon=True)
    process.start()
    theirs.close()
    return ours


def _send(pipe: Connection, work: Work, share: Sequence[str]) -> None:
    pipe.send_bytes(marshal.dumps(work(share)))


def _received(pipe: Connection, work: Work, share: Sequence[str]) -> list[Any]:
    with pipe:
        try:
            results: list[Any] = marshal.loads(pipe.recv_bytes())
        except (EOFError, OSError):
            return work(share)
    return results
