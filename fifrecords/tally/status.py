"""Where an actual stands against its target: computed from exact values, never typed."""

from collections.abc import Sequence

from fifrecords.model.quantity import Exact, Quantity
from fifrecords.tally.actual import Actual, Status, Value


def status(
    value: Value, target: Quantity, *, ascending: bool, components: Sequence[Actual] = ()
) -> Status:
    """The status of a value against a target.

    A target is met by what is known without estimates and by the whole: where less is better, or
    estimates are taken away or divided by, the whole may fall short where its firm part does not.

    Args:
        value: What the figure comes to.
        target: What was promised; a range is met at its nearer end and exceeded past its far one.
        ascending: Whether more is better. Where it is not, the comparison turns round, and so
            does which end of a range is the cautious one.
        components: Figures that must each be met too, where they have a target.
    """
    alone = _alone(value, _Aim(target, ascending))
    if alone in ("exceeded", "met") and any(map(is_missed, components)):
        return "met-in-part"
    return alone


class _Aim:
    """A target as a number to reach, turned round where less is better."""

    def __init__(self, target: Quantity, ascending: bool) -> None:
        self.sign = 1 if ascending else -1
        self.ascending = ascending
        self.near = self.turned(target.low if ascending else target.high)
        self.far = self.turned(target.high if ascending else target.low)

    def turned(self, number: Exact) -> Exact:
        return self.sign * number

    def cautious(self, quantity: Quantity) -> Exact:
        return self.turned(quantity.low if self.ascending else quantity.high)

    def hopeful(self, quantity: Quantity) -> Exact:
        return self.turned(quantity.high if self.ascending else quantity.low)


def _alone(value: Value, aim: _Aim) -> Status:
    if not value.known or value.total is None:
        return "no-data"
    if value.firm and value.without_estimates is not None:
        reached = min(map(aim.cautious, (value.without_estimates, value.total)))
        if reached > aim.far:
            return "exceeded"
        if reached >= aim.near:
            return "met"
    if aim.hopeful(value.total) >= aim.near:
        return "met-only-with-estimates"
    return "not-met"


def is_missed(component: Actual) -> bool:
    """Whether a component is missed; one without a target cannot be."""
    return component.target is not None and component.status not in ("exceeded", "met", "achieved")
