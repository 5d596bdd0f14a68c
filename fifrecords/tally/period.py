"""The span of days that a tally looks at."""

from datetime import date
from typing import NamedTuple


class Period(NamedTuple):
    """From one day to another, both inclusive; an end left open is None."""

    since: date | None = None
    until: date | None = None

    def __str__(self) -> str:
        ends = (("from", self.since), ("until", self.until))
        return " ".join(f"{word} {day}" for word, day in ends if day)

    def holds(self, day: date) -> bool:
        """Whether a day lies within."""
        return (self.since is None or day >= self.since) and (
            self.until is None or day <= self.until
        )
