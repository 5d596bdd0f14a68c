"""Nothing that a form prints as it was written singles a person out."""

from collections.abc import Iterable, Iterator

from fifrecords.check.personal.detail import Detail
from fifrecords.check.personal.known import FILE, Known, is_stale
from fifrecords.check.personal.search import in_names
from fifrecords.form.claims.bare import exact_ages, few_people, few_people_in, ids_in, people_told
from fifrecords.model.finding import Problem, Way
from fifrecords.model.kinds import NARRATIVE
from fifrecords.model.records import Records

_Printed = tuple[str, Way, str]
"""A text that a form prints, behind its record and its place there."""


def exact_age(records: Records) -> Iterator[Problem]:
    """Nobody's age in years stands in the narrative: with a place it tells who they are."""
    for age in exact_ages(records):
        message = f"an exact age, {age.text}, singles a person out; write an age band"
        yield Problem(age.ref, age.at, message)


def singled_out(records: Records) -> Iterator[Problem]:
    """Nothing that a form prints as it was written tells of a single person, or of a few.

    A few are fewer than the project's `small_number`; an id is a single person. Looked at are the
    narrative, what figures are called, why they are judged so or unanswered or their target was
    changed, the notes on organisations and the titles of dissemination sessions. A claim may say
    any number: a public copy holds it back.
    """
    printed = list(_printed(records))
    yield from _told_by_id(records, printed)
    small = records.project.small_number if records.project else 0
    found: list[_Printed]
    found = [(few.ref, few.at, few.text) for few in few_people(records, small)]
    for ref, at, text in printed:
        found += [(ref, at, few) for _, few in few_people_in(text, small)]
    for ref, at, few in found:
        message = f"{few!r} singles people out; cite a figure, or say it without a number"
        yield Problem(ref, at, message)


def _told_by_id(records: Records, printed: Iterable[_Printed]) -> Iterator[Problem]:
    former = (old for who in records.persons.values() for old in who.former_ids)
    persons = {*records.persons, *former}
    found: list[_Printed]
    found = [(told.ref, told.at, told.text) for told in people_told(records, persons)]
    for ref, at, text in printed:
        found += [(ref, at, id_) for _, id_ in ids_in(text, persons)]
    for ref, at, id_ in found:
        yield Problem(ref, at, f"{id_} is one person; tell of it without the id")


def personal_detail(records: Records) -> Iterator[Problem]:
    """Nothing in a record, in its comments or in its name leads to one person.

    What does are e-mail addresses, telephone numbers, postcodes, National Insurance, NHS and
    learner numbers, dates of birth and exact ages. The contact of the project may be told, and the
    postcode of an organisation or a site; that of a household is a home's. What else is none is
    noted in `not-personal.yaml`, with the reason. No finding repeats a detail as a whole.
    """
    texts = {ref: source.text for ref, source in records.sources.items()}
    for ref, found in Known(records).search(texts):
        if not _is_told_already(ref, found.detail):
            message = f"{found.detail.told} leads to one person; take it out"
            yield Problem(ref, (), message, spot=(found.line, found.column))
    for ref, detail in in_names(texts):
        yield Problem(ref, (), f"the file's name holds {detail.told}; give it another")


def stale_exception(records: Records) -> Iterator[Problem]:
    """What is noted in `not-personal.yaml` still stands in the records and looks personal."""
    for place, noted in enumerate(records.not_personal):
        if not noted.of_the_history and is_stale(records, noted):
            message = "nothing of that looks personal in the records any more; delete the line"
            yield Problem(FILE, ("known", place), message)


def _is_told_already(ref: str, detail: Detail) -> bool:
    """Whether ``exact_age`` tells of it, which knows the prose better."""
    return detail.kind == "exact age" and ref.startswith(f"{NARRATIVE}/")


def _printed(records: Records) -> Iterator[_Printed]:
    """The texts that a form prints besides the narrative, with their places."""
    for name, indicator in records.indicators.items():
        yield "indicators", (name, "statement"), indicator.statement or ""
        yield "indicators", (name, "unanswered"), indicator.unanswered or ""
        for at, version in enumerate(indicator.target):
            yield "indicators", (name, "target", at, "because"), version.because or ""
        for at, judged in enumerate(indicator.judgement):
            yield "indicators", (name, "judgement", at, "because"), judged.because
    for id_, organisation in records.organisations.items():
        yield f"organisations/{id_}", ("notes",), organisation.notes or ""
    for id_, session in records.sessions.items():
        if session.kind == "dissemination":
            yield f"sessions/{id_}", ("title",), session.title or ""
