"""Small projects, drawn at random but sound: what the properties of the tally are held to.

Every record is legal as far as the tally can tell: references hold, no session has more of a group
than there is, a person stands once in a session. How many days go into a day, and whether anybody
may have met anywhere at all, is no matter here.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any, get_args

from hypothesis import strategies as st

from fifrecords import Records
from fifrecords.model.basis import BASES
from fifrecords.model.indicator import Indicator
from fifrecords.model.measure import KNOWN_DIMENSIONS, OF_THE_OUTCOME, OF_THE_PERSON
from fifrecords.model.organisation import Organisation
from fifrecords.model.person import Group, Person
from fifrecords.model.project import Project
from fifrecords.model.session import Session
from fifrecords.model.vocabulary import EngagementStatus, OrganisationRole, OutcomeKind, SessionKind

START = date(2010, 9, 28)
DAYS = [START + timedelta(days=n) for n in range(6)]

PROJECT = Project(
    title="Any",
    provider="o-0",
    starts="2010-09-01",
    ends="2011-05-31",
    funding={"amount": 1000, "currency": "GBP"},
    hours_per_day=6,
)

WORDS = {
    "role": ["worker", "user"],
    "client_group": ["young", "old"],
    "age_band": ["16-18", "65-plus"],
    "setting": ["hostel", "home"],
    "curriculum": ["ict", "cv", "maths"],
    "audience": ["local", "trainers"],
    "title": ["NVQ", "PTLLS"],
    "level": [2, 4],
    "kind": list(get_args(SessionKind)),
    "basis": [basis for basis in BASES if basis != "planned"],
    "outcome": list(get_args(OutcomeKind))[:3],
    "organisation_role": list(get_args(OrganisationRole))[:3],
    "engagement": list(get_args(EngagementStatus)),
    "organisation_type": ["organisation", "site", "household"],
}
"""The values of each dimension, but for those that are ids."""

Fields = dict[str, Any]

days = st.sampled_from(DAYS)
bases = st.sampled_from([*BASES[:3], *BASES[:3], *BASES])
steps = st.lists(st.tuples(days, st.sampled_from(WORDS["engagement"])), max_size=3)
amounts = st.sampled_from([0, 0.1, 0.25, 0.5, 0.7, 1])


def maybe(values: Sequence[Any]) -> st.SearchStrategy[Any]:
    return one_of(None, *values)


def some(values: Sequence[Any], most: int = 2) -> st.SearchStrategy[list[Any]]:
    return lists_of(most, *values)


@cache
def one_of(*values: Any) -> st.SearchStrategy[Any]:
    """Made once for the same values, since making a strategy takes longer than drawing from it."""
    return st.sampled_from(values)


@cache
def lists_of(most: int, *values: Any) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=most)


@cache
@st.composite
def ranges(draw: st.DrawFn, least: int = 0, most: int = 12) -> list[int]:
    """A number of heads or a range of them, as a pair."""
    low = draw(st.integers(least, most))
    return [low, draw(st.one_of(st.just(low), st.integers(low, most)))]


@cache
@st.composite
def lengths(draw: st.DrawFn) -> Fields:
    """Days, hours or neither; one number or a range."""
    low, high = sorted((draw(amounts), draw(amounts)))
    field = draw(one_of("days", "hours", None))
    return {field: [low, high] if draw(st.booleans()) else low} if field else {}


@st.composite
def organisations(draw: st.DrawFn, id_: str, bodies: Sequence[str]) -> Organisation:
    """A legal body, or a household or a site of one of those given."""
    type_ = "organisation" if not bodies else draw(one_of(*WORDS["organisation_type"]))
    taken = draw(steps)
    return Organisation(
        name=id_,
        type=type_,
        site_of=draw(one_of(*bodies)) if type_ == "site" else None,
        roles=draw(some(WORDS["organisation_role"])),
        setting=draw(maybe(WORDS["setting"])),
        engagement=[
            {"date": day, "status": status} for day, status in sorted(taken, key=lambda s: s[0])
        ],
    )


def member(draw: st.DrawFn, places: Sequence[str]) -> Fields:
    """What is known alike of a person and of a group."""
    return {
        "role": draw(maybe(WORDS["role"])),
        "client_group": draw(maybe(WORDS["client_group"])),
        "age_band": draw(maybe(WORDS["age_band"])),
        "organisation": draw(maybe(places)),
        "basis": draw(bases),
    }


@cache
@st.composite
def outcomes(draw: st.DrawFn) -> Fields:
    return {
        "date": draw(days),
        "kind": draw(one_of(*WORDS["outcome"])),
        "title": draw(maybe(WORDS["title"])),
        "level": draw(maybe(WORDS["level"])),
        "status": draw(one_of("achieved", "achieved", "working-towards", "pending")),
        "basis": draw(bases),
    }


@st.composite
def persons(draw: st.DrawFn, places: Sequence[str]) -> Person:
    return Person(outcomes=draw(st.lists(outcomes(), max_size=2)), **member(draw, places))


@st.composite
def groups(draw: st.DrawFn, places: Sequence[str], others: Sequence[str]) -> Group:
    overlaps = draw(some(others)) if others else []
    return Group(headcount=draw(ranges()), may_overlap_with=overlaps, **member(draw, places))


@st.composite
def attendances(draw: st.DrawFn, id_: str, group: Group | None) -> list[Fields]:
    """The rows of one person, or of a group: all of it, or one or two parts."""
    if group is None or draw(st.booleans()):
        return [{"person": id_, **draw(lengths())}]
    left = int(group.headcount.high)
    rows = []
    for _ in range(draw(st.integers(1, 2))):
        low, high = draw(ranges(most=left))
        rows.append({"person": id_, "headcount": [low, high], **draw(lengths())})
        left -= low
    return rows


@st.composite
def sessions(draw: st.DrawFn, records: Records, *, held: bool = False) -> Session:
    kind = draw(one_of("dissemination", *WORDS["kind"]))
    present = draw(some(list(records.people), most=4)) if records.people else []
    day = draw(days)
    reach = {
        "people": draw(st.none() | ranges()),
        "organisations": draw(st.none() | ranges()),
        "basis": draw(bases),
        "audience": draw(maybe(WORDS["audience"])),
    }
    return Session(
        date=day,
        until=draw(st.none() | st.just(day + timedelta(days=2))),
        kind=kind,
        status="held" if held else draw(one_of(*["held"] * 4, "planned", "cancelled")),
        organisation=draw(maybe(list(records.organisations))),
        curriculum=draw(some(WORDS["curriculum"])),
        basis=draw(bases),
        attended=[
            row for id_ in present for row in draw(attendances(id_, records.groups.get(id_)))
        ],
        reach=reach if kind == "dissemination" else None,
        **draw(lengths()),
    )


@st.composite
def projects(draw: st.DrawFn) -> Records:
    """Organisations, people and sessions; no indicators yet."""
    places: dict[str, Organisation] = {}
    for number in range(draw(st.integers(1, 5))):
        bodies = [id_ for id_, each in places.items() if each.type == "organisation"]
        places[f"o-{number}"] = draw(organisations(f"o-{number}", bodies))
    people: dict[str, Person | Group] = {
        f"p-{number}": draw(persons(list(places))) for number in range(draw(st.integers(0, 3)))
    }
    names = [f"g-{number}" for number in range(draw(st.integers(0, 4)))]
    for name in names:
        people[name] = draw(groups(list(places), [other for other in names if other != name]))
    records = Records(
        project=PROJECT, organisations=MappingProxyType(places), people=MappingProxyType(people)
    )
    held = [draw(sessions(records)) for _ in range(draw(st.integers(0, 5)))]
    return replace(
        records, sessions=MappingProxyType({f"s-{n}": each for n, each in enumerate(held)})
    )


# --- figures ---

THINGS = list(KNOWN_DIMENSIONS)
SUMMED = {each for each in THINGS if each.startswith(("learner-", "delivery-", "reach-"))}


def dimensions_of(thing: str, *, achieved: bool) -> list[str]:
    if thing == "people":
        of_the_session = ("kind", "curriculum", "held_at", "basis")
        return [*OF_THE_PERSON, *(OF_THE_OUTCOME if achieved else of_the_session)]
    return list(KNOWN_DIMENSIONS[thing])


@st.composite
def measures(draw: st.DrawFn, records: Records, things: Sequence[str] = THINGS) -> Fields:
    """A count or a sum, narrowed by at most two of the dimensions that it knows."""
    thing = draw(one_of(*things))
    achieved = thing == "people" and draw(st.booleans())
    known = dimensions_of(thing, achieved=achieved)
    narrowed = draw(some(known))
    if achieved:
        narrowed = sorted({*narrowed, draw(one_of(*OF_THE_OUTCOME))})
    where = {name: draw(values_of(records, name)) for name in narrowed}
    return {"sum" if thing in SUMMED else "count": thing, "where": where}


def values_of(records: Records, dimension: str) -> st.SearchStrategy[list[Any]]:
    ids = {
        "person": list(records.people),
        "organisation": list(records.organisations),
        "held_at": list(records.organisations),
    }
    values = ids.get(dimension, WORDS.get(dimension, [])) or ["p-nobody"]
    return st.lists(st.sampled_from(values), unique=True, min_size=1, max_size=3)


@st.composite
def indicators(
    draw: st.DrawFn, records: Records, things: Sequence[str] = THINGS, **fields: Any
) -> Indicator:
    """A figure that is counted or summed, with a target and a breakdown."""
    measure = draw(measures(records, things))
    thing = measure.get("count") or measure["sum"]
    achieved = bool(measure["where"].keys() & set(OF_THE_OUTCOME))
    given: Fields = {
        "ascending": draw(st.booleans()),
        "disaggregate": draw(some(dimensions_of(thing, achieved=achieved))),
        **fields,
    }
    target = draw(st.none() | ranges())
    return Indicator(measure=measure, **given, **({"target": target} if target else {}))


@st.composite
def projects_with_figures(
    draw: st.DrawFn, things: Sequence[str] = THINGS, most: int = 4
) -> Records:
    """A project and some figures of it, at random."""
    records = draw(projects())
    figures = draw(st.lists(indicators(records, things), min_size=1, max_size=most))
    return with_figures(records, figures)


def with_figures(records: Records, figures: Sequence[Indicator]) -> Records:
    named = {f"f-{number}": each for number, each in enumerate(figures)}
    return replace(records, indicators=MappingProxyType(named))
