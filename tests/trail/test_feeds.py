"""What a record feeds, and what a month brought: each held to a tally of that alone."""

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from hypothesis import given, settings

from fifrecords import Records, add_up
from fifrecords.model.quantity import ONE, Quantity
from fifrecords.tally.figures import Figures
from fifrecords.trail.feeds import feeds
from tests.conftest import Write, sound
from tests.tally.strategies import DAYS, THINGS, projects_with_figures

untimed = settings(max_examples=40, deadline=None)

OF_SESSIONS = [
    each for each in THINGS if each not in ("outcomes", "qualifications", "organisations", "sites")
]


def of_sessions(figures: Figures) -> list[str]:
    """The figures that attendances and sessions add to, whatever is known of others.

    A grade that is asked for is that of somebody's best attendance, which may be another one.
    """
    return [
        name
        for name, indicator in figures.records.indicators.items()
        if (recipe := figures.recipe(name))
        and not recipe.is_of_achievers
        and not (recipe.thing == "people" and indicator.measure.where.basis)
    ]


@given(records=projects_with_figures(OF_SESSIONS))
@untimed
def test_a_session_feeds_a_figure_what_it_comes_to_alone(records: Records) -> None:
    figures = add_up(records)
    for id_, session in records.sessions.items():
        fed = {each.actual.figure: each.amount for each in feeds(figures, f"sessions/{id_}")}
        alone = add_up(replace(records, sessions=MappingProxyType({id_: session})))
        for name in of_sessions(figures):
            value = alone[name].value
            assert fed.get(name) == (value.total if value.known else None)


@given(records=projects_with_figures(OF_SESSIONS))
@untimed
def test_a_month_brought_what_the_figure_is_of_its_days(records: Records) -> None:
    figures = add_up(records)
    first = min(DAYS).replace(day=1)
    while first <= max(DAYS):
        next_one = (first + timedelta(days=31)).replace(day=1)
        of_it = add_up(records, since=first, until=next_one - timedelta(days=1))
        for name in of_sessions(figures):
            value, facts = of_it[name].value, figures.by_month(name).get(f"{first:%Y-%m}", ())
            assert figures.amount_of(name, facts) == value.total
        first = next_one


def fed(figures: Figures, ref: str) -> list[tuple[str, object, str | None]]:
    return [(each.actual.figure, each.amount, each.through) for each in feeds(figures, ref)]


def test_what_is_worked_out_is_fed_through_all_that_it_is_made_of(write: Write) -> None:
    """An organisation feeds what is counted of itself, of its sessions, and of its people."""
    files = {
        "organisations/hall.yaml": "{name: Hall, type: organisation, roles: [beneficiary]}",
        "people/p-ann.yaml": "{organisation: hall}",
        "people/p-bob.yaml": "{}",
        "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, days: 1, attended: [p-ann]}",
        "sessions/s-2.yaml": """
            {date: 2010-10-02, kind: training, days: 1, organisation: hall, attended: [p-bob]}
            """,
        "indicators.yaml": """
            sessions: {measure: {count: sessions}}
            days: {measure: {sum: learner-days}}
            places: {measure: {count: organisations}}
            both: {measure: {total: [sessions, days]}}
            """,
    }
    figures = add_up(sound(write(files)))
    assert fed(figures, "organisations/hall") == [
        ("sessions", ONE, None),
        ("days", Quantity(2, 2), None),
        ("places", ONE, None),
        ("both", ONE, "sessions"),
        ("both", Quantity(2, 2), "days"),
    ]
    assert fed(figures, "people/p-ann") == [("days", ONE, None), ("both", ONE, "days")]
