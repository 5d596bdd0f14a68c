"""New people of a register: who got which id is kept in a file of its own, and in no record."""

import csv
import io
from pathlib import Path

from fifrecords.entry.ids import random_id
from fifrecords.entry.sheets.table import tidied
from fifrecords.model.call import BadCall
from fifrecords.model.person import PERSON_PREFIX
from fifrecords.model.records import Records
from fifrecords.store.tree import is_id
from fifrecords.store.write import write

_HEAD = ["reference", "id"]


class Newcomers:
    """Gives ids to people whom a register names by a reference of its own.

    Args:
        records: The records that there are.
        kept: The id of each reference that is known already.
        takes: Whether somebody who is not known is taken in.
    """

    def __init__(
        self, records: Records, kept: dict[str, str] | None = None, *, takes: bool = False
    ) -> None:
        self._kept = kept or {}
        self._by_word = {word.casefold(): id_ for word, id_ in self._kept.items()}
        self._takes = takes
        self._renamed = records.renamed
        self._taken = {*records.people, *self._by_word.values()}
        self._taken |= {ref.partition("/")[2] for ref in (*records.renamed, *records.sources)}

    def id_of(self, reference: str) -> str | None:
        """The id of somebody, a new one where they are new; None where nobody is taken in."""
        id_ = self._by_word.get(reference.casefold())
        if id_ is None and self._takes:
            id_ = random_id(PERSON_PREFIX, self._taken)
            self._taken.add(id_)
            self._kept[reference] = self._by_word[reference.casefold()] = id_
        return id_ and self._renamed.get(f"people/{id_}", id_)

    def written(self) -> bytes:
        """The file in which it is kept who got which id."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows([_HEAD, *self._kept.items()])
        return text.getvalue().encode()


def kept_ids(path: str) -> dict[str, str]:
    """Who got which id so far, by a file that is kept apart from the records.

    Args:
        path: The file; where there is none yet, nobody has.

    Raises:
        BadCall: If it is no such file.
    """
    try:
        rows = list(csv.reader(io.StringIO(Path(path).read_bytes().decode("utf-8-sig"))))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadCall(f"{path}: {error.strerror}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadCall(f"{path} is no file of references and ids: {error}") from error
    kept: dict[str, str] = {}
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
        kept[reference] = row[1]
    return kept


def keep_ids(path: str, newcomers: Newcomers) -> None:
    """Writes who got which id, for nobody else to read.

    Raises:
        BadCall: If it cannot be written.
    """
    try:
        Path(path).touch(mode=0o600)
        write(path, newcomers.written())
    except OSError as error:
        raise BadCall(f"{path}: {error.strerror}; nothing was written") from error
