"""Forgetting a person: their record keeps what the figures need, and every figure stays."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fifrecords.check.form import form_of
from fifrecords.check.rules import without_errors
from fifrecords.entry.plan import Plan, path_of
from fifrecords.entry.references import Named, mentions
from fifrecords.form.build import fill
from fifrecords.form.document import Document
from fifrecords.model.call import BadCall
from fifrecords.model.finding import did_you_mean
from fifrecords.model.form import Form
from fifrecords.model.lawful import Forgotten
from fifrecords.model.records import Records
from fifrecords.store.compose import record
from fifrecords.store.edit import line_end_of
from fifrecords.store.load import load
from fifrecords.store.yaml import read
from fifrecords.tally.actual import Actual
from fifrecords.tally.figures import Figures, add_up
from fifrecords.tally.published import as_data

_OF_A_PERSON = ("role", "organisation", "client_group", "age_band", "basis", "former_ids")
_OF_AN_OUTCOME = ("date", "kind", "title", "level", "status", "basis")


class FiguresDiffer(BadCall):
    """Without what would go, a figure or the form would be another."""

    def __init__(self, id_: str, names: list[str]) -> None:
        differ = f"{', '.join(names)} would not be as before"
        super().__init__(f"{id_} cannot be forgotten so: {differ}; mend people/{id_} first")


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What is to be done to forget a person.

    Attributes:
        plan: The change of their record.
        ids: The id and those they had before: whom the register is to lose.
        figures: Every figure as it is and as it will be.
        form: The id of the form that stays the same too; None where the project names none.
        mentions: Places outside of their record where words stand beside one of their ids, as
            ``FILE:LINE``: for a person to look at.
    """

    plan: Plan
    ids: tuple[str, ...]
    figures: Mapping[str, tuple[Actual, Actual]]
    form: str | None
    mentions: tuple[str, ...]


def forget(root: str, id_: str, forgotten: Forgotten) -> Forgetting:
    """Plans to forget a person, and makes sure that every figure stays as it is.

    Records with errors are left out of the figures, before and after.

    Args:
        root: The records folder.
        id_: The person, by their id or one that they had before.
        forgotten: When and why.

    Raises:
        BadCall: If there is no such person, or their record is broken.
        FiguresDiffer: If a figure, its parts, target or breakdown, or the form would change.
    """
    before = load(root).records
    id_ = before.by_now("people", id_)
    if id_ not in before.persons:
        broken = f"people/{id_}" in before.broken
        near = "; their record is broken, mend it first" if broken else ""
        raise BadCall(f"{id_} is not on record{near or did_you_mean(id_, before.persons)}")
    plan = Plan(root, f"Forget {id_}")
    keep_equality = _uses_equality(before)
    path = path_of(before, f"people/{id_}")
    plan.rewrite(path, lambda text: reduced(text, forgotten, keep_equality=keep_equality))
    told = _Told(before), _Told(plan.outcome().records)
    if differ := sorted(told[0].differs_from(told[1])):
        raise FiguresDiffer(id_, differ)
    ids = (id_, *before.persons[id_].former_ids)
    return Forgetting(
        plan=plan,
        ids=ids,
        figures={name: (told[0].figures[name], told[1].figures[name]) for name in told[0].figures},
        form=before.project.form if before.project and told[0].form else None,
        mentions=tuple(_mentions(before, ids)),
    )


def reduced(text: str, forgotten: Forgotten, *, keep_equality: bool) -> str:
    """A person's record with no more than the figures need; comments go too.

    A record that is so already stays as it is, with the day and reason it has.

    Args:
        text: The record.
        forgotten: When and why.
        keep_equality: Whether a form tells what people said of protected characteristics.

    Raises:
        BadCall: If it cannot be read.
    """
    value, faults = read(text)
    if faults:
        raise BadCall("the record is broken; mend it first")
    kept = {name: value[name] for name in _OF_A_PERSON if name in value}
    if keep_equality and "equality" in value:
        kept["equality"] = value["equality"]
    outcomes = value.get("outcomes", [])
    outcomes = outcomes if isinstance(outcomes, list) else [outcomes]
    kept["outcomes"] = [
        {name: each[name] for name in _OF_AN_OUTCOME if name in each} for each in outcomes
    ]
    kept["forgotten"] = value.get("forgotten") or {
        "date": forgotten.date.isoformat(),
        "because": forgotten.because,
    }
    return record(kept).replace("\n", line_end_of(text))


def _uses_equality(records: Records) -> bool:
    """Whether the project's form, or one of its own, tells what people said of themselves."""
    chosen = form_of(records)
    forms: list[Form] = [*records.forms.values(), *([chosen] if chosen else [])]
    return any(
        answer.block == "equality"
        for form in forms
        for section in form.sections
        for answer in section.answers
    )


class _Told:
    """What records come to: every figure, and the form."""

    def __init__(self, records: Records) -> None:
        sound = without_errors(records)
        self.figures: Figures = add_up(sound)
        self.form: Document | None = None
        if wanted := form_of(sound):
            self.form = fill(sound, self.figures, wanted, commit=None, dirty=True)

    def differs_from(self, other: "_Told") -> Iterator[str]:
        """The names of the figures that are not the same in another, or that of the form."""
        one, two = self._published(), other._published()
        yield from (name for name in one.keys() | two.keys() if one.get(name) != two.get(name))
        if self.form != other.form:
            yield "the form"

    def _published(self) -> Mapping[str, str]:
        whole: dict[str, Any] = {"commit": None, "dirty": True, "draft": True}
        told = as_data(self.figures.values(), **whole, since=None, until=None)
        return {name: json.dumps(each) for name, each in told["figures"].items()}


def _mentions(records: Records, ids: Sequence[str]) -> Iterator[str]:
    """Where one of a person's ids stands in words, or with a comment behind it."""
    any_of_them = "|".join(map(re.escape, ids))
    named = re.compile(rf"(?<![a-z0-9-])(?:{any_of_them})(?![a-z0-9-])", re.IGNORECASE)
    names = set(_names(records, ids))
    for ref, source in records.sources.items():
        if ref == f"people/{ids[0]}" or not named.search(source.text):
            continue
        for number, line in enumerate(source.text.split("\n"), start=1):
            found = [(ref, number, each.start()) for each in named.finditer(line)]
            if found and ("#" in line or not names.issuperset(found)):
                yield f"{source.path}:{number}"


def _names(records: Records, ids: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Where an id is a name and no more: the record, the line, and how far into it."""
    for id_ in ids:
        for mention in mentions(records, Named("people", id_)):
            source = records.sources[mention.ref]
            line, column = source.place(mention.at)
            written = source.text.split("\n")[line - 1]
            yield mention.ref, line, written.find(id_, column - 1)
