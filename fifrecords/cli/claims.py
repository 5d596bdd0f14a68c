"""``fifrecords claims``: what the narrative claims, and what the records say."""

import codecs
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from pathlib import Path

import click
from tabulate import tabulate

from fifrecords.check.rules import OF_THE_NARRATIVE
from fifrecords.cli import options
from fifrecords.cli.opened import sound
from fifrecords.form.claims.bare import Bare, bare_numbers
from fifrecords.form.claims.claim import Claim, claims
from fifrecords.form.claims.mending import Edit, edited, mending
from fifrecords.form.claims.verdicts import BEARABLE, Verdict, verdict
from fifrecords.model.records import Records
from fifrecords.store.write import ChangedSince, rewrite
from fifrecords.tally.figures import Figures, add_up

HEAD = ("Place", "Says", "Of", "The records say", "Verdict")


@click.command("claims")
@options.records
@options.at
@options.until
@click.option("--unbound", is_flag=True, help="List the numbers that no claim binds instead.")
@click.option("--update", is_flag=True, help="Rewrite the numbers that are false, and only those.")
@click.option("--dry-run", is_flag=True, help="With --update: show what it would do, and stop.")
@click.option("--yes", is_flag=True, help="With --update: do not ask.")
def command(
    folder: str | None,
    at: str | None,
    until: date | None,
    unbound: bool,
    update: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """List what the narrative claims, and what the records say.

    Exits with 1 where a claim does not hold. With --update the change is shown first. What no other
    number mends stays as it is and is listed: a status, an unknown figure, "over" and "under".

    \b
    Examples:
      fifrecords claims
      fifrecords claims --unbound
      fifrecords claims --update --dry-run
      fifrecords claims --update
    """
    if dry_run and not update:
        raise click.UsageError("--dry-run goes with --update")
    if update and (at or until):
        raise click.UsageError("--update writes what holds now; leave out --at and --until")
    records = sound(folder, at=at, apart_from=OF_THE_NARRATIVE)
    if unbound:
        _list_unbound(records)
        return
    figures = add_up(records, until=until)
    came = {claim: verdict(records, figures, claim) for claim in claims(records)}
    wrong = {claim: each for claim, each in came.items() if each.ruling not in BEARABLE}
    if update:
        wrong = _update(records, figures, wrong, lambda: _is_agreed(dry_run=dry_run, yes=yes))
    else:
        rows = [_row(records, claim, each) for claim, each in came.items()]
        click.echo(tabulate(rows, HEAD, disable_numparse=True))
    if wrong:
        raise click.exceptions.Exit(1)


def _is_agreed(*, dry_run: bool, yes: bool) -> bool:
    if dry_run:
        click.echo("nothing was written")
        return False
    return yes or click.confirm("Write this?")


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


@dataclass(frozen=True, slots=True)
class _Rewriting:
    """A file of the narrative, what it held when it was read, and what it is to hold."""

    path: str
    was: bytes
    becomes: bytes

    def diff(self) -> Iterator[str]:
        was, becomes = (data.decode("utf-8-sig") for data in (self.was, self.becomes))
        ways = was.split("\n"), becomes.split("\n")
        for line in unified_diff(*ways, self.path, self.path, lineterm=""):
            yield line.rstrip("\r")


def _update(
    records: Records,
    figures: Figures,
    wrong: Mapping[Claim, Verdict],
    consent: Callable[[], bool],
) -> dict[Claim, Verdict]:
    """Rewrites what is false and can be mended; gives the claims that are wrong as before."""
    edits: dict[str, list[Edit]] = defaultdict(list)
    left: dict[Claim, Verdict] = {}
    for claim, came in wrong.items():
        mends = mending(records, figures, claim) if came.ruling == "false" else None
        if mends is None:
            left[claim] = came
        else:
            edits[claim.ref] += mends
    rewritings = [_rewriting(records, ref, each) for ref, each in sorted(edits.items())]
    for rewriting in rewritings:
        click.echo("\n".join(rewriting.diff()))
    for claim, came in left.items():
        click.echo(f"{_place(records, claim)}: left as it is: {came.message}")
    if rewritings and not consent():
        return dict(wrong)
    _write(rewritings)
    return left


def _rewriting(records: Records, ref: str, edits: Iterable[Edit]) -> _Rewriting:
    """A file with its edits made.

    Raises:
        ChangedSince: If the file is not what it was when the records were read.
    """
    path = records.sources[ref].path
    was = Path(path).read_bytes()
    mark = codecs.BOM_UTF8 if was.startswith(codecs.BOM_UTF8) else b""
    text = was.removeprefix(mark).decode(errors="replace")
    read = text.replace("\r\n", "\n").replace("\r", "\n")
    if read != records.narrative[ref.partition("/")[2]]:
        raise ChangedSince(path)
    return _Rewriting(path, was, mark + edited(text, edits).encode())


def _write(rewritings: Iterable[_Rewriting]) -> None:
    for each in rewritings:
        try:
            rewrite(each.path, each.was, each.becomes)
        except OSError as error:
            message = f"{each.path}: {error.strerror}; it was not written"
            raise click.UsageError(message) from error
