"""What an export is made from: the records, what they add up to, and what vouches for them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from fifrecords.model.records import Records
from fifrecords.tally.facts import Facts
from fifrecords.tally.figures import Figures
from fifrecords.tally.period import Period


@dataclass(frozen=True)
class Scope:
    """A project as it is exported.

    Attributes:
        records: The records.
        figures: What they add up to.
        commit: The commit that they stand at; None where there is none.
        dirty: Whether they differ from that commit.
        draft: Whether records with errors are left out.
    """

    records: Records
    figures: Figures
    commit: str | None
    dirty: bool
    draft: bool = False

    @property
    def period(self) -> Period:
        """The days that are looked at."""
        return self.figures.period

    @cached_property
    def facts(self) -> Facts:
        """The facts that the figures are made of."""
        return Facts(self.records, self.period)

    def had_come(self, day: date) -> bool:
        """Whether a day had come at the end of the period."""
        return self.period.until is None or day <= self.period.until
