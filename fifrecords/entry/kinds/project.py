"""A new project: what was granted, by whom, and for when."""

import re
from datetime import date
from typing import Any, NamedTuple

from fifrecords.entry.answers import (
    Choices,
    Misunderstood,
    Value,
    choice,
    day,
    email,
    number,
    words,
)
from fifrecords.entry.choices import forms
from fifrecords.entry.ids import readable_id
from fifrecords.entry.kinds.kind import Kind
from fifrecords.entry.plan import Plan
from fifrecords.entry.question import Moment, Question
from fifrecords.form.definition import TO_BE_WRITTEN, form
from fifrecords.model.kinds import NARRATIVE
from fifrecords.store.compose import record

_IN_PARTS = ("amount", "currency", "contact", "email")
_SIGNS = {"£": "GBP", "€": "EUR"}


class _Sum(NamedTuple):
    """A sum, and the currency of the sign that stood with it; empty where there was none."""

    amount: Value
    currency: str


def _plans(plan: Plan, moment: Moment) -> list[str]:
    given = moment.given
    provider = readable_id(given["provider"], ())
    plan.write(f"{plan.root}/project.yaml", record(_fields(dict(given), provider)))
    organisation = {"name": given["provider"], "type": "organisation", "roles": ["lead-partner"]}
    plan.write(f"{plan.root}/organisations/{provider}.yaml", record(organisation))
    for question in form(moment.records, given["form"]).sections if "form" in given else ():
        if question.prose:
            plan.write(f"{plan.root}/{NARRATIVE}/{question.id}.md", f"{TO_BE_WRITTEN}\n")
    return [given["title"]]


def _fields(given: dict[str, Any], provider: str) -> dict[str, Any]:
    parts = {name: given.pop(name, None) for name in _IN_PARTS}
    granted: _Sum | None = parts["amount"]
    contact = {"name": parts["contact"], "email": parts["email"]}
    order = ("title", "programme", "funder", "form", "provider", "contact", "starts", "ends")
    given |= {
        "provider": provider,
        "contact": {name: each for name, each in contact.items() if each},
        "funding": granted and {"amount": granted.amount, "currency": parts["currency"]},
    }
    return {name: given.get(name) for name in (*order, "funding", "hours_per_day")}


def _sum(text: str, choices: Choices) -> _Sum:
    sign = next((each for each in _SIGNS if text.startswith(each) or text.endswith(each)), "")
    return _Sum(number(text.strip(f"{sign} "), choices), _SIGNS.get(sign, ""))


def _too_early(value: date, moment: Moment) -> str:
    starts = moment.given["starts"]
    return f"{value} is before {starts}, the day it starts" if value < starts else ""


def _another(value: str, moment: Moment) -> str:
    told = moment.given["amount"].currency if "amount" in moment.given else ""
    mend = f"take {told}, or give the amount without its sign"
    return f"the amount was given in {told}; {mend}" if told not in ("", value) else ""


def _currency(text: str, choices: Choices) -> str:
    if not re.fullmatch(r"[A-Za-z]{3}", text):
        raise Misunderstood(f"{text!r} is no currency; write its three letters, like GBP")
    return text.upper()


PROJECT = Kind(
    "Begin a project: a folder of records that is ready to be filled.",
    (
        Question("title", "What is the project called", needed=True),
        Question("provider", "Which organisation runs it", needed=True),
        Question("funder", "Who pays for it"),
        Question("programme", "Under which programme"),
        Question(
            "form",
            "Which form does the funder want at the end",
            choice,
            forms,
            default=lambda moment: "end-of-grant",
            assumed=True,
        ),
        Question("starts", "On which day does it start", day, needed=True),
        Question("ends", "On which day does it end", day, needed=True, clashes=_too_early),
        Question("amount", "How much was granted", _sum),
        Question(
            "currency",
            "In which currency",
            _currency,
            default=lambda moment: moment.given["amount"].currency or "GBP",
            clashes=_another,
            applies=lambda moment: "amount" in moment.given,
            assumed=True,
        ),
        Question(
            "hours_per_day",
            "How many hours make a day of learning",
            number,
            default=lambda moment: "6",
        ),
        Question(
            "contact",
            "Whom may the funder ask (a function, not a name)",
            words,
            default=lambda moment: "Project manager",
            assumed=True,
        ),
        Question("email", "At which e-mail address", email),
    ),
    _plans,
    (),
)
