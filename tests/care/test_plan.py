"""A plan shows what it would write, foresees what would come of it, and writes just that."""

from pathlib import Path

import pytest

from fifrecords import load, validate
from fifrecords.entry.plan import Plan
from fifrecords.model.call import BadCall
from fifrecords.store.edits import Added, Replaced
from tests.conftest import ROOT, Write

MARK = b"\xef\xbb\xbf"


@pytest.mark.parametrize("mark", [b"", MARK])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_a_record_written_unchanged_is_the_same_bytes(
    tmp_path: Path, mark: bytes, line_end: bytes
) -> None:
    for path in (ROOT / "records").rglob("*.yaml"):
        data = mark + path.read_bytes().replace(b"\n", line_end)
        copy = tmp_path / path.name
        copy.write_bytes(data)
        plan = Plan(str(tmp_path), "Nothing")
        plan.edit(str(copy), [])
        plan.carry_out()
        assert copy.read_bytes() == data


@pytest.mark.parametrize("mark", [b"", MARK])
def test_an_edit_keeps_line_ends_and_mark(tmp_path: Path, mark: bytes) -> None:
    record = tmp_path / "p-aaaaa.yaml"
    record.write_bytes(mark + b"role: a  # one\r\njoined:  2010-11-02\r\n")
    plan = Plan(str(tmp_path), "Change")
    plan.edit(str(record), [Replaced(("role",), "b"), Added(("former_ids",), "p-bbbbb")])
    plan.carry_out()
    expected = b"role: b  # one\r\njoined:  2010-11-02\r\nformer_ids: [p-bbbbb]\r\n"
    assert record.read_bytes() == mark + expected


def test_what_is_foreseen_is_what_comes(write: Write) -> None:
    folder = write({"people/p-aaaaa.yaml": "role: service-user\n"})
    plan = Plan(str(folder), "Changes")
    plan.edit(f"{folder}/people/p-aaaaa.yaml", [Replaced(("role",), "nobody")])
    plan.move(f"{folder}/people/p-aaaaa.yaml", f"{folder}/people/p-bbbbb.yaml")
    plan.write(f"{folder}/people/p-ccccc.yaml", "role: 5\n")
    plan.delete(f"{folder}/organisations/q-training.yaml")
    foreseen = plan.outcome()
    plan.carry_out()
    records, findings = load(folder)
    assert foreseen.findings == sorted([*findings, *validate(records)])
    assert foreseen.records.people.keys() == records.people.keys() == {"p-bbbbb"}
    assert {each.rule for each in foreseen.findings} >= {"unknown-word", "wrong-type"}


def test_a_taken_name_and_a_file_that_is_not_there(write: Write) -> None:
    folder = write({"people/p-aaaaa.yaml": "role: service-user\n"})
    plan = Plan(str(folder), "Changes")
    with pytest.raises(BadCall, match="is there already"):
        plan.move(f"{folder}/people/p-aaaaa.yaml", f"{folder}/project.yaml")
    with pytest.raises(BadCall, match="No such file"):
        plan.edit(f"{folder}/people/p-zzzzz.yaml", [])
    assert plan.changes == {}
