"""``fifrecords forms``: the forms that there are, and what answers their questions."""

import json
from collections.abc import Sequence
from textwrap import fill
from typing import Any

import click
from tabulate import tabulate

from fifrecords.cli import options
from fifrecords.cli.opened import found_here, read, summary
from fifrecords.form.build import is_answered, is_to_be_written
from fifrecords.form.definition import form, known_forms
from fifrecords.model.form import Question
from fifrecords.model.kinds import NARRATIVE
from fifrecords.model.records import Records
from fifrecords.tally.figures import add_up

SCHEMA_VERSION = 1
WIDTH = 98
Data = dict[str, Any]


@click.command("forms")
@click.argument("name", required=False, metavar="[FORM]")
@options.records
@options.at
@options.shape("text", "json", help="How to print them.")
def command(name: str | None, folder: str | None, at: str | None, shape: str) -> None:
    """List the forms that there are, or what answers the questions of one.

    Some ship; a project can hold its own. Within a project it is told how many questions its
    records and its narrative answer now.

    \b
    Examples:
      fifrecords forms
      fifrecords forms end-of-grant
    """
    records = _records(folder, at)
    told = {id_: _told(records, id_) for id_ in ([name] if name else known_forms(records))}
    if shape == "json":
        data = {"schema_version": SCHEMA_VERSION, "forms": told}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo(_as_page(name, told[name]) if name else _as_list(told))


def _records(folder: str | None, at: str | None) -> Records:
    """The project's records; none outside of a project, where the forms that ship are known."""
    if folder is None and at is None and found_here() is None:
        return Records()
    records, findings = read(folder, at)
    if findings:
        click.echo(summary(records, findings), err=True)
    return records


def _told(records: Records, id_: str) -> Data:
    wanted, project = form(records, id_), records.project
    return {
        "title": wanted.title,
        "funder": wanted.funder,
        "source": wanted.source,
        "own": id_ in records.forms,
        "chosen": project is not None and project.form == id_,
        "sections": [_section(records, each) for each in wanted.sections],
    }


def _section(records: Records, question: Question) -> Data:
    blocks = [answer for answer in question.answers if answer.block]
    return {
        "id": question.id,
        "question": question.question,
        "hints": list(question.hints),
        "narrative": f"{NARRATIVE}/{question.id}.md" if question.prose else None,
        "fields": [name for answer in question.answers for name in answer.fields],
        "blocks": [{"block": answer.block, "kind": list(answer.kind)} for answer in blocks],
        "answered": _is_answered(records, question) if records.project else None,
    }


def _is_answered(records: Records, question: Question) -> bool:
    written = not is_to_be_written(records, question)
    return written and is_answered(records, add_up(records), question)


def _as_list(forms: Data) -> str:
    rows = [
        (
            id_,
            told["title"],
            "the project" if told["own"] else "shipped",
            len(told["sections"]),
            _answered(told["sections"]),
            "yes" if told["chosen"] else "",
        )
        for id_, told in forms.items()
    ]
    return tabulate(rows, ("Form", "Title", "From", "Sections", "Answered", "Chosen"))


def _answered(sections: Sequence[Data]) -> int | None:
    """How many sections are answered; None where there is no project to answer them."""
    answered = [each["answered"] for each in sections]
    return None if None in answered else sum(answered)


def _as_page(id_: str, told: Data) -> str:
    about = filter(None, (f"{id_}: {told['title']}", told["funder"], told["source"]))
    rows = [
        (number, each["id"], each["question"], _answered_by(each), _yes_or_no(each["answered"]))
        for number, each in enumerate(told["sections"], 1)
    ]
    head = ("No.", "Section", "Question", "Answered by", "Now")
    widths = [None, None, 32, 32, None]
    aligned = ("right", "left", "left", "left", "left")
    table = tabulate(rows, head, disable_numparse=True, colalign=aligned, maxcolwidths=widths)
    return "\n".join([*(fill(each, WIDTH) for each in about), "", table])


def _answered_by(section: Data) -> str:
    blocks = (_with(each["block"], each["kind"]) for each in section["blocks"])
    fields = _with("project.yaml", section["fields"]) if section["fields"] else None
    return "; ".join(filter(None, (section["narrative"], fields, *blocks)))


def _with(what: str, parts: Sequence[str]) -> str:
    return f"{what} ({', '.join(parts)})" if parts else what


def _yes_or_no(answered: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[answered]
