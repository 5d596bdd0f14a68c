"""A list of work shared among forked processes, where that pays."""

import marshal
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

WORTH_SHARING = 2000
"""Below this many items a second process costs more than it saves."""

MOST_HANDS = 4
AT_A_TIME = 1000
"""How many results are sent at once to a caller who has no share of the work."""

Item = TypeVar("Item")
Work = Callable[[Sequence[Item]], list[Any]]


def shared_out(work: Work[Item], items: Sequence[Item], using: float = 0.3) -> Iterator[Any]:
    """What some work makes of every item, in their order.

    Args:
        work: Takes some of the items and gives a result for each, of plain built-in types.
        items: All of them. Forked processes see them as they are; nothing is sent there.
        using: How long it takes to use a result, against making it: the caller does that alone.
            One who is kept busy by it gets the results as they are made.

    Yields:
        The results. A share whose process was lost is worked here instead.
    """
    own, *others = _shares(items, using)
    sent = [_parts(share, len(share) if own else AT_A_TIME) for share in others]
    helpers = [_start(work, parts) for parts in sent]
    yield from work(own)
    for parts, helper in zip(sent, helpers, strict=True):
        yield from _received(*helper, work, parts)


def _shares(items: Sequence[Item], using: float) -> list[Sequence[Item]]:
    """The shares of the work, our own first: it is smaller, since we also use the results."""
    hands = min(_processors(), MOST_HANDS) if _may_fork() and len(items) >= WORTH_SHARING else 1
    own = round(len(items) * max(0, 1 - (hands - 1) * using) / hands)
    return [items[:own], *_parts(items[own:], -(-(len(items) - own) // max(hands - 1, 1)))]


def _parts(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    return [items[start : start + size] for start in range(0, len(items), size)] if items else []


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _may_fork() -> bool:
    """Whether a fork is safe: macOS's own libraries are not, nor is a process with threads."""
    return sys.platform == "linux" and threading.active_count() == 1


def _start(work: Work[Item], parts: Sequence[Sequence[Item]]) -> tuple[ForkProcess, Connection]:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(theirs, work, parts), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _send(pipe: Connection, work: Work[Item], parts: Sequence[Sequence[Item]]) -> None:
    with suppress(BrokenPipeError):  # whoever wanted the results has gone
        for part in parts:
            pipe.send_bytes(marshal.dumps(work(part)))


def _received(
    process: ForkProcess, pipe: Connection, work: Work[Item], parts: Sequence[Sequence[Item]]
) -> Iterator[Any]:
    with pipe:
        for part in parts:
            try:
                results: list[Any] = marshal.loads(pipe.recv_bytes())
            except (EOFError, OSError, ValueError):
                results = work(part)
            yield from results
    process.join()
