"""What a new project has beside its records: for editors, for Git, and for whoever opens it."""

import json
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from fifrecords.entry.plan import Plan
from fifrecords.model.kinds import KINDS
from fifrecords.model.records import Records
from fifrecords.model.schema import MODELS, OFFERS_OWN_WORDS, schema

_FILES = {
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".github/workflows/records.yml": "github-workflow.yml",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".vscode/settings.json": "vscode-settings.json",
    ".vscode/extensions.json": "vscode-extensions.json",
    ".vscode/tasks.json": "vscode-tasks.json",
}
"""What is written as it ships, by its place in the project."""

SCHEMAS = "schemas"
VOCABULARY = "vocabulary.yaml"


def equip(plan: Plan, folder: str, records: Records, *, is_new: bool) -> list[str]:
    """Plans all that a project has beside its records, but for what is there.

    Args:
        plan: What it is added to.
        folder: The project's folder, which holds the records folder.
        records: The project's records, whose words the schemas are to offer.
        is_new: Whether the project is only begun, and an example is of use.

    Returns:
        What is there already and was left as it is.
    """
    kept = []
    wanted = {**_tools(records), **(_first_sight() if is_new else {})}
    for name, text in wanted.items():
        path = (Path(folder) / name).as_posix()
        if Path(path).exists():
            kept.append(path)
        else:
            plan.write(path, text)
    return kept


def remake_schemas(plan: Plan) -> None:
    """Plans that the project's schemas offer its words as they will be.

    Those that lie beside the records and were made for them are made again; no others.

    Args:
        plan: What the records will be.
    """
    made = dict(schemas(plan.outcome().records))
    for name, text in made.items():
        path = (Path(plan.root).parent / SCHEMAS / name).as_posix()
        held = Path(path).read_text(encoding="utf-8") if Path(path).is_file() else ""
        if OFFERS_OWN_WORDS in held and held != text:
            plan.replace(path, text.encode())
            plan.made.add(path)


def first_words() -> str:
    """A vocabulary to begin with."""
    return (_ships() / "vocabulary.yaml").read_text(encoding="utf-8")


def schemas(records: Records | None = None) -> Iterator[tuple[str, str]]:
    """The files of the schemas: each one's name and text."""
    for name in MODELS:
        text = json.dumps(schema(name, records), ensure_ascii=False, indent=2)
        yield f"{name}.schema.json", f"{text}\n"


def _tools(records: Records) -> dict[str, str]:
    """What helps to write and to check the records, by its place."""
    readme = (_ships() / "readme.md").read_text(encoding="utf-8")
    title = records.project.title if records.project else "Records"
    return {
        **{place: (_ships() / name).read_text(encoding="utf-8") for place, name in _FILES.items()},
        **{f"{SCHEMAS}/{name}": text for name, text in schemas(records)},
        "README.md": Template(readme).safe_substitute(title=title),
    }


def _first_sight() -> dict[str, str]:
    """An example to look at, and the folders that Git would not keep empty, by their place."""
    example = dict(_below(_ships() / "example"))
    return {
        **{f"example/{name}": text for name, text in example.items()},
        **{f"records/{kind}/.gitkeep": "" for kind in KINDS},
    }


def _ships() -> Traversable:
    return resources.files("fifrecords.entry") / "starter"


def _below(folder: Traversable) -> Iterator[tuple[str, str]]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from ((f"{each.name}/{name}", text) for name, text in _below(each))
        else:
            yield each.name, each.read_text(encoding="utf-8")
