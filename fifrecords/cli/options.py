"""Options that several commands take."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any, TypeVar

import click

from fifrecords.model.finding import did_you_mean_by_part
from fifrecords.store.spelling import day_meant

Command = TypeVar("Command", bound=Callable[..., Any])


def _day(value: str) -> date:
    """The day that was typed."""
    try:
        return day_meant(value)
    except ValueError as why:
        raise click.BadParameter(str(why)) from None


def _in_order(ctx: click.Context, param: click.Parameter, day: date | None) -> date | None:
    """A day of a period, of which the last is not before the first."""
    days = {**ctx.params, str(param.name): day}
    since, until = days.get("since"), days.get("until")
    if since and until and until < since:
        raise click.BadParameter(f"{until} is before --from {since}; exchange the two", ctx, param)
    return day


records = click.option(
    "--records",
    "folder",
    metavar="DIR",
    help="The records folder; otherwise records/ here or in a folder above.",
)
draft = click.option(
    "--draft", is_flag=True, help="Go on without the records that have errors, and say so."
)


at = click.option(
    "--at",
    metavar="REV",
    help="Read the records as they were at a Git revision; the work tree is not touched.",
)
until = click.option(
    "--until",
    type=_day,
    callback=_in_order,
    metavar="DAY",
    help="The last day to look at, inclusive.",
)

on = click.option("--on", "day", type=_day, metavar="DAY", help="As of a day; otherwise today.")


def shape(*names: str, help: str) -> Callable[[Command], Command]:
    """The option --format, with the first of some names where it is not given."""
    return click.option(
        "--format",
        "shape",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help=help,
    )


def period(command: Command) -> Command:
    """The options --from and --until."""
    since = click.option(
        "--from",
        "since",
        type=_day,
        callback=_in_order,
        metavar="DAY",
        help="The first day to look at, inclusive.",
    )
    return since(until(command))


def known(name: str, what: str, names: Collection[str]) -> str:
    """A name that was given on the command line, if there is such a thing.

    Raises:
        click.UsageError: If there is none; the nearest right one is named.
    """
    if name not in names:
        raise click.UsageError(f"no {what} is called {name!r}{did_you_mean_by_part(name, names)}")
    return name
