"""Nothing in the prose singles a person out."""

from collections.abc import Iterator

from fifrecords.form.claims.bare import exact_ages, few_people
from fifrecords.model.finding import Problem
from fifrecords.model.records import Records


def exact_age(records: Records) -> Iterator[Problem]:
    """Nobody's age in years stands in the narrative: with a place it tells who they are."""
    for age in exact_ages(records):
        message = f"an exact age, {age.text}, singles a person out; write an age band"
        yield Problem(age.ref, age.at, message)


def singled_out(records: Records) -> Iterator[Problem]:
    """The narrative tells of no single person, nor in words of a few.

    A few are fewer than the project's `small_number`. A claim may say any number: a public copy
    holds it back.
    """
    small = records.project.small_number if records.project else 0
    for few in few_people(records, small):
        message = f"{few.text!r} singles people out; cite a figure, or say it without a number"
        yield Problem(few.ref, few.at, message)
