"""The words of the records: the project's own, and the tool's."""

from typing import Literal, get_args

from pydantic import Field

from fifrecords.model.values import Id, Record, Text

Words = dict[Id, Text]
"""A word's id, and how a form prints it."""

OrganisationType = Literal["organisation", "site", "household"]
OrganisationRole = Literal[
    "lead-partner", "training-partner", "referral-source", "beneficiary", "stakeholder", "audience"
]
EngagementStatus = Literal[
    "approached", "agreed", "declined", "withdrew", "completed", "sustaining"
]
SessionKind = Literal["training", "embedded-activity", "dissemination", "consultation", "meeting"]
SessionStatus = Literal["held", "planned", "cancelled"]
OutcomeKind = Literal[
    "qualification",
    "employment",
    "work-experience",
    "further-learning",
    "independence",
    "volunteering",
]
OutcomeStatus = Literal["achieved", "working-towards", "pending"]
IndicatorKind = Literal["output", "outcome", "impact"]
Judgement = Literal["achieved", "partly-achieved", "not-achieved", "too-early"]

ENGAGED: tuple[EngagementStatus, ...] = ("agreed", "completed", "sustaining")
"""Where an engagement stands when the organisation takes part."""

REFUSED: tuple[EngagementStatus, ...] = ("declined", "withdrew")
"""Where an engagement stands when it does not."""

PARTNER_ROLES: tuple[OrganisationRole, ...] = get_args(OrganisationRole)[:3]
"""The roles that make an organisation a partner, the lead first."""

Characteristic = Literal[
    "age",
    "disability",
    "gender_reassignment",
    "marriage_and_civil_partnership",
    "pregnancy_and_maternity",
    "race",
    "religion_or_belief",
    "sex",
    "sexual_orientation",
]
"""The protected characteristics, Equality Act 2010 (UK), section 4."""

WORD_LISTS = {
    "role": "roles",
    "client_group": "client_groups",
    "age_band": "age_bands",
    "setting": "settings",
    "curriculum": "curriculum",
    "audience": "audiences",
}
"""The dimensions whose values are the project's own words, and the list that each stands in."""

NOT_ASKED = "not-asked"
PREFERRED_NOT_TO_SAY = "prefer-not-to-say"


class Vocabulary(Record):
    """The project's own words: ``records/vocabulary.yaml``, each an id and its label."""

    curriculum: Words = Field(
        {}, description="What is taught.", examples=[{"ict": "Information technology"}]
    )
    client_groups: Words = Field(
        {},
        description="Whom the project is for.",
        examples=[{"mental-health": "Mental health service users"}],
    )
    settings: Words = Field(
        {},
        description="The kinds of place where people live, work or learn.",
        examples=[{"hostel": "Hostel"}],
    )
    roles: Words = Field(
        {},
        description="What people are to the project.",
        examples=[{"support-worker": "Support worker"}],
    )
    age_bands: Words = Field(
        {}, description="Bands of age, never an age.", examples=[{"16-18": "16 to 18"}]
    )
    answers: dict[Characteristic, Words] = Field(
        {},
        description="Answers on protected characteristics, besides those that are published.",
        examples=[{"disability": {"long-term-condition": "Long-term condition"}}],
    )
    audiences: Words = Field(
        {},
        description="Whom dissemination is for.",
        examples=[{"training-organisations": "Training organisations"}],
    )

    def words_of(self, dimension: str) -> Words:
        """The words that may stand in a dimension, one of ``WORD_LISTS``."""
        words: Words = getattr(self, WORD_LISTS[dimension])
        return words
