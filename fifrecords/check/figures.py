"""The figures are well defined, and no promise is silent."""

from collections.abc import Iterator

from fifrecords.check.claims import are_complete
from fifrecords.model.finding import Problem, Way, did_you_mean, one_of
from fifrecords.model.indicator import FUNDING, Indicator
from fifrecords.model.measure import (
    DIMENSIONS,
    Count,
    Ratio,
    Sum,
    Total,
    counts_achievers,
    known_dimensions,
    operands,
    thing,
)
from fifrecords.model.records import Records
from fifrecords.tally.figures import add_up, depends_on

_NEVER_ADDED = (
    frozenset({"organisations", "sites"}),
    frozenset({"learner-days", "learner-hours", "delivery-days"}),
)
"""Things of which no two kinds are added up: the sum would count one thing twice, or nothing."""


def unknown_figure(records: Records) -> Iterator[Problem]:
    """A figure that another is worked out from, or is a component of it, is on record."""
    known = {*records.indicators, FUNDING}
    broken = {ref.partition("/")[2] for ref in records.broken if ref.startswith("indicators/")}
    for figure, indicator in records.indicators.items():
        for at, other in figures_named(indicator):
            if other not in known and f"indicators/{other}" not in records.broken:
                near = did_you_mean(other, known | broken) or "; write it in indicators.yaml"
                message = f"figure {other} is not on record{near}"
                yield Problem("indicators", (figure, *at), message)


def figures_named(indicator: Indicator) -> Iterator[tuple[Way, str]]:
    """Where an indicator names other figures: the way from it, and the figure."""
    operation = type(indicator.measure).__name__.lower()
    for place, other in enumerate(operands(indicator.measure)):
        yield ("measure", operation, place), other
    for place, other in enumerate(indicator.components):
        yield ("components", place), other


def figure_in_a_circle(records: Records) -> Iterator[Problem]:
    """No figure is worked out from itself, be it through others."""
    for figure in _unresolved(records):
        if way := _way_back(records, figure):
            message = f"worked out in a circle: {' -> '.join(way)}; break it"
            yield Problem("indicators", (figure,), message, key=True)


def _unresolved(records: Records) -> list[str]:
    """The figures that are left when those made of nothing unresolved are taken away."""
    waits_for = {
        name: set(depends_on(records, name)) & records.indicators.keys()
        for name in records.indicators
    }
    needed_by: dict[str, list[str]] = {}
    for name, others in waits_for.items():
        for other in others:
            needed_by.setdefault(other, []).append(name)
    resolved = [name for name, others in waits_for.items() if not others]
    for name in resolved:
        for other in needed_by.get(name, ()):
            waits_for[other].discard(name)
            if not waits_for[other]:
                resolved.append(other)
    return [name for name, others in waits_for.items() if others]


def _way_back(records: Records, figure: str) -> list[str]:
    """The shortest way on which a figure depends on itself; empty where there is none."""
    came_from: dict[str, str] = {}
    reached = [figure]
    for name in reached:
        for other in depends_on(records, name):
            if other not in came_from:
                came_from[other] = name
                reached.append(other)
        if figure in came_from:
            break
    way = [figure] if figure in came_from else []
    while way and (len(way) == 1 or way[-1] != figure):
        way.append(came_from[way[-1]])
    return way[::-1]


def name_of_the_funding(records: Records) -> Iterator[Problem]:
    """No indicator takes the name of the grant itself."""
    if FUNDING in records.indicators:
        message = f"{FUNDING} is the figure of the grant in project.yaml; rename this one"
        yield Problem("indicators", (FUNDING,), message, key=True)


def unknown_dimension(records: Records) -> Iterator[Problem]:
    """A measure is narrowed and taken apart only by dimensions that it knows."""
    for figure, indicator in records.indicators.items():
        known = known_dimensions(indicator.measure)
        for at, dimension in _dimensions(indicator):
            if dimension not in known:
                message = _unknown(indicator, dimension)
                yield Problem("indicators", (figure, *at), message, key=at[-1] == dimension)


def _dimensions(indicator: Indicator) -> Iterator[tuple[Way, str]]:
    if isinstance(indicator.measure, Count | Sum):
        for dimension in indicator.measure.where.given():
            yield ("measure", "where", dimension), dimension
    for place, dimension in enumerate(indicator.disaggregate):
        yield ("disaggregate", place), dimension


def _unknown(indicator: Indicator, dimension: str) -> str:
    measure, known = indicator.measure, known_dimensions(indicator.measure)
    what = thing(measure) or "a figure that is not counted or summed"
    if counts_achievers(measure):
        what = "people with an outcome"
    if dimension not in DIMENSIONS:
        near = did_you_mean(dimension, known or DIMENSIONS)
        return f"{dimension} is no dimension{near or f'; write {one_of(known or DIMENSIONS)}'}"
    takes = f"it takes {one_of(known)}" if known else "delete it"
    return f"{what} cannot be told apart by {dimension}; {takes}"


def unlike_figures_added(records: Records) -> Iterator[Problem]:
    """Sites are never added to organisations, nor a learner's days to a trainer's or to hours."""
    for figure, indicator in records.indicators.items():
        if not isinstance(indicator.measure, Total):
            continue
        things = _things(records, figure)
        for kinds in _NEVER_ADDED:
            if len(mixed := sorted(things & kinds)) > 1:
                message = f"adds {' and '.join(mixed)}: the sum is none of them; add up one alone"
                yield Problem("indicators", (figure, "measure", "total"), message, key=True)


def _things(records: Records, figure: str) -> set[str]:
    """What a total counts or sums, through the totals that it is made of."""
    things: set[str] = set()
    within = {figure}
    waiting = [figure]
    for each in waiting:
        indicator = records.indicators.get(each)
        if indicator and isinstance(indicator.measure, Total):
            new = [other for other in indicator.measure.total if other not in within]
            within.update(new)
            waiting += new
        elif indicator and (what := thing(indicator.measure)):
            things.add(what)
    return things


def cost_that_may_rise(records: Records) -> Iterator[Problem]:
    """A promised cost says whether less of it is better: more is, where nothing is said."""
    for figure, indicator in records.indicators.items():
        is_cost = isinstance(indicator.measure, Ratio) and indicator.measure.ratio[0] == FUNDING
        if is_cost and indicator.target and "ascending" not in indicator.model_fields_set:
            message = "a cost with a target; write ascending: false, since less is better"
            yield Problem("indicators", (figure, "target"), message)


def answer_not_used(records: Records) -> Iterator[Problem]:
    """Readings stand with a measure of the latest one, judgements with a judged one."""
    for figure, indicator in records.indicators.items():
        for field, measure in (("readings", "latest"), ("judgement", "judged")):
            if getattr(indicator, field) and indicator.measure != measure:
                message = f"{field}, and the measure is not {measure}; mend one of the two"
                yield Problem("indicators", (figure, field), message, key=True)


def silent_target(records: Records) -> Iterator[Problem]:
    """What was promised has an answer: something on record, or why nothing is.

    As long as a record cannot be read, that may be the answer.
    """
    if not are_complete(records):
        return
    figures = add_up(records)
    for figure, indicator in records.indicators.items():
        silent = indicator.has_standing and indicator.unanswered is None
        if silent and not figures.is_known(figure):
            message = f"nothing on record for {figure}; add it, or say why under unanswered"
            yield Problem("indicators", (figure,), message, key=True)
