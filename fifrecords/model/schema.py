"""JSON Schemas of the records, made from the models, for editors and other checkers."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from fifrecords.model.form import Form
from fifrecords.model.indicator import Indicators
from fifrecords.model.meanings import MEANINGS
from fifrecords.model.not_personal import NotPersonalList
from fifrecords.model.organisation import Organisation
from fifrecords.model.person import Group, Person
from fifrecords.model.project import Project
from fifrecords.model.records import Records
from fifrecords.model.session import Session
from fifrecords.model.values import ID_PATTERN
from fifrecords.model.vocabulary import WORD_LISTS, Vocabulary

_OF_ORGANISATIONS = ("organisation", "site_of", "delivered_by", "provider", "held_at")
_OF_FIGURES = ("components", "total", "difference", "ratio", "percent")

OFFERS_OWN_WORDS = (
    "Offers the words of these records, as they were when it was made; so it is made again: "
    "fifrecords schema --records records --write schemas"
)
"""What a schema says that was made for some records."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"

MODELS: dict[str, type[BaseModel]] = {
    "project": Project,
    "vocabulary": Vocabulary,
    "not-personal": NotPersonalList,
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


def schema(name: str, records: Records | None = None) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind of file.

    Args:
        name: One of ``MODELS``.
        records: Records whose own words, organisations and figures it is to offer. It takes any
            other still: a schema that is older than the records refuses nothing.

    Raises:
        KeyError: If there is no such kind.
    """
    written = MODELS[name].model_json_schema(schema_generator=_WithoutNull)
    _explain(written)
    if records is not None and name != "vocabulary":
        _offer(written, _own_words(records))
        written = {"$comment": OFFERS_OWN_WORDS, **written}
    return {"$schema": DIALECT, **written}


def _explain(node: Any) -> None:
    """Tells editors what each of the tool's own words below a node means."""
    if isinstance(node, dict):
        for meanings in MEANINGS:
            if node.get("enum") == list(meanings):
                node["markdownEnumDescriptions"] = list(meanings.values())
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _explain(each)


def _own_words(records: Records) -> dict[str, Mapping[str, str]]:
    """What may stand in some fields, each word with what it is called."""
    words = records.vocabulary
    organisations = {id_: each.name for id_, each in records.organisations.items()}
    figures = {id_: each.statement or id_ for id_, each in records.indicators.items()}
    return {
        **{dimension: words.words_of(dimension) for dimension in WORD_LISTS},
        **dict.fromkeys(_OF_ORGANISATIONS, organisations),
        **dict.fromkeys(_OF_FIGURES, figures),
    }


def _offer(node: Any, words: Mapping[str, Mapping[str, str]]) -> None:
    """Lets every field below a node offer its words."""
    if isinstance(node, list):
        for each in node:
            _offer(each, words)
    elif isinstance(node, dict):
        for name, each in node.get("properties", {}).items():
            if words.get(name):
                node["properties"][name] = _offering(each, words[name])
        for each in node.values():
            _offer(each, words)


def _offering(node: Any, words: Mapping[str, str]) -> Any:
    """A field's schema that offers words wherever it takes an id, alone or in a list."""
    if node.get("pattern") == ID_PATTERN:
        known = {"enum": list(words), "markdownEnumDescriptions": list(words.values())}
        any_id = {name: node[name] for name in ("type", "pattern")}
        rest = {name: node[name] for name in node if name not in (*any_id, "examples")}
        return {**rest, "anyOf": [known, any_id]}
    node = {name: each for name, each in node.items() if name != "examples"}
    if "anyOf" in node:
        return {**node, "anyOf": [_offering(each, words) for each in node["anyOf"]]}
    return {**node, "items": _offering(node["items"], words)} if "items" in node else node
