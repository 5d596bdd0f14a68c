"""Mends of what is wrong with one file, where only one is right: beside the rules of reading."""

from collections.abc import Callable, Collection, Iterator
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from fifrecords.model.finding import Way
from fifrecords.model.kinds import NARRATIVE
from fifrecords.model.values import TWICE
from fifrecords.store.edit import edited, lying_at, way_of
from fifrecords.store.edits import Edit, Removed, Renamed, Replaced
from fifrecords.store.marks import Value
from fifrecords.store.refusals import fields_at
from fifrecords.store.spelling import is_same_name, spellings
from fifrecords.store.text import YamlSource
from fifrecords.store.tree import PROSE_SUFFIX, SUFFIX, is_id, ref_of, without_txt
from fifrecords.store.understand import models_of
from fifrecords.store.yaml import read

_MARK = b"\xef\xbb\xbf"
_NO_WIDTH = "\ufeff"
_SUFFIXES = {SUFFIX: (".yml", SUFFIX), PROSE_SUFFIX: (".markdown", PROSE_SUFFIX)}
_WIDTHS = (2, 4, 8)
"""How many spaces a tab is taken for."""


class Faulty(NamedTuple):
    """A file that something is wrong with.

    Attributes:
        below: The file as seen from the records folder.
        data: What it holds.
        known: Every id and word that is on record.
    """

    below: str
    data: bytes
    known: Collection[str]


def rightly_named(file: Faulty) -> Faulty:
    """It gets the suffix by which it is read, where its own means the same."""
    path = PurePosixPath(file.below)
    suffix = PROSE_SUFFIX if path.parts[0] == NARRATIVE else SUFFIX
    path = path.with_name(without_txt(path.name, suffix))
    means_the_same = path.suffix.lower() in _SUFFIXES[suffix] and is_id(path.stem)
    return file._replace(below=str(path.with_suffix(suffix))) if means_the_same else file


def without_its_mark(file: Faulty) -> Faulty:
    """The mark goes."""
    return file._replace(data=file.data.removeprefix(_MARK))


def with_line_feeds(file: Faulty) -> Faulty:
    """CR LF becomes LF."""
    return file._replace(data=file.data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))


def readable(file: Faulty) -> Faulty:
    """A tab becomes spaces where any number of them gives the same, and marks of no width go."""
    mark = _MARK if file.data.startswith(_MARK) else b""
    text = file.data.removeprefix(mark).decode().replace(_NO_WIDTH, "")
    made = [_indented_by_spaces(text, width) for width in _WIDTHS]
    read_as = [read(each) for each in made]
    is_certain = all(not faults and value == read_as[0][0] for value, faults in read_as)
    return file._replace(data=mark + made[0].encode()) if is_certain else file


def _indented_by_spaces(text: str, width: int) -> str:
    lines = []
    for line in text.split("\n"):
        rest = line.lstrip(" \t")
        indent = line[: len(line) - len(rest)]
        lines.append(indent.replace("\t", " " * width) + rest)
    return "\n".join(lines)


def rightly_spelt(file: Faulty) -> Faulty:
    """A value is written as the field wants it, where it says the same and nothing else fits."""
    return _edited(file, _spelt)


def rightly_spelt_and_once(file: Faulty) -> Faulty:
    """A value is written as the field wants it, where nothing else fits; a word twice is one."""
    return _edited(rightly_spelt(file), _once)


def rightly_called(file: Faulty) -> Faulty:
    """A field gets its name, where only capitals, hyphens or spaces differ."""
    return _edited(file, _called)


_Errors = Callable[["_Part", Any, Faulty], Iterator[Edit]]


class _Part(NamedTuple):
    """A record in a file, or one figure of several: its model, where it lies, and what it says."""

    model: type[BaseModel]
    within: Way
    value: Value
    text: str

    def errors(self, value: Value) -> list[Any]:
        """What its model refuses of a value."""
        try:
            self.model.__pydantic_validator__.validate_python(value)
        except ValidationError as error:
            return error.errors(include_url=False)
        return []


def _edited(file: Faulty, edits_of: _Errors) -> Faulty:
    """A file with the edits that are certain, of all its parts."""
    mark = _MARK if file.data.startswith(_MARK) else b""
    text = file.data.removeprefix(mark).decode()
    value, faults = read(text)
    ref = ref_of(file.below)
    if faults or ref is None or not isinstance(value, dict):
        return file
    edits: list[Edit] = []
    for figure, model in models_of(ref, value):
        part = _Part(model, (figure,) if figure else (), value[figure] if figure else value, text)
        for error in part.errors(part.value):
            edits += edits_of(part, error, file)
    later_ones_first = reversed(edits)  # of a list, those before them stay where they are
    return file._replace(data=mark + edited(text, [*later_ones_first]).encode())


def _way(error: Any) -> Way:
    """The way to what is refused, without the names of models."""
    return tuple(s for s in error["loc"] if not (isinstance(s, str) and s.startswith("<")))


def _spelt(part: _Part, error: Any, file: Faulty) -> Iterator[Edit]:
    at = way_of(part.value, _way(error))
    if error["type"] in ("extra_forbidden", "missing", TWICE) or not at:
        return
    source = YamlSource("", "", part.text)
    said = lying_at(part.value, at)
    known = file.known if error["type"] == "string_pattern_mismatch" else None
    fits = [
        spelling
        for spelling in spellings(said, source.written((*part.within, *at)))
        if (known is None or spelling in known) and _is_taken(part, at, spelling)
    ]
    if len(fits) == 1:
        yield Replaced((*part.within, *at), fits[0])


def _once(part: _Part, error: Any, file: Faulty) -> Iterator[Edit]:
    del file
    if error["type"] == TWICE:
        yield Removed((*part.within, *way_of(part.value, _way(error))))


def _is_taken(part: _Part, at: Way, value: Value) -> bool:
    """Whether the model takes a value at some place, be it a second time or not."""
    refused = part.errors(_with(part.value, at, value))
    return all(way_of(part.value, _way(e)) != at for e in refused if e["type"] != TWICE)


def _called(part: _Part, error: Any, file: Faulty) -> Iterator[Edit]:
    del file
    if error["type"] != "extra_forbidden":
        return
    *to, name = _way(error)
    holder = lying_at(part.value, way_of(part.value, tuple(to)))
    if not isinstance(holder, dict) or name not in holder:
        return
    fits = [f for f in fields_at(part.model, error["loc"][:-1]) if is_same_name(f, str(name))]
    if len(fits) == 1 and fits[0] not in holder:
        yield Renamed((*part.within, *way_of(part.value, tuple(to)), name), fits[0])


def _with(value: Any, way: Way, new: Value) -> Any:
    """A value in which something else lies at some place."""
    if not way:
        return new
    if isinstance(value, dict):
        return value | {way[0]: _with(value[str(way[0])], way[1:], new)}
    return [_with(each, way[1:], new) if at == way[0] else each for at, each in enumerate(value)]


MENDS: dict[str, Callable[[Faulty], Faulty]] = {
    "wrong-suffix": rightly_named,
    "byte-order-mark": without_its_mark,
    "line-endings": with_line_feeds,
    "not-yaml": readable,
    "unknown-field": rightly_called,
    "wrong-type": rightly_spelt,
    "bad-value": rightly_spelt_and_once,
}
"""The mend of each rule of reading that has one which is certain; it changes nothing else."""
