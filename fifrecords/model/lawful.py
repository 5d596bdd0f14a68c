"""On what grounds people's data are kept, until when, and that somebody was forgotten.

"UK GDPR" is Regulation (EU) 2016/679 as it forms part of the law of the United Kingdom and stands
amended, https://www.legislation.gov.uk/eur/2016/679.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from fifrecords.model.values import Day, OneOrMany, Record, Text

LawfulBasis = Literal[
    "consent",
    "contract",
    "legal-obligation",
    "vital-interests",
    "public-task",
    "recognised-legitimate-interest",
    "legitimate-interests",
]
"""The bases of Article 6(1) of the UK GDPR: points (a) to (e), (ea) and (f) in their order.

Point (ea) was inserted by section 70 of the Data (Use and Access) Act 2025.
"""

SpecialCategoryCondition = Literal[
    "explicit-consent",
    "employment-and-social-protection",
    "vital-interests",
    "not-for-profit-body",
    "made-public",
    "legal-claims",
    "substantial-public-interest",
    "health-or-social-care",
    "public-health",
    "archiving-research-or-statistics",
]
"""The conditions of Article 9(2) of the UK GDPR, points (a) to (j) in their order."""


class Grounds(Record):
    """Why data of a person are kept, and until when; a person's own come before the project's."""

    lawful_basis: LawfulBasis | None = Field(
        None,
        description="The lawful basis, of Article 6(1) of the UK GDPR.",
        examples=["public-task"],
    )
    special_category_condition: SpecialCategoryCondition | None = Field(
        None,
        description="For health, ethnicity, belief and sexual orientation: the condition, of "
        "Article 9(2) of the UK GDPR.",
        examples=["substantial-public-interest"],
    )
    retain_until: Day | None = Field(
        None, description="The last day on which they are kept.", examples=["2017-05-31"]
    )

    def over(self, others: "Grounds | None") -> "Grounds":
        """These grounds, and where they are silent, others."""
        own = {name: getattr(self, name) for name in Grounds.model_fields}
        return Grounds.model_construct(
            **{name: own[name] or getattr(others, name, None) for name in Grounds.model_fields}
        )


class Consent(Record):
    """What a person agreed to, and for how long."""

    purpose: Text = Field(description="To what.", examples=["training records"])
    given: Day = Field(description="The day it was given.", examples=["2010-11-02"])
    withdrawn: Day | None = Field(
        None, description="The day it was withdrawn.", examples=["2011-01-15"]
    )
    evidence: OneOrMany[Text] = Field(
        (), description="What shows it.", examples=["consent form 12"]
    )

    def stands(self, as_of: date | None) -> bool:
        """Whether it was given and not withdrawn at the end of a day; None asks of all days."""
        if as_of is None:
            return self.withdrawn is None
        return self.given <= as_of and (self.withdrawn is None or self.withdrawn > as_of)


class Forgotten(Record):
    """That a person was forgotten: what is left of the record is what the figures need."""

    date: Day = Field(description="The day it was done.", examples=["2012-03-01"])
    because: Text = Field(
        description="Why. No personal details.", examples=["asked to be forgotten"]
    )
