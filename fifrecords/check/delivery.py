"""What was delivered agrees with who takes part, and with the project's own words."""

from collections.abc import Container, Iterator, Mapping

from fifrecords.model.finding import Problem, Way, did_you_mean
from fifrecords.model.measure import Count, Sum
from fifrecords.model.records import Records
from fifrecords.model.vocabulary import REFUSED, WORD_LISTS


def held_where_declined(records: Records) -> Iterator[Problem]:
    """No session is held at an organisation that has declined or withdrawn by then."""
    declined = {
        id_: each
        for id_, each in records.organisations.items()
        if any(step.status in REFUSED for step in each.engagement)
    }
    for id_, session in records.held.items() if declined else ():
        organisation = declined.get(session.organisation or "")
        step = organisation and organisation.last_step(session.date)
        if step and step.status in REFUSED:
            stood = f"{session.organisation} {step.status} on {step.date}"
            message = f"held on {session.date}, but {stood}; mend one of the two"
            yield Problem(f"sessions/{id_}", ("organisation",), message)


def attended_but_not_held(records: Records) -> Iterator[Problem]:
    """Whoever attended a session attended one that was held: any other counts nowhere."""
    for id_, session in records.sessions.items():
        if session.attended and session.status != "held":
            mend = "write status: held, or take out who attended"
            message = f"attended, and yet {session.status}, so that it counts nowhere; {mend}"
            yield Problem(f"sessions/{id_}", ("status",), message)


def unknown_word(records: Records) -> Iterator[Problem]:
    """A word of the project's own stands in its vocabulary."""
    if "vocabulary" in records.broken:
        return
    known = {dimension: records.vocabulary.words_of(dimension) for dimension in WORD_LISTS}
    for ref, at, dimension, word in words_used(records, known):
        near = did_you_mean(word, known[dimension])
        mend = near or f"; write it under {WORD_LISTS[dimension]} in vocabulary.yaml"
        yield Problem(ref, at, f"{word} is no {dimension.replace('_', ' ')} on record{mend}")


_Used = tuple[str, Way, str, str]
"""Where a record uses a word of the vocabulary: record, way, dimension and word."""


def words_used(records: Records, known: Mapping[str, Container[str]] | None = None) -> list[_Used]:
    """Where records use a word of the vocabulary: record, way, dimension and word.

    Args:
        records: The records.
        known: The words of each dimension that are left out.
    """
    known = known or dict.fromkeys(WORD_LISTS, ())
    used = (*_of_people(records, known), *_of_places(records, known), *_of_sessions(records, known))
    return [*used, *_asked_for(records, known)]


def _of_people(records: Records, known: Mapping[str, Container[str]]) -> Iterator[_Used]:
    for id_, who in records.people.items():
        for dimension in ("role", "client_group", "age_band"):
            word = getattr(who, dimension)
            if word is not None and word not in known[dimension]:
                yield f"people/{id_}", (dimension,), dimension, word


def _of_places(records: Records, known: Mapping[str, Container[str]]) -> Iterator[_Used]:
    for id_, each in records.organisations.items():
        if each.setting is not None and each.setting not in known["setting"]:
            yield f"organisations/{id_}", ("setting",), "setting", each.setting


def _of_sessions(records: Records, known: Mapping[str, Container[str]]) -> Iterator[_Used]:
    areas, audiences = known["curriculum"], known["audience"]
    for id_, session in records.sessions.items():
        for place, area in enumerate(session.curriculum):
            if area not in areas:
                yield f"sessions/{id_}", ("curriculum", place), "curriculum", area
        audience = session.reach.audience if session.reach else None
        if audience is not None and audience not in audiences:
            yield f"sessions/{id_}", ("reach", "audience"), "audience", audience


def _asked_for(records: Records, known: Mapping[str, Container[str]]) -> Iterator[_Used]:
    for figure, indicator in records.indicators.items():
        if isinstance(indicator.measure, Count | Sum):
            for dimension in WORD_LISTS:
                for place, word in enumerate(getattr(indicator.measure.where, dimension) or ()):
                    if word not in known[dimension]:
                        at = (figure, "measure", "where", dimension, place)
                        yield "indicators", at, dimension, word
