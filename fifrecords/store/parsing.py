"""What files hold, in plain types: read and parsed, or kept from an earlier run.

What that means is told later, so that no model need be known here: other processes read while the
caller reads its packages.
"""

import marshal
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from fifrecords.model.kinds import NARRATIVE
from fifrecords.store.faults import severity
from fifrecords.store.marks import Fault, Value
from fifrecords.store.text import Text
from fifrecords.store.tree import RecordFile
from fifrecords.store.values import Parsed, Values
from fifrecords.store.workers import Search, shared_out, sought_and_shared_out
from fifrecords.store.yaml import read

_A_FEW = 20
"""So many are written and read together: fewer take longer, of more too much is read for one."""

File = TypeVar("File", bound=RecordFile)
Texts = Callable[[Sequence[File]], Sequence[Text]]


def parse_all(
    files: Sequence[File],
    texts: Texts[File],
    *,
    values: Values | None = None,
    blob: Callable[[File], str] = lambda _: "",
) -> Iterator[tuple[str, Parsed]]:
    """What each of some files holds, in their order; other processes begin at once.

    Args:
        files: The files.
        texts: Reads some of them.
        values: What is kept of earlier runs, and what of this one is to be.
        blob: The id of a file's blob, where it is known without reading it; else nothing.

    Returns:
        The blob of each, empty where it could not be read, and what it holds.
    """
    kept = values or Values(None)
    known = [_known(file, blob(file), kept) for file in files]
    new = [file for file, its in zip(files, known, strict=True) if not its]
    made = _each(shared_out(_parsing(texts, kept), new, at_end=kept.write))
    return ((its, kept.get(its)) if its else next(made) for its in known)


def seek_and_parse(
    search: Search, texts: Texts[RecordFile], values: Values
) -> Callable[[], Iterator[tuple[str, Parsed]]]:
    """As ``parse_all``, of files that other processes find at once; none is known.

    Returns:
        What waits until the files are found, and gives what they hold.
    """
    wanted = sought_and_shared_out(_parsing(texts, values), search, at_end=values.write)
    return lambda: _each(wanted())


def _parsing(texts: Texts[File], values: Values) -> Callable[[Sequence[File]], list[bytes]]:
    """What parses some files, and gives what they hold, a few together, as bytes."""

    def parsed(share: Sequence[File]) -> list[bytes]:
        told = [_parsed(file, text, values) for file, text in zip(share, texts(share), strict=True)]
        blobs = [
            "" if file.folder == NARRATIVE else blob
            for file, (blob, _) in zip(share, told, strict=True)
        ]
        few = [slice(at, at + _A_FEW) for at in range(0, len(told), _A_FEW)]
        return [values.keep(blobs[each], told[each]) for each in few]

    return parsed


def _each(parsed: Iterable[bytes]) -> Iterator[tuple[str, Parsed]]:
    return (each for few in parsed for each in marshal.loads(few))


def _known(file: RecordFile, blob: str, values: Values) -> str:
    """The id of a file's blob, if it is kept what that holds; prose is not."""
    return blob if blob in values and file.folder != NARRATIVE else ""


def _parsed(file: RecordFile, text: Text, values: Values) -> tuple[str, Parsed]:
    """The blob of a file and what it holds: only plain types pass between processes."""
    value: Value = None
    more: list[Fault] = []
    if file.folder == NARRATIVE:
        return text.blob, (text.text, value, [*map(tuple, text.faults)])
    if text.blob in values:
        return text.blob, values.get(text.blob)
    if all(severity(fault.rule) != "error" for fault in text.faults):
        value, more = read(text.text)
    return text.blob, (text.text, value, [*map(tuple, text.faults), *map(tuple, more)])
