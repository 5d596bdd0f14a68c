"""A list of work shared among forked processes, where that pays."""

import marshal
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, NamedTuple, TypeVar

if sys.platform == "linux":
    import fcntl

WORTH_SHARING = 2000
"""Below this many records a second process costs more than it saves."""

MOST_HANDS = 4
AT_A_TIME = 500
"""How many items are worked on, and their results sent, at once."""

_MOST_NOTES = 1 << 20
"""How many bytes of notes may wait for the caller to look."""

_FIRST = -1
"""What stands for the number of a part where it is what was done first."""

_NUMBER = 4
"""The bytes of the number of a part."""

_MOST_PARTS = 16_000
"""So many numbers a pipe holds for sure."""

Item = TypeVar("Item")
Work = Callable[[Sequence[Item]], list[Any]]


class First(NamedTuple):
    """Something that is done once, before a list of work is begun.

    Attributes:
        work: Does it, in whatever process; its result is of plain built-in types.
        told: Called with the result in the caller's process, unless the other one was lost.
    """

    work: Callable[[], Any]
    told: Callable[[Any], None]


def shared_out(
    work: Work[Item],
    items: Sequence[Item],
    *,
    at_a_time: int = AT_A_TIME,
    worth: bool | None = None,
    first: First | None = None,
    at_end: Callable[[], object] = lambda: None,
) -> Iterator[Any]:
    """What some work makes of every item, in their order.

    Whoever is free takes the next part, forked processes and the caller alike: they begin at once,
    and he works when there is no result for him to use.

    Args:
        work: Takes some of the items and gives a result for each, of plain built-in types.
        items: All of them. Forked processes see them as they are; nothing is sent there.
        at_a_time: How many of them make a part; ``AT_A_TIME`` where not given.
        worth: Whether to share them; where not given, whether they are many.
        first: What is to be done before any part is taken; the caller is told of it before the
            first result.
        at_end: Called in each forked process when nothing is left for it to do.

    Returns:
        The results. A part whose process was lost is worked here instead.
    """
    at_a_time = max(at_a_time or AT_A_TIME, -(-len(items) // _MOST_PARTS))
    parts = [items[start : start + at_a_time] for start in range(0, len(items), at_a_time)]
    is_worth_it = len(items) >= WORTH_SHARING if worth is None else worth
    helpers = _hands() - 1 if is_worth_it and len(parts) > 1 else 0
    if helpers:
        with suppress(OSError):  # no process is to be had, or no memory for what it makes
            return _Shared(work, parts, helpers, first, at_end).results()
    if first:
        first.told(first.work())
    return (result for part in parts for result in work(part))


def begun(work: Callable[[], Any]) -> Callable[[], Any]:
    """Begins some work in a process of its own, if one is to be had.

    Args:
        work: Gives its result in plain built-in types. It sees everything as it is now.

    Returns:
        What gives the result, waiting for it where it must; it is to be called once. Where there
        was no other process, or that one was lost, the work is done then.
    """
    if not _may_fork() or _processors() == 1:
        return work
    context = multiprocessing.get_context("fork")
    try:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_send_result, args=(theirs, work), daemon=True)
        process.start()
    except OSError:  # no process is to be had
        return work
    theirs.close()

    def result() -> Any:
        try:
            with ours:
                return marshal.loads(ours.recv_bytes())
        except (EOFError, OSError, ValueError):
            return work()
        finally:
            process.join()

    return result


def _send_result(pipe: Connection, work: Callable[[], Any]) -> None:
    with suppress(BrokenPipeError):  # whoever wanted it has gone
        pipe.send_bytes(marshal.dumps(work()))


def _hands() -> int:
    return min(_processors(), MOST_HANDS) if _may_fork() else 1


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _may_fork() -> bool:
    """Whether a fork is safe: macOS's own libraries are not, nor is a process with threads."""
    return sys.platform == "linux" and threading.active_count() == 1


_Say = Callable[[int, Any], None]
"""Tells the caller what a part gave, by its number."""


class _Helper(NamedTuple):
    """A forked process that takes parts.

    Attributes:
        process: It.
        notes: Through this pipe it tells of each part that is made: which, and how long it is.
        made: The file in memory to which it adds what it made, so that it never waits for anybody.
    """

    process: ForkProcess
    notes: Connection
    made: int


class _Shared:
    """Parts of some work, and the processes that share them."""

    def __init__(
        self,
        work: Work[Item],
        parts: Sequence[Sequence[Item]],
        helpers: int,
        first: First | None,
        at_end: Callable[[], object],
    ) -> None:
        self._work = work
        self._parts = parts
        self._first = first
        self._at_end = at_end
        self._to_take, put = os.pipe()
        self._made: dict[int, Callable[[], Any]] = {}
        self._helpers = [self._start(partial(self._begin, put))]
        os.close(put)
        self._helpers += [self._start() for _ in range(helpers - 1)]
        self._at_work = {helper.notes: helper for helper in self._helpers}
        self._read = dict.fromkeys(self._at_work, 0)

    def results(self) -> Iterator[Any]:
        """The results, in the order of the parts."""
        try:
            self._hear_first()
            for number in range(len(self._parts)):
                while number not in self._made:
                    self._go_on(number)
                yield from self._made.pop(number)()
        finally:
            os.close(self._to_take)
            for helper in self._helpers:
                helper.notes.close()
                os.close(helper.made)
            for helper in self._helpers:
                helper.process.join()

    def _hear_first(self) -> None:
        begins = self._helpers[0].notes
        while self._first and begins in self._at_work and _FIRST not in self._made:
            self._note([begins])
        if self._first and _FIRST in self._made:
            self._first.told(self._made.pop(_FIRST)())

    def _go_on(self, number: int) -> None:
        """Looks whether something came, else works on a part, else waits for one."""
        if came := wait(self._at_work, timeout=0):
            self._note(came)
        elif (mine := _taken(self._to_take)) is not None:
            self._keep(mine, self._work(self._parts[mine]))
        elif self._at_work:
            self._note(wait(self._at_work))
        else:
            self._keep(number, self._work(self._parts[number]))  # its process was lost

    def _keep(self, number: int, made: list[Any]) -> None:
        self._made[number] = lambda: made

    def _note(self, came: Sequence[Any]) -> None:
        for notes in came:
            try:
                number, length = marshal.loads(notes.recv_bytes())
            except (EOFError, OSError):
                del self._at_work[notes]
            else:
                start = self._read[notes]
                self._read[notes] += length
                self._made[number] = partial(_made, self._at_work[notes].made, start, length)

    def _start(self, begin: Callable[[_Say], None] | None = None) -> _Helper:
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe(duplex=False)
        _widen(theirs)
        made = _file_in_memory()
        process = context.Process(target=self._help, args=(theirs, made, begin), daemon=True)
        process.start()
        theirs.close()
        return _Helper(process, ours, made)

    def _help(self, notes: Connection, file: int, begin: Callable[[_Say], None] | None) -> None:
        with suppress(OSError), open(file, "wb", closefd=False) as made:

            def say(number: int, result: Any) -> None:
                part = marshal.dumps(result)
                made.write(part)
                made.flush()
                notes.send_bytes(marshal.dumps((number, len(part))))

            if begin:
                begin(say)
            while (number := _taken(self._to_take)) is not None:
                say(number, self._work(self._parts[number]))
            self._at_end()  # not where whoever wants the results has gone

    def _begin(self, put: int, say: _Say) -> None:
        """Does what is to be done first, and lets everybody take parts: each takes a number."""
        if self._first:
            say(_FIRST, self._first.work())
        numbers = range(len(self._parts))
        os.write(put, b"".join(number.to_bytes(_NUMBER, "big") for number in numbers))
        os.close(put)


def _made(file: int, start: int, length: int) -> Any:
    return marshal.loads(os.pread(file, length, start))


def _taken(pipe: int) -> int | None:
    """The number of a part that is left to do; None where none is."""
    number = os.read(pipe, _NUMBER)
    return int.from_bytes(number, "big") if number else None


def _widen(pipe: Connection) -> None:
    if sys.platform == "linux":
        with suppress(OSError):  # the system allows less
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _MOST_NOTES)


def _file_in_memory() -> int:
    if sys.platform == "linux":
        return os.memfd_create("fifrecords")
    raise NotImplementedError  # nothing is shared there
