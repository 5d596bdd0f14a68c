"""What a figure is counted in, where its indicator does not say."""

from collections.abc import Sequence

from fifrecords.model.measure import Count, Difference, Measure, Percent, Sum, Total

_SUMMED = {
    "learner-days": "days",
    "learner-hours": "hours",
    "delivery-days": "days",
    "reach-people": "people",
    "reach-organisations": "organisations",
}


def unit_of(measure: Measure, units: Sequence[str | None]) -> str | None:
    """The measure's own unit.

    Args:
        measure: The measure.
        units: Those of the figures that it is worked out from.

    Returns:
        The unit; None where it has none of its own: a ratio, a reading, a judgement.
    """
    match measure:
        case Count(count=what):
            return what.replace("-", " ")
        case Sum(sum=what):
            return _SUMMED[what]
        case Total() | Difference():
            return units[0] if len(set(units)) == 1 else None
        case Percent():
            return "%"
    return None
