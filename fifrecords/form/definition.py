"""Form definitions: a funder's form as data, not as code."""

from functools import cache
from importlib import resources
from typing import Annotated, Literal

from pydantic import Field

from fifrecords.model.call import BadCall
from fifrecords.model.values import Id, OneOrMany, Record, Text
from fifrecords.model.vocabulary import IndicatorKind
from fifrecords.store.yaml import read

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


class NoSuchForm(BadCall):
    """There is no form of that id."""


class Answer(Record):
    """One part of an answer that the records give; the narrative's prose is another."""

    fields: OneOrMany[ProjectField] = Field((), description="Fields of the project.")
    block: Block | None = Field(None, description="Something worked out from the records.")
    kind: OneOrMany[IndicatorKind] = Field(
        (), description="For figures and targets: of which kinds; all where none is named."
    )

    def takes(self, kind: IndicatorKind | None) -> bool:
        """Whether an indicator of a kind belongs here; one that names no kind belongs anywhere."""
        return not self.kind or kind is None or kind in self.kind


class Question(Record):
    """A section of the form: what the funder asks, and what answers it."""

    id: Id = Field(description="The section's id: its prose is narrative/ID.md.")
    question: Text = Field(description="What the funder asks, word for word.")
    hints: OneOrMany[Text] = Field((), description="What the funder adds to it.")
    prose: bool = Field(True, description="Whether the narrative may answer it.")
    answers: OneOrMany[Answer] = Field((), description="What the records add to the prose.")


class Form(Record):
    """A funder's form."""

    title: Text = Field(description="The form's own title.")
    funder: Text = Field(description="Whose form it is.")
    source: Text = Field(description="Where the questions come from.")
    sections: Annotated[OneOrMany[Question], Field(min_length=1)] = Field(
        description="The questions in their order."
    )


def known_forms() -> list[str]:
    """The ids of the forms that ship, by name."""
    names = (each.name for each in _folder().iterdir() if each.name.endswith(".yaml"))
    return sorted(name.removesuffix(".yaml") for name in names)


@cache
def form(id_: str) -> Form:
    """A form that ships.

    Args:
        id_: One of ``known_forms()``.

    Raises:
        NoSuchForm: If there is no such form.
    """
    if id_ not in known_forms():
        raise NoSuchForm(f"there is no form {id_!r}; there are: {', '.join(known_forms())}")
    value, faults = read((_folder() / f"{id_}.yaml").read_text(encoding="utf-8"))
    assert not faults, faults
    return Form.model_validate(value)


def _folder() -> resources.abc.Traversable:
    return resources.files("fifrecords.form") / "definitions"
