"""A group of commands, each in a file of its own that is read only when it is called."""

from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from fifrecords.model.call import BadCall


class _Refused(click.ClickException):
    """What was asked cannot be done here."""

    exit_code = 2


class Commands(click.Group):
    """A group that reads a command's file only when that command is called.

    Args:
        table: The commands under their headings, each with its one-line help.
        room: The package that holds a module for each, with the command as ``command``.
    """

    def __init__(
        self, *arguments: Any, table: Mapping[str, Mapping[str, str]], room: str, **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        self._table = table
        self._room = room

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in their order."""
        return [name for commands in self._table.values() for name in commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, if there is one."""
        if cmd_name not in self.list_commands(ctx):
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"{self._room}.{name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command; a bad call ends it with one line and exit code 2."""
        try:
            return super().invoke(ctx)
        except BadCall as error:
            raise _Refused(str(error)) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands without reading their files."""
        for heading, commands in self._table.items():
            with formatter.section(heading):
                formatter.write_dl(list(commands.items()))
