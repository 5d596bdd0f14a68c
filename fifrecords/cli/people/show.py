"""``fifrecords people show``: who a person is."""

import click

from fifrecords.cli import options
from fifrecords.cli.people import access


@click.command("show")
@click.argument("id_", metavar="ID")
@options.records
def command(id_: str, folder: str | None) -> None:
    """Show who a person is.

    \b
    Example:
      fifrecords people show p-2kzl8
    """
    id_ = access.present(folder)(id_)
    who = access.register(folder).who(id_)
    told = {"id": id_, **who.model_dump(exclude_none=True)}
    for field, value in told.items():
        click.echo(f"{field:<10} {value}")
