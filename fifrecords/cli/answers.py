"""``fifrecords answers``: what people may say of themselves, and who publishes that."""

from collections.abc import Iterator, Sequence
from typing import get_args

import click
from tabulate import tabulate

from fifrecords.cli import options
from fifrecords.model.codes import CODE_LISTS, NO_ANSWER
from fifrecords.model.vocabulary import Characteristic

_NAMES: tuple[Characteristic, ...] = get_args(Characteristic)
_HEAD = ("Answer", "Printed as", "Code")
_INTRODUCTION = """\
# Answers on protected characteristics

What a person's `equality` may say, by the nine protected characteristics of the Equality Act 2010
(UK), section 4. `make docs` makes this page.

- People say it of themselves. Nobody else fills it in for them.
- Several answers are a list, `disability: [dyslexia, vision-impairment]`: the first is the primary
  one. A form counts each person once, under that.
- `prefer-not-to-say` is what was asked and not answered; `not-asked` was not asked. What is left
  out is not asked either. None of them is ever a no. Neither they nor `no-disability` or
  `none-of-these` stand beside another answer.
- An answer on no list is a warning. A project's own answers stand in `vocabulary.yaml` under
  `answers`.
- The code is what a return to the funder uses for the answer, where there is one.
"""


@click.command("answers")
@click.argument("names", nargs=-1, metavar="[CHARACTERISTIC]...")
@options.shape("text", "md", help="How to print them.")
def command(names: tuple[str, ...], shape: str) -> None:
    """List what people may say of themselves, by protected characteristic.

    Each list with who publishes it, since when it holds, and the codes that returns use.

    \b
    Examples:
      fifrecords answers
      fifrecords answers disability
    """
    asked = {options.known(name, "characteristic", _NAMES) for name in names}
    chosen = [name for name in _NAMES if not asked or name in asked]
    if shape == "md":
        click.echo("\n".join((_INTRODUCTION, *_sections(chosen, "##", "github"))))
    else:
        click.echo("\n".join(_sections(chosen, "", "simple")))


def _sections(chosen: Sequence[Characteristic], mark: str, look: str) -> Iterator[str]:
    for name in chosen:
        yield f"{mark} {name}".strip() + "\n"
        for each in CODE_LISTS[name]:
            yield f"{each.title}. {each.source}; since {each.since}.\n"
            rows = [(id_, label, each.codes.get(id_, "")) for id_, label in each.answers.items()]
            yield tabulate(rows, _HEAD, tablefmt=look, disable_numparse=True) + "\n"
        if not CODE_LISTS[name]:
            yield "Bands of the project's own; never an age.\n"
    yield f"For each: {', '.join(f'{id_} ({label})' for id_, label in NO_ANSWER.items())}."
