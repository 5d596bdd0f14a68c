"""``fifrecords schema``: the records' JSON Schemas."""

from pathlib import Path

import click

from fifrecords.cli.opened import read
from fifrecords.cli.output import save
from fifrecords.entry.starting import schemas
from fifrecords.model.schema import MODELS


@click.command("schema")
@click.argument("kind", required=False, type=click.Choice(list(MODELS)))
@click.option(
    "--records",
    "of",
    metavar="DIR",
    help="Let them offer the words, organisations and figures of these records.",
)
@click.option("--write", "folder", metavar="DIR", help="Write them all into this folder instead.")
def command(kind: str | None, of: str | None, folder: str | None) -> None:
    """Print the JSON Schema of a kind of record.

    Editors and other checkers can explain and check records with it.

    \b
    Examples:
      fifrecords schema session
      fifrecords schema --write schemas
      fifrecords schema session --records records
    """
    texts = dict(schemas(read(of).records if of else None))
    if folder is not None:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            save(str(Path(folder) / name), text.encode())
    elif kind is not None:
        click.echo(texts[f"{kind}.schema.json"], nl=False)
    else:
        raise click.UsageError("name a kind, or a folder with --write DIR")
