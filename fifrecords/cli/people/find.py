"""``fifrecords people find``: an id by what is known of a person."""

import click
from tabulate import tabulate

from fifrecords.cli import options
from fifrecords.cli.people import access
from fifrecords.model.call import BadCall
from fifrecords.private.lookup import found


@click.command("find", context_settings={"allow_extra_args": True})
@options.records
@click.pass_context
def command(context: click.Context, folder: str | None) -> None:
    """Find people by name or contact.

    What to look for is asked, or read from standard input, as a command line would be kept in the
    shell's history. Exits with 1 where nobody is found.

    \b
    Example:
      fifrecords people find
    """
    if context.args:
        raise click.UsageError(
            "what to look for is asked, and is no part of the command, which the shell keeps in "
            "its history; type nothing but: fifrecords people find"
        )
    register = access.register(folder)
    if (text := access.asked("Name, or part of a contact")) is None:
        raise BadCall("there is nothing to look for")
    if not (ids := found(register, text)):
        click.echo("nobody in the register fits that", err=True)
        raise click.exceptions.Exit(1)
    click.echo(tabulate([(id_, register.people[id_].name) for id_ in ids], ("Id", "Name")))
