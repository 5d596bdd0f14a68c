"""``fifrecords schema``: the records' JSON Schemas."""

from pathlib import Path

import click

from fifrecords.cli import options
from fifrecords.cli.opened import read
from fifrecords.cli.output import save
from fifrecords.entry.starting import schemas
from fifrecords.model.described import as_page, described
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
@options.shape("json", "md", help="How to print it; md tells it to people, field by field.")
def command(kind: str | None, of: str | None, folder: str | None, shape: str) -> None:
    """Print the JSON Schema of a kind of record.

    Editors and other checkers can explain and check records with it. With --format md the fields
    are told in words, of all kinds where none is named.

    \b
    Examples:
      fifrecords schema session
      fifrecords schema session --format md
      fifrecords schema --write schemas
      fifrecords schema session --records records
    """
    if shape == "md":
        click.echo(f"{described(kind)}\n" if kind else as_page(), nl=False)
        return
    texts = dict(schemas(read(of).records if of else None))
    if folder is not None:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            save(str(Path(folder) / name), text.encode())
    elif kind is not None:
        click.echo(texts[f"{kind}.schema.json"], nl=False)
    else:
        raise click.UsageError("name a kind, or a folder with --write DIR")
