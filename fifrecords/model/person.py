"""People: one under a random id, or a group that was counted and not named."""

from typing import Annotated, Any, get_args

from pydantic import BeforeValidator, Field

from fifrecords.model.basis import Basis
from fifrecords.model.codes import DENIALS, published
from fifrecords.model.lawful import Consent, Forgotten, Grounds
from fifrecords.model.values import Day, Distinct, Heads, Id, Label, OneOrMany, Record, Text, refuse
from fifrecords.model.vocabulary import (
    NOT_ASKED,
    PREFERRED_NOT_TO_SAY,
    Characteristic,
    OutcomeKind,
    OutcomeStatus,
)


def _answers(value: object) -> object:
    """Refuses an answer beside what stands for none, or denies any."""
    given = value if isinstance(value, list | tuple) else (value,)
    if not given:
        raise refuse("no answer at all; write not-asked, or prefer-not-to-say")
    for none in (NOT_ASKED, PREFERRED_NOT_TO_SAY, *DENIALS):
        if none in given and len(given) > 1:
            raise refuse(f"{none} stands beside another answer; write one or the other")
    return value


Answers = Annotated[
    Distinct[Id],
    BeforeValidator(_answers),
    Field(
        description="What they said of themselves: an answer, or several with the primary one "
        "first; or prefer-not-to-say, or not-asked. It is never silently no.",
    ),
]


def _with_what_is_published(schema: dict[str, Any]) -> None:
    """Lets an editor offer the published answers; any other word is no error."""
    any_answer = schema["additionalProperties"]["anyOf"]
    schema["properties"] = {
        name: {"anyOf": [{"enum": list(published(name))}, *any_answer]}
        for name in get_args(Characteristic)
    }


class Outcome(Record):
    """Something a person has gained, or is on the way to."""

    date: Day = Field(description="The day it was gained or noted.", examples=["2011-03-02"])
    kind: OutcomeKind = Field(description="What sort of gain.", examples=["qualification"])
    title: Text | None = Field(None, description="What it is called.", examples=["PTLLS"])
    level: Label | None = Field(None, description="A qualification's level.", examples=[4])
    status: OutcomeStatus = Field(
        "achieved", description="Only achieved is an actual.", examples=["achieved"]
    )
    evidence: OneOrMany[Text] = Field(
        (), description="What shows it.", examples=["certificate 1183"]
    )
    basis: Basis = Field("documented", description="How it is known.", examples=["documented"])


class Member(Record):
    """What is known alike of one person and of a group."""

    role: Id | None = Field(
        None,
        description="What they are to the project, a word of the vocabulary's roles.",
        examples=["service-user"],
    )
    organisation: Id | None = Field(
        None, description="Where they live, work or learn, by its id.", examples=["brooklet-house"]
    )
    client_group: Id | None = Field(
        None,
        description="A word of the vocabulary's client groups.",
        examples=["learning-difficulties"],
    )
    age_band: Id | None = Field(
        None, description="A word of the vocabulary's age bands.", examples=["16-18"]
    )
    joined: Day | None = Field(
        None, description="The day they joined the project.", examples=["2010-11-02"]
    )
    left: Day | None = Field(
        None, description="The last day they took part.", examples=["2011-04-30"]
    )
    basis: Basis = Field(
        "documented", description="How well they are known.", examples=["documented"]
    )
    former_ids: OneOrMany[Id] = Field(
        (), description="Ids this record had before, or that were merged into it.", examples=[[]]
    )
    not_the_same_as: OneOrMany[Id] = Field(
        (),
        description="Records that look like this one, and are not: nobody need look again.",
        examples=[["p-2qd9x"]],
    )


class Person(Grounds, Member):
    """One person, never by name: ``records/people/p-ID.yaml``."""

    equality: dict[Characteristic, Answers] = Field(
        {},
        description="What they said of themselves, by protected characteristic.",
        json_schema_extra=_with_what_is_published,
        examples=[{"disability": "learning-difficulty", "sex": "not-asked"}],
    )
    outcomes: OneOrMany[Outcome] = Field(
        (),
        description="What they gained.",
        examples=[[{"date": "2011-03-20", "kind": "employment", "evidence": "letter of 20 March"}]],
    )
    consents: OneOrMany[Consent] = Field(
        (),
        description="What they agreed to.",
        examples=[[{"purpose": "training records", "given": "2010-11-02"}]],
    )
    forgotten: Forgotten | None = Field(
        None, description="That they were forgotten; written by people forget."
    )


class Group(Member):
    """People who were counted, not named: ``records/people/g-ID.yaml``."""

    headcount: Heads = Field(
        description="How many they are: a whole number or a range.", examples=[300]
    )
    basis: Basis = Field(
        "counted", description="How their number is known.", examples=["estimated"]
    )
    because: Text | None = Field(
        None,
        description="For an estimate: its method and what went into it.",
        examples=["The housing association's own count of tenants and residents."],
    )
    may_overlap_with: OneOrMany[Id] = Field(
        (), description="Groups that may hold some of the same people.", examples=[["g-witham"]]
    )
