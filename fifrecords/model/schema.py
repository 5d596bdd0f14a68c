"""JSON Schemas of the records, made from the models, for editors and other checkers."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from fifrecords.model.exceptions import Exceptions
from fifrecords.model.form import Form
from fifrecords.model.indicator import Indicators
from fifrecords.model.organisation import Organisation
from fifrecords.model.person import Group, Person
from fifrecords.model.project import Project
from fifrecords.model.session import Session
from fifrecords.model.vocabulary import Vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"

MODELS: dict[str, type[BaseModel]] = {
    "project": Project,
    "vocabulary": Vocabulary,
    "not-personal": Exceptions,
    "indicators": Indicators,
    "organisation": Organisation,
    "person": Person,
    "group": Group,
    "session": Session,
    "form": Form,
}
"""The schemas by name, each with the model of the file that it describes."""


class _WithoutNull(GenerateJsonSchema):
    """What is not known is left out of a record, so no schema offers null."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        written = super().default_schema(schema)
        if written.get("default", ...) in (None, [], {}):
            del written["default"]
        return written


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind of file.

    Args:
        name: One of ``MODELS``.

    Raises:
        KeyError: If there is no such kind.
    """
    written = MODELS[name].model_json_schema(schema_generator=_WithoutNull)
    return {"$schema": DIALECT, **written}
