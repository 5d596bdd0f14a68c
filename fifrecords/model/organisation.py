"""Organisations, their sites and households, and how far each is engaged."""

from datetime import date

from pydantic import Field

from fifrecords.model.values import Day, Distinct, Id, OneOrMany, Record, Text, last
from fifrecords.model.vocabulary import EngagementStatus, OrganisationRole, OrganisationType


class Engagement(Record):
    """One step of an organisation towards the project, or away from it."""

    date: Day = Field(description="The day of this step.", examples=["2010-10-20"])
    status: EngagementStatus = Field(
        description="Where the organisation stood from that day on.", examples=["agreed"]
    )


class Organisation(Record):
    """A legal body, a place of one, or a household: ``records/organisations/ID.yaml``."""

    name: Text = Field(description="Its name.", examples=["Brooklet House"])
    type: OrganisationType = Field(
        description="organisation: a legal body; site: a place of one; household: a home.",
        examples=["organisation"],
    )
    site_of: Id | None = Field(
        None, description="For a site, the organisation whose place it is.", examples=["qch"]
    )
    roles: Distinct[OrganisationRole] = Field(
        (), description="What it is to the project.", examples=[["beneficiary"]]
    )
    setting: Id | None = Field(
        None,
        description="The kind of place, a word of the vocabulary's settings.",
        examples=["residential-learning-difficulties"],
    )
    address: Text | None = Field(
        None,
        description="Where an organisation is; never a person's home.",
        examples=["122 Newland Street, Witham"],
    )
    engagement: OneOrMany[Engagement] = Field(
        (),
        description="Its dated steps; the last one is where it stands.",
        examples=[[{"date": "2010-10-20", "status": "agreed"}]],
    )
    former_ids: OneOrMany[Id] = Field(
        (), description="Ids this record had before, or that were merged into it.", examples=[[]]
    )
    not_the_same_as: OneOrMany[Id] = Field(
        (),
        description="Records that look like this one, and are not: nobody need look again.",
        examples=[["brooklet-house-witham"]],
    )
    notes: Text | None = Field(
        None, description="Free text. No names.", examples=["Open on Tuesdays."]
    )

    def stood_at(self, as_of: date | None) -> EngagementStatus | None:
        """Where the engagement stood at the end of a day.

        Args:
            as_of: The day asked about; None asks for the last step on record.

        Returns:
            The status, or None where no step had been taken by then.
        """
        step = self.last_step(as_of)
        return step.status if step else None

    def last_step(self, as_of: date | None) -> Engagement | None:
        """The step that the engagement stood at, at the end of a day.

        Args:
            as_of: The day asked about; None asks for the last step on record.

        Returns:
            The step, or None where none had been taken by then.
        """
        steps = [step for step in self.engagement if as_of is None or step.date <= as_of]
        return last(steps, lambda step: step.date) if steps else None
