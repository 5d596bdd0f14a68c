"""From a folder to its records, with the findings beside them."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from fifrecords.model.finding import Finding, Step
from fifrecords.model.indicator import Indicator
from fifrecords.model.organisation import Organisation
from fifrecords.model.person import GROUP_PREFIX, Group, Person
from fifrecords.model.project import Project
from fifrecords.model.records import NARRATIVE, Records, Source
from fifrecords.model.session import Session
from fifrecords.model.vocabulary import Vocabulary
from fifrecords.store.faults import severity
from fifrecords.store.refusals import Refusal, refusal
from fifrecords.store.text import ProseSource, YamlSource, read_text
from fifrecords.store.tree import NotARecordsFolder, RecordFile, is_id, walk
from fifrecords.store.workers import shared_out
from fifrecords.store.yaml import Fault, Value, read

__all__ = ["Loaded", "NotARecordsFolder", "Progress", "load"]

Progress = Callable[[int, int], None]
"""Told how many files of how many have been read."""

_MODELS: dict[str, type[BaseModel]] = {
    "project": Project,
    "vocabulary": Vocabulary,
    "organisations": Organisation,
    "sessions": Session,
}


class Loaded(NamedTuple):
    """The records of a folder, and what is wrong with its files one by one.

    Attributes:
        records: What could be read.
        findings: What could not, sorted by place. What is wrong between records is for
            ``fifrecords.check`` to say.
    """

    records: Records
    findings: list[Finding]


def load(path: str | os.PathLike[str] = "records", *, progress: Progress | None = None) -> Loaded:
    """Reads every record of a project once.

    Args:
        path: The records folder: the one that holds ``project.yaml``.
        progress: Called now and then with the number of files read, and of all files.

    Returns:
        The records and the findings. A broken file hides no other.

    Raises:
        NotARecordsFolder: If the folder is missing or cannot be listed.
    """
    with _no_garbage_collection():
        return _Loading(Path(path).as_posix(), progress or (lambda done, total: None)).loaded()


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Records hold no circles, and looking for them takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def parsed(texts: Sequence[str]) -> list[tuple[Value, list[Fault]]]:
    """The value and the faults of every text, of built-in types alone."""
    return [(value, [tuple(f) for f in faults]) for value, faults in map(read, texts)]  # type: ignore[misc]


class _Loading:
    """One pass over a records folder."""

    def __init__(self, root: str, progress: Progress) -> None:
        self.root = root
        self.progress = progress
        tree = walk(root)
        self.files = tree.files
        self.findings = tree.findings
        self.sources: dict[str, Source] = {}
        self.broken: set[str] = set()
        self.built: dict[str, dict[str, Any]] = {}

    def loaded(self) -> Loaded:
        if "project" not in self.files:
            path = f"{self.root}/project.yaml"
            message = "project.yaml is missing; write it, or name the folder that holds it"
            self._note(path, "no-project", 1, 1, message)
        texts = self._texts()
        records = [ref for ref in texts if not ref.startswith(NARRATIVE)]
        results = shared_out(parsed, [texts[ref] for ref in records])
        for done, (ref, (value, faults)) in enumerate(zip(records, results, strict=True)):
            self._build(self.files[ref], value, faults)
            if not done % 500:
                self.progress(done, len(records))
        return Loaded(self._records(), sorted(self.findings))

    def _texts(self) -> dict[str, str]:
        texts: dict[str, str] = {}
        for ref in sorted(self.files):
            file = self.files[ref]
            text, faults = read_text(file.path)
            source = ProseSource if file.folder == NARRATIVE else YamlSource
            self.sources[ref] = source(file.path, text)
            for rule, line, column, message in faults:
                self._note(file.path, rule, line, column, message)
            if any(severity(fault.rule) == "error" for fault in faults):
                self.broken.add(ref)
            else:
                texts[ref] = text
                self._keep_prose(file, text)
        return texts

    def _keep_prose(self, file: RecordFile, text: str) -> None:
        if file.folder == NARRATIVE:
            self._keep(file.ref, text)

    def _build(self, file: RecordFile, value: Value, faults: list[Fault]) -> None:
        for rule, line, column, message in faults:
            self._note(file.path, rule, line, column, message)
        if faults:
            self.broken.add(file.ref)
        elif file.ref == "indicators":
            for figure, entry in value.items():
                self._build_figure(file, figure, entry)
        else:
            self._validate(file.ref, file, _model_of(file), value, ())

    def _build_figure(self, file: RecordFile, figure: str, entry: Value) -> None:
        if is_id(figure):
            self._validate(f"indicators/{figure}", file, Indicator, entry, (figure,))
        else:
            message = f"{figure!r} is no id: only a-z, 0-9 and -; rename the figure"
            self._refuse(file, ("bad-id", (figure,), message, True), ())

    def _validate(
        self,
        ref: str,
        file: RecordFile,
        model: type[BaseModel],
        value: Value,
        within: tuple[Step, ...],
    ) -> None:
        try:
            self._keep(ref, model.__pydantic_validator__.validate_python(value))
        except ValidationError as error:
            self.broken.add(ref)
            for each in error.errors(include_url=False):
                self._refuse(file, refusal(each, model, ref.rpartition("/")[2]), within)

    def _refuse(self, file: RecordFile, refused: Refusal, within: tuple[Step, ...]) -> None:
        rule, at, message, key = refused
        line, column = self.sources[file.ref].place((*within, *at), key=key)
        self._note(file.path, rule, line, column, message)

    def _keep(self, ref: str, record: object) -> None:
        kind, _, id_ = ref.partition("/")
        self.built.setdefault(kind, {})[id_] = record

    def _note(self, path: str, rule: str, line: int, column: int, message: str) -> None:
        self.findings.append(Finding(path, line, column, severity(rule), rule, message))

    def _records(self) -> Records:
        kinds = {kind: dict(sorted(ids.items())) for kind, ids in self.built.items()}
        return Records(
            root=self.root,
            project=kinds.pop("project", {}).get(""),
            vocabulary=kinds.pop("vocabulary", {}).get("", Vocabulary()),
            indicators=self.built.get("indicators", {}),
            **{kind: ids for kind, ids in kinds.items() if kind != "indicators"},
            sources=self.sources,
            broken=frozenset(self.broken),
        )


def _model_of(file: RecordFile) -> type[BaseModel]:
    if file.folder == "people":
        id_ = file.ref.removeprefix("people/")
        return Group if id_.startswith(GROUP_PREFIX) else Person
    return _MODELS[file.folder]
