"""What a figure is, in words."""

from fifrecords.model.finding import one_of
from fifrecords.model.indicator import FUNDING, Indicator
from fifrecords.model.measure import (
    Count,
    Difference,
    Measure,
    Percent,
    Ratio,
    Sum,
    Total,
    Where,
    counts_achievers,
)

_COUNTED = {
    "people": "distinct people who attended a held session",
    "attendances": "attendances of held sessions, a group's by its heads",
    "sessions": "held sessions",
    "curriculum-areas": "distinct curriculum areas delivered in held sessions",
    "organisations": "legal bodies that take part",
    "sites": "places that take part, an organisation's through its sites",
    "outcomes": "achieved outcomes",
    "qualifications": "achieved qualifications: awards, not people",
}
_SUMMED = {
    "learner-days": "days of each attender of held sessions, times heads",
    "learner-hours": "hours of each attender of held sessions, times heads",
    "delivery-days": "days that held sessions lasted: a trainer's days",
    "reach-people": "people whom held dissemination sessions reached",
    "reach-organisations": "organisations that held dissemination sessions reached",
}


def definition(indicator: Indicator | None) -> str:
    """What a figure adds up, as one line.

    Args:
        indicator: The figure's indicator; None for the funding, which has none.
    """
    return f"{FUNDING}: the grant in project.yaml" if indicator is None else of(indicator.measure)


def of(measure: Measure) -> str:
    """What a measure adds up, as one line."""
    match measure:
        case Count(count=what, where=where):
            achieved = "distinct people who achieved an outcome"
            return (achieved if counts_achievers(measure) else _COUNTED[what]) + _narrowed(where)
        case Sum(sum=what, where=where):
            return _SUMMED[what] + _narrowed(where)
        case Total(total=figures):
            return " + ".join(figures)
        case Difference(difference=figures):
            return " - ".join(figures)
        case Ratio(ratio=figures):
            return " / ".join(figures)
        case Percent(percent=figures):
            return f"{' / '.join(figures)}, as a percentage"
        case "latest":
            return "the last reading on record"
    return "judged by a person"


def _narrowed(where: Where) -> str:
    parts = [
        f"{dimension.replace('_', ' ')} is {one_of(map(str, getattr(where, dimension)))}"
        for dimension in where.given()
    ]
    return f", where {' and '.join(parts)}" if parts else ""
