"""``fifrecords people``: who the people of the records are, for those who may know."""

import click

from fifrecords.cli.group import Commands

COMMANDS = {
    "add": "Write down who a person is.",
    "show": "Show who a person is.",
    "find": "Find people by name or contact.",
    "list": "List who is in the register.",
    "forget": "Forget a person, and keep every figure as it is.",
    "due": "List who is due for review or forgetting.",
    "keys": "Show and change who can open the register.",
    "scan": "Find what leads to one person, in the records and in their history.",
}
"""The commands of people, each with its one-line help."""


@click.command("people", cls=Commands, table={"Commands": COMMANDS}, room="fifrecords.cli.people")
def command() -> None:
    """Keep names and contacts outside the records, and forget people.

    A person is an id in the records. Who that is stands in one encrypted file outside of every
    repository, the register; docs/data-protection.md tells where, and who can read it. Names are
    asked for or read from standard input, since a command line is kept in the shell's history.

    \b
    Examples:
      fifrecords people due --on 2011-06-01
      fifrecords people forget p-2kzl8 --because "asked to be forgotten" --dry-run
    """
