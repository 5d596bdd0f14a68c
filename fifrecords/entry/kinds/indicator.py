"""A new figure: what was promised to the funder, and how it is measured."""

from collections.abc import Sequence
from typing import Any

from fifrecords.entry.answers import Choices, amount, choice, label, new_id, words, yes_or_no
from fifrecords.entry.choices import among, figures, word
from fifrecords.entry.kinds.kind import Kind
from fifrecords.entry.plan import Plan
from fifrecords.entry.question import Moment, Question
from fifrecords.model.call import BadCall
from fifrecords.model.indicator import FUNDING
from fifrecords.model.meanings import (
    COUNTED,
    INDICATOR_KINDS,
    KEPT,
    OUTCOME_KINDS,
    SESSION_KINDS,
    SUMMED,
    WORKED_OUT,
)
from fifrecords.model.measure import KNOWN_DIMENSIONS, Dimension
from fifrecords.store.compose import entry

_NARROWING = {"role": "role", "session_kind": "kind", "outcome": "outcome"}
"""The questions that narrow a measure, each with its dimension."""


def _plans(plan: Plan, moment: Moment) -> list[str]:
    given = dict(moment.given)
    id_ = given.pop("id")
    where = {name: given.pop(ask) for ask, name in _NARROWING.items() if ask in given}
    of = given.pop("of", [])
    project = moment.records.project
    if _costs(moment) and project and project.funding:
        given.setdefault("unit", project.funding.currency)
    given["measure"] = _measure(given["measure"], where, of)
    if given.get("ascending"):
        del given["ascending"]  # it is so where nothing is said
    order = ("number", "statement", "kind", "measure")
    ordered = {name: given[name] for name in (*order, *given) if name in given}
    plan.append(f"{plan.root}/indicators.yaml", entry(id_, ordered))
    return [id_]


def _measure(what: str, where: dict[str, Any], of: Sequence[str]) -> Any:
    if of and what not in WORKED_OUT:
        raise BadCall(f"--of: {what} is not worked out from other figures; leave it out")
    if what in KEPT:
        return what
    if what in WORKED_OUT:
        return {what: of}
    short = {name: values[0] if len(values) == 1 else values for name, values in where.items()}
    operation = "sum" if what in SUMMED else "count"
    return {operation: what} | ({"where": short} if short else {})


def _narrowed(dimension: Dimension, moment: Moment) -> bool:
    return dimension in KNOWN_DIMENSIONS.get(moment.given.get("measure", ""), ())


def _is_worked_out(moment: Moment) -> bool:
    return moment.given.get("measure") in WORKED_OUT


def _costs(moment: Moment) -> bool:
    """Whether it is what the grant comes to for each of something: less of it is better."""
    return moment.given.get("measure") == "ratio" and moment.given["of"][0] == FUNDING


def _has_a_direction(moment: Moment) -> bool:
    """Whether only whoever promised it knows if it is to rise or to fall."""
    measure = moment.given.get("measure")
    return measure == "latest" or (measure == "ratio" and "target" in moment.given)


def _figures_and_grant(moment: Moment) -> Choices:
    project = moment.records.project
    grant = {FUNDING: "the grant"} if project and project.funding else {}
    return {**figures(moment), **grant}


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
            "measure",
            "What is added up",
            choice,
            among({**COUNTED, **SUMMED, **WORKED_OUT, **KEPT}),
            needed=True,
        ),
        Question(
            "of",
            "Of which figures (a ratio divides the first by the second)",
            choice,
            _figures_and_grant,
            many=True,
            needed=True,
            applies=_is_worked_out,
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
            default=lambda moment: "no" if _costs(moment) else "",
            assumed=True,
            applies=_has_a_direction,
        ),
        Question("unit", "What is it counted in", asked=False),
        Question(
            "unanswered", "What is the form to say while nothing is on record", words, asked=False
        ),
    ),
    _plans,
    (
        "indicator --id learners-in-work --statement 'Learners who found work' --kind outcome "
        "--measure people --outcome employment --target 4",
        "indicator --id grant-per-beneficiary --measure ratio --of funding,beneficiaries",
    ),
    frozenset({"silent-target", "target-nobody-answers"}),
)
