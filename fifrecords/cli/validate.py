"""``fifrecords validate``: what is wrong with the records."""

import json
from collections.abc import Sequence
from dataclasses import asdict

import click

from fifrecords.check.rules import RULES, validate
from fifrecords.cli import options
from fifrecords.cli.opened import read, summary
from fifrecords.model.finding import Finding

SCHEMA_VERSION = 1


@click.command("validate")
@click.argument("path", required=False, metavar="[DIR]")
@options.records
@options.at
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option("--rule", "only", multiple=True, metavar="RULE", help="Apply this one; repeatable.")
@click.option("--skip", multiple=True, metavar="RULE", help="Leave this one out; repeatable.")
@options.shape("text", "json", help="How to print the findings.")
def command(
    path: str | None,
    folder: str | None,
    at: str | None,
    strict: bool,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    shape: str,
) -> None:
    """Check the records, and say where and how to mend them.

    Every file is read, and every finding printed with its place: FILE:LINE:COLUMN. Exits with 0
    where there is no error, with 1 where there is one.

    \b
    Example:
      fifrecords validate --strict
    """
    rules = _chosen(only, skip)
    records, found = read(path or folder, at)
    findings = sorted(each for each in (*found, *validate(records, rules)) if each.rule in rules)
    click.echo(_as_json(findings)) if shape == "json" else _print(findings)
    click.echo(summary(records, findings), err=True)
    if any(strict or each.severity == "error" for each in findings):
        raise click.exceptions.Exit(1)


def _chosen(only: Sequence[str], skip: Sequence[str]) -> frozenset[str]:
    named = {options.known(name, "rule", RULES) for name in only} or RULES.keys()
    return frozenset(named - {options.known(name, "rule", RULES) for name in skip})


def _print(findings: Sequence[Finding]) -> None:
    for finding in findings:
        click.echo(str(finding))


def _as_json(findings: Sequence[Finding]) -> str:
    severities = [each.severity for each in findings]
    report = {
        "schema_version": SCHEMA_VERSION,
        "findings": [asdict(each) for each in findings],
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
    }
    return json.dumps(report, ensure_ascii=False, indent=2)
