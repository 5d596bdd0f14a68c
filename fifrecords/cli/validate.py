"""``fifrecords validate``: what is wrong with the records."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

import click

from fifrecords.check.change import change
from fifrecords.check.form import to_be_written
from fifrecords.check.formats import FORMATS, FROM_THE_TOP, formatted
from fifrecords.check.rules import RULES
from fifrecords.cli import options
from fifrecords.cli.opened import checked, summary
from fifrecords.model.finding import Finding
from fifrecords.model.records import Records
from fifrecords.store.git import STAGED, Repository, from_the_top
from fifrecords.store.load import Loaded

_NOTHING = re.compile("0{40}|0{64}")


@click.command("validate")
@click.argument("path", required=False, metavar="[DIR]")
@options.records
@options.at
@click.option("--staged", is_flag=True, help="Read what is staged for the next commit.")
@click.option("--since", metavar="REV", help="Only what was brought since a Git revision.")
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
    the findings are told and counted that were not there at REV, or where the history of this
    branch left that of REV. A REV of zeros, as a forge names what was before a first push, is
    nothing: then every finding is new.

    \b
    Examples:
      fifrecords validate --strict
      fifrecords validate --staged --since HEAD
      fifrecords validate --since origin/main --format github
    """
    if staged and at:
        raise click.UsageError("--staged and --at name two states; give one of them")
    rules, at = _chosen(only, skip), STAGED if staged else at
    now = checked(path or folder, at, rules)
    findings = now.findings if since is None else _brought(now, since, at, rules)
    shown = _from_the_top(findings, now.records) if shape in FROM_THE_TOP else findings
    click.echo(formatted(shown, shape), nl=False)
    click.echo(_told(now, findings, since), err=True)
    if at is None and findings and _is_any_certain(now._replace(findings=findings)):
        click.echo("some of this is mended by: fifrecords fix", err=True)
    if any(strict or each.severity == "error" for each in findings):
        raise click.exceptions.Exit(1)


def _chosen(only: Sequence[str], skip: Sequence[str]) -> frozenset[str]:
    named = {options.known(name, "rule", RULES) for name in only} or RULES.keys()
    return frozenset(named - {options.known(name, "rule", RULES) for name in skip})


def _brought(now: Loaded, since: str, at: str | None, rules: Collection[str]) -> list[Finding]:
    """The findings that were not there at a revision; before the first commit, none was."""
    repository = Repository(now.records.root)
    if _NOTHING.fullmatch(since) or (since == "HEAD" and repository.is_new):
        return now.findings
    base = repository.fork(since, at)
    if not now.findings:
        return []
    before = checked(now.records.root, base, rules)
    return change(before, now, repository.renames(base, at)).brought


def _is_any_certain(found: Loaded) -> bool:
    from fifrecords.entry.fixing import is_any_certain  # noqa: PLC0415 - needed only now and then

    return is_any_certain(found)


def _told(now: Loaded, findings: Sequence[Finding], since: str | None) -> str:
    """What was read and found, in one line."""
    older = len(now.findings) - len(findings)
    known = f" ({older:,} known at {since})" if older else ""
    sections = 0 if since else len(to_be_written(now.records))
    left = f"; {sections} section{'s' * (sections > 1)} still to be written" if sections else ""
    return summary(now.records, findings).replace(";", f"{known};", 1) + left


def _from_the_top(findings: Sequence[Finding], records: Records) -> list[Finding]:
    """Findings with their files as seen from the top of the repository, if there is one."""
    named = from_the_top(records.root)
    return [replace(each, path=named(each.path)) for each in findings]
