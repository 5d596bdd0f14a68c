"""A new project: ready at once, and never at the cost of what was there."""

import json
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from fifrecords.cli.main import main
from fifrecords.form.definition import known_forms
from fifrecords.model.records import Records
from fifrecords.model.schema import MODELS, OFFERS_OWN_WORDS
from tests.conftest import ROOT
from tests.entry.conftest import git

GRANT = (
    *("--title", "Growing: together", "--provider", "Green Skills & Co"),
    *("--starts", "2024-01-01", "--ends", "2024-12-31"),
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def files_of(folder: Path) -> dict[str, bytes]:
    below = (file for file in folder.rglob("*") if file.is_file())
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in below
        if ".git" not in file.relative_to(folder).parts
    }


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "test@example.org")
    return tmp_path


@pytest.mark.parametrize("form", known_forms(Records()))
def test_what_it_makes_is_sound_and_can_be_reported_at_once(form: str, here: Path) -> None:
    assert run("init", "garden", *GRANT, "--form", form, "--amount", "12,000").exit_code == 0
    for project in ("garden", "garden/example"):
        done = run("validate", "--strict", project)
        assert (done.exit_code, done.stdout) == (0, "")
    done = run("report", "--records", "garden")
    assert done.exit_code == 0
    assert "Growing: together" in done.stdout
    assert (here / "garden" / ".git").is_dir()


def test_the_example_counts_nowhere_in_the_project(here: Path) -> None:
    run("init", ".", *GRANT)
    assert "learners" in run("tally", "--records", "example").stdout
    assert "learners" not in run("tally").stdout


def test_what_is_to_be_written_answers_nothing(here: Path) -> None:
    run("init", ".", *GRANT, "--form", "lsis-fif")
    lines = run("forms").stdout.splitlines()
    answered = {line.split()[0]: line.split() for line in lines[2:]}["lsis-fif"]
    assert answered[-3:] == ["19", "2", "yes"]
    (here / "records" / "narrative" / "lessons.md").write_text("Begin earlier.\n", encoding="utf-8")
    assert " 3  yes" in run("forms").stdout


def test_it_is_committed_file_by_file_if_wanted(here: Path) -> None:
    git(here, "init", "--quiet", ".")
    (here / "own.txt").write_text("mine", encoding="utf-8")
    done = run("init", *GRANT, "--commit")
    assert "Begin Growing: together" in done.output
    assert git(here, "status", "--short") == "?? own.txt\n"
    assert "records/people/.gitkeep" in git(here, "ls-files")


def test_nothing_is_overwritten(here: Path) -> None:
    run("init", *GRANT)
    (here / "README.md").write_text("mine", encoding="utf-8")
    (here / "records" / "project.yaml").write_text("mine: too\n", encoding="utf-8")
    (here / ".vscode" / "tasks.json").unlink()
    (here / "example" / "README.md").unlink()
    before = files_of(here)
    done = run("init")
    assert done.exit_code == 0, done.output
    assert "kept  README.md" in done.output
    after = files_of(here)
    assert after.keys() - before.keys() == {".vscode/tasks.json"}  # no example a second time
    assert {name: after[name] for name in before} == before


def test_a_project_that_is_there_gets_what_it_lacks(here: Path) -> None:
    (here / "records").symlink_to(ROOT / "records")
    done = run("init")
    assert done.exit_code == 0
    schema = json.loads((here / "schemas" / "person.schema.json").read_text(encoding="utf-8"))
    assert "support-worker" in json.dumps(schema)


def test_a_dry_run_makes_nothing(here: Path) -> None:
    done = run("init", "garden", *GRANT, "--dry-run")
    assert "new   records/" in done.output
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("changed", "code", "told"),
    [
        (("--ends", "2023-01-01"), 2, "--ends: 2023-01-01 is before 2024-01-01, the day it starts"),
        (("--email", "5 Bassey Road"), 2, "'5 Bassey Road' is no e-mail address; write it like"),
        (("--email", "foo"), 2, "'foo' is no e-mail address"),
        (("--amount", "10-12"), 2, "'10-12' is no number; write it like 12\n"),
        (("--amount", "12,00,0"), 2, "'12,00,0' is no number; write it like 12\n"),
        (("--hours-per-day", "6-7"), 2, "'6-7' is no number; write it like 12\n"),
        (("--form", "end-of-grnt"), 2, "did you mean end-of-grant?"),
        (("--amount", "5", "--currency", "pounds"), 2, "write its three letters"),
        (("--amount", "€5", "--currency", "GBP"), 2, "the amount was given in EUR; take EUR, or"),
        (("--starts", "1 May"), 2, "is no day of the calendar"),
        (("--starts", "02/01/2024"), 2, "may be two days; write 2024-01-02 or 2024-02-01"),
    ],
)
def test_what_cannot_be_is_refused(
    changed: tuple[str, ...], code: int, told: str, here: Path
) -> None:
    done = run("init", "garden", *GRANT, *changed)
    assert done.exit_code == code
    assert told in done.output
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "funding"),
    [
        (("--amount", "£12,000"), "funding: {amount: 12000, currency: GBP}"),
        (("--amount", "€ 950.50"), "funding: {amount: 950.5, currency: EUR}"),
        (("--amount", "12000 €"), "funding: {amount: 12000, currency: EUR}"),
        (("--amount", "12000", "--currency", "usd"), "funding: {amount: 12000, currency: USD}"),
    ],
)
def test_a_sum_may_have_its_currencys_sign(
    here: Path, typed: tuple[str, ...], funding: str
) -> None:
    done = run("init", *GRANT, *typed)
    assert done.exit_code == 0, done.output
    text = (here / "records" / "project.yaml").read_text(encoding="utf-8")
    assert funding in text.splitlines()


def test_what_is_needed_is_named(here: Path) -> None:
    done = run("init")
    assert done.exit_code == 2
    assert "--title is needed: what is the project called?" in done.output


def test_without_git_the_records_are_made_all_the_same(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(here))
    done = run("init", "garden", *GRANT)
    assert done.exit_code == 0
    assert (
        "without a Git repository: Git is not installed, or not on the PATH; install" in done.output
    )
    assert (here / "garden" / "records" / "project.yaml").is_file()


def test_the_branch_is_main_whatever_git_would_call_it(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("COUNT", "1"), ("KEY_0", "init.defaultBranch"), ("VALUE_0", "master")):
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    run("init", "garden", *GRANT)
    assert git(here / "garden", "symbolic-ref", "HEAD").strip() == "refs/heads/main"


def test_what_is_still_to_be_written_is_counted(here: Path) -> None:
    run("init", *GRANT)
    told = "13 sections still to be written\n"
    assert run("validate").stderr.endswith(told)
    assert "to be written" not in run("validate", "--since", "HEAD").stderr
    (here / "records" / "narrative" / "lessons.md").write_text("Begin early.\n", encoding="utf-8")
    assert run("validate").stderr.endswith(told.replace("13", "12"))


def test_in_a_folder_of_a_repository_none_is_made(here: Path) -> None:
    git(here, "init", "--quiet", ".")
    run("init", "garden", *GRANT)
    assert not (here / "garden" / ".git").exists()


def test_each_file_can_be_read_by_what_it_is_for(here: Path) -> None:
    run("init", *GRANT)
    for name, data in files_of(here).items():
        assert b"\r" not in data, name
        if name.endswith(".json"):
            json.loads(data)
        elif name.endswith((".yaml", ".yml")):
            yaml.safe_load(data)
    settings = json.loads((here / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    named = {Path(schema).name for schema in settings["yaml.schemas"]}
    assert named == {f"{name}.schema.json" for name in MODELS}
    assert named == {file.name for file in (here / "schemas").iterdir()}


def test_no_name_is_one_that_windows_cannot_have(here: Path) -> None:
    run("init", *GRANT)
    names = {part for name in files_of(here) for part in name.split("/")}
    assert not [name for name in names if set(name) & set('<>:"\\|?*') or name.endswith((".", " "))]
    assert len({name.lower() for name in files_of(here)}) == len(files_of(here))


def test_git_ends_the_lines_of_records_alike_on_every_system(here: Path) -> None:
    run("init", *GRANT)
    git(here, "config", "core.autocrlf", "true")
    git(here, "add", ".")
    git(here, "commit", "--quiet", "--message=First")
    file = here / "records" / "project.yaml"
    file.unlink()
    git(here, "checkout", "--", "records/project.yaml")
    assert b"\r" not in file.read_bytes()


def test_a_new_word_is_offered_by_the_editor_too(here: Path) -> None:
    run("init", *GRANT)
    done = run("new", "word", "--of", "roles", "--label", "Night warden")
    assert "made again: schemas/" in done.output
    assert "night-warden" in (here / "schemas" / "person.schema.json").read_text(encoding="utf-8")


def test_schemas_that_were_made_for_no_records_stay_as_they_are(here: Path) -> None:
    run("init", *GRANT)
    run("schema", "--write", "schemas")
    before = files_of(here / "schemas")
    assert not any(OFFERS_OWN_WORDS.encode() in data for data in before.values())
    run("new", "word", "--of", "roles", "--label", "Night warden")
    assert files_of(here / "schemas") == before


def test_the_starter_is_part_of_the_package() -> None:
    built = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert built["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["fifrecords"]
    ignored = subprocess.run(
        ["git", "status", "--short", "--ignored", "fifrecords/entry/starter"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "!!" not in ignored.stdout
