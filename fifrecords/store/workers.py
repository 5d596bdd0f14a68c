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

_NUMBER = Struct("i")
_NOTE = Struct("iq")
"""The number of a part, and how long what was made of it is: a pipe takes it in one piece."""

_MOST_PARTS = 4_000
"""So many notes a pipe holds, mostly: whoever writes one need not wait for who reads it."""

Item = TypeVar("Item")
Work = Callable[[Sequence[Item]], list[Any]]


class Search(NamedTuple):
    """What is to be worked on, where that is not known yet.

    Attributes:
        find: Finds the items.
        tell: Tells another process of what was found, in plain built-in types.
        hear: Gives the items that another process told of.
    """

    find: Callable[[], Sequence[Any]]
    tell: Callable[[], Any]
    hear: Callable[[Any], Sequence[Any]]


def shared_out(
    work: Work[Item],
    items: Sequence[Item],
    *,
    at_a_time: int | None = None,
    worth: bool | None = None,
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
        at_end: Called in each forked process when nothing is left for it to do.

    Returns:
        The results. A part whose process was lost is worked here instead.
    """
    parts = _in_parts(items, at_a_time)
    is_worth_it = len(items) >= WORTH_SHARING if worth is None else worth
    if is_worth_it and len(parts) > 1 and (helpers := _hands() - 1):
        with suppress(OSError):  # no process is to be had, or no memory for what it makes
            return _Shared(work, helpers, at_end, parts=parts).results()
    return (result for part in parts for result in work(part))


def sought_and_shared_out(
    work: Work[Item], search: Search, *, at_end: Callable[[], object] = lambda: None
) -> Callable[[], Iterator[Any]]:
    """As ``shared_out``, of what other processes find at once while the caller does other things.

    Returns:
        What waits until the items are found, and gives the results. Where no other process is to be
        had, all is done then.
    """
    if helpers := _hands() - 1:
        with suppress(OSError):
            return _Shared(work, helpers, at_end, search=search).results
    return lambda: shared_out(work, search.find(), worth=False)


def _in_parts(items: Sequence[Item], at_a_time: int | None = None) -> list[Sequence[Item]]:
    size = max(at_a_time or AT_A_TIME, -(-len(items) // _MOST_PARTS))
    return [items[start : start + size] for start in range(0, len(items), size)]


def _hands() -> int:
    return min(processors(), MOST_HANDS) if may_fork() else 1


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
    """Parts of some work, and the processes that share them.

    The first of these puts the numbers of all parts where everybody takes them; if what they are
    parts of is yet to be found, it finds that and puts it down before.
    """

    def __init__(
        self,
        work: Work[Item],
        helpers: int,
        at_end: Callable[[], object],
        *,
        parts: Sequence[Sequence[Item]] | None = None,
        search: Search | None = None,
    ) -> None:
        self._work = work
        self._parts = parts
        self._search = search
        self._at_end = at_end
        self._found = _file_in_memory()
        self._to_take, put = os.pipe()
        self._made: dict[int, Callable[[], Any]] = {}
        self._helpers: list[_Helper] = []
        try:
            self._start(partial(self._put_down, put))
        except OSError:
            os.close(self._to_take)
            os.close(self._found)
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
        """The results, in the order of the parts; waits until it is known what these are."""
        try:
            parts = self._known_parts()
        except BaseException:
            self._leave()
            raise
        return self._in_order(parts)

    def _in_order(self, parts: Sequence[Sequence[Any]]) -> Iterator[Any]:
        try:
            for number in range(len(parts)):
                while number not in self._made:
                    self._go_on(number)
                yield from self._made.pop(number)()
        finally:
            self._leave()

    def _leave(self) -> None:
        os.close(self._to_take)
        os.close(self._found)
        for helper in self._helpers:
            os.close(helper.notes)
            os.close(helper.made)
        for helper in self._helpers:
            ended(helper.process)

    def _known_parts(self) -> Sequence[Sequence[Any]]:
        """What everybody works on: known from the start, or what the first process found."""
        if self._parts is None and self._search:
            self._parts = _in_parts(self._heard_of(self._search))
        return self._parts or ()

    def _heard_of(self, search: Search) -> Sequence[Any]:
        there = poll()
        there.register(self._to_take)
        there.poll()
        try:
            told = marshal.loads(os.pread(self._found, os.fstat(self._found).st_size, 0))
        except (EOFError, ValueError):
            return search.find()  # its process was lost
        return search.hear(told)

    def _go_on(self, number: int) -> None:
        """Looks whether something came, else works on a part, else waits for one."""
        if self._note_what_came(wait=False):
            return
        if (mine := _taken(self._to_take)) is not None:
            self._keep(mine, self._work_on(mine))
        elif not self._note_what_came(wait=True):
            self._keep(number, self._work_on(number))  # its process was lost

    def _work_on(self, number: int) -> list[Any]:
        return self._work(self._known_parts()[number])

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

    def _start(self, begin: Callable[[], None] = lambda: None) -> None:
        notes, theirs = os.pipe()

        def help_out() -> None:
            os.close(notes)  # else nobody would ever be missed at its other end
            begin()
            self._help(theirs, made)

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

    def _put_down(self, put: int) -> None:
        """Finds what there is to do, where that is not known, and lets everybody take parts."""
        if self._search:
            self._parts = _in_parts(self._search.find())
            _write(self._found, self._search.tell())
        numbers = range(len(self._known_parts()))
        os.write(put, b"".join(map(_NUMBER.pack, numbers)))
        os.close(put)

    def _help(self, notes: int, made: int) -> None:
        while (number := _taken(self._to_take)) is not None:
            length = _write(made, self._work_on(number))
            os.write(notes, _NOTE.pack(number, length))
        self._at_end()  # not where whoever wants the results has gone


def _made(file: int, start: int, length: int) -> Any:
    return marshal.loads(os.pread(file, length, start))


def _write(file: int, result: Any) -> int:
    """Adds a result to a file in memory; tells how long it is."""
    with os.fdopen(file, "wb", closefd=False) as made:
        return made.write(marshal.dumps(result))


def _taken(pipe: int) -> int | None:
    """The number of a part that is left to do; None where none is."""
    taken = os.read(pipe, _NUMBER.size)
    return int(_NUMBER.unpack(taken)[0]) if taken else None


def _file_in_memory() -> int:
    if sys.platform == "linux":
        return os.memfd_create("fifrecords")
    raise NotImplementedError  # nothing is shared there
