"""Indicators: what was promised to the funder, and every figure that the form cites."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, RootModel
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from fifrecords.model import vocabulary
from fifrecords.model.basis import Basis
from fifrecords.model.measure import Measure
from fifrecords.model.quantity import Quantity
from fifrecords.model.values import (
    Amount,
    Day,
    Distinct,
    Id,
    Label,
    OneOrMany,
    Record,
    Text,
    last,
    quantity,
)
from fifrecords.model.vocabulary import IndicatorKind

FUNDING = "funding"
"""The figure that the project's own grant is; no indicator may take its name."""


class TargetVersion(Record):
    """A target as it was agreed at one time."""

    value: Amount = Field(description="The target, or a range.", examples=[240])
    agreed: Day | None = Field(
        None, description="The day from which it is in force.", examples=["2010-09-01"]
    )
    by: Text | None = Field(None, description="Who agreed to it.", examples=["the funder"])
    because: Text | None = Field(
        None, description="Why it changed.", examples=["Two hostels declined."]
    )


class _Versions:
    """A list of versions that may be given as the one target there ever was."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        versions = handler(core)
        version = versions["items"]
        value = handler.resolve_ref_schema(version)["properties"]["value"]
        plain = {key: value[key] for key in value if key in ("anyOf", "type", "minimum")}
        return {"anyOf": [*plain["anyOf"], version, {**versions, "minItems": 1}]}


def _as_versions(value: object) -> tuple[object, ...]:
    if isinstance(value, list | tuple) and any(
        isinstance(item, Mapping | TargetVersion) for item in value
    ):
        return tuple(value)
    if isinstance(value, Mapping | TargetVersion):
        return (value,)
    return ({"value": quantity(value)},)


class Reading(Record):
    """A value that was measured on a day."""

    date: Day = Field(description="The day of the reading.", examples=["2011-04-30"])
    value: Amount = Field(description="What was read.", examples=[21.5])
    of: int | None = Field(None, ge=0, description="How many it was taken from.", examples=[12])
    basis: Basis = Field("documented", description="How it is known.", examples=["documented"])
    evidence: OneOrMany[Text] = Field(
        (), description="What shows it.", examples=["assessors' time sheets"]
    )


class Judged(Record):
    """What a person judged, and why."""

    status: vocabulary.Judgement = Field(description="The judgement.", examples=["achieved"])
    date: Day = Field(description="The day of the judgement.", examples=["2011-05-20"])
    by: Text = Field(description="Whose judgement, by function.", examples=["project manager"])
    because: Text = Field(
        description="What it rests on.", examples=["Taken up in two thirds of the settings."]
    )
    cites: OneOrMany[Text] = Field(
        (),
        description="Records that support it, as kind/id.",
        examples=[["sessions/2011-01-14-brooklet-house-ict"]],
    )


class Indicator(Record):
    """A figure: how it is measured, what was promised, and what is said where nothing is known."""

    number: Label | None = Field(None, description="The funder's own number.", examples=[1])
    statement: Text | None = Field(
        None,
        description="What was promised, in the funder's words.",
        examples=["Support workers equipped to help service users develop"],
    )
    kind: IndicatorKind | None = Field(
        None,
        description="output: what was delivered; outcome: what it led to; impact: what lasts.",
        examples=["output"],
    )
    measure: Measure = Field(
        description="What is added up.",
        examples=[{"count": "people", "where": {"role": "learner"}}],
    )
    unit: Text | None = Field(
        None, description="What it is counted in; otherwise the measure's own.", examples=["days"]
    )
    baseline: Amount | None = Field(
        None, description="Where it stood before the project.", examples=[22.5]
    )
    target: Annotated[tuple[TargetVersion, ...], BeforeValidator(_as_versions), _Versions()] = (
        Field(
            (),
            description="What was promised: a number, a range, or dated versions.",
            examples=[240],
        )
    )
    ascending: bool = Field(
        True, description="Whether more is better; false where less is.", examples=[True]
    )
    components: OneOrMany[Id] = Field(
        (),
        description="Figures that must each be met too: a total met does not hide one missed.",
        examples=[["support-workers", "other-beneficiaries"]],
    )
    disaggregate: Distinct[Text] = Field(
        (),
        description="Dimensions to take the figure apart by.",
        examples=[["role", "client_group"]],
    )
    readings: OneOrMany[Reading] = Field(
        (),
        description="For measure: latest, what was read and when.",
        examples=[[{"date": "2011-04-30", "value": 21.5}]],
    )
    judgement: OneOrMany[Judged] = Field(
        (), description="For measure: judged, what a person judged; the last is in force."
    )
    unanswered: Text | None = Field(
        None,
        description="Why nothing is on record; the form prints it.",
        examples=["Too early for figures."],
    )

    @property
    def has_standing(self) -> bool:
        """Whether it stands somewhere: against a target, or as a person judged."""
        return bool(self.target) or self.measure == "judged"

    @property
    def is_promise(self) -> bool:
        """Whether the funder was promised it: under a number, with a target, or to be judged."""
        return self.number is not None or self.has_standing

    def target_at(self, as_of: date | None) -> Quantity | None:
        """The target in force on a day.

        Args:
            as_of: The day asked about; None asks for the last agreed.

        Returns:
            The value of the last version agreed by then, or None where there was none yet.
        """
        agreed = self.targets_by(as_of)
        return agreed[-1].value if agreed else None

    def targets_by(self, as_of: date | None) -> list[TargetVersion]:
        """The versions of the target that were agreed by a day, the one in force last.

        Args:
            as_of: The day asked about; None asks for all.
        """
        agreed = [v for v in self.target if _by(v.agreed, as_of)]
        return sorted(agreed, key=lambda version: version.agreed or date.min)

    def judgement_at(self, as_of: date | None) -> Judged | None:
        """The last judgement made by a day; None where there was none yet."""
        made = [j for j in self.judgement if _by(j.date, as_of)]
        return last(made, lambda judged: judged.date) if made else None


def _by(day: date | None, as_of: date | None) -> bool:
    return day is None or as_of is None or day <= as_of


class Indicators(RootModel[dict[Id, Indicator]]):
    """All figures of the project, by id: ``records/indicators.yaml``."""
