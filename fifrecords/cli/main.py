"""The command line: its commands, each in a file of its own that is read only when it is called."""

import gc
import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from fifrecords import __version__
from fifrecords.model.call import BadCall

COMMANDS = {
    "validate": "Check the records, and say where and how to mend them.",
    "tally": "Add the records up into figures, against their targets.",
    "new": "Write a new record: asked for in plain words, or given by options.",
    "claims": "List what the narrative claims, and what the records say.",
    "report": "Write the funder's form.",
    "fields": "List what a funder's own Word file can be filled in with.",
    "forms": "List the forms that there are, or what answers the questions of one.",
    "export": "Write the facts and figures as tables for other programs.",
    "explain": "Say why a figure is what it is, or what a record feeds.",
    "log": "Tell how a figure moved, or what became of a record.",
    "diff": "Tell which figures differ between two revisions, and why.",
    "seal": "Write the form as it is submitted, and mark the commit with its hash.",
    "verify": "Hold a seal against what is there now.",
    "rules": "List the rules that records are held to.",
    "schema": "Print the JSON Schema of a kind of record.",
}
"""The commands in the order of the work, each with its one-line help."""


class _Refused(click.ClickException):
    """What was asked cannot be done here."""

    exit_code = 2


class _Commands(click.Group):
    """A group that reads a command's file only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"fifrecords.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BadCall as error:
            raise _Refused(str(error)) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def run() -> NoReturn:
    """Runs the command line as a program of its own.

    Records hold no circles and a command ends soon, so nothing is collected on the way, and at the
    end the system takes the memory back as it is: both would cost as much as reading the files.
    """
    gc.disable()
    code: object = 0
    try:
        main(prog_name="fifrecords")
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fifrecords")
def main() -> None:
    """Grant-project records as YAML in Git, added up into the funder's form.

    Every organisation, person and session is one file below the folder records/. Exit codes: 0
    clean, 1 findings, 2 wrong usage or environment.
    """
