"""``fifrecords people due``: who is to be forgotten, or looked at, by a day."""

import json
from datetime import date

import click
from tabulate import tabulate

from fifrecords.check.lawful import due
from fifrecords.cli import options
from fifrecords.cli.opened import read


@click.command("due")
@options.records
@options.at
@options.on
@options.shape("table", "json", help="How to print them.")
def command(folder: str | None, at: str | None, day: date | None, shape: str) -> None:
    """List who is due for review or forgetting.

    To be forgotten is who was to be kept until a day that is over; to be reviewed is whose consent
    was withdrawn while it is what they are on record by. Exits with 1 where anybody is due.

    \b
    Examples:
      fifrecords people due
      fifrecords people due --on 2011-06-01 --format json
    """
    found = due(read(folder, at).records, day or date.today())
    if shape == "json":
        rows = [{**each._asdict(), "since": each.since.isoformat()} for each in found]
        click.echo(json.dumps(rows, indent=2))
    elif found:
        click.echo(tabulate(found, ("Person", "Since", "Do", "Why"), disable_numparse=True))
    else:
        click.echo("nobody is due", err=True)
    if found:
        raise click.exceptions.Exit(1)
