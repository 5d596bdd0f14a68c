"""Nothing that a form prints as it was written singles a person out."""

from collections.abc import Iterator

from fifrecords.form.claims.bare import exact_ages, few_people, few_people_in
from fifrecords.model.finding import Problem, Step
from fifrecords.model.records import Records


def exact_age(records: Records) -> Iterator[Problem]:
    """Nobody's age in years stands in the narrative: with a place it tells who they are."""
    for age in exact_ages(records):
        message = f"an exact age, {age.text}, singles a person out; write an age band"
        yield Problem(age.ref, age.at, message)


def singled_out(records: Records) -> Iterator[Problem]:
    """Nothing that a form prints as it was written tells of a single person, or of a few.

    A few are fewer than the project's `small_number`. Looked at are the narrative, what figures
    are called, why they are judged so or unanswered, the notes on organisations and the titles of
    dissemination sessions. A claim may say any number: a public copy holds it back.
    """
    small = records.project.small_number if records.project else 0
    found: list[tuple[str, tuple[Step, ...], str]]
    found = [(few.ref, few.at, few.text) for few in few_people(records, small)]
    for ref, at, text in _printed(records):
        found += [(ref, at, few) for _, few in few_people_in(text, small)]
    for ref, at, few in found:
        message = f"{few!r} singles people out; cite a figure, or say it without a number"
        yield Problem(ref, at, message)


def _printed(records: Records) -> Iterator[tuple[str, tuple[Step, ...], str]]:
    """The texts that a form prints besides the narrative, with their places."""
    for name, indicator in records.indicators.items():
        yield "indicators", (name, "statement"), indicator.statement or ""
        yield "indicators", (name, "unanswered"), indicator.unanswered or ""
        for at, judged in enumerate(indicator.judgement):
            yield "indicators", (name, "judgement", at, "because"), judged.because
    for id_, organisation in records.organisations.items():
        yield f"organisations/{id_}", ("notes",), organisation.notes or ""
    for id_, session in records.sessions.items():
        if session.kind == "dissemination":
            yield f"sessions/{id_}", ("title",), session.title or ""
