"""``fifrecords validate``: what is wrong with the records."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import click

from fifrecords.check.change import change
from fifrecords.check.formats import FORMATS, FROM_THE_TOP, formatted
from fifrecords.check.rules import RULES, validate
from fifrecords.cli import options
from fifrecords.cli.opened import read, summary
from fifrecords.model.finding import Finding
from fifrecords.model.records import Records
from fifrecords.store.git import STAGED, Repository, from_the_top
from fifrecords.store.load import Loaded


@click.command("validate")
@click.argument("path", required=False, metavar="[DIR]")
@options.records
@options.at
@click.option("--staged", is_flag=True, help="Read what is staged for the next commit.")
@click.option("--since", metavar="REV", help="Only what was not yet there at a Git revision.")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option("--rule", "only", multiple=True, metavar="RULE", help="Apply this one; repeatable.")
@click.option("--skip", multiple=True, metavar="RULE", help="Leave this one out; repeatable.")
@options.shape(*FORMATS, help="How to print the findings.")
def command(
    path: str | None,
    folder: str | None,
    at: str | None,
    staged: bool,
    since: str | None,
    strict: bool,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    shape: str,
) -> None:
    """Check the records, and say where and how to mend them.

    Every file is read, and every finding printed with its place: FILE:LINE:COLUMN. Exits with 0
    where there is no error, with 1 where there is one. With --since, all is read as ever, but only
    the findings are told and counted that were not there before.

    \b
    Examples:
      fifrecords validate --strict
      fifrecords validate --staged --since HEAD
      fifrecords validate --since origin/main --format github
    """
    if staged and at:
        raise click.UsageError("--staged and --at name two states; give one of them")
    rules, at = _chosen(only, skip), STAGED if staged else at
    now = _checked(path or folder, at, rules)
    findings = now.findings if since is None else _brought(now, since, at, rules)
    shown = _from_the_top(findings, now.records) if shape in FROM_THE_TOP else findings
    click.echo(formatted(shown, shape), nl=False)
    click.echo(_told(now, findings, since), err=True)
    if any(strict or each.severity == "error" for each in findings):
        raise click.exceptions.Exit(1)


def _chosen(only: Sequence[str], skip: Sequence[str]) -> frozenset[str]:
    named = {options.known(name, "rule", RULES) for name in only} or RULES.keys()
    return frozenset(named - {options.known(name, "rule", RULES) for name in skip})


def _checked(named: str | None, at: str | None, rules: Collection[str]) -> Loaded:
    """The records, and all that is wrong with them by some rules."""
    records, found = read(named, at)
    every = sorted((*found, *validate(records, rules)))
    return Loaded(records, [each for each in every if each.rule in rules])


def _brought(now: Loaded, since: str, at: str | None, rules: Collection[str]) -> list[Finding]:
    """The findings that were not there at a revision; before the first commit, none was."""
    repository = Repository(now.records.root)
    if since == "HEAD" and repository.is_new:
        return now.findings
    renames = repository.renames(since, at)
    if not now.findings:
        return []
    return change(_checked(now.records.root, since, rules), now, renames).brought


def _told(now: Loaded, findings: Sequence[Finding], since: str | None) -> str:
    """What was read and found, in one line."""
    older = len(now.findings) - len(findings)
    known = f" ({older:,} known at {since})" if older else ""
    return summary(now.records, findings).replace(";", f"{known};", 1)


def _from_the_top(findings: Sequence[Finding], records: Records) -> list[Finding]:
    """Findings with their files as seen from the top of the repository, if there is one."""
    named = from_the_top(records.root)
    return [replace(each, path=named(each.path)) for each in findings]
