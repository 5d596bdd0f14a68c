"""The JSON Schemas stand on their own: another checker accepts and refuses with them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fifrecords.model.schema import MODELS, schema
from tests.conftest import ROOT

KINDS = {
    "project": ["records/project.yaml"],
    "vocabulary": ["records/vocabulary.yaml"],
    "indicators": ["records/indicators.yaml"],
    "organisation": ["records/organisations/*.yaml"],
    "person": ["records/people/p-*.yaml"],
    "group": ["records/people/g-*.yaml"],
    "session": ["records/sessions/*/*.yaml"],
    "form": ["fifrecords/form/definitions/*.yaml"],
}

ASKING = "title: T\nsections: {id: a, question: What?, "

BROKEN = {
    "unknown field": ("session", "date: 2011-01-14\nkind: training\ntitel: ICT\n"),
    "missing field": ("session", "date: 2011-01-14\n"),
    "unknown kind": ("session", "date: 2011-01-14\nkind: lesson\n"),
    "no date": ("session", "date: soon\nkind: training\n"),
    "days and hours": ("session", "date: 2011-01-14\nkind: training\ndays: 1\nhours: 6\n"),
    "truth for hours": ("session", "date: 2011-01-14\nkind: training\nhours: true\n"),
    "half a head": ("group", "headcount: 1.5\n"),
    "outcome of a group": ("group", "headcount: 2\noutcomes: []\n"),
    "no characteristic": ("person", "equality: {height: tall}\n"),
    "no type": ("organisation", "name: Brooklet House\n"),
    "unknown dimension": ("indicators", "a: {measure: {count: people, where: {rol: x}}}\n"),
    "unknown measure": ("indicators", "a: {measure: {cont: people}}\n"),
    "nothing": ("person", "role:\n"),
    "no sections": ("form", "title: T\nsections: []\n"),
    "unknown block": ("form", ASKING + "answers: {block: target}}\n"),
    "answer of nothing": ("form", ASKING + "answers: {kind: output}}\n"),
    "kind of what has none": ("form", ASKING + "answers: {block: people, kind: output}}\n"),
    "question for nobody": ("form", ASKING + "prose: false}\n"),
    "area twice": ("session", "date: 2011-01-14\nkind: training\ncurriculum: [ict, ict]\n"),
    "currency": (
        "project",
        "title: T\nprovider: q\nstarts: 2010-09-01\nends: 2011-05-31\n"
        "funding: {amount: 1, currency: pounds}\n",
    ),
}


def check_jsonschema(kind: str, *files: Path) -> subprocess.CompletedProcess[str]:
    schema_file = ROOT / "schemas" / f"{kind}.schema.json"
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema_file)]
    return subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("kind", MODELS)
def test_the_committed_schema_is_what_the_models_say(kind: str) -> None:
    written = (ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert json.loads(written) == schema(kind), "run `make docs`"


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_records_are_accepted(kind: str) -> None:
    files = [file for pattern in KINDS[kind] for file in ROOT.glob(pattern)]
    assert files
    done = check_jsonschema(kind, *files)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "target", ["240", "[230, 250]", "{value: 240, agreed: 2010-09-01}", "[{value: [3, 5]}]"]
)
def test_a_target_is_taken_in_each_way_that_it_can_be_written(target: str, tmp_path: Path) -> None:
    file = tmp_path / "indicators.yaml"
    file.write_text(f"a: {{measure: {{sum: learner-days}}, target: {target}}}\n", encoding="utf-8")
    done = check_jsonschema("indicators", file)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("fault", BROKEN)
def test_what_breaks_the_structure_is_refused(fault: str, tmp_path: Path) -> None:
    kind, text = BROKEN[fault]
    file = tmp_path / "record.yaml"
    file.write_text(text, encoding="utf-8")
    assert check_jsonschema(kind, file).returncode == 1


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_has_a_title_a_description_and_an_example(kind: str) -> None:
    whole = schema(kind)
    for name, part in {kind: whole, **whole.get("$defs", {})}.items():
        for field, described in part.get("properties", {}).items():
            place = f"{name}.{field}"
            assert described.get("title") or "$ref" in described, place
            assert described.get("description"), place
            assert described.get("examples") or "$ref" in json.dumps(described), place
