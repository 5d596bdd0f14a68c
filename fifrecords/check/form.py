"""The form has an answer to every question."""

from collections.abc import Iterator

from fifrecords.check.claims import are_complete
from fifrecords.form.build import is_answered, is_to_be_written
from fifrecords.form.definition import TO_BE_WRITTEN, form, known_forms
from fifrecords.model.finding import Problem, did_you_mean, one_of
from fifrecords.model.form import Form, Question
from fifrecords.model.kinds import FORMS, NARRATIVE
from fifrecords.model.records import Records
from fifrecords.tally.figures import add_up


def unknown_form(records: Records) -> Iterator[Problem]:
    """The project's form is one that ships, or one of its own."""
    wanted, known = _chosen(records), known_forms(records)
    if wanted and wanted not in known and not records.is_on_record(f"{FORMS}/{wanted}"):
        near = did_you_mean(wanted, known) or f"; write {one_of(known)}"
        yield Problem("project", ("form",), f"form {wanted} is not known{near}")


def section_twice(records: Records) -> Iterator[Problem]:
    """A section stands once in a form: two of one id would be answered by the same prose."""
    for id_, each in records.forms.items():
        seen: set[str] = set()
        for at, section in enumerate(each.sections):
            if section.id in seen:
                message = f"section {section.id} stands above already; give one of them another id"
                yield Problem(f"{FORMS}/{id_}", ("sections", at, "id"), message)
            seen.add(section.id)


def unanswered_section(records: Records) -> Iterator[Problem]:
    """Every question of the form is answered, by the narrative or by the records."""
    if (wanted := form_of(records)) is None:
        return
    figures = add_up(records)
    for question in wanted.sections:
        if not (_may_be_answered(records, question) or is_answered(records, figures, question)):
            message = f'nothing answers "{question.question}"; {_mend(question)}'
            yield Problem("project", ("form",), message)


def to_be_written(records: Records) -> list[str]:
    """The sections of the form whose prose still is what a new project begins with."""
    wanted = form_of(records)
    asked = wanted.sections if wanted else ()
    return [question.id for question in asked if is_to_be_written(records, question)]


def _may_be_answered(records: Records, question: Question) -> bool:
    """Whether what answers a question may stand in a record that could not be read."""
    computed = any(answer.block for answer in question.answers)
    broken = f"{NARRATIVE}/{question.id}" in records.broken
    return broken or (computed and not are_complete(records))


def _mend(question: Question) -> str:
    """The edit that answers a question: prose, or else a field, or else records of some kind."""
    if question.prose:
        return f"write narrative/{question.id}.md"
    if fields := [name for answer in question.answers for name in answer.fields]:
        return f"write {one_of(fields)} in project.yaml"
    blocks = [answer.block for answer in question.answers if answer.block]
    return f"add records for {one_of(blocks)}, or let prose answer it"


def unknown_section(records: Records) -> Iterator[Problem]:
    """Every file of the narrative answers a question of the form, or of a form of one's own.

    A project that keeps several forms reports to several funders from one narrative.
    """
    if (wanted := form_of(records)) is None:
        return
    forms = (wanted, *records.forms.values())
    asked = {question.id for each in forms for question in each.sections if question.prose}
    elsewhere = {question.id for question in wanted.sections}
    for section in records.narrative.keys() - asked:
        near = did_you_mean(section, asked) or "; move it out of the narrative"
        if records.narrative[section].strip() == TO_BE_WRITTEN:
            near = "; nothing is written in it: delete this file"
        if section in elsewhere:
            near = "; the records answer it: delete this file"
        yield Problem(f"narrative/{section}", (), f"the form takes no prose for {section}{near}")


def form_of(records: Records) -> Form | None:
    """The form that the project names; None where it names none that there is."""
    name = _chosen(records)
    return form(records, name) if name in known_forms(records) else None


def _chosen(records: Records) -> str:
    return (records.project.form if records.project else None) or ""
