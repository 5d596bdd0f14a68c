"""What a record feeds: every figure that it adds to, and by how much."""

from dataclasses import dataclass

from fifrecords.model.quantity import Quantity
from fifrecords.tally.actual import Actual
from fifrecords.tally.fact import Fact
from fifrecords.tally.figures import Figures
from fifrecords.trail.rows import made_of


@dataclass(frozen=True, slots=True)
class Feed:
    """What a record adds to a figure.

    Attributes:
        actual: The figure.
        amount: What the record's own rows come to there.
        through: The figure through which it does, where that one is worked out from others.
    """

    actual: Actual
    amount: Quantity
    through: str | None = None


def feeds(figures: Figures, ref: str) -> list[Feed]:
    """Every figure that a record feeds, and by how much.

    A session feeds a count of people by those whom it tells of; a person feeds it as one. What is
    worked out from others is fed through them.
    """
    own = {
        name: amount
        for name, actual in figures.items()
        if (amount := _fed(figures, actual, ref)) is not None
    }
    direct = [Feed(figures[name], amount) for name, amount in own.items()]
    through = [
        Feed(actual, own[each.figure], each.figure)
        for actual in figures.values()
        for each in list(made_of(actual))[1:]
        if each.figure in own
    ]
    return [*direct, *through]


def _fed(figures: Figures, actual: Actual, ref: str) -> Quantity | None:
    told = [fact for row in actual.value.rows for fact in row.facts if _is_of(fact, ref)]
    return figures.amount_of(actual.figure, told) if told else None


def _is_of(fact: Fact, ref: str) -> bool:
    """Whether a fact stands in a record, or is about the person or organisation that it is."""
    kind, _, id_ = ref.partition("/")
    if kind == "people":
        return fact.body == id_
    if kind == "organisations":
        return any(id_ in fact.values(name) for name in ("organisation", "held_at"))
    return fact.ref == ref
