"""The sample files are what the shipped records give now: `make samples` writes them anew."""

import io
import runpy
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.conftest import ROOT

SAMPLES = ROOT / "docs" / "samples"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    runpy.run_path(str(SAMPLES / "make.py"))["write"](folder)
    return folder


def parts(data: bytes) -> dict[str, bytes]:
    file = zipfile.ZipFile(io.BytesIO(data))
    return {name: file.read(name) for name in file.namelist()}


def pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize(
    ("shape", "taken_apart"), [("html", bytes), ("docx", parts), ("pdf", pages)]
)
def test_a_sample_is_what_the_records_give(made: Path, shape: str, taken_apart) -> None:
    """Other versions of the libraries pack and set otherwise; what is said stays the same."""
    now, then = (folder / f"report.{shape}" for folder in (made, SAMPLES))
    assert taken_apart(now.read_bytes()) == taken_apart(then.read_bytes()), "run make samples"
