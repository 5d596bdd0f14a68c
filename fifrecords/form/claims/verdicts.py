"""Whether the records bear what the narrative claims."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fifrecords.form.claims.claim import Claim
from fifrecords.form.claims.said import PERCENT, Said, read_number
from fifrecords.form.claims.standing import read_standing
from fifrecords.model.basis import ADDED
from fifrecords.model.quantity import Quantity
from fifrecords.model.records import Records
from fifrecords.tally.actual import Actual, Value
from fifrecords.tally.cited import Cited, Unknown, cited
from fifrecords.tally.figures import Figures
from fifrecords.tally.status import is_missed
from fifrecords.tally.words import actual_in_words, in_words, parts_in_words, plain_words

Ruling = Literal["true", "only with estimates", "false", "contradicted", "unknown", "unreadable"]
"""What may come of a claim; a number is false, a status contradicted."""

BEARABLE: tuple[Ruling, ...] = ("true", "only with estimates")
"""What a form may be handed in with."""

_PEOPLE = ("people", "persons", "individuals", "learners", "adults", "users", "workers")
_THINGS: dict[str, Sequence[str]] = {
    **dict.fromkeys(_PEOPLE, ("people", "attendances")),
    "beneficiaries": ("people", "organisations", "sites"),
    "organisations": ("organisations",),
    "sites": ("sites",),
    "qualifications": ("qualifications", "outcomes"),
    "awards": ("qualifications", "outcomes"),
    "sessions": ("sessions",),
    "days": ("days",),
    "hours": ("hours",),
}
_PLURALS = {word.removesuffix("s"): word for word in _THINGS} | {
    "person": "people",
    "beneficiary": "beneficiaries",
}
_UNITS = {unit for units in _THINGS.values() for unit in units}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comes of a claim.

    Attributes:
        ruling: Whether it holds.
        records_say: What the records say, in few words; empty where they say nothing.
        message: What is wrong with it, as a finding says it; empty where nothing is.
    """

    ruling: Ruling
    records_say: str = ""
    message: str = ""


def verdict(records: Records, figures: Figures, claim: Claim) -> Verdict:
    """What comes of a claim.

    Args:
        records: The records.
        figures: What they add up to.
        claim: One of the narrative's.
    """
    found = cited(records, figures, claim.path)
    if isinstance(found, Unknown):
        return Verdict("unknown", message=found.message)
    if claim.scheme == "status":
        return _of_status(claim, found)
    return of_number(claim.text, claim.path, found)


def of_number(text: str, path: Sequence[str], found: Cited) -> Verdict:
    """What comes of a number that is said of a figure.

    Args:
        text: What is said.
        path: The figure, and what is cited of it.
        found: What the path leads to.
    """
    say = " ".join(text.split())
    said = read_number(text)
    if said is None:
        what = f"{say!r} is no single number" if say else "a claim without a number"
        return Verdict(
            "unreadable", message=f"{what}; write one, with at most a word that bends it"
        )
    total, unit = found.value.total, found.actual.unit
    if total is None or not found.value.known:
        known = actual_in_words(found.actual)
        return Verdict("false", known, f"says {say}, the records say {known}")
    records_say = _in_words(total, unit, said)
    if other := _other_unit(said, found.actual):
        return Verdict("false", records_say, f"says {say}, and {path[0]} {other}")
    made_of = _made_of(found.value, unit)
    if path[1:] and path[1] in ADDED:
        made_of = f" (of {parts_in_words(found.actual.value, unit)})"
    if not said.holds(total):
        return Verdict("false", records_say, f"says {say}, the records say {records_say}{made_of}")
    without = found.value.without_estimates
    if said.is_bound and not (found.value.firm and without and said.holds(without)):
        message = f"says {say}, which holds only with estimates: {records_say}{made_of}"
        return Verdict("only with estimates", records_say, message)
    return Verdict("true", records_say)


def _in_words(quantity: Quantity, unit: str | None, said: Said) -> str:
    """A quantity with as many decimals as tell it from what is said."""
    decimals = max(said.low.decimals, said.high.decimals if said.high else 0)
    if decimals <= 2:
        return in_words(quantity, unit)
    ends = (quantity.low, quantity.high) if quantity.is_range else (quantity.low,)
    return " to ".join(f"{float(end):,.{decimals}f}" for end in ends)


def _made_of(value: Value, unit: str | None) -> str:
    """What estimates have to do with a value, in brackets; nothing where they have nothing."""
    without = in_words(value.without_estimates, unit)
    if value.parts is None:
        differs = value.without_estimates not in (None, value.total)
        return f" ({without} without estimates)" if differs else ""
    estimated = value.parts["estimated"]
    if not (estimated.low or estimated.high):
        return ""
    return f" ({f'{without} + ' if value.firm else ''}{in_words(estimated, unit)} estimated)"


def _other_unit(said: Said, actual: Actual) -> str:
    """In what else the figure is, where a claim gives it another currency or takes it for another.

    Only the things that a measure counts are told apart; a unit of the project's own is not.
    """
    unit = actual.unit
    if said.unit is not None and said.unit != unit:
        wanted = "a percentage" if said.unit == PERCENT else f"in {said.unit}"
        return f"is not {wanted}" + (f": it is in {unit}" if unit else "; write its unit")
    noun = _PLURALS.get(said.noun, said.noun)
    if unit in _UNITS and noun in _THINGS and unit not in _THINGS[noun]:
        return f"counts {unit}, not {noun}; say which"
    return ""


def _of_status(claim: Claim, found: Cited) -> Verdict:
    say, status = " ".join(claim.text.split()), found.actual.status
    if len(claim.path) > 1:
        message = f"a status is of a figure as a whole; write status:{claim.path[0]}"
        return Verdict("unknown", message=message)
    said = read_standing(claim.text)
    if said is None:
        message = f"{say!r} says nothing of a target; write met, exceeded, not met or partly met"
        return Verdict("unreadable", message=message)
    if status is None:
        message = f"says {say}, and {claim.path[0]} has no target that could be"
        return Verdict("contradicted", "no target", message)
    records_say = _plain(status)
    if status in said:
        return Verdict("true", records_say)
    message = f"says {say}, the records say {records_say}{_against(found.actual)}"
    return Verdict("contradicted", records_say, message)


def _against(actual: Actual) -> str:
    """What a status was computed from, in brackets; nothing for a judgement or without data."""
    if actual.target is None or not actual.value.known:
        return ""
    missed = [
        f"; {each.figure} is {_plain(each.status or '')}, {_of_target(each)}"
        for each in actual.components
        if actual.status == "met-in-part" and is_missed(each)
    ]
    estimates = _made_of(actual.value, actual.unit).strip(" ()")
    made_of = f"; {estimates}" if estimates else ""
    return f" ({_of_target(actual)}{made_of}{''.join(missed)})"


def _of_target(actual: Actual) -> str:
    return f"{actual_in_words(actual)} of {in_words(actual.target, actual.unit)}"


def _plain(status: str) -> str:
    return plain_words(status).lower()
