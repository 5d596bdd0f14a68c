"""The format in words: every field of every kind of record, as its schema tells of it."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from fifrecords.model.schema import MODELS, schema

_Part = Mapping[str, Any]

_BY_TYPE = {
    "boolean": "true or false",
    "integer": "whole number",
    "number": "number",
    "object": "fields",
}
_REFERENCE = re.compile(r"<#/\$defs/(\w+)>")
_MARKS = frozenset(",?:#[]{}\"'")
_HEAD = "| field | holds | says | for example |\n|---|---|---|---|"
_INTRODUCTION = """\
# The format, field by field

What each kind of record can say. `make docs` makes this page of the models that every record is
held to; [schemas/](../schemas/) says the same to editors and other checkers. A field that is not
**required** may be left out: what is not known is left out, and never written as nothing.

- A record's **id** is its file name without `.yaml`: `a-z`, `0-9` and `-`. Where a field holds an
  id it names another record, or a word of the project's own vocabulary.
- A **date** is written `2011-01-14`. A **number** is 0 or more. Where a **range** will do, two
  numbers in brackets are the least and the most that it can be: `[280, 320]`.
- Where a field holds **one or several**, a single value needs no brackets.
- What `equality` may say is listed in [answers.md](answers.md).
- A file is YAML 1.2 in UTF-8 with plain values: no anchors, aliases, tags or merge keys, and no
  field twice. Nothing is converted: `007`, `no`, `10:30` and `1_000` stay what was written."""


def as_page() -> str:
    """The page of the documentation: every kind of record, and the parts that it is made of."""
    return "\n\n".join((_INTRODUCTION, *(described(name) for name in MODELS))) + "\n"


def described(name: str) -> str:
    """One kind of record in words, as Markdown.

    Args:
        name: One of ``MODELS``.
    """
    whole = schema(name)
    parts = whole.get("$defs", {})
    sections = [f"## {name}", *_section(whole)]
    for part in sorted(parts, key=lambda each: (_first(whole, each), each)):
        sections += [f"### {name}: {_named(part)}", *_section(parts[part])]
    return _REFERENCE.sub(lambda found: _link(name, found[1]), "\n\n".join(sections))


def _link(name: str, part: str) -> str:
    """A link to the part's section, by the anchor that its heading has."""
    return f"[{_named(part)}](#{name}-{_named(part).replace(' ', '-')})"


def _first(whole: _Part, part: str) -> int:
    """Where a part is first named, so that a reader meets it in the order of the fields."""
    text = json.dumps({name: each for name, each in whole.items() if name != "$defs"})
    place = text.find(f'"#/$defs/{part}"')
    return place if place >= 0 else len(text)


def _section(part: _Part) -> Iterator[str]:
    if words := part.get("description", ""):
        yield words.replace("``", "`")
    if either := part.get("not", {}).get("required"):
        yield f"Only one of {_listed(either)}."
    if fields := part.get("properties"):
        required = part.get("required", ())
        rows = (_row(name, each, is_required=name in required) for name, each in fields.items())
        yield "\n".join((_HEAD, *rows))
    for inner in part.get("patternProperties", {}).values():
        yield f"By id: {_holds(inner)}."


def _row(name: str, field: _Part, *, is_required: bool) -> str:
    says = " ".join(_says(field, is_required=is_required))
    examples = [each for each in field.get("examples", ()) if each != []]
    example = _code(_yaml(examples[0])) if examples else ""
    return f"| `{name}` | {_holds(field)} | {says} | {example} |".replace("``", "`")


def _says(field: _Part, *, is_required: bool) -> Iterator[str]:
    if is_required:
        yield "**Required.**"
    yield field.get("description", "")
    if (default := field.get("default")) is not None:
        yield f"Without it: {_code(_yaml(default))}."
    if words := dict(_words(field)):
        told = (f"`{word}`" + (f" ({means})" if means else "") for word, means in words.items())
        yield f"One of: {'; '.join(told)}."


def _words(field: _Part) -> Iterator[tuple[str, str]]:
    """The words that a field may say, each with its meaning where that is told."""
    means = field.get("markdownEnumDescriptions", ())
    for place, word in enumerate(field.get("enum", ())):
        yield word, means[place] if place < len(means) else ""
    for each in (*field.get("anyOf", ()), *field.get("oneOf", ())):
        yield from _words(each)
    for inner in ("items", "propertyNames"):
        if inner in field:
            yield from _words(field[inner])


def _holds(field: _Part) -> str:
    """What stands in a field, in few words."""
    if ref := field.get("$ref"):
        return f"<{ref}>"
    if kinds := field.get("anyOf") or field.get("oneOf"):
        return _alternatives(kinds)
    if "enum" in field:
        return "a word"
    if field.get("type") == "array":
        return f"list of {_holds(field['items'])}"
    within = [*field.get("patternProperties", {}).values(), field.get("additionalProperties")]
    if isinstance(within[0], Mapping):
        by = "word" if "propertyNames" in field else "id"
        return f"{_holds(within[0])} by {by}"
    return _of_type(field)


def _alternatives(kinds: list[_Part]) -> str:
    """The kinds of value that will do, told as a reader thinks of them."""
    told: list[str] = []
    for kind in kinds:
        holds = _holds(kind)
        if told and holds == f"list of {told[-1]}":
            told[-1] = _one_or_more(told[-1], kind)
        elif holds not in told:
            told.append(holds)
    return " or ".join(told)


def _one_or_more(one: str, many: _Part) -> str:
    if many.get("minItems") != 2 or many.get("maxItems") != 2:
        return f"one or several: {one}"
    return f"{one} or a range" if "description" in many else f"two: {one}"


def _of_type(field: _Part) -> str:
    kind = field.get("type", "")
    if isinstance(kind, list):
        return " or ".join(_of_type({"type": each}) for each in kind)
    if field.get("format") == "date":
        return "date"
    if "pattern" in field:
        return "id"
    return _BY_TYPE.get(kind, "text")


def _named(part: str) -> str:
    """A part's name in words: ``TargetVersion`` is a target version."""
    return "".join(f" {each.lower()}" if each.isupper() else each for each in part).strip()


def _yaml(value: object, *, within: bool = False) -> str:
    """A value as it is written in a record, on one line; within brackets, marks need quotes."""
    match value:
        case Mapping():
            fields = (f"{key}: {_yaml(each, within=True)}" for key, each in value.items())
            return "{" + ", ".join(fields) + "}"
        case list() | tuple():
            return "[" + ", ".join(_yaml(each, within=True) for each in value) + "]"
        case bool():
            return str(value).lower()
        case str() if within and not _MARKS.isdisjoint(value):
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


def _code(text: str) -> str:
    return f"`{text}`".replace("|", r"\|")


def _listed(words: list[str]) -> str:
    return " and ".join(f"`{word}`" for word in words)
