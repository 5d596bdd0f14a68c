"""From records and figures to the filled form."""

from collections.abc import Iterator
from itertools import chain

from fifrecords.form import numbers
from fifrecords.form.blocks import BLOCKS, has_anything
from fifrecords.form.definition import TO_BE_WRITTEN
from fifrecords.form.document import DRAFT, Block, Document, Paragraph, Section, paragraph, table
from fifrecords.form.source import Source
from fifrecords.form.words import Line, Words, line
from fifrecords.model.basis import ADDED
from fifrecords.model.form import Answer, Form, ProjectField, Question
from fifrecords.model.indicator import FUNDING
from fifrecords.model.project import Project
from fifrecords.model.quantity import Quantity
from fifrecords.model.records import Records
from fifrecords.tally.actual import NO_VALUE, Actual
from fifrecords.tally.figures import Figures
from fifrecords.tally.words import in_words, plain_words

OF_EVERY_FORM = "Documented: a named register or a certificate shows it."
"""Words that stand at the foot of every form, whatever else it says."""


def fill(
    records: Records,
    figures: Figures,
    form: Form,
    *,
    commit: str | None,
    dirty: bool,
    draft: bool = False,
) -> Document:
    """The form of a project, every number of it from the records.

    Args:
        records: The records.
        figures: What they add up to.
        form: The funder's form.
        commit: The commit that the records stand at; None where there is none.
        dirty: Whether they differ from it.
        draft: Whether records with errors were left out.
    """
    return Document(
        title=_title(records, form),
        subtitle=records.project.title if records.project else "",
        sections=tuple(sections(records, figures, form)),
        foot=(_provenance(commit, dirty), *_legend(), *_parts_table(figures), *_rounded(figures)),
        period=str(figures.period),
        notices=(DRAFT,) if draft else (),
    )


def sections(records: Records, figures: Figures, form: Form) -> Iterator[Section]:
    """The form's questions in their order, each with its answer."""
    for number, question in enumerate(form.sections, 1):
        blocks = tuple(_answer(records, figures, question))
        yield Section(question.id, number, question.question, question.hints, blocks)


def is_answered(records: Records, figures: Figures, question: Question) -> bool:
    """Whether anything answers a question; looks no further than the first thing that does."""
    if _prose(records, question):
        return True
    return any(
        (records.project and any(_fields(records, records.project, answer)))
        or (answer.block and has_anything(Source(records, figures, answer), answer.block))
        for answer in question.answers
    )


def is_to_be_written(records: Records, question: Question) -> bool:
    """Whether the prose that answers a question is still what a new project begins with."""
    return question.prose and records.narrative.get(question.id, "").strip() == TO_BE_WRITTEN


def _title(records: Records, form: Form) -> str:
    funder = form.funder or (records.project.funder if records.project else None)
    return f"{funder}: {form.title}" if funder else form.title


def _prose(records: Records, question: Question) -> tuple[Block, ...]:
    from fifrecords.form.prose import blocks_of  # noqa: PLC0415 - a helper may read Markdown

    asked = question.prose and question.id in records.narrative
    return blocks_of(records.narrative[question.id]) if asked else ()


def _answer(records: Records, figures: Figures, question: Question) -> Iterator[Block]:
    yield from _prose(records, question)
    for answer in question.answers:
        if records.project and answer.fields:
            yield from _fields(records, records.project, answer)
        if answer.block:
            yield from BLOCKS[answer.block](Source(records, figures, answer))


def _fields(records: Records, project: Project, answer: Answer) -> Iterator[Paragraph]:
    for name in answer.fields:
        if value := project_field(records, project, name):
            yield Paragraph((Words(f"{plain_words(name)}: ", "strong"), *value))


def project_field(records: Records, project: Project, name: ProjectField) -> Line:
    """What the project's own record says; nothing where it does not."""
    match name:
        case "provider":
            provider = records.organisations.get(project.provider)
            return line(provider.name if provider else project.provider)
        case "contact":
            contact = project.contact
            known = (contact.name, contact.email, contact.telephone) if contact else ()
            return line(", ".join(each for each in known if each))
        case "funding":
            funding = project.funding
            amount = Quantity(funding.amount, funding.amount) if funding else None
            return numbers.number(in_words(amount, funding.currency), FUNDING) if funding else ()
    return line(str(getattr(project, name) or ""))


def _provenance(commit: str | None, dirty: bool) -> Paragraph:
    if commit is None:
        return paragraph(
            "No commit vouches for the records: they are not committed, or Git is not installed."
        )
    changed = "and were changed since" if dirty else "and were not changed since"
    return Paragraph(
        (Words("The records stand at commit "), Words(commit, "code"), Words(f" {changed}."))
    )


def _legend() -> Iterator[Paragraph]:
    yield paragraph(
        f"{OF_EVERY_FORM} Counted: heads were counted. "
        "Estimated: by a method and its inputs. What a number is made of is told in this order; "
        "a part without a word is documented. What is planned is never added."
    )
    yield paragraph(
        "Met in part: the whole is met, but a component is not. Met only with estimates: what is "
        "documented and counted falls short of the target."
    )


def _parts_table(figures: Figures) -> tuple[Block, ...]:
    rows = [_parts_row(each) for each in figures.values()]
    head = ("Figure", "Documented", "Counted", "Estimated", "Total", "Without estimates")
    return table("Every figure and its parts", head, rows, numbers=(1, 2, 3, 4, 5))


def _rounded(figures: Figures) -> Iterator[Paragraph]:
    """Why parts may not add up to the last digit, where any is rounded: a third of a day, say."""
    parts = chain(*((actual.value.parts or {}).values() for actual in figures.values()))
    if any((end * 100).denominator != 1 for part in parts for end in (part.low, part.high)):
        yield paragraph(
            "Numbers are rounded to two decimals, so that the parts of a figure may differ from it "
            "in the last digit; as they are, they add up to it."
        )


def _parts_row(actual: Actual) -> tuple[str | Line, ...]:
    value = actual.value if actual.value.known else NO_VALUE
    parts = value.parts or dict.fromkeys(ADDED)
    shown = [numbers.part(actual, basis, quantity) for basis, quantity in parts.items()]
    without = numbers.part(actual, "without-estimates", value.without_estimates)
    return (actual.figure, *shown, numbers.total(actual), without)
