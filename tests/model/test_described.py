"""The format in words: nothing is left out, and what is shown is what would be written."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from fifrecords.model.described import as_page, described
from fifrecords.model.schema import MODELS, schema
from tests.conftest import ROOT

ROW = re.compile(r"^\| `(\w+)` \| (.*?) \| (.*) \| (.*?) ?\|$", re.MULTILINE)


def fields(name: str) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Every field of a kind of record and of its parts: name, schema, whether it is required."""
    whole = schema(name)
    for part in (whole, *whole.get("$defs", {}).values()):
        for field, told in part.get("properties", {}).items():
            yield field, told, field in part.get("required", ())


def test_the_page_is_up_to_date() -> None:
    page = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    assert page == as_page(), "run `make docs`"


@pytest.mark.parametrize("name", MODELS)
def test_every_field_is_told_with_its_meaning_and_an_example(name: str) -> None:
    rows = ROW.findall(described(name))
    assert sorted(row[0] for row in rows) == sorted(field for field, *_ in fields(name))
    assert sum("**Required.**" in says for _, _, says, _ in rows) == sum(
        required for *_, required in fields(name)
    )
    for field, holds, says, example in rows:
        assert says, field
        assert example or "](#" in holds or field == "former_ids", f"{field} has no example"


@pytest.mark.parametrize("name", MODELS)
def test_every_word_that_a_field_may_say_is_told(name: str) -> None:
    """But for words that are only offered, as the answers on a protected characteristic are."""
    page = described(name)
    for field, told, _ in fields(name):
        closed = {key: each for key, each in told.items() if key != "properties"}
        for word in re.findall(r"'enum': \[(.*?)\]", str(closed)):
            for each in re.findall(r"'(.*?)'", word):
                assert f"`{each}`" in page, field


@pytest.mark.parametrize("name", MODELS)
def test_an_example_is_as_it_would_be_written(name: str) -> None:
    shown = [yaml.load(row[3].strip("`"), yaml.BaseLoader) for row in ROW.findall(described(name))]
    for field, told, _ in fields(name):
        if any(example := told.get("examples", ())):
            (meant,) = (yaml.load(yaml.dump(each), yaml.BaseLoader) for each in example[:1])
            assert meant in shown, field


@pytest.mark.parametrize("name", MODELS)
def test_a_link_to_a_part_leads_to_its_section(name: str) -> None:
    page = described(name)
    heads = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    anchors = {head.lower().replace(":", "").replace(" ", "-") for head in heads}
    assert set(re.findall(r"\]\(#([^)]*)\)", page)) <= anchors
