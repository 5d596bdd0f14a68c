"""What the form says of protected characteristics: how many were asked, and what they answered."""

from collections.abc import Iterator, Mapping

from fifrecords.form import numbers
from fifrecords.form.document import Paragraph, table
from fifrecords.form.source import Blocks, Source
from fifrecords.form.words import Line, line
from fifrecords.model.codes import published
from fifrecords.model.records import Records
from fifrecords.model.vocabulary import NOT_ASKED, PREFERRED_NOT_TO_SAY, Characteristic
from fifrecords.tally.equality import ANSWERED, ASKED, SEVERAL, Answers, on_register
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
        "Asked",
        "Answered",
        "Preferred not to say",
        "Not asked",
        "Of those who answered",
    )
    rows = [_row(source.records, each, answers) for each, answers in said.items()]
    made = table("Equality, of the people on a register", head, rows, numbers=(1, 2, 3, 4))
    people = numbers.people(len(ids), "register")
    words = (*line("On a register: "), *people, *line(". Nobody else was asked."))
    return (Paragraph(words), *made, *_several(said)) if made else ()


def _row(
    records: Records, characteristic: Characteristic, answers: Answers
) -> tuple[str | Line, ...]:
    labels = {**published(characteristic), **records.vocabulary.answers.get(characteristic, {})}
    said: Line = ()
    for value, ids in answers.given.items():
        said += line(f"{'; ' if said else ''}{labels.get(value) or plain_words(value)}: ")
        said += numbers.people(len(ids), "equality", characteristic, value)
    counts = (
        numbers.people(len(answers.who(which)), "equality", characteristic, which)
        for which in (ASKED, ANSWERED, PREFERRED_NOT_TO_SAY, NOT_ASKED)
    )
    return (plain_words(characteristic), *counts, said)


def _several(said: Mapping[Characteristic, Answers]) -> Iterator[Paragraph]:
    """Where people gave several answers, that each stands under the primary one alone."""
    for characteristic, answers in said.items():
        if answers.several:
            many = numbers.people(len(answers.several), "equality", characteristic, SEVERAL)
            told = f" gave several answers on {plain_words(characteristic).lower()}; "
            yield Paragraph((*many, *line(f"{told}the primary one is counted.")))
