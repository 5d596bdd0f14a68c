"""Numbers as a form prints them: each leads to the figure that it is."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from fifrecords.form.words import PEOPLE, Line, Words
from fifrecords.model.quantity import Quantity
from fifrecords.tally.actual import Actual
from fifrecords.tally.words import actual_in_words, in_words, made_of, plain_words


def number(text: str, *path: str) -> Line:
    """A number that leads to what it says: a figure, a part of it, or what stands under a value."""
    return (Words(text, target=f"figure:{_joined(path)}"),) if text else ()


def _joined(path: Sequence[str]) -> str:
    return "/".join(quote(step, safe="") for step in path)


def people(how_many: Quantity | int | None, *path: str) -> Line:
    """A number of people that is no figure's: who was asked something, or was reached one day."""
    if how_many is None:
        return ()
    text = str(how_many) if isinstance(how_many, int) else in_words(how_many)
    return (Words(text, target=f"{PEOPLE}:{_joined(path)}"),)


def total(actual: Actual) -> Line:
    """What a figure comes to."""
    return number(actual_in_words(actual), actual.figure)


def parts(actual: Actual) -> Line:
    """What a figure is made of: each part leads to that part."""
    return tuple(_parts(actual))


def _parts(actual: Actual) -> Iterator[Words]:
    for at, (part, text) in enumerate(made_of(actual.value, actual.unit).items()):
        if at:
            yield Words(" + ")
        yield from number(text, actual.figure, part)


def part(actual: Actual, name: str, quantity: Quantity | None) -> Line:
    """One part of a figure, or another number that is cited of it."""
    text = "" if quantity is None else in_words(quantity, actual.unit)
    return number(text, actual.figure, name)


def under(actual: Actual, dimension: str, value: str, quantity: Quantity) -> Line:
    """What stands under a value of a dimension."""
    return number(in_words(quantity, actual.unit), actual.figure, dimension, value)


def target(actual: Actual) -> Line:
    """What was promised; nothing where nothing was."""
    return part(actual, "target", actual.target)


def status(actual: Actual) -> Line:
    """Where a figure stands against its target; nothing where it has none."""
    if not actual.status:
        return ()
    return (Words(plain_words(actual.status), target=f"status:{_joined([actual.figure])}"),)
