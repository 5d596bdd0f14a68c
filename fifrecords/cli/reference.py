"""Every command as its own help tells of it: the page of the documentation."""

from collections.abc import Iterator
from inspect import cleandoc

import click

from fifrecords.cli.main import main

PROGRAM = "fifrecords"
_PREFORMATTED = "\b\n"
_EXAMPLES = (f"{_PREFORMATTED}Examples:\n", f"{_PREFORMATTED}Example:\n")
_INTRODUCTION = """\
# Commands

What `fifrecords COMMAND --help` says, on one page. `make docs` makes it. The examples run as they
stand in a Git repository that holds the [records](../records/README.md) which ship. Every command
ends with exit code 0 where all is well, 1 where it has findings, 2 where it was called wrongly or
cannot work here."""


def commands() -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command, and those within one, in the order of the help: whole name and context too."""
    yield from _within(click.Context(main, info_name=PROGRAM))


def _within(context: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    group = context.command
    assert isinstance(group, click.Group)
    for name in group.list_commands(context):
        if (command := group.get_command(context, name)) and not command.hidden:
            inner = click.Context(command, info_name=name, parent=context)
            yield inner.command_path, command, inner
            if isinstance(command, click.Group):
                yield from _within(inner)


def examples(command: click.Command) -> list[str]:
    """The lines under ``Examples:`` in a command's help, as they are typed."""
    blocks = (each for each in _blocks(command) if each.startswith(_EXAMPLES))
    return [line.strip() for block in blocks for line in block.splitlines()[2:]]


def as_page() -> str:
    """The page: each command with its usage, what it does, its options and its examples."""
    sections = [_section(*each) for each in commands()]
    return "\n\n".join((_INTRODUCTION, *sections)) + "\n"


def _section(name: str, command: click.Command, context: click.Context) -> str:
    mark = "##" if context.parent and context.parent.parent is None else "###"
    usage = " ".join((name, *command.collect_usage_pieces(context)))
    parts = [f"{mark} {name.removeprefix(f'{PROGRAM} ')}", f"```\n{usage}\n```"]
    parts += [_told(block) for block in _blocks(command) if not block.startswith(_EXAMPLES)]
    parts.append(_options(command, context))
    parts.append("\n".join(("```sh", *examples(command), "```")) if examples(command) else "")
    return "\n\n".join(filter(None, parts))


def _blocks(command: click.Command) -> list[str]:
    """The paragraphs of a command's help; one that is set as it stands begins with a mark."""
    return cleandoc((command.help or "").partition("\f")[0]).split("\n\n")


def _told(block: str) -> str:
    if block.startswith(_PREFORMATTED):
        return f"```\n{cleandoc(block.removeprefix(_PREFORMATTED))}\n```"
    return _escaped(" ".join(block.split()))


def _options(command: click.Command, context: click.Context) -> str:
    """The options as a table, in the order of the help, which every command has."""
    options = (each for each in command.params if isinstance(each, click.Option))
    records = filter(None, (each.get_help_record(context) for each in options))
    rows = [f"| `{_cell(name)}` | {_cell(_escaped(words))} |" for name, words in records]
    return "\n".join(("| option | what it says |", "|---|---|", *rows)) if rows else ""


def _cell(text: str) -> str:
    return " ".join(text.replace("|", r"\|").split())


def _escaped(text: str) -> str:
    """Words of a help, in which nothing is markup."""
    return text.replace("<", r"\<").replace("*", r"\*").replace("_", r"\_").replace("[", r"\[")


if __name__ == "__main__":
    click.echo(as_page(), nl=False)
