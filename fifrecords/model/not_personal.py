"""What looks like a personal detail and is none."""

from pydantic import Field

from fifrecords.model.values import OneOrMany, Record, Text


class NotPersonal(Record):
    """One thing that may stand in the records although it looks personal.

    ``of_the_history`` is for what stands in earlier commits alone.
    """

    text: Text = Field(
        description="What is written there, to the letter.", examples=["01376 512345"]
    )
    because: Text = Field(
        description="Why it tells of no single person.",
        examples=["The office's own number, as its website has it."],
    )
    stands_in: OneOrMany[Text] = Field(
        (),
        description="The records that it may stand in; any where none is named.",
        examples=[["organisations/qch"]],
    )
    of_the_history: bool = Field(
        False, description="Whether it stands in earlier commits alone.", examples=[False]
    )


class NotPersonalList(Record):
    """What looks personal and is not: ``records/not-personal.yaml``."""

    known: OneOrMany[NotPersonal] = Field(
        (),
        description="Each with the reason.",
        examples=[[{"text": "01376 512345", "because": "The office's own number."}]],
    )


NOTHING_KNOWN = NotPersonalList()
"""What holds where there is no such file."""
