"""What a row of the targets has no room for: how a promise was made, and how it was judged."""

from collections.abc import Iterator, Sequence

from fifrecords.form import numbers
from fifrecords.form.document import Paragraph, paragraph
from fifrecords.form.source import Source
from fifrecords.form.words import Line, Words, line
from fifrecords.model.indicator import Indicator, TargetVersion
from fifrecords.model.quantity import Quantity
from fifrecords.tally.actual import Actual
from fifrecords.tally.words import in_words, plain_words


def title(actual: Actual) -> str:
    """What a figure is called: what was promised, or else its id as words."""
    return actual.statement or plain_words(actual.figure)


def notes(source: Source, actuals: Sequence[Actual]) -> Iterator[Paragraph]:
    """What is to be known of some promises besides their rows, under their numbers."""
    for actual in actuals:
        called = title(actual) if actual.number is None else str(actual.number)
        if made := tuple(_made(source, actual)):
            yield Paragraph((Words(f"{called}: "), *_joined(made), Words(".")))
        if judged := actual.judgement:
            words = f"{plain_words(judged.status)} ({judged.by}, {judged.date}). {judged.because}"
            yield paragraph(f"{called}: {words}")
        elif not actual.value.known and actual.unanswered:
            yield paragraph(f"{called}: no data. {actual.unanswered}")


def _made(source: Source, actual: Actual) -> Iterator[Line]:
    """Which way a promise goes, where it began, and every target that was agreed for it."""
    indicator = source.records.indicators[actual.figure]
    if actual.target and not indicator.ascending:
        yield line("less is better")
    if actual.baseline:
        unit = _unit(indicator, actual.baseline)
        before = numbers.part(actual, "baseline", actual.baseline)
        yield (*before, Words(f"{unit} before the project"))
    agreed = indicator.targets_by(source.figures.period.until)
    if len(agreed) > 1:
        told = (_agreed(indicator, version) for version in agreed)
        yield line(f"the target was {', and then '.join(told)}")


def _agreed(indicator: Indicator, version: TargetVersion) -> str:
    """A target, and in brackets when, by whom and why it was agreed, as far as that is noted."""
    by = f"by {version.by}" if version.by else ""
    agreed = " ".join(filter(None, (str(version.agreed or ""), by)))
    why = ": ".join(filter(None, (agreed, (version.because or "").rstrip("."))))
    value = f"{in_words(version.value, indicator.unit)}{_unit(indicator, version.value)}"
    return f"{value} ({why})" if why else value


def _unit(indicator: Indicator, quantity: Quantity) -> str:
    """The unit that an indicator names, if the number does not bear it, as money does."""
    unit = indicator.unit
    return f" {unit}" if unit and in_words(quantity, unit) == in_words(quantity) else ""


def _joined(lines: Sequence[Line]) -> Iterator[Words]:
    for at, each in enumerate(lines):
        yield from (Words("; "), *each) if at else each
