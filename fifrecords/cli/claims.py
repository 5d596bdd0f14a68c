"""``fifrecords claims``: what the narrative claims, and what the records say."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import partial

import click
from tabulate import tabulate

from fifrecords.check.rules import OF_THE_NARRATIVE
from fifrecords.cli import options
from fifrecords.cli.opened import records_folder, sound
from fifrecords.cli.planned import Manner, manner, settle
from fifrecords.cli.writable import tidy
from fifrecords.entry.plan import Plan, path_of
from fifrecords.form.claims.bare import Bare, bare_numbers
from fifrecords.form.claims.claim import Claim, claims
from fifrecords.form.claims.mending import Edit, edited, mending
from fifrecords.form.claims.verdicts import BEARABLE, Verdict, verdict
from fifrecords.model.records import Records
from fifrecords.store.write import ChangedSince
from fifrecords.tally.figures import Figures, add_up

HEAD = ("Place", "Says", "Of", "The records say", "Verdict")


@click.command("claims")
@options.records
@options.at
@options.until
@click.option("--unbound", is_flag=True, help="List the numbers that no claim binds instead.")
@click.option("--update", is_flag=True, help="Rewrite the numbers that are false, and only those.")
@manner
def command(
    folder: str | None,
    at: str | None,
    until: date | None,
    unbound: bool,
    update: bool,
    manner: Manner,
) -> None:
    """List what the narrative claims, and what the records say.

    Exits with 1 where a claim does not hold. With --update the change is shown first; --dry-run,
    --yes and --commit are for that. What no other number mends stays as it is and is listed: a
    status, an unknown figure, "over" and "under".

    \b
    Examples:
      fifrecords claims
      fifrecords claims --unbound
      fifrecords claims --update --dry-run
      fifrecords claims --update
    """
    if manner != Manner(dry_run=False, yes=False, commit=False) and not update:
        raise click.UsageError("--dry-run, --yes and --commit go with --update")
    if update and (at or until):
        raise click.UsageError("--update writes what holds now; leave out --at and --until")
    if update:
        tidy(records_folder(folder), writes=not manner.dry_run)
    records = sound(folder, at=at, apart_from=OF_THE_NARRATIVE)
    if unbound:
        _list_unbound(records)
        return
    figures = add_up(records, until=until)
    came = {claim: verdict(records, figures, claim) for claim in claims(records)}
    wrong = {claim: each for claim, each in came.items() if each.ruling not in BEARABLE}
    if not update:
        rows = [_row(records, claim, each) for claim, each in came.items()]
        click.echo(tabulate(rows, HEAD, disable_numparse=True))
    if _update(records, figures, wrong, manner) if update else wrong:
        raise click.exceptions.Exit(1)


def _list_unbound(records: Records) -> None:
    for bare in bare_numbers(records):
        click.echo(f"{_place(records, bare)}: {bare.text}")


def _row(records: Records, claim: Claim, came: Verdict) -> tuple[str, ...]:
    says = " ".join(claim.text.split())
    of = claim.cites if claim.scheme == "figure" else f"{claim.cites} (status)"
    return (_place(records, claim), says, of, came.records_say, came.ruling)


def _place(records: Records, what: Claim | Bare) -> str:
    line, column = what.at
    return f"{records.sources[what.ref].path}:{line}:{column}"


def _update(
    records: Records, figures: Figures, wrong: Mapping[Claim, Verdict], manner: Manner
) -> Collection[Claim]:
    """Rewrites what is false and can be mended; gives the claims that are wrong then."""
    edits: dict[str, list[Edit]] = defaultdict(list)
    left: list[Claim] = []
    for claim, came in wrong.items():
        mends = mending(records, figures, claim) if came.ruling == "false" else None
        if mends is None:
            left.append(claim)
            click.echo(f"{_place(records, claim)}: left as it is: {came.message}")
        else:
            edits[claim.ref] += mends
    plan = Plan(records.root, "Claim what the records say")
    for ref, each in sorted(edits.items()):
        plan.rewrite(path_of(records, ref), partial(_mended, records, ref, each))
    settle(plan, manner)
    return wrong if manner.dry_run else left


def _mended(records: Records, ref: str, edits: Iterable[Edit], text: str) -> str:
    """A text of the narrative with its edits made.

    Raises:
        ChangedSince: If it is not what it was when the records were read.
    """
    if text.replace("\r\n", "\n").replace("\r", "\n") != records.narrative[ref.partition("/")[2]]:
        raise ChangedSince(path_of(records, ref))
    return edited(text, edits)
