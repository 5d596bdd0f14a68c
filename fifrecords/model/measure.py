"""Measures: what a figure adds up, and by which dimensions it may be narrowed."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, field_validator

from fifrecords.model.basis import Added
from fifrecords.model.values import Distinct, Id, Label, OneOrMany, Record, Text, refuse
from fifrecords.model.vocabulary import (
    EngagementStatus,
    OrganisationRole,
    OrganisationType,
    OutcomeKind,
    SessionKind,
)

Counted = Literal[
    "people",
    "attendances",
    "sessions",
    "curriculum-areas",
    "organisations",
    "sites",
    "outcomes",
    "qualifications",
]
Summed = Literal[
    "learner-days", "learner-hours", "delivery-days", "reach-people", "reach-organisations"
]


class Where(Record):
    """What narrows a measure: each dimension a value or a list, matched when any is."""

    person: OneOrMany[Id] | None = Field(
        None, description="The person or group.", examples=["p-7k3mq"]
    )
    role: OneOrMany[Id] | None = Field(
        None, description="The person's role.", examples=["support-worker"]
    )
    client_group: OneOrMany[Id] | None = Field(
        None, description="The person's client group.", examples=["mental-health"]
    )
    age_band: OneOrMany[Id] | None = Field(
        None, description="The person's age band.", examples=["16-18"]
    )
    organisation: OneOrMany[Id] | None = Field(
        None,
        description="The person's organisation; of a session measure, the session's.",
        examples=["brooklet-house"],
    )
    organisation_type: OneOrMany[OrganisationType] | None = Field(
        None, description="That organisation's type.", examples=["household"]
    )
    organisation_role: OneOrMany[OrganisationRole] | None = Field(
        None, description="That organisation's roles.", examples=["beneficiary"]
    )
    setting: OneOrMany[Id] | None = Field(
        None, description="That organisation's setting.", examples=["hostel"]
    )
    kind: OneOrMany[SessionKind] | None = Field(
        None, description="The session's kind.", examples=["training"]
    )
    curriculum: OneOrMany[Id] | None = Field(
        None, description="The session's curriculum areas.", examples=["ict"]
    )
    held_at: OneOrMany[Id] | None = Field(
        None,
        description="The organisation where the session was held.",
        examples=["brooklet-house"],
    )
    basis: OneOrMany[Added] | None = Field(
        None, description="How it is known.", examples=["counted"]
    )
    outcome: OneOrMany[OutcomeKind] | None = Field(
        None, description="The outcome's kind.", examples=["employment"]
    )
    title: OneOrMany[Text] | None = Field(
        None, description="The outcome's title.", examples=["PTLLS"]
    )
    level: OneOrMany[Label] | None = Field(None, description="The outcome's level.", examples=[4])
    audience: OneOrMany[Id] | None = Field(
        None, description="Whom the session was for.", examples=["training-organisations"]
    )
    engagement: OneOrMany[EngagementStatus] | None = Field(
        None, description="Where the organisation's engagement stands.", examples=["declined"]
    )

    def given(self) -> dict[str, frozenset[str]]:
        """The dimensions that are given, each with the values that match, as text."""
        return {
            name: frozenset(map(str, values))
            for name in type(self).model_fields
            if (values := getattr(self, name)) is not None
        }


Dimension = str
"""A field of ``Where``."""

DIMENSIONS: tuple[Dimension, ...] = tuple(Where.model_fields)

OF_THE_PERSON = (
    "person",
    "role",
    "client_group",
    "age_band",
    "organisation",
    "organisation_type",
    "organisation_role",
    "setting",
)
OF_THE_ORGANISATION = ("organisation", "organisation_type", "organisation_role", "setting")
OF_THE_OUTCOME = ("outcome", "title", "level")
_ATTENDED = (*OF_THE_PERSON, "kind", "curriculum", "held_at", "basis")
_DELIVERED = (*OF_THE_ORGANISATION, "kind", "curriculum", "basis")

KNOWN_DIMENSIONS: dict[str, tuple[Dimension, ...]] = {
    "people": (*_ATTENDED, *OF_THE_OUTCOME),
    "attendances": _ATTENDED,
    "learner-days": _ATTENDED,
    "learner-hours": _ATTENDED,
    "outcomes": (*OF_THE_PERSON, *OF_THE_OUTCOME),
    "qualifications": (*OF_THE_PERSON, *OF_THE_OUTCOME),
    "sessions": _DELIVERED,
    "delivery-days": _DELIVERED,
    "curriculum-areas": _DELIVERED,
    "reach-people": (*_DELIVERED, "audience"),
    "reach-organisations": (*_DELIVERED, "audience"),
    "organisations": (*OF_THE_ORGANISATION, "engagement"),
    "sites": (*OF_THE_ORGANISATION, "engagement"),
}
"""Which dimensions each thing that is counted or summed knows."""


class Count(Record):
    """How many there are of something."""

    count: Counted = Field(description="What is counted.", examples=["people"])
    where: Where = Field(
        default_factory=Where, description="What narrows it.", examples=[{"role": "learner"}]
    )


class Sum(Record):
    """How much there is of something."""

    sum: Summed = Field(description="What is added up.", examples=["learner-days"])
    where: Where = Field(
        default_factory=Where, description="What narrows it.", examples=[{"kind": "training"}]
    )


class Total(Record):
    """Other figures added up."""

    total: Distinct[Id] = Field(
        description="The figures.", examples=[["beneficiary-organisations", "partners"]]
    )

    @field_validator("total", mode="before")
    @classmethod
    def _of_something(cls, value: object) -> object:
        """Refuses a list of nothing, which comes to no number."""
        if isinstance(value, list | tuple) and not value:
            raise refuse("a total of nothing; name the figures that it adds up")
        return value


class Difference(Record):
    """One figure less another."""

    difference: OneOrMany[Id] = Field(
        min_length=2,
        max_length=2,
        description="The figure, and what is taken from it.",
        examples=[["learner-days", "learner-days-estimated"]],
    )


class Ratio(Record):
    """One figure by another."""

    ratio: OneOrMany[Id] = Field(
        min_length=2,
        max_length=2,
        description="The figure, and what it is divided by.",
        examples=[["funding", "learner-days"]],
    )


class Percent(Record):
    """One figure as a percentage of another."""

    percent: OneOrMany[Id] = Field(
        min_length=2,
        max_length=2,
        description="The figure, and what it is a share of.",
        examples=[["service-user-learner-days", "learner-days"]],
    )


Kept = Literal["latest", "judged"]
"""Figures that stand with the indicator itself: the last reading, or a person's judgement."""

OPERATIONS = {
    "count": Count,
    "sum": Sum,
    "total": Total,
    "difference": Difference,
    "ratio": Ratio,
    "percent": Percent,
}


def _shape(value: Any) -> str | None:
    """The tag of a measure; in brackets, so that no field's name is taken for it."""
    if isinstance(value, str):
        return None if value in KNOWN_DIMENSIONS else "<latest>"
    for name, model in OPERATIONS.items():
        if isinstance(value, model) or (isinstance(value, dict) and name in value):
            return f"<{name}>"
    return None


Measure = Annotated[
    Annotated[Count, Tag("<count>")]
    | Annotated[Sum, Tag("<sum>")]
    | Annotated[Total, Tag("<total>")]
    | Annotated[Difference, Tag("<difference>")]
    | Annotated[Ratio, Tag("<ratio>")]
    | Annotated[Percent, Tag("<percent>")]
    | Annotated[Kept, Tag("<latest>")],
    Discriminator(
        _shape,
        custom_error_type="refused",
        custom_error_message="a measure is one of count, sum, total, difference, ratio and percent "
        "with what it is of, or latest, or judged; write measure: {count: people}",
    ),
]
"""What a figure is made of."""

Arithmetic = Total | Difference | Ratio | Percent


def operands(measure: Measure) -> tuple[str, ...]:
    """The other figures that a measure is worked out from; empty for most."""
    match measure:
        case Total(total=of) | Difference(difference=of) | Ratio(ratio=of) | Percent(percent=of):
            return of
    return ()


def thing(measure: Measure) -> str | None:
    """What a count counts or a sum adds up, as in ``KNOWN_DIMENSIONS``; None for the others."""
    match measure:
        case Count(count=what) | Sum(sum=what):
            return what
    return None


def known_dimensions(measure: Measure) -> tuple[Dimension, ...]:
    """The dimensions by which a measure may be narrowed or taken apart.

    People with an outcome are narrowed by person and outcome alone: an outcome belongs to no
    session.
    """
    what = thing(measure)
    if what is None:
        return ()
    if counts_achievers(measure):
        return (*OF_THE_PERSON, *OF_THE_OUTCOME)
    return _ATTENDED if what == "people" else KNOWN_DIMENSIONS[what]


def counts_achievers(measure: Measure) -> bool:
    """Whether a measure counts people by what they achieved rather than by what they attended."""
    match measure:
        case Count(count="people", where=where):
            return bool(where.given().keys() & set(OF_THE_OUTCOME))
    return False
