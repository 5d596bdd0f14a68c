"""A list of work shared among forked processes, where that pays."""

import marshal
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from select import poll
from struct import Struct
from typing import Any, NamedTuple, TypeVar

from fifrecords.store.processes import ended, forked, may_fork, processors

WORTH_SHARING = 2000
"""Below this many records a second process costs more than it saves."""

MOST_HANDS = 4
AT_A_TIME = 500
"""How many items are worked on, and their results sent, at once."""

_FIRST = -1
"""What stands for the number of a part where it is what was done first."""

_NUMBER = Struct("i")
_NOTE = Struct("iq")
"""The number of a part, and how long what was made of it is: a pipe takes it in one piece."""

_MOST_PARTS = 4_000
"""So many notes a pipe holds, mostly: whoever writes one need not wait for who reads it."""

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
    at_a_time: int | None = None,
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


def _hands() -> int:
    return min(processors(), MOST_HANDS) if may_fork() else 1


_Say = Callable[[int, Any], None]
"""Tells the caller what a part gave, by its number."""


class _Helper(NamedTuple):
    """A forked process that takes parts.

    Attributes:
        process: Its number.
        notes: Through this pipe it tells of each part that is made: which, and how long it is.
        made: The file in memory to which it adds what it made, so that it never waits for anybody.
    """

    process: int
    notes: int
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
        self._helpers: list[_Helper] = []
        try:
            self._start(partial(self._begin, put))
        except OSError:
            os.close(self._to_take)
            raise
        finally:
            os.close(put)
        with suppress(OSError):  # fewer will do
            for _ in range(helpers - 1):
                self._start()
        self._at_work = {helper.notes: helper for helper in self._helpers}
        self._read = dict.fromkeys(self._at_work, 0)
        self._awaited = poll()
        for notes in self._at_work:
            self._awaited.register(notes)

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
                os.close(helper.notes)
                os.close(helper.made)
            for helper in self._helpers:
                ended(helper.process)

    def _hear_first(self) -> None:
        begins = self._helpers[0].notes
        while self._first and begins in self._at_work and _FIRST not in self._made:
            self._note(begins)
        if self._first and _FIRST in self._made:
            self._first.told(self._made.pop(_FIRST)())

    def _go_on(self, number: int) -> None:
        """Looks whether something came, else works on a part, else waits for one."""
        if self._note_what_came(wait=False):
            return
        if (mine := _taken(self._to_take)) is not None:
            self._keep(mine, self._work(self._parts[mine]))
        elif not self._note_what_came(wait=True):
            self._keep(number, self._work(self._parts[number]))  # its process was lost

    def _keep(self, number: int, made: list[Any]) -> None:
        self._made[number] = lambda: made

    def _note_what_came(self, *, wait: bool) -> bool:
        """Notes what others have made; tells whether any had, or may yet."""
        came = self._awaited.poll(None if wait else 0) if self._at_work else []
        for notes, _ in came:
            self._note(notes)
        return bool(came)

    def _note(self, notes: int) -> None:
        if not (note := os.read(notes, _NOTE.size)):
            del self._at_work[notes]
            self._awaited.unregister(notes)
            return
        number, length = _NOTE.unpack(note)
        start = self._read[notes]
        self._read[notes] += length
        self._made[number] = partial(_made, self._at_work[notes].made, start, length)

    def _start(self, begin: Callable[[_Say], None] | None = None) -> None:
        notes, theirs = os.pipe()

        def help_out() -> None:
            os.close(notes)  # else nobody would ever be missed at its other end
            self._help(theirs, made, begin)

        made = -1
        try:
            made = _file_in_memory()
            process = forked(help_out)
        except OSError:
            os.close(notes)
            if made >= 0:
                os.close(made)
            raise
        finally:
            os.close(theirs)
        self._helpers.append(_Helper(process, notes, made))

    def _help(self, notes: int, file: int, begin: Callable[[_Say], None] | None) -> None:
        with os.fdopen(file, "wb", closefd=False) as made:

            def say(number: int, result: Any) -> None:
                part = marshal.dumps(result)
                made.write(part)
                made.flush()
                os.write(notes, _NOTE.pack(number, len(part)))

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
        os.write(put, b"".join(map(_NUMBER.pack, numbers)))
        os.close(put)


def _made(file: int, start: int, length: int) -> Any:
    return marshal.loads(os.pread(file, length, start))


def _taken(pipe: int) -> int | None:
    """The number of a part that is left to do; None where none is."""
    taken = os.read(pipe, _NUMBER.size)
    return int(_NUMBER.unpack(taken)[0]) if taken else None


def _file_in_memory() -> int:
    if sys.platform == "linux":
        return os.memfd_create("fifrecords")
    raise NotImplementedError  # nothing is shared there
