"""Which records made a figure another: those that changed, whatever others tell of it."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from fifrecords.model.indicator import FUNDING
from fifrecords.model.records import Records
from fifrecords.tally.figures import all_of, depends_on

_BEARS = {
    "project": ("hours_per_day",),
    "people": (
        *("role", "client_group", "age_band", "organisation", "basis", "headcount"),
        "may_overlap_with",
    ),
    "organisations": ("type", "site_of", "roles", "setting"),
}
"""What of a record bears on what others tell."""


def movers(refs: Iterable[str], before: Records, after: Records) -> set[str]:
    """The records that changed and so made some tell otherwise: themselves, or what they rest on.

    Args:
        refs: The references of the records that tell otherwise.
        before: The records before.
        after: The records after.

    Returns:
        Their references; none where nothing changed that is known to bear on it.
    """
    found: set[str] = set()
    for ref in refs:
        if _held(before, ref) != _held(after, ref):
            found.add(ref)
        else:
            rests = {*_rests_on(before, ref), *_rests_on(after, ref)}
            found |= {each for each in rests if _bearing(before, each) != _bearing(after, each)}
    return found


def _held(records: Records, ref: str) -> Any:
    kind, _, id_ = ref.partition("/")
    held = getattr(records, kind)
    return held.get(id_) if id_ else held


def _bearing(records: Records, ref: str) -> list[object]:
    held = _held(records, ref)
    return [getattr(held, name, None) for name in _BEARS[ref.partition("/")[0]]]


def _rests_on(records: Records, ref: str) -> Iterator[str]:
    """What bears on what a record tells: the project, who attended, and their organisations."""
    kind, _, id_ = ref.partition("/")
    session = records.sessions.get(id_) if kind == "sessions" else None
    people = [each.person for each in session.attended] if session else [id_]
    members = [who for each in people if (who := records.people.get(each))]
    yield "project"
    yield from (f"people/{each}" for each in people)
    for each in (*members, *((session,) if session else ())):
        if each.organisation is not None:
            yield f"organisations/{each.organisation}"
    if kind == "organisations":  # it counts through its sites
        organisations = records.organisations.items()
        yield from (f"{kind}/{each}" for each, site in organisations if site.site_of == id_)


def redefined(before: Records, after: Records, figure: str) -> Iterator[str]:
    """The references of the records that define a figure, where they do so otherwise.

    Args:
        before: The records before.
        after: The records after.
        figure: The figure; its components and what it is worked out from define it too.
    """
    made_of = {*all_of(before, figure), *all_of(after, figure)}
    if any(before.indicators.get(each) != after.indicators.get(each) for each in made_of):
        yield "indicators"
    granted = [each.project and each.project.funding for each in (before, after)]
    if granted[0] != granted[1] and _costs({figure, *made_of}, before, after):
        yield "project"


def _costs(figures: Collection[str], *states: Records) -> bool:
    """Whether the grant is among some figures, or one of them is worked out from it."""
    return FUNDING in figures or any(
        FUNDING in depends_on(state, each) for state in states for each in figures
    )
