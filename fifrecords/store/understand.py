"""One file understood: the record it holds, or why it holds none."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from fifrecords.model.finding import Finding, Step, short
from fifrecords.model.form import Form
from fifrecords.model.indicator import Indicator
from fifrecords.model.kinds import GROUP_PREFIX
from fifrecords.model.not_personal import NotPersonalList
from fifrecords.model.organisation import Organisation
from fifrecords.model.person import Group, Person
from fifrecords.model.project import Project
from fifrecords.model.records import Source
from fifrecords.model.session import Session
from fifrecords.model.vocabulary import Vocabulary
from fifrecords.store.faults import severity
from fifrecords.store.marks import Fault, Value
from fifrecords.store.refusals import refusal
from fifrecords.store.text import ProseSource, YamlSource
from fifrecords.store.tree import RecordFile, is_id, no_id
from fifrecords.store.values import Parsed

_MODELS: dict[str, type[BaseModel]] = {
    "project": Project,
    "vocabulary": Vocabulary,
    "not-personal": NotPersonalList,
    "organisations": Organisation,
    "people": Person,
    "sessions": Session,
    "indicators": Indicator,
    "forms": Form,
}

_NAMES: dict[frozenset[str], set[str]] = {}


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
    files: Iterable[RecordFile], parsed: Iterable[tuple[str, Parsed]]
) -> Iterator[Understood]:
    """What each of some files gives, in their order.

    Args:
        files: The files.
        parsed: The blob of each, and what it holds.
    """
    for file, (blob, (text, value, faults)) in zip(files, parsed, strict=True):
        yield _understood(file, blob, text, value, faults)


def _understood(
    file: RecordFile, blob: str, text: str, value: Value, faults: Iterable[Sequence[Any]]
) -> Understood:
    ref = file.ref
    model = _model_of(ref)
    source = YamlSource if model else ProseSource
    got = Understood(source(file.path, file.below, text), blob, {}, set(), [])
    for fault in faults:
        got.note(Fault(*fault))
    if got.findings and any(each.severity == "error" for each in got.findings):
        got.broken.add(ref)
    elif model is None:
        got.records[ref] = text
    elif model is Indicator:
        _understand_figures(got, file, value)
    else:
        _validate(got, file, ref, model, value)
    return got


def _understand_figures(got: Understood, file: RecordFile, value: Value) -> None:
    """Each figure of the indicators is a record: one that is broken hides no other."""
    for figure, part in value.items():
        if is_id(figure):
            _validate(got, file, f"indicators/{figure}", Indicator, part)
        else:
            message = f"{no_id(figure)}; rename the figure"
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
    model = _model_of(ref)
    if model is Indicator:
        yield from ((figure, model) for figure in value if is_id(figure))
    elif model:
        yield None, model


def _model_of(ref: str) -> type[BaseModel] | None:
    """The model of a record, or of each figure of the indicators; prose has none."""
    folder, _, id_ = ref.partition("/")
    if folder == "people" and id_.startswith(GROUP_PREFIX):
        return Group
    return _MODELS.get(folder)
