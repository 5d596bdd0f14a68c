"""Forms: what a funder may ask, and what of the records may answer it."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from fifrecords.model.values import Id, OneOrMany, Record, Text, refuse
from fifrecords.model.vocabulary import IndicatorKind

Block = Literal[
    "partners",
    "figures",
    "targets",
    "breakdowns",
    "people",
    "equality",
    "reach",
    "value-for-money",
    "stakeholders",
    "declined",
]
"""What can be worked out from the records, each a function of ``fifrecords.form.blocks``."""

ProjectField = Literal[
    "title", "programme", "funder", "provider", "contact", "starts", "ends", "funding"
]


def _on_one_line(text: str) -> str:
    if not (words := " ".join(text.split())):
        raise refuse("there is nothing but space here; write words")
    return words


OneLine = Annotated[Text, AfterValidator(_on_one_line)]
"""Words that stand on one line of the form, however its file breaks them into lines."""

BY_KIND = ("figures", "targets")
"""The blocks that may be limited to indicators of some kinds."""

_ONE_OF_BOTH: dict[str, Any] = {
    "anyOf": [{"required": ["fields"]}, {"required": ["block"]}],
    "dependentSchemas": {
        "kind": {"required": ["block"], "properties": {"block": {"enum": list(BY_KIND)}}}
    },
}
_ANSWERABLE: dict[str, Any] = {
    "anyOf": [{"properties": {"prose": {"const": True}}}, {"required": ["answers"]}]
}


class Answer(Record):
    """One part of an answer that the records give; the narrative's prose is another."""

    model_config = ConfigDict(json_schema_extra=_ONE_OF_BOTH)

    fields: OneOrMany[ProjectField] = Field(
        (), description="Fields of the project.", examples=[["provider", "title"]]
    )
    block: Block | None = Field(
        None, description="Something worked out from the records.", examples=["targets"]
    )
    kind: OneOrMany[IndicatorKind] = Field(
        (),
        description="For figures and targets: of which kinds; all where none is named.",
        examples=["output"],
    )

    @model_validator(mode="after")
    def _gives_something(self) -> Self:
        if not self.fields and self.block is None:
            raise refuse("an answer is made of fields or of a block; write one of them")
        if self.kind and self.block not in BY_KIND:
            raise refuse("kind is for the blocks figures and targets; delete it")
        return self

    def takes(self, kind: IndicatorKind | None) -> bool:
        """Whether an indicator of a kind belongs here; one that names no kind belongs anywhere."""
        return not self.kind or kind is None or kind in self.kind


class Question(Record):
    """A section of the form: what the funder asks, and what answers it."""

    model_config = ConfigDict(json_schema_extra=_ANSWERABLE)

    id: Id = Field(
        description="The section's id: its prose is narrative/ID.md.", examples=["lessons"]
    )
    question: OneLine = Field(
        description="What the funder asks, word for word.", examples=["What did you learn?"]
    )
    hints: OneOrMany[OneLine] = Field(
        (),
        description="What the funder adds to it.",
        examples=["What would you do differently another time?"],
    )
    prose: bool = Field(True, description="Whether the narrative may answer it.", examples=[False])
    answers: OneOrMany[Answer] = Field(
        (), description="What the records add to the prose.", examples=[{"block": "targets"}]
    )

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        if not self.prose and not self.answers:
            raise refuse("nothing could answer this; write answers, or take prose: false out")
        return self


def _at_least_one(sections: tuple[Question, ...]) -> tuple[Question, ...]:
    if not sections:
        raise refuse("a form asks at least one question; write it here")
    return sections


class Form(Record):
    """A funder's form: ``records/forms/ID.yaml``, or one that ships."""

    title: OneLine = Field(description="The form's own title.", examples=["End of grant report"])
    funder: OneLine | None = Field(
        None,
        description="Whose form it is; without it, the project's own funder is named.",
        examples=["Norfolk Community Trust"],
    )
    source: OneLine | None = Field(
        None,
        description="Where the questions come from.",
        examples=["The trust's form of March 2024."],
    )
    sections: Annotated[OneOrMany[Question], AfterValidator(_at_least_one)] = Field(
        description="The questions in their order.",
        json_schema_extra={"minItems": 1},
        examples=[[{"id": "lessons", "question": "What did you learn?"}]],
    )
