"""What files hold, in plain types: read and parsed, or kept from an earlier run.

What that means is told later, so that no model need be known here: other processes read while the
caller reads its packages.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from fifrecords.model.kinds import NARRATIVE
from fifrecords.store.faults import severity
from fifrecords.store.marks import Fault, Value
from fifrecords.store.text import Text
from fifrecords.store.tree import RecordFile
from fifrecords.store.values import Parsed, Told, Values, read_told
from fifrecords.store.workers import WORTH_SHARING, Search, shared_out, sought_and_shared_out
from fifrecords.store.yaml import read

File = TypeVar("File", bound=RecordFile)
Texts = Callable[[Sequence[File]], Sequence[Text]]
Blob = Callable[[File], str]
"""The id of a file's blob, where it is known without reading it; else nothing."""


def parse_all(
    files: Sequence[File],
    texts: Texts[File],
    *,
    values: Values | None = None,
    blob: Blob[File] = lambda _: "",
) -> Iterator[tuple[str, Parsed]]:
    """What each of some files holds, in their order; other processes begin at once.

    Args:
        files: The files.
        texts: Reads some of them.
        values: What is kept of earlier runs, and what of this one is to be.
        blob: The id of a file's blob, where it is known.

    Returns:
        The blob of each, empty where it could not be read, and what it holds.
    """
    kept = values or Values(None)
    to_read = sum(not _known(file, blob(file), kept) for file in files)
    work = _parsing(texts, kept, blob)
    return _each(shared_out(work, files, worth=to_read >= WORTH_SHARING, at_end=kept.write))


def seek_and_parse(
    search: Search, texts: Texts[RecordFile], values: Values, blob: Blob[RecordFile]
) -> Callable[[], Iterator[tuple[str, Parsed]]]:
    """As ``parse_all``, of files that other processes find at once.

    Returns:
        What waits until the files are found, and gives what they hold.
    """
    work = _parsing(texts, values, blob)
    wanted = sought_and_shared_out(work, search, at_end=values.write)
    return lambda: _each(wanted())


def _parsing(
    texts: Texts[File], values: Values, blob: Blob[File]
) -> Callable[[Sequence[File]], list[Told]]:
    """What tells what each of some files holds, and keeps what is new of that."""

    def parsed(share: Sequence[File]) -> list[Told]:
        known = [_known(file, blob(file), values) for file in share]
        to_read = [file for file, its in zip(share, known, strict=True) if not its]
        read_now = iter(texts(to_read) if to_read else ())
        told = [
            (its, values.get(its)) if its else _parsed(file, next(read_now), values)
            for file, its in zip(share, known, strict=True)
        ]
        new = [
            each
            for file, each in zip(share, told, strict=True)
            if each[0] and file.folder != NARRATIVE and each[0] not in values
        ]
        kept = values.keep(new)
        return kept if len(new) == len(told) else [told]

    return parsed


def _each(parsed: Iterable[Told]) -> Iterator[tuple[str, Parsed]]:
    return (each for told in parsed for each in read_told(told))


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
