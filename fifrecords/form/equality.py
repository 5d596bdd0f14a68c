"""What the form says of protected characteristics: how many were asked, and what they answered."""

from fifrecords.form import numbers
from fifrecords.form.document import Paragraph, table
from fifrecords.form.source import Blocks, Source
from fifrecords.form.words import Line, line
from fifrecords.model.vocabulary import NOT_ASKED, PREFERRED_NOT_TO_SAY
from fifrecords.tally.equality import ANSWERED, Answers, on_register
from fifrecords.tally.equality import equality as said_of
from fifrecords.tally.words import plain_words


def equality(source: Source) -> Blocks:
    """What people said of themselves by protected characteristic, and of how many nothing is known.

    A group was counted, not asked: its heads stand nowhere here.
    """
    ids = on_register(source.records, source.figures.period)
    said = said_of(source.records, ids)
    head = (
        "Characteristic",
        "Answered",
        "Preferred not to say",
        "Not asked",
        "Of those who answered",
    )
    rows = [_answers_row(characteristic, answers) for characteristic, answers in said.items()]
    made = table("Equality, of the people on a register", head, rows, numbers=(1, 2, 3))
    people = numbers.people(len(ids), "register")
    words = (*line("On a register: "), *people, *line(". Nobody else was asked."))
    return (Paragraph(words), *made) if made else ()


def _answers_row(characteristic: str, answers: Answers) -> tuple[str | Line, ...]:
    said: Line = ()
    for value, ids in answers.given.items():
        said += line(f"{'; ' if said else ''}{plain_words(value)} ")
        said += numbers.people(len(ids), "equality", characteristic, value)
    counts = (
        numbers.people(len(answers.who(which)), "equality", characteristic, which)
        for which in (ANSWERED, PREFERRED_NOT_TO_SAY, NOT_ASKED)
    )
    return (plain_words(characteristic), *counts, said)
