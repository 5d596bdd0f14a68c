"""What was delivered agrees with who takes part, and with the project's own words."""

from collections.abc import Iterator

from fifrecords.model.finding import Problem, Step, did_you_mean
from fifrecords.model.measure import Count, Sum
from fifrecords.model.records import Records
from fifrecords.model.vocabulary import REFUSED, Words

DIMENSIONS_OF_WORDS = {
    "role": "roles",
    "client_group": "client_groups",
    "age_band": "age_bands",
    "setting": "settings",
    "curriculum": "curriculum",
    "audience": "audiences",
}
"""The dimensions whose values are words of the vocabulary, and where these stand."""


def held_where_declined(records: Records) -> Iterator[Problem]:
    """No session is held at an organisation that has declined or withdrawn by then."""
    declined = {
        id_: each
        for id_, each in records.organisations.items()
        if any(step.status in REFUSED for step in each.engagement)
    }
    for id_, session in records.held.items() if declined else ():
        organisation = declined.get(session.organisation or "")
        stood = organisation and organisation.stood_at(session.date)
        if stood in REFUSED:
            message = f"held on {session.date}, but {session.organisation} {stood} before; mend one"
            yield Problem(f"sessions/{id_}", ("organisation",), message)


def unknown_word(records: Records) -> Iterator[Problem]:
    """A word of the project's own stands in its vocabulary."""
    if "vocabulary" in records.broken:
        return
    for ref, at, dimension, word in words_used(records):
        words: Words = getattr(records.vocabulary, DIMENSIONS_OF_WORDS[dimension])
        if word not in words:
            near = did_you_mean(word, words)
            mend = near or f"; write it under {DIMENSIONS_OF_WORDS[dimension]} in vocabulary.yaml"
            yield Problem(ref, at, f"{word} is no {dimension.replace('_', ' ')} on record{mend}")


def words_used(records: Records) -> Iterator[tuple[str, tuple[Step, ...], str, str]]:
    """Where records use a word of the vocabulary: record, way, dimension and word."""
    for id_, who in records.people.items():
        for dimension in ("role", "client_group", "age_band"):
            if (word := getattr(who, dimension)) is not None:
                yield f"people/{id_}", (dimension,), dimension, word
    for id_, each in records.organisations.items():
        if each.setting is not None:
            yield f"organisations/{id_}", ("setting",), "setting", each.setting
    for id_, session in records.sessions.items():
        for place, area in enumerate(session.curriculum):
            yield f"sessions/{id_}", ("curriculum", place), "curriculum", area
        if session.reach is not None and session.reach.audience is not None:
            yield f"sessions/{id_}", ("reach", "audience"), "audience", session.reach.audience
    yield from _words_asked_for(records)


def _words_asked_for(records: Records) -> Iterator[tuple[str, tuple[Step, ...], str, str]]:
    for figure, indicator in records.indicators.items():
        if isinstance(indicator.measure, Count | Sum):
            for dimension in DIMENSIONS_OF_WORDS:
                for place, word in enumerate(getattr(indicator.measure.where, dimension) or ()):
                    at = (figure, "measure", "where", dimension, place)
                    yield "indicators", at, dimension, word
