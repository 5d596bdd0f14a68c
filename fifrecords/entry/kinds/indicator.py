"""A new figure: what was promised to the funder, and how it is measured."""

from typing import Any

from fifrecords.entry.answers import amount, choice, label, new_id, words, yes_or_no
from fifrecords.entry.choices import among, figures, word
from fifrecords.entry.kinds.kind import Kind
from fifrecords.entry.plan import Plan
from fifrecords.entry.question import Moment, Question
from fifrecords.model.indicator import FUNDING
from fifrecords.model.meanings import (
    COUNTED,
    INDICATOR_KINDS,
    KEPT,
    OUTCOME_KINDS,
    SESSION_KINDS,
    SUMMED,
)
from fifrecords.model.measure import KNOWN_DIMENSIONS, Dimension
from fifrecords.store.compose import entry

_NARROWING = {"role": "role", "session_kind": "kind", "outcome": "outcome"}
"""The questions that narrow a measure, each with its dimension."""


def _plans(plan: Plan, moment: Moment) -> list[str]:
    given = dict(moment.given)
    id_ = given.pop("id")
    where = {name: given.pop(ask) for ask, name in _NARROWING.items() if ask in given}
    given["measure"] = _measure(given["measure"], where)
    if given.get("ascending"):
        del given["ascending"]  # it is so where nothing is said
    order = ("number", "statement", "kind", "measure")
    ordered = {name: given[name] for name in (*order, *given) if name in given}
    plan.append(f"{plan.root}/indicators.yaml", entry(id_, ordered))
    return [id_]


def _measure(what: str, where: dict[str, Any]) -> Any:
    if what in KEPT:
        return what
    short = {name: values[0] if len(values) == 1 else values for name, values in where.items()}
    operation = "sum" if what in SUMMED else "count"
    return {operation: what} | ({"where": short} if short else {})


def _narrowed(dimension: Dimension, moment: Moment) -> bool:
    return dimension in KNOWN_DIMENSIONS.get(moment.given.get("measure", ""), ())


def _by_kind(moment: Moment) -> bool:
    return _narrowed("kind", moment) and "outcome" not in moment.given


INDICATOR = Kind(
    "Write a figure: what was promised, how it is measured, and its target.",
    (
        Question(
            "id",
            "A short name for the figure (a-z, 0-9 and -)",
            new_id,
            lambda moment: {**figures(moment), FUNDING: "the grant"},
            needed=True,
        ),
        Question("statement", "What was promised, in the funder's words"),
        Question("number", "The funder's own number for it", label),
        Question(
            "kind", "Is it an output, an outcome or an impact", choice, among(INDICATOR_KINDS)
        ),
        Question(
            "measure", "What is added up", choice, among({**COUNTED, **SUMMED, **KEPT}), needed=True
        ),
        Question(
            "outcome",
            "Only with which outcomes (empty for any)",
            choice,
            among(OUTCOME_KINDS),
            many=True,
            applies=lambda moment: _narrowed("outcome", moment),
        ),
        Question(
            "role",
            "Only of people in which roles (empty for all)",
            choice,
            word("roles"),
            many=True,
            applies=lambda moment: _narrowed("role", moment),
            adds="roles",
        ),
        Question(
            "session_kind",
            "Only of which sorts of session (empty for all)",
            choice,
            among(SESSION_KINDS),
            many=True,
            applies=_by_kind,
        ),
        Question(
            "baseline",
            "Where did it stand before the project",
            amount,
            applies=lambda moment: moment.given.get("measure") == "latest",
        ),
        Question(
            "target",
            "What is the target (a number, or as 8-12)",
            amount,
            applies=lambda moment: moment.given.get("measure") != "judged",
        ),
        Question(
            "ascending",
            "Is more of it better (yes or no)",
            yes_or_no,
            applies=lambda moment: moment.given.get("measure") == "latest",
        ),
        Question("unit", "What is it counted in", asked=False),
        Question(
            "unanswered",
            "What is the form to say while nothing is on record",
            words,
            asked=False,
        ),
    ),
    _plans,
    (
        "indicator --id learners-in-work --statement 'Learners who found work' --kind outcome "
        "--measure people --outcome employment --target 4",
    ),
    frozenset({"silent-target", "target-nobody-answers"}),
)
