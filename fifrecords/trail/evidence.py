"""What a form's figures are made of, as a document shows it."""

from collections.abc import Callable, Iterable, Iterator

from fifrecords.form import numbers
from fifrecords.form.evidence import Contribution, Evidence, Trace
from fifrecords.form.promised import title
from fifrecords.form.words import Line, Words, line, text_of
from fifrecords.model.records import Records
from fifrecords.store.git import from_the_top
from fifrecords.tally.actual import Actual
from fifrecords.tally.figures import Figures
from fifrecords.tally.words import in_words, plain_words
from fifrecords.trail import explain
from fifrecords.trail.explain import Explanation, Place

FEW = 200
"""How many lines a document shows of one figure where it is to stay small."""

FEW_OF_ONE = 20
"""How many of them at most tell of the same person, group, organisation or session."""

_Named = Callable[[str], str]
"""Names a file so that it reads the same wherever the document is written."""


def evidence(
    records: Records, figures: Figures, *, at: str | None = None, at_most: int | None = None
) -> tuple[Evidence, ...]:
    """What every figure is made of, in the order of the figures.

    Args:
        records: The records.
        figures: What they add up to.
        at: The commit that the records were read at; None for the work tree.
        at_most: How many lines of one figure to show; None for all.
    """
    found = explain.explain(records, figures, figures, at=at)
    named = from_the_top(records.root)
    return tuple(_evidence(each, at_most, named) for each in found)


def _evidence(found: Explanation, at_most: int | None, named: _Named) -> Evidence:
    actual = found.actual
    shown = tuple(_few(found.contributions, at_most, named))
    return Evidence(
        figure=actual.figure,
        title=title(actual),
        definition=found.definition,
        worth=worth(actual),
        notes=tuple(_notes(found)),
        defined=_trace(found.defined_at, named),
        of=tuple(each.actual.figure for each in found.of),
        contributions=shown,
        unseen=len(actual.value.rows) - len(shown),  # to count them needs none of their places,
        together=tuple(each.words for each in found.together),
    )


def worth(actual: Actual) -> Line:
    """What a figure comes to, and in brackets what it is made of where that says more."""
    total, parts = numbers.total(actual), numbers.parts(actual)
    if not parts or text_of(parts) == text_of(total):
        return total
    return (*total, Words(" ("), *parts, Words(")"))


def _notes(found: Explanation) -> Iterator[Line]:
    actual = found.actual
    if actual.target is not None:
        yield (Words("Target "), *numbers.target(actual), Words(": "), *numbers.status(actual))
    if judged := actual.judgement:
        yield line(f"{plain_words(judged.status)} ({judged.by}, {judged.date}). {judged.because}")
    elif not actual.value.known and actual.unanswered:
        yield line(f"No data. {actual.unanswered}")


def _few(
    contributions: Iterable[explain.Contribution], at_most: int | None, named: _Named
) -> Iterator[Contribution]:
    """The contributions that so many lines tell of, each with its first lines."""
    room = at_most
    for each in contributions:
        if room is None:
            yield _contribution(each, None, named)
        elif room <= 0:
            return
        else:
            yield _contribution(each, min(room, FEW_OF_ONE), named)
            room -= min(room, FEW_OF_ONE, len(each.places))


def _contribution(found: explain.Contribution, at_most: int | None, named: _Named) -> Contribution:
    traces = tuple(_trace(each, named) for each in found.places[:at_most])
    unseen = len(found.places) - len(traces)
    return Contribution(found.body, in_words(found.amount), found.basis, traces, unseen)


def _trace(place: Place, named: _Named) -> Trace:
    path, commit = named(place.path), place.commit
    if commit is None:
        return Trace(path, place.line)
    return Trace(path, place.line, commit.short, commit.day, commit.author)
