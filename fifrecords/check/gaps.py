"""What looks as if something had been forgotten."""

import re
from collections.abc import Iterator

from fifrecords.check.attenders import attenders
from fifrecords.model.codes import published
from fifrecords.model.finding import Problem, did_you_mean
from fifrecords.model.kinds import NARRATIVE
from fifrecords.model.records import Records
from fifrecords.store.marks import place_in


def orphan(records: Records) -> Iterator[Problem]:
    """A person attends or achieves something; an organisation has a part in something.

    As long as a record that may name them cannot be read, nothing is said of them.
    """
    if not records.any_broken("sessions"):
        yield from _people_of_nothing(records)
    if not records.any_broken("sessions", "people", "organisations", "project"):
        yield from _organisations_of_nothing(records)


def _people_of_nothing(records: Records) -> Iterator[Problem]:
    present = attenders(records).sessions_of.keys()
    for id_, person in records.persons.items():
        if id_ not in present and not person.outcomes:
            message = f"{id_} attended nothing and has no outcome; add the session, or delete it"
            yield Problem(f"people/{id_}", (), message)
    for id_ in records.groups.keys() - present:
        message = f"{id_} attended nothing; add the session, or delete it"
        yield Problem(f"people/{id_}", (), message)


def _organisations_of_nothing(records: Records) -> Iterator[Problem]:
    named = _organisations_named(records)
    for id_, each in records.organisations.items():
        if id_ not in named and not each.roles and not each.engagement:
            message = f"nothing names {id_}, and it has no role; write its role, or delete it"
            yield Problem(f"organisations/{id_}", (), message)


def _organisations_named(records: Records) -> set[str | None]:
    named = {session.organisation for session in records.sessions.values()}
    named |= {who.organisation for who in records.people.values()}
    named |= {each.site_of for each in records.organisations.values()}
    named |= {id_ for session in records.sessions.values() for id_ in session.delivered_by}
    return named | {records.project.provider if records.project else None}


_A_HASH = re.compile(r" #\d")
_NUMBER_BEHIND_A_HASH = re.compile(r"^ *(?:- +)?(?:[\w-]+: +)?[^\s#\"'].* (#\d.*)$", re.MULTILINE)


def unquoted_hash(records: Records) -> Iterator[Problem]:
    """A `#` before a number has quotes around its value: YAML takes it for a comment else.

    So *certificate #1183* says *certificate*, and no form prints the number.
    """
    for ref, source in records.sources.items():
        if not _A_HASH.search(source.text):  # as in almost all
            continue
        if ref in records.broken or ref.startswith(f"{NARRATIVE}/"):
            continue
        for cut_off, start in _cut_off(source.text):
            mend = "put the value in quotes, or a space behind the # of a comment"
            message = f"{cut_off!r} is no part of the value; {mend}"
            yield Problem(ref, (), message, spot=place_in(source.text, start))


def _cut_off(text: str) -> Iterator[tuple[str, int]]:
    """What looks like the end of a value and is a comment, and where it begins."""
    from fifrecords.store.comments import comments  # noqa: PLC0415 - most need no parser

    told = comments(text)
    for found in _NUMBER_BEHIND_A_HASH.finditer(text):
        if found[1].rstrip() in told:
            yield found[1], found.start(1)


def nobody_attended(records: Records) -> Iterator[Problem]:
    """A training, or an embedded activity, that was held has attenders: else nobody learnt."""
    for id_, session in records.held.items():
        if not session.attended and session.kind in ("training", "embedded-activity"):
            message = "held, and nobody attended; write who did, or the status"
            yield Problem(f"sessions/{id_}", (), message)


def role_not_recorded(records: Records) -> Iterator[Problem]:
    """Everybody has a role: no figure by role counts them otherwise."""
    for id_, who in records.people.items():
        if who.role is None:
            message = f"{id_} has no role; write one of the vocabulary's roles"
            yield Problem(f"people/{id_}", (), message)


def unlisted_answer(records: Records) -> Iterator[Problem]:
    """What somebody said of a protected characteristic stands on a published list, or is noted.

    `fifrecords answers` lists what is published; a project's own answers stand in
    `vocabulary.yaml` under `answers`. Bands of age are always the project's own.
    """
    if records.any_broken("vocabulary"):
        return
    own = records.vocabulary.answers
    for id_, who in records.persons.items():
        for characteristic, answers in who.equality.items():
            for place, answer in enumerate(answers if characteristic != "age" else ()):
                words = own.get(characteristic, {})
                if answer not in published(characteristic) and answer not in words:
                    known = (*published(characteristic), *words)
                    mend = did_you_mean(answer, known) or (
                        f"; take one that `fifrecords answers {characteristic}` lists, or write it "
                        "under answers in vocabulary.yaml"
                    )
                    message = f"{answer!r} is no known answer on {characteristic}{mend}"
                    yield Problem(f"people/{id_}", ("equality", characteristic, place), message)


def missing_evidence(records: Records) -> Iterator[Problem]:
    """What counts as documented names the document: sessions, outcomes and readings.

    Of a person who was forgotten, nothing does any more.
    """
    mend = "documented, but without evidence; write what shows it, or mend the basis"
    for id_, session in records.held.items():
        if session.basis == "documented" and not session.evidence:
            yield Problem(f"sessions/{id_}", (), mend)
    for id_, who in records.persons.items():
        for place, outcome in enumerate(who.outcomes):
            documented = outcome.status == "achieved" and outcome.basis == "documented"
            if documented and not outcome.evidence and not who.forgotten:
                yield Problem(f"people/{id_}", ("outcomes", place), mend)
    for figure, indicator in records.indicators.items():
        for place, reading in enumerate(indicator.readings):
            if reading.basis == "documented" and not reading.evidence:
                yield Problem("indicators", (figure, "readings", place), mend)


def estimate_without_method(records: Records) -> Iterator[Problem]:
    """An estimated group says how the estimate was made."""
    for id_, group in records.groups.items():
        if group.basis == "estimated" and group.because is None:
            message = "estimated, but without because; write the method and what went into it"
            yield Problem(f"people/{id_}", ("basis",), message)
