"""One file understood: the record it holds, or why it holds none."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from fifrecords.model.exceptions import Exceptions
from fifrecords.model.finding import Finding, Step, short
from fifrecords.model.form import Form
from fifrecords.model.indicator import Indicator
from fifrecords.model.kinds import GROUP_PREFIX, NARRATIVE
from fifrecords.model.organisation import Organisation
from fifrecords.model.person import Group, Person
from fifrecords.model.project import Project
from fifrecords.model.records import Source
from fifrecords.model.session import Session
from fifrecords.model.vocabulary import Vocabulary
from fifrecords.store.faults import severity
from fifrecords.store.marks import Fault, Value
from fifrecords.store.refusals import refusal
from fifrecords.store.text import ProseSource, Text, YamlSource
from fifrecords.store.tree import RecordFile, is_id
from fifrecords.store.values import Parsed, Values
from fifrecords.store.workers import shared_out
from fifrecords.store.yaml import read

_MODELS: dict[str, type[BaseModel]] = {
    "project": Project,
    "vocabulary": Vocabulary,
    "not-personal": Exceptions,
    "organisations": Organisation,
    "sessions": Session,
    "forms": Form,
}

_NAMES: dict[frozenset[str], set[str]] = {}

File = TypeVar("File", bound=RecordFile)
Texts = Callable[[Sequence[File]], Sequence[Text]]


@dataclass(slots=True)
class Understood:
    """What one file gives.

    Attributes:
        source: Its text, and where things stand in it.
        records: What it holds, by reference: one record, some prose, or several figures.
        broken: The references of what it holds and could not be understood.
        findings: Why not, and what else is wrong with the file.
        blob: The id of the file's blob; empty where it could not be read.
    """

    source: Source
    blob: str
    records: dict[str, Any] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def note(self, fault: Fault) -> None:
        """Adds a finding."""
        rule, line, column, message = fault
        found = Finding(self.source.path, line, column, severity(rule), rule, short(message))
        self.findings.append(found)


def understand_all(
    files: Sequence[File],
    texts: Texts[File],
    *,
    values: Values | None = None,
    blob: Callable[[File], str] = lambda _: "",
) -> Iterator[Understood]:
    """What each of some files gives, in their order.

    Args:
        files: The files.
        texts: Reads some of them.
        values: What is kept of earlier runs, and what of this one is to be.
        blob: The id of a file's blob, where it is known without reading it; else nothing.
    """
    kept = values or Values(None)

    def work(share: Sequence[File]) -> list[tuple[str, Parsed]]:
        return [_parsed(file, text, kept) for file, text in zip(share, texts(share), strict=True)]

    known = [_known(file, blob(file), kept) for file in files]
    made = shared_out(work, [f for f, its in zip(files, known, strict=True) if not its])
    for file, its in zip(files, known, strict=True):
        id_, parsed = (its, kept.get(its)) if its else next(made)
        if not its and id_ and file.folder != NARRATIVE:
            kept.keep(id_, parsed)
        yield _understood(file, id_, *parsed)


def _known(file: RecordFile, blob: str, values: Values) -> str:
    """The id of a file's blob, if it is kept what that holds; prose is not."""
    return blob if blob in values and file.folder != NARRATIVE else ""


def _parsed(file: RecordFile, text: Text, values: Values) -> tuple[str, Parsed]:
    """The blob of a file and what it holds, in plain types: only those pass between processes."""
    value: Value = None
    more: list[Fault] = []
    if file.folder != NARRATIVE:
        if text.blob in values:
            return text.blob, values.get(text.blob)
        if all(severity(fault.rule) != "error" for fault in text.faults):
            value, more = read(text.text)
    return text.blob, (text.text, value, [*map(tuple, text.faults), *map(tuple, more)])


def _understood(
    file: RecordFile, blob: str, text: str, value: Value, faults: Iterable[Sequence[Any]]
) -> Understood:
    prose = file.folder == NARRATIVE
    got = Understood((ProseSource if prose else YamlSource)(file.path, file.below, text), blob)
    for fault in faults:
        got.note(Fault(*fault))
    if got.findings and any(each.severity == "error" for each in got.findings):
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
        yield file.ref, _model_of(file.ref), value
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
        got.records[ref] = _with_shared_names(model.__pydantic_validator__.validate_python(value))
    except ValidationError as error:
        got.broken.add(ref)
        name = ref.rpartition("/")[2]
        within: tuple[Step, ...] = () if ref == file.ref else (name,)
        for each in error.errors(include_url=False):
            rule, at, message, key = refusal(each, model, name, _written_in(got, within))
            got.note(Fault(rule, *got.source.place((*within, *at), key=key), message))


def _with_shared_names(record: BaseModel) -> BaseModel:
    """A record that shares the set of its fields' names with its like: of many it is a tenth."""
    names = record.__pydantic_fields_set__
    shared = _NAMES.setdefault(frozenset(names), names)
    object.__setattr__(record, "__pydantic_fields_set__", shared)
    return record


def _written_in(got: Understood, within: tuple[Step, ...]) -> Callable[[tuple[Step, ...]], str]:
    """Tells how a value is written in a file, where ``within`` is the way to the part it is in."""
    source = got.source
    return lambda at: source.written((*within, *at)) if isinstance(source, YamlSource) else ""


def models_of(ref: str, value: Mapping[str, Value]) -> Iterator[tuple[str | None, type[BaseModel]]]:
    """The models that a file is held to: each figure's with its id, or the record's alone.

    Args:
        ref: The reference of the file; prose has no model.
        value: What the file says.
    """
    if ref == "indicators":
        yield from ((figure, Indicator) for figure in value if is_id(figure))
    elif not ref.startswith(NARRATIVE):
        yield None, _model_of(ref)


def _model_of(ref: str) -> type[BaseModel]:
    folder, _, id_ = ref.partition("/")
    if folder == "people":
        return Group if id_.startswith(GROUP_PREFIX) else Person
    return _MODELS[folder]
