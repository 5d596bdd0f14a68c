"""The form has an answer to every question."""

from collections.abc import Iterator

from fifrecords.form.build import is_answered
from fifrecords.form.definition import Form, form, known_forms
from fifrecords.model.finding import Problem, did_you_mean, one_of
from fifrecords.model.records import Records
from fifrecords.tally.figures import add_up


def unknown_form(records: Records) -> Iterator[Problem]:
    """The project's form is one that there is."""
    if records.project and records.project.form and form_of(records) is None:
        wanted, known = records.project.form, known_forms()
        near = did_you_mean(wanted, known) or f"; write {one_of(known)}"
        yield Problem("project", ("form",), f"form {wanted} is not known{near}")


def unanswered_section(records: Records) -> Iterator[Problem]:
    """Every question of the form is answered, by the narrative or by the records."""
    if (wanted := form_of(records)) is None:
        return
    for question in wanted.sections:
        if not is_answered(records, add_up(records), question):
            fields = [name for answer in question.answers for name in answer.fields]
            mend = (
                f"narrative/{question.id}.md"
                if question.prose
                else f"{one_of(fields)} in project.yaml"
            )
            message = f'nothing answers "{question.question}"; write {mend}'
            yield Problem("project", ("form",), message)


def unknown_section(records: Records) -> Iterator[Problem]:
    """Every file of the narrative answers a question of the form."""
    if (wanted := form_of(records)) is None:
        return
    asked = {question.id for question in wanted.sections if question.prose}
    elsewhere = {question.id for question in wanted.sections} - asked
    for section in records.narrative.keys() - asked:
        near = did_you_mean(section, asked) or "; move it out of the narrative"
        if section in elsewhere:
            near = "; it is answered in project.yaml: delete this file"
        yield Problem(f"narrative/{section}", (), f"the form takes no prose for {section}{near}")


def form_of(records: Records) -> Form | None:
    """The form that the project names; None where it names none that there is."""
    name = records.project.form if records.project else None
    return form(name) if name in known_forms() else None
