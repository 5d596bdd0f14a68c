"""The project: what was granted, by whom, and for when."""

from typing import Annotated

from pydantic import Field

from fifrecords.model.lawful import Grounds
from fifrecords.model.values import EMAIL_PATTERN, Day, Id, Number, Record, Text


class Contact(Record):
    """Whom the funder may ask: a function and its mailbox, not a person's own."""

    name: Text = Field(description="Who answers.", examples=["Project manager"])
    email: Annotated[Text, Field(pattern=EMAIL_PATTERN)] | None = Field(
        None, description="The function's mailbox.", examples=["projects@example.org"]
    )
    telephone: Text | None = Field(
        None, description="The function's number.", examples=["01632 960000"]
    )


class Funding(Record):
    """What the funder granted; it is the figure ``funding``."""

    amount: Number = Field(description="The sum granted.", examples=[25000])
    currency: Annotated[Text, Field(pattern=r"^[A-Z]{3}$")] = Field(
        description="The currency, as an ISO 4217 code.", examples=["GBP"]
    )


class Project(Record):
    """The project that the records are kept for: ``records/project.yaml``."""

    title: Text = Field(
        description="The project's title, as the funder knows it.",
        examples=["Embedding learning in everyday activity for disadvantaged groups"],
    )
    programme: Text | None = Field(
        None, description="The programme that paid.", examples=["Flexibility and Innovation Fund"]
    )
    funder: Text | None = Field(
        None, description="Who paid.", examples=["Learning and Skills Improvement Service"]
    )
    form: Id | None = Field(
        None, description="The form that the funder wants at the end.", examples=["lsis-fif"]
    )
    provider: Id = Field(
        description="The organisation that runs the project, by its id.", examples=["q-training"]
    )
    contact: Contact | None = Field(None, description="Whom the funder may ask.")
    starts: Day = Field(description="The project's first day.", examples=["2010-09-01"])
    ends: Day = Field(description="The project's last day.", examples=["2011-05-31"])
    funding: Funding | None = Field(None, description="What was granted.")
    hours_per_day: Number | None = Field(
        None,
        gt=0,
        description="How many hours make a learner day; needed as soon as one session gives hours. "
        "There is no default.",
        examples=[6],
    )
    data_protection: Grounds | None = Field(
        None,
        description="On what grounds people's data are kept, where a person's record is silent.",
    )
    small_number: Annotated[int, Field(ge=0)] = Field(
        5,
        description="Below this, a public copy of the form shows no count of people; the "
        "funder's form shows every count.",
        examples=[5],
    )
