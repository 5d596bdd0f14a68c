"""What the documentation shows is what happens."""

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from fifrecords.cli.main import COMMANDS, main
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SHOWN = re.compile(r"^\$ fifrecords (.*)\n((?:(?!\$ |```).*\n)*)", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_examples(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    example = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page.name, str(page), 0)
    assert doctest.DocTestRunner().run(example).failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_shown_commands(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line ``$ fifrecords ...`` gives the output below it; ``...`` stands for more."""
    monkeypatch.chdir(ROOT)
    for command, shown in SHOWN.findall(page.read_text(encoding="utf-8")):
        done = CliRunner().invoke(main, shlex.split(command), catch_exceptions=False)
        checker = doctest.OutputChecker()
        assert checker.check_output(shown, done.stdout, doctest.ELLIPSIS), done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"fifrecords {name}" in text for name in COMMANDS)


def test_the_first_project_is_sound_and_says_what_the_page_says(tmp_path: Path) -> None:
    """The records of the page, file by file, as it shows them."""
    page = (ROOT / "docs" / "start.md").read_text(encoding="utf-8")
    for name, text in re.findall(
        r"`records/(\S+)`\n\n```(?:yaml|markdown)\n(.*?)```", page, re.DOTALL
    ):
        file = tmp_path / "records" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    folder = str(tmp_path / "records")
    command = ["validate", folder, "--strict", "--skip", "unanswered-section"]
    done = CliRunner().invoke(main, command, catch_exceptions=False)
    assert (done.exit_code, done.stdout) == (0, "")
    done = CliRunner().invoke(main, ["tally", "--records", folder], catch_exceptions=False)
    assert "3.5" in done.output
    assert "met only with estimates" in done.output
