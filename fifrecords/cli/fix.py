"""``fifrecords fix``: the mends that are certain."""

import click

from fifrecords.check.change import change
from fifrecords.cli import options
from fifrecords.cli.consequences import renames_of
from fifrecords.cli.opened import stop_at
from fifrecords.cli.planned import Manner, manner, settle
from fifrecords.cli.writable import opened
from fifrecords.entry.fixing import FIXABLE, fix


@click.command("fix")
@options.records
@click.option("--rule", "only", multiple=True, metavar="RULE", help="Mend this one; repeatable.")
@manner
def command(folder: str | None, only: tuple[str, ...], manner: Manner) -> None:
    """Mend what is wrong and can be mended in one way only.

    A former id becomes the present one, a .yml file a .yaml file, 14 January 2011 becomes
    2011-01-14; what may mean two things is left to you. Every mend is shown first. Exits with 1
    where an error is left, and in a dry run where there is anything to mend.

    \b
    Examples:
      fifrecords fix --dry-run
      fifrecords fix --rule former-id --rule line-endings --yes
    """
    rules = {options.known(name, "rule with a certain mend", FIXABLE) for name in only}
    before = opened(folder, writes=not manner.dry_run)
    plan, after = fix(before, rules or FIXABLE)
    gone = change(before, after, renames_of(plan)).mended
    mended = [each for each in gone if each.rule in (rules or FIXABLE)]
    for finding in mended:
        click.echo(f"{'would mend' if manner.dry_run else 'mended'}: {finding}")
    settle(plan, manner)
    left = [each for each in after.findings if each.severity == "error"]
    of_prose = all(each.rule == "false-claim" for each in left)
    stop_at(left, "mend {} with: fifrecords claims --update" if of_prose else "mend {} by hand")
    if manner.dry_run and mended:
        raise click.exceptions.Exit(1)
