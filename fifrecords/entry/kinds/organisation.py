"""A new organisation, site or household."""

from fifrecords.entry.answers import choice, day, words
from fifrecords.entry.choices import among, bodies, word
from fifrecords.entry.kinds.kind import Kind, named_id
from fifrecords.entry.plan import Plan
from fifrecords.entry.question import Moment, Question
from fifrecords.model.meanings import ENGAGEMENT_STATUSES, ORGANISATION_ROLES, ORGANISATION_TYPES
from fifrecords.store.compose import record


def _plans(plan: Plan, moment: Moment) -> list[str]:
    given = dict(moment.given)
    id_ = named_id(plan, moment.records, "organisations", given["name"])
    status, since = given.pop("engagement", None), given.pop("since", None)
    if status:
        given["engagement"] = [{"date": since or moment.today, "status": status}]
    plan.write(f"{plan.root}/organisations/{id_}.yaml", record(given))
    return [id_]


ORGANISATION = Kind(
    "Write an organisation, a site or a household.",
    (
        Question("name", "What is it called", needed=True),
        Question(
            "type",
            "Is it an organisation, a site or a household",
            choice,
            among(ORGANISATION_TYPES),
            needed=True,
            default=lambda moment: "organisation",
            assumed=True,
        ),
        Question(
            "site_of",
            "Whose place is it",
            choice,
            bodies,
            applies=lambda moment: moment.given.get("type") == "site",
        ),
        Question(
            "roles", "What is it to the project", choice, among(ORGANISATION_ROLES), many=True
        ),
        Question("setting", "What kind of place is it", choice, word("settings"), adds="settings"),
        Question(
            "address",
            "What is its address",
            words,
            applies=lambda moment: moment.given.get("type") != "household",
        ),
        Question(
            "engagement", "How far has it come with the project", choice, among(ENGAGEMENT_STATUSES)
        ),
        Question(
            "since",
            "Since when",
            day,
            default=lambda moment: str(moment.today),
            assumed=True,
            applies=lambda moment: "engagement" in moment.given,
        ),
        Question("notes", "Anything else to note (no names)", asked=False),
    ),
    _plans,
    ("organisation --name 'Park Hostel' --roles beneficiary --setting hostel",),
    frozenset({"orphan"}),
)
