"""What has a name, and every place where records call it by that name."""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from fifrecords.check.delivery import words_used
from fifrecords.check.figures import figures_named
from fifrecords.check.references import Mention, mentions_of
from fifrecords.entry.plan import Plan, path_of
from fifrecords.form.claims.claim import claims
from fifrecords.form.claims.retargeting import retargeted
from fifrecords.model.call import BadCall
from fifrecords.model.finding import Way, did_you_mean
from fifrecords.model.kinds import FORMS, KINDS
from fifrecords.model.records import Records
from fifrecords.model.vocabulary import WORD_LISTS
from fifrecords.store.edit import lying_at, way_of
from fifrecords.store.edits import Edit, Removed, Replaced
from fifrecords.store.yaml import read

FIGURES = "indicators"
WORDS = tuple(WORD_LISTS.values())
FAMILIES = (*KINDS, FORMS, FIGURES, *WORDS)
"""What a name may be a name of: a kind of record, forms, figures, or a list of the vocabulary."""

_DIMENSIONS = {
    "organisations": ("organisation", "held_at"),
    "people": ("person",),
    **{words: (dimension,) for dimension, words in WORD_LISTS.items()},
}
"""The dimensions whose values are names of a family."""


class Named(NamedTuple):
    """Something that has a name.

    Attributes:
        family: One of ``FAMILIES``.
        id: Its name there.
    """

    family: str
    id: str

    def __str__(self) -> str:
        return f"{self.family}/{self.id}"


def names(records: Records) -> Mapping[str, Mapping[str, Any]]:
    """Everything that has a name, by family and name."""
    return {
        **{kind: records.of(kind) for kind in KINDS},
        FORMS: records.forms,
        FIGURES: records.indicators,
        **{words: getattr(records.vocabulary, words) for words in WORDS},
    }


def named(records: Records, name: str) -> Named:
    """What is meant by a name: ``FAMILY/ID``, an id alone, a former one, or a record's file.

    Raises:
        BadCall: If there is no such thing, or several.
    """
    found = _found(records, name.removeprefix("vocabulary/"))
    if len(found) > 1:
        raise BadCall(f"{name} is the name of several things: write {' or '.join(map(str, found))}")
    if not found:
        known = [str(Named(family, id_)) for family, ids in names(records).items() for id_ in ids]
        near = did_you_mean(name, [*known, *(each.partition("/")[2] for each in known)])
        raise BadCall(f"nothing on record is called {name!r}{near}")
    return found[0]


def _found(records: Records, name: str) -> list[Named]:
    family, _, id_ = name.partition("/")
    for ref, source in records.sources.items():
        if Path(source.path).absolute() == Path(name).absolute() and "/" in ref:
            family, _, id_ = ref.partition("/")
    families = (family,) if family in FAMILIES and id_ else FAMILIES
    id_ = id_ if family in FAMILIES and id_ else name
    by_family = names(records)
    found = [Named(each, id_) for each in families if id_ in by_family[each]]
    now = [Named(each, records.renamed.get(f"{each}/{id_}", "")) for each in families]
    return found or [each for each in now if each.id]


def mentions(records: Records, what: Named) -> list[Mention]:
    """Where records name something; the claims of the narrative are not among them."""
    return [*_mentions(records, what), *_cited(records, str(what))]


def _mentions(records: Records, what: Named) -> Iterator[Mention]:
    family, id_ = what
    for kind in KINDS:
        if kind == family:
            yield from mentions_of(records, kind, id_)
    if family == FORMS and records.project and records.project.form == id_:
        yield Mention("project", ("form",), id_)
    if family == FIGURES:
        for figure, indicator in records.indicators.items():
            for at, other in figures_named(indicator):
                if other == id_:
                    yield Mention(FIGURES, (figure, *at), id_)
    for ref, at, dimension, word in words_used(records) if family in WORDS else ():
        if word == id_ and WORD_LISTS[dimension] == family:
            yield Mention(ref, at, id_)


def _cited(records: Records, ref: str) -> Iterator[Mention]:
    for figure, indicator in records.indicators.items():
        for j, judgement in enumerate(indicator.judgement):
            for c, cited in enumerate(judgement.cites):
                if cited == ref:
                    yield Mention(FIGURES, (figure, "judgement", j, "cites", c), cited)


def repoint(
    plan: Plan, records: Records, what: Named, now: str, *, apart: Collection[str] = ()
) -> None:
    """Plans that everything is called by another name, wherever it is named.

    In a list that holds the other name already, the old one is taken out.

    Args:
        plan: The plan.
        records: The records, in which nothing that names it is broken.
        what: What is called otherwise.
        now: Its other name.
        apart: References of records that are left as they are.

    Raises:
        BadCall: If a record is written in a way that only a person can change safely.
    """
    refuse_unreadable(records, what)
    found = sorted(mentions(records, what), key=attrgetter("ref"))
    for ref, each in groupby(found, attrgetter("ref")):
        if ref != str(what) and ref not in apart:
            rename_in(plan, path_of(records, ref), list(each), now)
    _retarget(plan, records, what, now)


def rename_in(plan: Plan, path: str, places: list[Mention], now: str) -> None:
    """Plans another name at some places of one record."""

    def edits(value: Any) -> Iterator[Edit]:
        for mention in sorted(places, key=lambda each: in_order(each.at), reverse=True):
            becomes = f"{mention.id.partition('/')[0]}/{now}" if "/" in mention.id else now
            way = way_of(value, mention.at)
            beside = lying_at(value, way[:-1])
            is_there = isinstance(beside, list) and becomes in beside
            yield Removed(way) if is_there else Replaced(way, becomes)

    plan.edit(path, list(edits(value_of(plan, path))))


def in_order(at: Way) -> tuple[tuple[bool, str, int], ...]:
    """What brings the places of a record in order, the later items of a list behind the first."""
    return tuple(
        (isinstance(step, int), str(step), step if isinstance(step, int) else 0) for step in at
    )


def value_of(plan: Plan, path: str) -> Any:
    """What a record says after the changes that are planned already.

    Raises:
        BadCall: If it is broken.
    """
    text = plan.held(path).decode("utf-8-sig", errors="replace")
    value, faults = read(text)
    if faults:
        raise BadCall(f"{path} is broken; mend it first: {faults[0].message}")
    return value


def _retarget(plan: Plan, records: Records, what: Named, now: str) -> None:
    def step(path: tuple[str, ...]) -> int | None:
        if what.family == FIGURES:
            return 0 if path[0] == what.id else None
        of_it = len(path) == 3 and path[1] in _DIMENSIONS.get(what.family, ())
        return 2 if of_it and path[2] == what.id else None

    for ref in dict.fromkeys(each.ref for each in claims(records) if step(each.path) is not None):
        plan.rewrite(path_of(records, ref), lambda text: retargeted(text, step, now))


def refuse_unreadable(records: Records, what: Named) -> None:
    """Refuses to change a name that may stand in a record that cannot be read.

    Raises:
        BadCall: If it may.
    """
    word = re.compile(rf"(?<![a-z0-9-]){re.escape(what.id)}(?![a-z0-9-])")
    for ref in sorted(records.broken):
        source = records.sources.get(ref) or records.sources.get(ref.partition("/")[0])
        if source is not None and word.search(source.text):
            raise BadCall(f"{source.path} is broken and may name {what.id}; mend it first")
