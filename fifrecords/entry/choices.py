"""What may be answered to a question: words of the project and of the tool, and its records."""

from collections.abc import Callable, Mapping

from fifrecords.entry.answers import Choices
from fifrecords.entry.question import Moment
from fifrecords.form.definition import form, known_forms
from fifrecords.model.finding import one_of
from fifrecords.model.indicator import Indicator
from fifrecords.model.person import Group, Member
from fifrecords.model.records import Records
from fifrecords.model.session import Session
from fifrecords.tally.words import in_words

Choosing = Callable[[Moment], Choices]


def among(meanings: Mapping[str, str]) -> Choosing:
    """Words of the tool, each with what it means."""
    return lambda moment: meanings


def word(of: str) -> Choosing:
    """The words of a list of the vocabulary."""
    return lambda moment: getattr(moment.records.vocabulary, of)


def organisations(moment: Moment) -> Choices:
    """The organisations on record."""
    return {id_: each.name for id_, each in moment.records.organisations.items()}


def bodies(moment: Moment) -> Choices:
    """The organisations that are no place of another and nobody's home."""
    every = moment.records.organisations.items()
    return {id_: each.name for id_, each in every if each.type == "organisation"}


def attenders(moment: Moment) -> Choices:
    """The people on record, those first who belong where the session is held."""
    here = moment.given.get("organisation")
    people = moment.records.people.items()
    ordered = sorted(people, key=lambda each: (each[1].organisation != here, each[0]))
    return {id_: _in_words(who) for id_, who in ordered}


def groups(moment: Moment) -> Choices:
    """The groups on record."""
    return {id_: _in_words(who) for id_, who in moment.records.groups.items()}


def persons(moment: Moment) -> Choices:
    """The persons on record."""
    return {id_: _in_words(who) for id_, who in moment.records.persons.items()}


def forgotten(moment: Moment) -> Choices:
    """The persons of whom nothing more is written, each with since when."""
    return {
        id_: f"{id_} was forgotten on {who.forgotten.date}; nothing more is written of them"
        for id_, who in moment.records.persons.items()
        if who.forgotten
    }


def figures_measured_otherwise(than: str, takes: str) -> Choosing:
    """The figures that are not measured so, each with why it takes nothing of the kind.

    Args:
        than: How the others are measured: ``latest``, ``judged``.
        takes: What those take.
    """

    def barred(moment: Moment) -> Choices:
        every = moment.records.indicators
        fit = [id_ for id_, each in every.items() if each.measure == than]
        mend = f"; write {one_of(fit)}" if fit else ""
        return {
            id_: f"{id_} is {_how(each)}, and takes no {takes}{mend}"
            for id_, each in every.items()
            if each.measure != than
        }

    return barred


def _how(figure: Indicator) -> str:
    kept = {"latest": "read now and then", "judged": "judged"}
    return kept.get(str(figure.measure), "worked out from the records")


def forms(moment: Moment) -> Choices:
    """The forms that the project may choose."""
    records = moment.records
    return {id_: form(records, id_).title for id_ in known_forms(records)}


def figures(moment: Moment) -> Choices:
    """The figures on record."""
    return {id_: each.statement or id_ for id_, each in moment.records.indicators.items()}


def last_session(records: Records) -> Session | None:
    """The latest that was held: what the next one is likely to be like."""
    return max(records.held.values(), key=lambda each: each.date, default=None)


def like_the_last(field: str) -> Callable[[Moment], str]:
    """What the last session says in a field, as it would be answered."""

    def default(moment: Moment) -> str:
        last = last_session(moment.records)
        value = getattr(last, field) if last else None
        return ", ".join(value) if isinstance(value, tuple) else str(value or "")

    return default


def _in_words(who: Member) -> str:
    heads = in_words(who.headcount) if isinstance(who, Group) else None
    known = (heads, who.role, who.organisation, who.client_group)
    return ", ".join(filter(None, known)) or "nothing is known"
