"""What the documentation shows is what happens."""

import doctest
import re
import shlex
import shutil
from collections import defaultdict
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

from fifrecords.cli.main import COMMANDS, main
from fifrecords.cli.reference import as_page
from fifrecords.model.form import Block, ProjectField
from fifrecords.model.measure import KNOWN_DIMENSIONS, OF_THE_PERSON
from fifrecords.tally.actual import Status
from fifrecords.tally.words import plain_words
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


def test_the_page_of_commands_is_up_to_date() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert page == as_page(), "run `make docs`"


def write_files_of(page: str, folder: Path) -> None:
    """Writes the records that a page shows, each under its file's name."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    for name, shown in re.findall(
        r"`(records/\S+)`\n\n```(?:yaml|markdown)\n(.*?)```", text, re.DOTALL
    ):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(shown, encoding="utf-8")


def test_the_form_of_the_page_is_sound_and_can_be_chosen(tmp_path: Path) -> None:
    """Chosen by the example project, it asks for no more than that project can answer."""
    shutil.copytree(ROOT / "fifrecords" / "entry" / "starter" / "example", tmp_path / "example")
    (tmp_path / "example" / "records").rename(tmp_path / "records")
    write_files_of("forms.md", tmp_path)
    project = tmp_path / "records" / "project.yaml"
    shown = project.read_text(encoding="utf-8")
    project.write_text(f"{shown}form: norfolk-trust\n", encoding="utf-8")
    (tmp_path / "records" / "narrative" / "outputs.md").unlink()
    done = CliRunner().invoke(main, ["validate", str(tmp_path)], catch_exceptions=False)
    assert "lessons.md" in done.stdout
    assert set(re.findall(r"\[(.*)\]$", done.stdout, re.MULTILINE)) == {"unanswered-section"}
    form = tmp_path / "records" / "forms" / "norfolk-trust.yaml"
    form.write_text(form.read_text(encoding="utf-8").replace("targets", "target"), encoding="utf-8")
    done = CliRunner().invoke(main, ["validate", str(tmp_path)], catch_exceptions=False)
    page = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")
    assert done.stdout.removeprefix(f"{tmp_path.as_posix()}/") in page


def test_the_figures_of_the_page_are_added_up_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = tmp_path / "records"
    (records / "organisations").mkdir(parents=True)
    (records / "project.yaml").write_text(
        "title: Computers\nprovider: us\nstarts: 2026-01-01\nends: 2026-12-31\n", encoding="utf-8"
    )
    (records / "vocabulary.yaml").write_text("roles: {learner: Learner}\n", encoding="utf-8")
    (records / "organisations" / "us.yaml").write_text(
        "name: Us\ntype: organisation\nroles: lead-partner\n", encoding="utf-8"
    )
    write_files_of("figures.md", tmp_path)
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    ((command, shown),) = re.findall(r"^people\$ fifrecords (.*)\n((?:(?!```).*\n)*)", page, re.M)
    assert CliRunner().invoke(main, ["validate", "--strict"]).exit_code == 0
    assert CliRunner().invoke(main, shlex.split(command)).stdout == shown


def test_the_page_of_figures_names_every_measure_dimension_and_status() -> None:
    page = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    adds, narrows = page.partition("## What narrows it")[::2]
    rows = re.findall(r"^\| (?!measure|---)([\w, -]+) \| (.*) \|$", narrows, re.MULTILINE)
    named = defaultdict(set)
    for things, dimensions in rows[:4]:
        for thing in things.split(", "):
            named[thing] |= set(re.findall(r"`(\w+)`", dimensions))
    of_the_person = set(OF_THE_PERSON)
    for thing, dimensions in KNOWN_DIMENSIONS.items():
        assert f": {thing}`" in adds or f", `{thing}`" in adds
        told = named[thing] | (of_the_person if "outcomes" in thing or "quali" in thing else set())
        assert told - {"audience"} == set(dimensions) - {"audience"}, thing
    assert all(f"| {plain_words(each).lower()} |" in page for each in get_args(Status))


def test_the_page_of_forms_names_every_block_and_field() -> None:
    page = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")
    assert all(f"`block: {name}`" in page for name in get_args(Block))
    assert all(f"`{name}`" in page for name in get_args(ProjectField))
