"""New people of a register: who got which id is kept in a file of its own, and in no record."""

import csv
import io
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from filelock import FileLock

from fifrecords.entry.ids import ids_of, random_id
from fifrecords.entry.sheets.table import tidied
from fifrecords.model.call import BadCall
from fifrecords.model.kinds import PERSON_PREFIX
from fifrecords.model.records import Records
from fifrecords.store.tree import is_id
from fifrecords.store.write import OWNER_ONLY, PATIENCE, ChangedSince, write

_HEAD = ["reference", "id"]


class Newcomers:
    """Gives ids to people whom a register names by a reference of its own.

    Args:
        records: The records that there are.
        kept: The id of each reference that is known already.
        takes: Whether somebody who is not known is taken in.
    """

    def __init__(
        self,
        records: Records,
        kept: Mapping[str, str] = MappingProxyType({}),
        *,
        takes: bool = False,
    ) -> None:
        self._kept = dict(kept)
        self._by_word = {word.casefold(): id_ for word, id_ in self._kept.items()}
        self._takes = takes
        self._by_now = partial(records.by_now, "people")
        self._taken = ids_of(records, "people") | set(self._by_word.values())

    def id_of(self, reference: str) -> str | None:
        """The id of somebody, a new one where they are new; None where nobody is taken in."""
        id_ = self._by_word.get(reference.casefold())
        if id_ is None and self._takes:
            id_ = random_id(PERSON_PREFIX, self._taken)
            self._taken.add(id_)
            self._kept[reference] = self._by_word[reference.casefold()] = id_
        return None if id_ is None else self._by_now(id_)

    def written(self) -> bytes:
        """The file in which it is kept who got which id."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows([_HEAD, *self._kept.items()])
        return text.getvalue().encode()


class Kept(NamedTuple):
    """Who got which id so far.

    Attributes:
        path: The file in which that is kept, apart from the records; empty for none.
        was: What was read from it; None where there is none yet.
        ids: The ids by reference.
    """

    path: str = ""
    was: bytes | None = None
    ids: Mapping[str, str] = MappingProxyType({})


def kept_ids(path: str) -> Kept:
    """Who got which id so far.

    Args:
        path: The file; where there is none yet, nobody has.

    Raises:
        BadCall: If it is no such file.
    """
    try:
        was = _held(path)
        rows = list(csv.reader(io.StringIO((was or b"").decode("utf-8-sig"))))
    except OSError as error:
        raise BadCall(f"{path}: {error.strerror}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadCall(f"{path} is no file of references and ids: {error}") from error
    ids: dict[str, str] = {}
    words: set[str] = set()
    for number, row in enumerate(rows, start=1):
        if not any(row) or (number == 1 and row == _HEAD):
            continue
        if len(row) != 2 or not row[1].startswith(PERSON_PREFIX) or not is_id(row[1]):
            raise BadCall(f"{path}: row {number} is not a reference and an id; mend it")
        reference = tidied(row[0])
        if reference.casefold() in words:
            raise BadCall(f"{path}: row {number} has a reference a second time; delete one")
        words.add(reference.casefold())
        ids[reference] = row[1]
    return Kept(path, was, ids)


def keep_ids(kept: Kept, newcomers: Newcomers) -> None:
    """Writes who got which id, for nobody else to read.

    Args:
        kept: Who got which so far, as it was read.
        newcomers: Who got which now.

    Raises:
        ChangedSince: If somebody else has written the file since.
        BadCall: If it cannot be written.
    """
    path = Path(kept.path)
    try:
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=PATIENCE):
            if _held(kept.path) != kept.was:
                raise ChangedSince(kept.path)
            write(kept.path, newcomers.written(), mode=OWNER_ONLY)
    except TimeoutError as error:
        raise BadCall(f"{kept.path} is being written by somebody else; try again") from error
    except OSError as error:
        raise BadCall(f"{kept.path}: {error.strerror}; nothing was written") from error


def _held(path: str) -> bytes | None:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        return None
