"""``fifrecords schema``: the records' JSON Schemas."""

import json
from pathlib import Path

import click

from fifrecords.cli.output import save
from fifrecords.model.schema import MODELS, schema


@click.command("schema")
@click.argument("kind", required=False, type=click.Choice(list(MODELS)))
@click.option("--write", "folder", metavar="DIR", help="Write them all into this folder instead.")
def command(kind: str | None, folder: str | None) -> None:
    """Print the JSON Schema of a kind of record.

    Editors and other checkers can explain and check records with it.

    \b
    Examples:
      fifrecords schema session
      fifrecords schema --write schemas
    """
    if folder is not None:
        for name in MODELS:
            save(str(Path(folder) / f"{name}.schema.json"), _text(name).encode())
    elif kind is not None:
        click.echo(_text(kind), nl=False)
    else:
        raise click.UsageError("name a kind, or a folder with --write DIR")


def _text(name: str) -> str:
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"
