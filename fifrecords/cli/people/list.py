"""``fifrecords people list``: who is in the register, and who is not."""

from collections.abc import Mapping

import click
from tabulate import tabulate

from fifrecords.cli import options
from fifrecords.cli.people import access
from fifrecords.model.call import BadCall
from fifrecords.model.person import Person

_HEAD = ("Id", "Name", "E-mail", "Telephone", "On record")


@click.command("list")
@options.records
@click.option("--missing", is_flag=True, help="List who is on record without a name instead.")
def command(folder: str | None, missing: bool) -> None:
    """List who is in the register.

    The last column says whether the id is on record in the project here. With --missing only the
    ids are listed that are on record, and of whom the register does not say who they are.

    \b
    Examples:
      fifrecords people list
      fifrecords people list --missing
    """
    known = access.persons(folder)
    register = access.register(folder)
    if missing:
        if known is None:
            raise BadCall("no records are found here; name the folder with --records DIR")
        for id_, who in known.items():
            if id_ not in register.people and who.forgotten is None:
                click.echo(id_)
        return
    rows = [
        (id_, who.name, who.email, who.telephone, _standing(id_, known))
        for id_, who in sorted(register.people.items())
    ]
    if rows:
        click.echo(tabulate(rows, _HEAD, disable_numparse=True))
    else:
        click.echo("nobody is in the register")


def _standing(id_: str, known: Mapping[str, Person] | None) -> str:
    if known is None:
        return ""
    if (who := known.get(id_)) is None:
        return "no"
    return "forgotten" if who.forgotten else "yes"
