"""What people may say of themselves, as it is listed."""

import pytest
from click.testing import CliRunner

from fifrecords.cli.main import main
from fifrecords.model.codes import CODE_LISTS
from tests.conftest import ROOT


def told(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["answers", *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_page_is_what_the_command_says() -> None:
    page = (ROOT / "docs" / "answers.md").read_text(encoding="utf-8")
    assert page == told("--format", "md"), "make docs"


@pytest.mark.parametrize("characteristic", CODE_LISTS)
def test_a_characteristic_is_told_with_its_answers_and_sources(characteristic: str) -> None:
    text = told(characteristic)
    for each in CODE_LISTS[characteristic]:
        assert each.source in text
        assert f"since {each.since}" in text
        assert all(id_ in text for id_ in each.answers)
    assert "not-asked" in text


def test_only_what_is_asked_for_is_told() -> None:
    assert "dyslexia" not in told("sex")


def test_a_characteristic_that_there_is_not_has_the_nearest_one_named() -> None:
    done = CliRunner().invoke(main, ["answers", "disabilty"])
    assert done.exit_code == 2
    assert "did you mean disability?" in done.output
