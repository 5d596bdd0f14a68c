"""One file understood: the record it holds, or why it holds none."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from fifrecords.model.exceptions import Exceptions
from fifrecords.model.finding import Finding, Step, short
from fifrecords.model.form import Form
from fifrecords.model.indicator import Indicator
from fifrecords.model.organisation import Organisation
from fifrecords.model.person import GROUP_PREFIX, Group, Person
from fifrecords.model.project import Project
from fifrecords.model.records import NARRATIVE, Source
from fifrecords.model.session import Session
from fifrecords.model.vocabulary import Vocabulary
from fifrecords.store.faults import severity
from fifrecords.store.refusals import refusal
from fifrecords.store.text import ProseSource, YamlSource
from fifrecords.store.tree import RecordFile, is_id
from fifrecords.store.workers import shared_out
from fifrecords.store.yaml import Fault, Value, read

_MODELS: dict[str, type[BaseModel]] = {
    "project": Project,
    "vocabulary": Vocabulary,
    "not-personal": Exceptions,
    "organisations": Organisation,
    "sessions": Session,
    "forms": Form,
}

File = TypeVar("File", bound=RecordFile)
Text = tuple[str, Sequence[Fault]]
_Parsed = tuple[str, Value, list[tuple[Any, ...]]]


@dataclass(slots=True)
class Understood:
    """What one file gives.

    Attributes:
        source: Its text, and where things stand in it.
        records: What it holds, by reference: one record, some prose, or several figures.
        broken: The references of what it holds and could not be understood.
        findings: Why not, and what else is wrong with the file.
    """

    source: Source
    records: dict[str, Any] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def note(self, fault: Fault) -> None:
        """Adds a finding."""
        rule, line, column, message = fault
        found = Finding(self.source.path, line, column, severity(rule), rule, short(message))
        self.findings.append(found)


def understand_all(
    files: Sequence[File], texts: Callable[[Sequence[File]], Iterable[Text]], using: float = 0.3
) -> Iterator[Understood]:
    """What each of some files gives, in their order.

    Args:
        files: The files.
        texts: Reads some of them: the text of each, and what is wrong with it.
        using: How long the caller takes to use what a file gives, against reading the file.
    """

    def work(share: Sequence[File]) -> list[_Parsed]:
        return [_parsed(file, *text) for file, text in zip(share, texts(share), strict=True)]

    for file, parsed in zip(files, shared_out(work, files, using), strict=True):
        yield _understood(file, *parsed)


def _parsed(file: RecordFile, text: str, faults: Sequence[Fault]) -> _Parsed:
    """What a file holds, in plain types: only those pass between processes."""
    value: Value = None
    more: list[Fault] = []
    if file.folder != NARRATIVE and all(severity(fault.rule) != "error" for fault in faults):
        value, more = read(text)
    return text, value, [tuple(fault) for fault in (*faults, *more)]


def _understood(
    file: RecordFile, text: str, value: Value, faults: Iterable[Sequence[Any]]
) -> Understood:
    prose = file.folder == NARRATIVE
    got = Understood((ProseSource if prose else YamlSource)(file.path, file.below, text))
    for fault in faults:
        got.note(Fault(*fault))
    if any(each.severity == "error" for each in got.findings):
        got.broken.add(file.ref)
    elif prose:
        got.records[file.ref] = text
    else:
        for ref, model, part in _parts(file, value, got):
            _validate(got, file, ref, model, part)
    return got


def _parts(
    file: RecordFile, value: Value, got: Understood
) -> Iterator[tuple[str, type[BaseModel], Value]]:
    """The record of a file, or each figure of the indicators: one broken figure hides no other."""
    if file.ref != "indicators":
        yield file.ref, _model_of(file), value
        return
    for figure, part in value.items():
        if is_id(figure):
            yield f"indicators/{figure}", Indicator, part
        else:
            message = f"{figure!r} is no id: only a-z, 0-9 and -; rename the figure"
            got.note(Fault("bad-id", *got.source.place((figure,), key=True), message))


def _validate(
    got: Understood, file: RecordFile, ref: str, model: type[BaseModel], value: Value
) -> None:
    try:
        got.records[ref] = model.__pydantic_validator__.validate_python(value)
    except ValidationError as error:
        got.broken.add(ref)
        name = ref.rpartition("/")[2]
        within: tuple[Step, ...] = () if ref == file.ref else (name,)
        for each in error.errors(include_url=False):
            rule, at, message, key = refusal(each, model, name, _written_in(got, within))
            got.note(Fault(rule, *got.source.place((*within, *at), key=key), message))


def _written_in(got: Understood, within: tuple[Step, ...]) -> Callable[[tuple[Step, ...]], str]:
    """Tells how a value is written in a file, where ``within`` is the way to the part it is in."""
    source = got.source
    return lambda at: source.written((*within, *at)) if isinstance(source, YamlSource) else ""


def _model_of(file: RecordFile) -> type[BaseModel]:
    if file.folder == "people":
        id_ = file.ref.removeprefix("people/")
        return Group if id_.startswith(GROUP_PREFIX) else Person
    return _MODELS[file.folder]
