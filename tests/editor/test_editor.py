"""Records in an editor, with the settings that init writes and the real language server."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from fifrecords.cli.main import main
from tests.conftest import ROOT
from tests.editor.server import Editor, server

GRANT = (
    *("--title", "Growing together", "--provider", "Green Skills"),
    *("--starts", "2024-01-01", "--ends", "2024-12-31"),
)
SESSION = "records/sessions/2024/2024-03-04-beds.yaml"
STARTER = ROOT / "fifrecords" / "entry" / "starter"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """A new project, opened in an editor."""
    if (command := server()) is None:
        pytest.skip("there is no yaml-language-server here; `make editor` fetches one")
    folder = tmp_path_factory.mktemp("project")
    done = CliRunner().invoke(main, ["init", str(folder), *GRANT], catch_exceptions=False)
    assert done.exit_code == 0
    settings = json.loads((folder / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    editor = Editor(command, folder, settings)
    yield editor
    editor.close()


class TestCompletion:
    def test_the_fields_that_are_not_there_yet(self, editor: Editor) -> None:
        uri = editor.open(SESSION, "date: 2024-03-04\nkind: training\n\n")
        offered = editor.offered(uri, 3, 1)
        assert {"title", "organisation", "attended", "evidence"} <= offered.keys()
        assert "date" not in offered
        assert offered["evidence"] == "What shows that it was held."

    def test_the_words_of_the_tool_with_what_they_mean(self, editor: Editor) -> None:
        uri = editor.open(SESSION, "date: 2024-03-04\nkind: \n")
        offered = editor.offered(uri, 2, 7)
        assert offered["training"] == "people came to learn"
        assert offered["dissemination"] == "others were told of the project"

    def test_the_words_and_organisations_of_the_project(self, editor: Editor) -> None:
        uri = editor.open("records/people/p-7k3mq.yaml", "role: \norganisation: \n")
        assert editor.offered(uri, 1, 7)["learner"] == "Learner"
        assert editor.offered(uri, 2, 15) == {"green-skills": "Green Skills"}

    def test_within_a_figure(self, editor: Editor) -> None:
        text = "learners:\n  measure: {count: people, where: {role: learner}}\n  \n"
        uri = editor.open("records/indicators.yaml", text)
        assert {"target", "statement", "disaggregate"} <= editor.offered(uri, 3, 3).keys()


class TestHover:
    def test_a_field_is_explained_with_an_example(self, editor: Editor) -> None:
        uri = editor.open(SESSION, "date: 2024-03-04\nkind: training\ndays: 0.5\n")
        told = editor.hover(uri, 3, 2)
        assert "How long, in days." in told
        assert "0.5" in told

    def test_a_field_of_words_tells_what_each_means(self, editor: Editor) -> None:
        uri = editor.open(SESSION, "date: 2024-03-04\nkind: training\n")
        assert "* `embedded-activity`: learning within everyday activity" in editor.hover(uri, 2, 2)

    def test_a_field_of_own_words_tells_what_they_are_called(self, editor: Editor) -> None:
        uri = editor.open("records/people/p-7k3mq.yaml", "role: learner\n")
        assert "* `staff`: Member of staff" in editor.hover(uri, 1, 2)


class TestUnderlined:
    def test_what_is_wrong_stands_on_its_line(self, editor: Editor) -> None:
        text = "date: 4 March\nkind: lesson\ndays: half\nevidenc: sheet\n"
        underlined = editor.underlined(editor.open(SESSION, text))
        assert {line for line, _ in underlined} == {1, 2, 3, 4}
        assert (4, "Property evidenc is not allowed.") in underlined

    def test_what_is_missing(self, editor: Editor) -> None:
        underlined = editor.underlined(editor.open(SESSION, "kind: training\n"))
        assert underlined == [(1, 'Missing property "date".')]

    def test_a_word_that_is_newer_than_the_schema_is_not(self, editor: Editor) -> None:
        uri = editor.open("records/people/p-7k3mq.yaml", "role: night-warden\n")
        assert editor.underlined(uri) == []

    @pytest.mark.parametrize(
        ("folder", "files"),
        [(ROOT / "records", "*.yaml"), (STARTER / "example" / "records", "**/*.yaml")],
    )
    def test_no_sound_record_is(self, folder: Path, files: str, editor: Editor) -> None:
        for file in sorted(folder.glob(files)):
            name = f"records/{file.relative_to(folder).as_posix()}"
            uri = editor.open(name, file.read_text(encoding="utf-8"))
            assert editor.underlined(uri) == [], file

    def test_a_record_anywhere_can_name_its_schema(self, editor: Editor) -> None:
        page = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
        shown = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
        assert len(shown) == 1
        uri = editor.open("some/where/else/a.yaml", shown[0] + "evidenc: x\n")
        assert editor.underlined(uri) == [(4, "Property evidenc is not allowed.")]


def test_the_page_sets_other_editors_alike() -> None:
    settings = json.loads((STARTER / "vscode-settings.json").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    schemas = tomllib.loads(shown)["language-server"]["yaml-language-server"]["config"]["yaml"]
    written = settings["yaml.schemas"].items()
    assert schemas["schemas"] == {name.removeprefix("./"): files for name, files in written}


def test_the_task_reads_findings_as_they_are_printed() -> None:
    tasks = json.loads((STARTER / "vscode-tasks.json").read_text(encoding="utf-8"))
    pattern = tasks["tasks"][0]["problemMatcher"]["pattern"]
    line = "records/a.yaml:10:11: error: person p-x is not on record [unknown-person]"
    read = re.fullmatch(pattern["regexp"], line)
    assert read is not None
    names = ("file", "line", "column", "severity", "message", "code")
    assert [read[pattern[name]] for name in names] == [
        *("records/a.yaml", "10", "11", "error"),
        *("person p-x is not on record", "unknown-person"),
    ]
