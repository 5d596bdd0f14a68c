"""What all tests share: a small sound project to start from, and a way to write records."""

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import settings

from fifrecords import Records, load, validate

ROOT = Path(__file__).parent.parent

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")  # how long a test takes says more of the machine than of the code

PROJECT = {
    "project.yaml": """
        title: Learning at home
        form: lsis-fif
        provider: q-training
        starts: 2010-09-01
        ends: 2011-05-31
        funding: {amount: 25000, currency: GBP}
        hours_per_day: 6
        """,
    "vocabulary.yaml": """
        curriculum: {ict: ICT, literacy: Literacy}
        client_groups: {mental-health: Mental health}
        settings: {hostel: Hostel}
        roles: {support-worker: Support worker, service-user: Service user}
        age_bands: {16-18: 16 to 18}
        audiences: {local: Local organisations}
        """,
    "organisations/q-training.yaml": """
        name: Q Training
        type: organisation
        roles: [lead-partner]
        """,
}
"""The least that a project needs, and a few words for its records."""

Write = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes records, file by file, over those of ``PROJECT``; gives the records folder."""

    def written(files: Mapping[str, str]) -> Path:
        folder = tmp_path / "records"
        for name, text in {**PROJECT, **files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text).lstrip("\n"), encoding="utf-8", newline="")
        return folder

    return written


def sound(folder: Path) -> Records:
    """The records of a folder in which there is no error."""
    records, findings = load(folder)
    errors = [each for each in (*findings, *validate(records)) if each.severity == "error"]
    assert not errors, "\n".join(map(str, errors))
    return records
