"""What the tool's own words mean, in plain words: for editors, and for whoever is asked."""

ORGANISATION_TYPES = {
    "organisation": "a legal body",
    "site": "a place that belongs to one",
    "household": "a home; call it by a letter, not by a name",
}
ORGANISATION_ROLES = {
    "lead-partner": "runs the project",
    "training-partner": "teaches in it",
    "referral-source": "sends people to it",
    "beneficiary": "its people take part",
    "stakeholder": "has a say in it",
    "audience": "is told of it",
}
ENGAGEMENT_STATUSES = {
    "approached": "was asked",
    "agreed": "takes part",
    "declined": "does not want to",
    "withdrew": "took part, and does not want to any more",
    "completed": "took part to the end",
    "sustaining": "goes on without the project",
}
SESSION_KINDS = {
    "training": "people came to learn",
    "embedded-activity": "learning within everyday activity",
    "dissemination": "others were told of the project",
    "consultation": "people were asked",
    "meeting": "partners or staff met",
}
SESSION_STATUSES = {
    "held": "it took place",
    "planned": "it is to come; it does not count",
    "cancelled": "it did not happen; it does not count",
}
OUTCOME_KINDS = {
    "qualification": "a certificate or an award",
    "employment": "paid work",
    "work-experience": "a placement",
    "further-learning": "a course elsewhere",
    "independence": "living with less help",
    "volunteering": "unpaid work for others",
}
OUTCOME_STATUSES = {
    "achieved": "it counts",
    "working-towards": "on the way; it does not count",
    "pending": "waited for; it does not count",
}
ADDED = {
    "documented": "a register, a certificate or another document shows it",
    "counted": "heads were counted",
    "estimated": "by a method and its inputs",
}
BASES = {**ADDED, "planned": "a plan; never added"}
INDICATOR_KINDS = {
    "output": "what was delivered",
    "outcome": "what it led to",
    "impact": "what lasts",
}
COUNTED = {
    "people": "different people; one who came five times is one",
    "attendances": "places taken; one who came five times is five",
    "sessions": "sessions that were held",
    "curriculum-areas": "different things that were taught",
    "organisations": "organisations that take part",
    "sites": "places that take part",
    "outcomes": "what people gained",
    "qualifications": "certificates and awards, not people",
}
SUMMED = {
    "learner-days": "days of learning, each person's added up",
    "learner-hours": "the same in hours",
    "delivery-days": "a trainer's days",
    "reach-people": "people whom dissemination reached",
    "reach-organisations": "organisations that it reached",
}
JUDGEMENTS = {
    "achieved": "in full",
    "partly-achieved": "in part",
    "not-achieved": "not at all",
    "too-early": "nobody can say yet",
}
KEPT = {"latest": "a value that is read now and then", "judged": "what somebody judges"}
WORKED_OUT = {
    "total": "other figures added up",
    "difference": "one figure less another",
    "ratio": "one figure divided by another, like the grant by the days",
    "percent": "one figure as a share of another",
}

MEANINGS: tuple[dict[str, str], ...] = (
    ORGANISATION_TYPES,
    ORGANISATION_ROLES,
    ENGAGEMENT_STATUSES,
    SESSION_KINDS,
    SESSION_STATUSES,
    OUTCOME_KINDS,
    OUTCOME_STATUSES,
    ADDED,
    BASES,
    INDICATOR_KINDS,
    COUNTED,
    SUMMED,
    KEPT,
    JUDGEMENTS,
)
"""Each list of words that a field may hold, with what they mean."""
