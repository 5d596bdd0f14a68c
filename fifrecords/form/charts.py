"""What a form draws: targets, months, and whom it reached."""

from collections.abc import Iterator, Sequence

from fifrecords.form import numbers
from fifrecords.form.blocks import listed_targets
from fifrecords.form.chart import Bar, Chart, Parts
from fifrecords.form.promised import title
from fifrecords.form.source import Source
from fifrecords.model.form import Answer
from fifrecords.model.indicator import Indicator
from fifrecords.model.measure import thing
from fifrecords.model.records import Records
from fifrecords.tally.actual import NOT_RECORDED, Actual, Breakdown, Value
from fifrecords.tally.cited import Cited, cited
from fifrecords.tally.figures import Figures
from fifrecords.tally.recipe import Recipe
from fifrecords.tally.traits import labels, value_in_words
from fifrecords.tally.words import plain_words

OVER_TIME = {"sessions": "Sessions held", "learner-days": "Learner days"}
"""What is drawn month by month, with its title."""

REACHED_BY = ("setting", "client_group")
"""The dimensions by which counts of people are drawn."""


def charts(records: Records, figures: Figures) -> tuple[Chart, ...]:
    """The charts of a form; one that would have no bars is left out.

    Args:
        records: The records.
        figures: What they add up to.
    """
    made = (against_targets(records, figures), *over_time(records, figures))
    return tuple(chart for chart in (*made, *reached(records, figures)) if chart.bars)


def against_targets(records: Records, figures: Figures) -> Chart:
    """Every promise with what came of it: the funder's numbered ones, then the others."""
    promises = listed_targets(Source(records, figures, Answer(block="targets")))
    bars = (_against_target(figures[name], records.indicators[name]) for name in promises)
    return Chart("Targets and what came of them", tuple(bars))


def _against_target(actual: Actual, promise: Indicator) -> Bar:
    number = "" if actual.number is None else f"{actual.number}. "
    turned = "" if promise.ascending else " (less is better)"
    return Bar(
        label=f"{number}{title(actual)}{turned}",
        worth=() if actual.judgement else numbers.total(actual),
        parts=_parts(actual.value),
        made_of=numbers.parts(actual),
        target=actual.target,
        promised=numbers.target(actual),
        status=numbers.status(actual),
    )


def _parts(value: Value) -> Parts:
    if not value.known or value.total is None:
        return ()
    if value.parts is None:
        return ((None, value.total),)
    return tuple((basis, part) for basis, part in value.parts.items() if part.low or part.high)


def over_time(records: Records, figures: Figures) -> Iterator[Chart]:
    """Sessions and learner days month by month, of the figure that adds up the most of them."""
    for what, words in OVER_TIME.items():
        of_it = [name for name, each in records.indicators.items() if thing(each.measure) == what]
        widest = max(of_it, key=lambda name: len(figures[name].value.rows), default=None)
        if widest is not None and (recipe := figures.recipe(widest)):
            bars = tuple(_months(figures, figures[widest], recipe))
            yield Chart(f"{words}, by the month", bars, over_time=True)


def _months(figures: Figures, actual: Actual, recipe: Recipe) -> Iterator[Bar]:
    facts = figures.by_month(actual.figure)
    for month in _every_month(list(facts)):
        value = recipe.value_of_chosen(facts.get(month, ()))
        assert value.total is not None
        worth = numbers.under(actual, "month", month, value.total)
        yield Bar(month, worth, _parts(value))


def _every_month(known: Sequence[str]) -> Iterator[str]:
    """The months from the first to the last, those without anything too."""
    if known:
        first, last = (int(each[:4]) * 12 + int(each[5:]) - 1 for each in (known[0], known[-1]))
        yield from (f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, last + 1))


def reached(records: Records, figures: Figures) -> Iterator[Chart]:
    """The counts of people that are taken apart by setting or client group."""
    for name, indicator in records.indicators.items():
        if thing(indicator.measure) != "people":
            continue
        for dimension in REACHED_BY:
            if by := figures[name].by.get(dimension):
                yield _reached(records, figures, figures[name], dimension, by)


def _reached(
    records: Records, figures: Figures, actual: Actual, dimension: str, by: Breakdown
) -> Chart:
    names = labels(records)
    overlap = "; the bars overlap and do not add up" if by.overlapping else ""
    bars = []
    for value, quantity in by.values.items():
        found = cited(records, figures, (actual.figure, dimension, value))
        if isinstance(found, Cited) and (value != NOT_RECORDED or quantity.high):
            worth = numbers.under(actual, dimension, value, quantity)
            bars.append(Bar(value_in_words(names, dimension, value), worth, _parts(found.value)))
    by_what = f"{title(actual)}, by {plain_words(dimension).lower()}{overlap}"
    return Chart(by_what, tuple(bars))
