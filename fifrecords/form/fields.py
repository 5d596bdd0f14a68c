"""What a template may use, by name: figures, sections, tables, and rows to repeat."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from fifrecords.form import numbers
from fifrecords.form.blocks import BLOCKS, listed_targets
from fifrecords.form.build import project_field
from fifrecords.form.document import NO_ANSWER, Block, Document, Section, Table, paragraph
from fifrecords.form.promised import title
from fifrecords.form.source import Source
from fifrecords.form.words import Line, line
from fifrecords.model.basis import ADDED
from fifrecords.model.form import Answer, ProjectField
from fifrecords.model.organisation import Organisation
from fifrecords.model.records import Records
from fifrecords.tally.actual import Actual
from fifrecords.tally.figures import Figures
from fifrecords.tally.traits import value_in_words
from fifrecords.tally.words import plain_words


@dataclass(frozen=True, slots=True)
class Content:
    """Paragraphs, lists and tables that stand where a placeholder stood."""

    blocks: tuple[Block, ...]


Fields = dict[str, "Field"]
"""What can be used, by name."""

Field = Line | Content | Fields | list[Fields]
"""Words, whole blocks, more names, or rows to repeat.

Every number in them leads to its figure, as everywhere in the document: so a copy can be made in
which what must be held back is, before anything becomes plain text.
"""


def fields(document: Document, records: Records, figures: Figures) -> Fields:
    """What a template may use.

    Args:
        document: The form, filled in.
        records: The records.
        figures: What they add up to.
    """
    source = Source(records, figures, Answer(block="targets"))
    known = {name: _figure(actual) for name, actual in figures.items()}
    return {
        "form": _form(document),
        "project": _project(records),
        "figures": {name: {**known[name], **_breakdowns(each)} for name, each in figures.items()},
        "sections": {each.id: _section(each) for each in document.sections},
        "tables": {name: _content(make(source)) for name, make in BLOCKS.items()},
        "questions": [_section(each) for each in document.sections],
        "indicators": [known[name] for name in records.indicators],
        "targets": [known[name] for name in listed_targets(source)],
        "partners": list(_partners(source)),
        "organisations": [_organisation(source, *each) for each in records.organisations.items()],
    }


def _form(document: Document) -> Fields:
    return {
        "title": line(document.title),
        "project": line(document.subtitle),
        "period": line(document.period),
        "foot": _content(document.foot),
    }


def _project(records: Records) -> Fields:
    project = records.project
    names = get_args(ProjectField) if project else ()
    return {name: project_field(records, project, name) for name in names if project}


def _figure(actual: Actual) -> Fields:
    parts = actual.value.parts or dict.fromkeys(ADDED)
    return {
        "id": line(actual.figure),
        "number": line("" if actual.number is None else str(actual.number)),
        "statement": line(title(actual)),
        "total": numbers.total(actual),
        "made_of": numbers.parts(actual),
        **{basis: numbers.part(actual, basis, quantity) for basis, quantity in parts.items()},
        "without_estimates": numbers.part(
            actual, "without-estimates", actual.value.without_estimates
        ),
        "baseline": numbers.part(actual, "baseline", actual.baseline),
        "target": numbers.target(actual),
        "status": numbers.status(actual),
        "because": line(actual.judgement.because if actual.judgement else actual.unanswered or ""),
    }


def _breakdowns(actual: Actual) -> Fields:
    by: Fields = {
        dimension: {
            value: numbers.under(actual, dimension, value, quantity)
            for value, quantity in breakdown.values.items()
        }
        for dimension, breakdown in actual.by.items()
    }
    return {"by": by} if by else {}


def _section(section: Section) -> Fields:
    return {
        "number": line(str(section.number)),
        "question": line(section.question),
        "hints": line(" ".join(section.hints)),
        "answer": _content(section.blocks),
    }


def _content(blocks: tuple[Block, ...]) -> Content:
    return Content(blocks or (paragraph(NO_ANSWER),))


def _partners(source: Source) -> Iterator[Fields]:
    for block in BLOCKS["partners"](source):
        if isinstance(block, Table):
            for row in block.rows:
                yield dict(zip(("name", "role", "address"), row, strict=True))


def _organisation(source: Source, id_: str, organisation: Organisation) -> Fields:
    stood = organisation.stood_at(source.figures.period.until)
    names = {"setting": source.records.vocabulary.settings}
    return {
        "id": line(id_),
        "name": line(organisation.name),
        "type": line(plain_words(organisation.type)),
        "roles": line(", ".join(map(plain_words, organisation.roles))),
        "setting": line(value_in_words(names, "setting", organisation.setting or "")),
        "address": line(organisation.address or ""),
        "engagement": line(plain_words(stood or "")),
    }


def found(names: Iterable[str], name: str) -> str | None:
    """Which of some names a template means: itself, or with an underscore where it has a dash.

    Returns:
        The name; None where none of them is meant.
    """
    names = list(names)
    if name in names:
        return name
    return next((each for each in names if _typed(each) == name), None)


def placeholders(fields: Fields, within: str = "") -> Iterator[tuple[str, Field]]:
    """Everything that a template may use, by what is typed for it, one after another.

    Args:
        fields: What it may use.
        within: What is typed before their names.
    """
    for name, field in fields.items():
        typed = typed_after(within, fields, name)
        if isinstance(field, dict):
            yield from placeholders(field, typed)
        else:
            yield typed, field


def typed_after(within: str, fields: Fields, name: str) -> str:
    """How a name is typed: ``within.name``, or ``within["name"]`` where it is no word.

    Args:
        within: What is typed before it; empty where nothing is.
        fields: All names there.
        name: The name.
    """
    typed = _typed(name)
    if not within:
        return typed
    is_word = typed.isidentifier() and not typed.startswith("_")
    if is_word and found(fields, typed) == name:
        return f"{within}.{typed}"
    return f"{within}[{json.dumps(name, ensure_ascii=False)}]"


def _typed(name: str) -> str:
    return name.replace("-", "_")
