"""What a change does, as a reviewer reads it: short, and safe whatever the records say."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from fifrecords.form.document import Block, Heading, Items, Paragraph, paragraph, table
from fifrecords.form.words import Line, Words, line
from fifrecords.model.finding import Finding, printable
from fifrecords.model.quantity import Quantity
from fifrecords.tally.actual import Actual
from fifrecords.tally.words import in_words, plain_words, worth_in_words
from fifrecords.trail.compare import Difference
from fifrecords.trail.effect import Effect

_MOST_FIGURES, _MOST_FINDINGS, _MOST_RECORDS, _MOST_REASONS = 25, 15, 10, 3
_MINUS, _ARROW = "\N{MINUS SIGN}", "\N{RIGHTWARDS ARROW}"
_HEAD = ("Figure", "Before", "After", "Difference", "Status", "By")


def told(effect: Effect) -> Iterator[Block]:
    """The blocks that tell of a change, the most important first.

    Whatever was written in the records stands as code: there a name notifies nobody, an address
    is no link, and no text is markup.
    """
    yield Heading(line("What this change does"))
    yield paragraph(_headline(effect))
    yield from _figures(effect.figures)
    if any(effect.left_out):
        before, after = effect.left_out
        left = "Figures leave out what has errors: {} before the change, {} after it."
        yield paragraph(left.format(_number(before, "error"), _number(after, "error")))
    yield from _findings("It brings:", effect.findings.brought)
    yield from _findings("It mends:", effect.findings.mended)
    for what, refs in effect.records.items():
        if refs:
            named = _listed(refs, _MOST_RECORDS)
            yield Paragraph((Words(f"{len(refs):,} {what}: "), *named, Words(".")))


def _headline(effect: Effect) -> str:
    """All of it in one sentence."""
    moved = sum(_status(each.before) != _status(each.after) for each in effect.figures)
    figures = _number(len(effect.figures), "figure") if effect.figures else "No figure"
    verb = "differ" if len(effect.figures) > 1 else "differs"
    return "; ".join(
        (
            f"{figures} {verb}" + (f", {moved} in status" if moved else ""),
            f"it brings {_counted(effect.findings.brought)}",
            f"it mends {_counted(effect.findings.mended)}.",
        )
    )


def _figures(found: Sequence[Difference]) -> Iterator[Block]:
    rows = [
        (
            _code(each.figure),
            worth_in_words(each.before),
            worth_in_words(each.after),
            _difference(each.before, each.after),
            _statuses(each),
            _listed(each.by, _MOST_REASONS),
        )
        for each in found[:_MOST_FIGURES]
    ]
    yield from table("Figures that differ", _HEAD, rows, numbers=(1, 2))
    if (more := len(found) - _MOST_FIGURES) > 0:
        yield paragraph(f"And {_number(more, 'figure')} more: fifrecords diff tells them all.")


def _difference(before: Actual | None, after: Actual | None) -> str:
    """By how much the whole differs, where that is one number; and what else is not as it was."""
    if before is None or after is None or before.unit != after.unit:
        return ""
    unit = after.unit
    words = [_step(before.value.total, after.value.total, unit)]
    for name, one, other in (
        ("target", before.target, after.target),
        ("baseline", before.baseline, after.baseline),
    ):
        if one != other:
            words.append(f"{name} {_or_none(one, unit)} {_ARROW} {_or_none(other, unit)}")
    return ", ".join(filter(None, words))


def _step(one: Quantity | None, other: Quantity | None, unit: str | None) -> str:
    if one is None or other is None:
        return ""
    low, high = other.low - one.low, other.high - one.high
    if low != high or not low:
        return ""
    size = max(low, -low)
    words = in_words(Quantity(size, size), None if unit == "%" else unit)
    return f"{_MINUS if low < 0 else '+'}{words}{' points' if unit == '%' else ''}"


def _or_none(quantity: Quantity | None, unit: str | None) -> str:
    return in_words(quantity, unit) if quantity else "none"


def _statuses(each: Difference) -> str:
    one, other = _status(each.before), _status(each.after)
    return one if one == other else f"{one or 'none'} {_ARROW} {other or 'none'}"


def _status(actual: Actual | None) -> str:
    return plain_words(actual.status).lower() if actual and actual.status else ""


def _findings(head: str, found: Sequence[Finding]) -> Iterator[Block]:
    if not found:
        return
    yield paragraph(head)
    worst = sorted(found, key=lambda each: (each.severity, each))
    items = [_code(str(each)) for each in worst[:_MOST_FINDINGS]]
    if (more := len(found) - _MOST_FINDINGS) > 0:
        items.append(line(f"and {more:,} more"))
    yield Items(tuple((Paragraph(each),) for each in items))


def _listed(refs: Sequence[str], most: int) -> Line:
    """Some references, and how many more there are."""
    words = [each for ref in refs[:most] for each in (Words(", "), *_code(ref))][1:]
    more = len(refs) - most
    return (*words, *line(f" and {more:,} more" if more > 0 else ""))


def _code(text: str) -> Line:
    return (Words(printable(text), "code"),)


def _counted(found: Iterable[Finding]) -> str:
    numbers = Counter(each.severity for each in found)
    told = [_number(numbers[each], each) for each in ("error", "warning") if numbers[each]]
    return " and ".join(told) or "no finding"


def _number(count: int, what: str) -> str:
    return f"{count:,} {what if count == 1 else f'{what}s'}"
