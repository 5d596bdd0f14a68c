"""Sessions: what was delivered, where, to whom and for how long."""

import re
from functools import lru_cache
from typing import Annotated, Any, Self

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationError,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from fifrecords.model.basis import Basis
from fifrecords.model.values import (
    ID_PATTERN,
    Amount,
    Day,
    Distinct,
    Heads,
    Id,
    OneOrMany,
    Record,
    Text,
    refuse,
)
from fifrecords.model.vocabulary import SessionKind, SessionStatus


class Timed(Record):
    """What lasts: in days or in hours, not both."""

    model_config = ConfigDict(json_schema_extra={"not": {"required": ["days", "hours"]}})

    days: Amount | None = Field(None, description="How long, in days.", examples=[0.5])
    hours: Amount | None = Field(
        None, description="How long, in hours; instead of days.", examples=[3]
    )

    @model_validator(mode="after")
    def _days_or_hours(self) -> Self:
        if self.days is not None and self.hours is not None:
            raise refuse("a length is given in days or in hours, not both; delete one of them")
        return self


class Attendance(Timed):
    """One person, or some or all of a group, at a session."""

    person: Id = Field(description="The person or group, by id.", examples=["p-2qd9x"])
    headcount: Heads | None = Field(
        None, description="How many of a group; without it, all of it.", examples=[12]
    )


class _OrId:
    """An attendance that may be given by the person's id alone."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        person: dict[str, Any] = {"type": "string", "pattern": r"^[pg]-[a-z0-9-]+$"}
        return {"anyOf": [person, handler(core)]}


def _by_id(value: object) -> object:
    if isinstance(value, str):
        return _whole(value)
    try:
        return _alike(**value) or value if isinstance(value, dict) else value
    except TypeError:  # a list in it, as of a range
        return value


@lru_cache(maxsize=50_000, typed=True)
def _alike(**fields: object) -> Attendance | None:
    """The attendance of somebody with a length of their own: people come alike to many sessions."""
    try:
        return Attendance.model_validate(fields)
    except ValidationError:
        return None


@lru_cache(maxsize=100_000)
def _whole(person: str) -> object:
    """The attendance of somebody from beginning to end: one and the same at every session."""
    fits = re.fullmatch(ID_PATTERN, person)
    return Attendance(person=person) if fits else {"person": person}


class Reach(Record):
    """How far a dissemination session reached."""

    organisations: Heads | None = Field(
        None, description="How many organisations it reached.", examples=[12]
    )
    people: Heads | None = Field(
        None, description="How many people it reached.", examples=[[20, 30]]
    )
    basis: Basis = Field("counted", description="How the numbers are known.", examples=["counted"])
    audience: Id | None = Field(
        None,
        description="Whom it was for, a word of the vocabulary's audiences.",
        examples=["training-organisations"],
    )


class Session(Timed):
    """Something that was delivered, or is planned: ``records/sessions/YEAR/ID.yaml``."""

    date: Day = Field(description="The day it was held, or began.", examples=["2011-01-14"])
    until: Day | None = Field(
        None, description="The last day of an activity that ran on.", examples=["2011-03-31"]
    )
    kind: SessionKind = Field(description="What sort of session.", examples=["training"])
    status: SessionStatus = Field("held", description="Only held counts.", examples=["held"])
    title: Text | None = Field(
        None,
        description="What it was called. No names of people.",
        examples=["Getting online with open source tools"],
    )
    organisation: Id | None = Field(
        None, description="Where it was held, by its id.", examples=["brooklet-house"]
    )
    delivered_by: OneOrMany[Id] = Field(
        (), description="Who delivered it, by id of the organisation.", examples=["q-training"]
    )
    curriculum: Distinct[Id] = Field(
        (),
        description="What was taught, words of the vocabulary's curriculum.",
        examples=[["ict", "open-source-materials"]],
    )
    basis: Basis = Field(
        "documented",
        description="How the session is known; lowers what is below it.",
        examples=["documented"],
    )
    attended: OneOrMany[Annotated[Attendance, BeforeValidator(_by_id), _OrId()]] = Field(
        (),
        description="Who was there: ids, or a mapping where somebody's length differs.",
        examples=[["p-7k3mq", {"person": "p-2qd9x", "days": 0.25}]],
    )
    reach: Reach | None = Field(None, description="For dissemination: how far it reached.")
    evidence: OneOrMany[Text] = Field(
        (), description="What shows that it was held.", examples=[["sign-in sheet 14 January"]]
    )
    notes: Text | None = Field(
        None, description="Free text. No names.", examples=["Two machines out of order."]
    )
    former_ids: OneOrMany[Id] = Field(
        (), description="Ids this record had before, or that were merged into it.", examples=[[]]
    )
    not_the_same_as: OneOrMany[Id] = Field(
        (),
        description="Records that look like this one, and are not: nobody need look again.",
        examples=[["2011-01-14-brooklet-house-ict-2"]],
    )

    @property
    def last_day(self) -> Day:
        """The day it ended; its only day where it did not run on."""
        return self.until or self.date
