"""What a record feeds, and what a month brought: each held to a tally of that alone."""

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from hypothesis import given, settings

from fifrecords import Records, add_up
from fifrecords.tally.figures import Figures
from fifrecords.trail.feeds import feeds
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
