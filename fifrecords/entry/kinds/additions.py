"""What comes to a record later: an outcome, a step of an organisation, a reading, a judgement."""

from collections.abc import Callable
from typing import Any

from fifrecords.entry.answers import amount, begun, choice, day, how_many, label, words
from fifrecords.entry.choices import (
    among,
    figures,
    figures_measured_otherwise,
    forgotten,
    organisations,
    persons,
)
from fifrecords.entry.kinds.kind import Kind
from fifrecords.entry.plan import Plan, path_of
from fifrecords.entry.question import Moment, Question
from fifrecords.model.finding import Way
from fifrecords.model.meanings import (
    BASES,
    ENGAGEMENT_STATUSES,
    JUDGEMENTS,
    OUTCOME_KINDS,
    OUTCOME_STATUSES,
)
from fifrecords.store.edits import Added


def _today(moment: Moment) -> str:
    return str(moment.today)


def _adds(
    to: str, ref: Callable[[str], str], way: Callable[[str], Way]
) -> Callable[[Plan, Moment], list[str]]:
    """Plans one more entry of a list in a record that is there.

    Args:
        to: The question that names the record.
        ref: The record's reference.
        way: The way to the list.
    """

    def plans(plan: Plan, moment: Moment) -> list[str]:
        given: dict[str, Any] = {**moment.given, "date": str(moment.given["date"])}
        id_ = given.pop(to)
        if given.get("status") == "achieved" and to == "person":
            del given["status"]  # it is so where nothing is said
        plan.edit(path_of(moment.records, ref(id_)), [Added(way(id_), given)])
        return [id_]

    return plans


def _figure(measured: str, takes: str) -> Question:
    """Of which figure it is: of one that is measured so."""
    mend = f"make one: fifrecords new indicator --measure {measured}"
    return Question(
        "figure",
        "Of which figure",
        choice,
        figures,
        barred=figures_measured_otherwise(measured, takes),
        needed=True,
        lacking=f"no figure here takes {takes}; {mend}",
    )


OUTCOME = Kind(
    "Add an outcome to a person: what they gained.",
    (
        Question(
            "person",
            "Whose is it (an id)",
            begun,
            persons,
            barred=forgotten,
            needed=True,
            lacking="no person is on record; write one: fifrecords new person",
        ),
        Question("date", "On which day", day, needed=True, default=_today),
        Question("kind", "What sort of gain is it", choice, among(OUTCOME_KINDS), needed=True),
        Question("title", "What is it called"),
        Question(
            "level",
            "At which level",
            label,
            applies=lambda moment: moment.given.get("kind") == "qualification",
        ),
        Question(
            "status",
            "Is it achieved",
            choice,
            among(OUTCOME_STATUSES),
            default=lambda moment: "achieved",
            assumed=True,
        ),
        Question("evidence", "What shows it (a certificate, a letter)", words),
    ),
    _adds("person", lambda id_: f"people/{id_}", lambda id_: ("outcomes",)),
    (
        "outcome --person p-2kzl8 --date 2011-04-11 --kind volunteering "
        "--evidence 'letter of 11 April'",
    ),
)

STEP = Kind(
    "Add a step to an organisation: how far it has come with the project.",
    (
        Question(
            "organisation",
            "Which organisation",
            choice,
            organisations,
            needed=True,
            lacking="no organisation is on record; write one: fifrecords new organisation",
        ),
        Question("date", "Since when", day, needed=True, default=_today),
        Question("status", "Where does it stand", choice, among(ENGAGEMENT_STATUSES), needed=True),
    ),
    _adds("organisation", lambda id_: f"organisations/{id_}", lambda id_: ("engagement",)),
    ("step --organisation housing-association --date 2011-05-31 --status sustaining",),
)

READING = Kind(
    "Add a reading to a figure that is read now and then.",
    (
        _figure("latest", takes="readings"),
        Question("date", "On which day was it read", day, needed=True, default=_today),
        Question("value", "What was read", amount, needed=True),
        Question("of", "From how many was it taken", how_many),
        Question("basis", "How is it known", choice, among(BASES), asked=False),
        Question("evidence", "What shows it", words),
    ),
    _adds("figure", lambda id_: "indicators", lambda id_: (id_, "readings")),
    (
        "reading --figure assessor-hours --date 2011-05-27 --value 21 "
        "--evidence 'assessors time sheets'",
    ),
)

JUDGEMENT = Kind(
    "Add a judgement to a figure that somebody judges.",
    (
        _figure("judged", takes="judgements"),
        Question("status", "What is the judgement", choice, among(JUDGEMENTS), needed=True),
        Question("date", "On which day was it made", day, needed=True, default=_today),
        Question(
            "by",
            "By whom (a function, not a name)",
            needed=True,
            default=lambda moment: "project manager",
        ),
        Question("because", "What does it rest on", needed=True),
    ),
    _adds("figure", lambda id_: "indicators", lambda id_: (id_, "judgement")),
    (
        "judgement --figure model-of-excellence --status achieved --date 2011-05-27 "
        "--by 'project manager' --because 'It was taken up elsewhere.'",
    ),
)
