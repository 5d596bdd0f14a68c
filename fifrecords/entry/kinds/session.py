"""A new session."""

from typing import Any

from fifrecords.entry.answers import amount, attendance, choice, day, heads, words
from fifrecords.entry.choices import (
    among,
    attenders,
    forgotten,
    last_session,
    like_the_last,
    organisations,
    word,
)
from fifrecords.entry.kinds.kind import Kind, named_id
from fifrecords.entry.plan import Plan
from fifrecords.entry.question import Moment, Question
from fifrecords.model.meanings import BASES, SESSION_KINDS, SESSION_STATUSES
from fifrecords.store.compose import record

_REACH = ("reach_organisations", "reach_people", "audience")


def _plans(plan: Plan, moment: Moment) -> list[str]:
    given = _fields(dict(moment.given))
    called = given.get("title") or given["kind"]
    named = f"{given['date']} {given.get('organisation', '')} {called}"
    id_ = named_id(plan, moment.records, "sessions", named)
    plan.write(f"{plan.root}/sessions/{given['date'].year}/{id_}.yaml", record(given))
    return [id_]


def _fields(given: dict[str, Any]) -> dict[str, Any]:
    reach = {name.removeprefix("reach_"): given.pop(name) for name in _REACH if name in given}
    if given.get("status") == "held":
        del given["status"]  # it is so where nothing is said
    given["reach"] = reach
    return given


def _is_outward(moment: Moment) -> bool:
    return moment.given.get("kind") == "dissemination"


def _has_attenders(moment: Moment) -> bool:
    return not _is_outward(moment) and bool(moment.records.people)


def _status(moment: Moment) -> str:
    return "planned" if moment.given["date"] > moment.today else "held"


def _deliverer(moment: Moment) -> str:
    project = moment.records.project
    return like_the_last("delivered_by")(moment) or (project.provider if project else "")


def _length(moment: Moment) -> str:
    last = last_session(moment.records)
    plainly = last and last.days and not last.days.is_range
    return f"{float(last.days.low):g}" if plainly and last and last.days else ""


SESSION = Kind(
    "Write a session: what was held, where, and who was there.",
    (
        Question(
            "date",
            "On which day was it",
            day,
            needed=True,
            default=lambda moment: str(moment.today),
        ),
        Question("until", "Until which day did it run on", day, asked=False),
        Question(
            "status", "Was it held", choice, among(SESSION_STATUSES), default=_status, assumed=True
        ),
        Question(
            "kind",
            "What sort of session was it",
            choice,
            among(SESSION_KINDS),
            needed=True,
            default=lambda moment: like_the_last("kind")(moment) or "training",
        ),
        Question("title", "What was it called (no names of people)"),
        Question(
            "organisation",
            "Where was it",
            choice,
            organisations,
            default=like_the_last("organisation"),
        ),
        Question(
            "delivered_by", "Who delivered it", choice, organisations, many=True, default=_deliverer
        ),
        Question(
            "curriculum",
            "What was taught",
            choice,
            word("curriculum"),
            many=True,
            default=like_the_last("curriculum"),
            applies=lambda moment: moment.given.get("kind") in ("training", "embedded-activity"),
            adds="curriculum",
        ),
        Question(
            "days",
            "How long was it, in days",
            amount,
            default=_length,
            applies=lambda moment: not _is_outward(moment) and "hours" not in moment.given,
        ),
        Question(
            "hours",
            "Or in hours",
            amount,
            applies=lambda moment: not _is_outward(moment) and "days" not in moment.given,
        ),
        Question(
            "attended",
            "Who was there (ID, ID 0.25 for fewer days, GROUP 6 for six of it)",
            attendance,
            attenders,
            barred=forgotten,
            many=True,
            applies=_has_attenders,
        ),
        Question(
            "reach_organisations", "How many organisations did it reach", heads, applies=_is_outward
        ),
        Question("reach_people", "How many people did it reach", heads, applies=_is_outward),
        Question(
            "audience",
            "Whom was it for",
            choice,
            word("audiences"),
            applies=_is_outward,
            adds="audiences",
        ),
        Question("basis", "How is it known", choice, among(BASES), asked=False),
        Question(
            "evidence",
            "What shows that it was held (a sign-in sheet, a diary)",
            words,
            applies=lambda moment: moment.given.get("status") == "held",
        ),
        Question("notes", "Anything else to note (no names)", asked=False),
    ),
    _plans,
    (
        "session --date 2011-03-22 --kind training --title 'Looking back' "
        "--organisation housing-association --curriculum ict --days 0.5 "
        "--attended 'p-2kzl8, p-34wwc 0.25' --evidence 'sign-in sheet'",
    ),
)
