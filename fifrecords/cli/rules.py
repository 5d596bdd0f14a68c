"""``fifrecords rules``: what records are held to."""

import click
from tabulate import tabulate

from fifrecords.check.rules import RULES, Rule
from fifrecords.cli import options
from fifrecords.entry.fixing import how_mended


@click.command("rules")
@click.argument("names", nargs=-1, metavar="[RULE]...")
@options.shape("text", "md", help="How to print them.")
def command(names: tuple[str, ...], shape: str) -> None:
    """List the rules that records are held to.

    An error keeps a record from being added up; a warning only looks wrong.

    \b
    Examples:
      fifrecords rules
      fifrecords rules more-than-a-day-in-a-day
    """
    chosen = [RULES[options.known(name, "rule", RULES)] for name in names] or list(RULES.values())
    if shape == "md":
        click.echo(_as_markdown(chosen))
    elif names:
        click.echo("\n\n".join(f"{r.name} ({r.severity})\n\n{r.documentation}" for r in chosen))
    else:
        rows = [(rule.name, rule.severity, rule.summary) for rule in chosen]
        click.echo(tabulate(rows, ("Rule", "Severity", "What must hold")))


def _as_markdown(rules: list[Rule]) -> str:
    head = "# Rules\n\nWhat `fifrecords validate` holds records to. `make docs` makes this page."
    return "\n\n".join((head, *map(_section, rules)))


def _section(rule: Rule) -> str:
    mend = how_mended(rule.name)
    text = f"## {rule.name}\n\n*{rule.severity.capitalize()}.* {rule.documentation}"
    return (
        f"{text}\n\n[`fix`](care.md#what-can-be-mended-in-one-way-only): {mend}" if mend else text
    )
