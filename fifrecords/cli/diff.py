"""``fifrecords diff``: what differs between two revisions."""

from collections.abc import Mapping, Sequence
from datetime import date

import click
from tabulate import tabulate

from fifrecords.cli import options
from fifrecords.cli.opened import checked, without_errors_told
from fifrecords.form.claims.claim import claims
from fifrecords.form.claims.verdicts import verdict
from fifrecords.form.writers.markdown import blocks_as_markdown
from fifrecords.model.finding import some_of
from fifrecords.model.records import Records
from fifrecords.store.commits import Commit
from fifrecords.store.git import Repository
from fifrecords.tally.figures import add_up
from fifrecords.tally.words import standing_in_words
from fifrecords.trail.compare import Difference, commits_by_record, differences
from fifrecords.trail.effect import effect
from fifrecords.trail.effect_told import told

_MOST_NAMED = 5


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="[B]", required=False)
@options.records
@options.until
@options.shape("text", "md", help="How to print it; md for a comment on a merge request.")
def command(
    before: str, after: str | None, folder: str | None, until: date | None, shape: str
) -> None:
    """Tell which figures differ between two revisions, and why.

    A and B are Git revisions; without B, the work tree is taken. Figures, statuses and claims that
    differ are told with the records that make the difference and the commits that changed these.
    With --format md it is a comment for a merge request: figures, findings that the change brings
    and mends, and the records that it touches.

    \b
    Examples:
      fifrecords diff HEAD~1
      fifrecords diff HEAD~1 HEAD --format md
    """
    if shape == "md":
        click.echo(_comment(folder, before, after, until), nl=False)
        return
    old, new = (without_errors_told(folder, at) for at in (before, after))
    found = differences(add_up(old, until=until), add_up(new, until=until))
    commits = commits_by_record(Repository(old.root), before, after or "HEAD")
    click.echo(restatement(found, commits) or "no figure differs")
    if lines := _claims_that_differ(old, new, until):
        click.echo("\n" + "\n".join(f"- {line}" for line in lines))


def _comment(folder: str | None, before: str, after: str | None, until: date | None) -> str:
    """What the change does, for whoever reviews it."""
    old, new = (checked(folder, at) for at in (before, after))
    renames = Repository(new.records.root).renames(before, after)
    return blocks_as_markdown(told(effect(old, new, renames, until)))


def restatement(found: Sequence[Difference], commits: Mapping[str, list[Commit]]) -> str:
    """Figures that differ as a table, with what made the difference; empty where none does."""
    if not found:
        return ""
    rows = [
        (
            each.figure,
            standing_in_words(each.before),
            standing_in_words(each.after),
            _because(each, commits),
        )
        for each in found
    ]
    return tabulate(rows, ("Figure", "Before", "After", "By"), disable_numparse=True)


def _because(each: Difference, commits: Mapping[str, list[Commit]]) -> str:
    named = [
        ref + "".join(f" {commit.short}" for commit in commits.get(ref, ())[-3:]) for ref in each.by
    ]
    return some_of(named, _MOST_NAMED)


def _claims_that_differ(old: Records, new: Records, until: date | None) -> list[str]:
    """The claims that came, went, or are judged otherwise than they were."""
    before, after = (_judged(records, until) for records in (old, new))
    lines = []
    for claim in dict.fromkeys([*after, *before]):
        one, other = before.get(claim, "not there"), after.get(claim, "not there")
        if one != other:
            section, cites, text = claim
            lines.append(f"claim {text!r} of {cites} in {section}: {one} -> {other}")
    return lines


def _judged(records: Records, until: date | None) -> dict[tuple[str, str, str], str]:
    figures = add_up(records, until=until)
    return {
        (each.section, each.cites, each.text): verdict(records, figures, each).ruling
        for each in claims(records)
    }
