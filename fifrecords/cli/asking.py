"""Asking somebody at a terminal, with completion where the terminal has it."""

import sys
from collections.abc import Sequence
from textwrap import fill
from typing import Any

import click

from fifrecords.entry.answers import Choices, NotAmong
from fifrecords.entry.interview import NONE
from fifrecords.entry.question import Moment, Question

_LIST = "?"
HOW_TO_ANSWER = (
    f'Enter takes what stands in brackets, "{NONE}" leaves it out, '
    f'"{_LIST}" lists what can be answered.\n'
    "Several answers stand between commas. Nothing is written before you say so.\n"
)
_WIDTH = 98
_FEW = 8


def is_terminal() -> bool:
    """Whether somebody sits at the other end."""
    return sys.stdin.isatty()


class Terminal:
    """Somebody at a terminal."""

    def __init__(self) -> None:
        self._shown = ""
        click.echo(HOW_TO_ANSWER)

    def ask(self, question: Question, moment: Moment, default: str) -> str:
        """Asks; gives the answer as it was typed, or the default where none was."""
        choices = question.offered(moment)
        if choices and self._shown != question.name:
            click.echo(_in_short(choices))
        self._shown = question.name
        _complete(choices)
        while True:
            asked: str = click.prompt(
                question.asks, default=default, show_default=bool(default), prompt_suffix="? "
            )
            if asked.strip() != _LIST:
                return asked
            click.echo(_listed(choices) if choices else "  anything can be answered here")

    def refuse(self, why: str) -> None:
        """Says why an answer cannot be taken."""
        click.echo(f"  {why}")

    def is_new_word(self, unknown: NotAmong) -> bool:
        """Asks whether an unknown word is to be added to the vocabulary."""
        click.echo(f"  {unknown}")
        is_no_slip = not unknown.near
        return click.confirm(
            f"Add {unknown.text!r} to the project's words", default=is_no_slip, prompt_suffix="? "
        )


def _in_short(choices: Choices) -> str:
    """What can be answered: each with its meaning where they are few, else how to see them."""
    if len(choices) <= _FEW:
        return _listed(choices)
    ids = fill(", ".join(choices), _WIDTH - 4, break_on_hyphens=False).split("\n")
    if len(ids) == 1:
        return f"  {ids[0]}"
    return f"  {ids[0]}\n  ... ({len(choices)} in all: ? lists them, Tab completes)"


def _listed(choices: Choices) -> str:
    width = max(map(len, choices))
    return "\n".join(f"  {id_:{width}}  {called}".rstrip() for id_, called in choices.items())


def _complete(choices: Choices) -> None:
    """Lets the terminal complete the choices, if it can."""
    try:
        import readline  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return
    readline.set_completer_delims(", \t\n")
    readline.set_completer(_completer(list(choices)))
    is_libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")


def _completer(ids: Sequence[str]) -> Any:
    def complete(begun: str, number: int) -> str | None:
        fitting = [id_ for id_ in ids if id_.startswith(begun)]
        return fitting[number] if number < len(fitting) else None

    return complete
