"""What the records answer by themselves: one function for each block of a form definition."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from fifrecords.form import numbers
from fifrecords.form.document import table
from fifrecords.form.equality import equality
from fifrecords.form.promised import notes, title
from fifrecords.form.source import Blocks, Source
from fifrecords.form.words import Line
from fifrecords.model.basis import weaker
from fifrecords.model.indicator import FUNDING, Indicator
from fifrecords.model.measure import operands, thing
from fifrecords.model.organisation import Organisation
from fifrecords.model.session import Reach, Session
from fifrecords.model.vocabulary import PARTNER_ROLES, REFUSED
from fifrecords.tally.actual import NOT_RECORDED, Actual
from fifrecords.tally.traits import labels, value_in_words
from fifrecords.tally.words import in_words, plain_words


def partners(source: Source) -> Blocks:
    """The organisations in the partnership, the lead first, with their roles and addresses."""
    found = [
        (PARTNER_ROLES.index(role), each.name, role, each.address or "")
        for each in source.records.organisations.values()
        for role in each.roles
        if role in PARTNER_ROLES
    ]
    rows = [(name, plain_words(role), address) for _, name, role, address in sorted(found)]
    return table("The partnership", ("Organisation", "Role", "Address"), rows)


def figures(source: Source) -> Blocks:
    """The figures that are counted or worked out, each with its parts."""
    caption = "What was delivered" if source.answer.takes("output") else "What came of it"
    return _made_of(caption, ("Figure", "Actual"), _listed(source, listed_figures))


def _made_of(caption: str, head: tuple[str, str], actuals: Iterable[Actual]) -> Blocks:
    """Some figures, each with its parts."""
    rows = ((title(each), numbers.total(each), numbers.parts(each)) for each in actuals)
    return table(caption, (*head, "Made of"), rows, numbers=(1,))


def targets(source: Source) -> Blocks:
    """Every promise with its target, its actual and its status, and how it was made and judged."""
    listed = _listed(source, listed_targets)
    head = ("No.", "Promised", "Target", "Actual", "Made of", "Status")
    rows = [_target_row(each) for each in listed]
    return (*table("Targets", head, rows, numbers=(2, 3)), *notes(source, listed))


def _target_row(actual: Actual) -> tuple[str | Line, ...]:
    return (
        "" if actual.number is None else str(actual.number),
        title(actual),
        numbers.target(actual),
        "judged" if actual.judgement else numbers.total(actual),
        numbers.parts(actual),
        numbers.status(actual),
    )


def people(source: Source) -> Blocks:
    """How many people took part: every count of people with a target or a breakdown."""
    return _made_of("People", ("Figure", "People"), _listed(source, listed_people))


def breakdowns(source: Source) -> Blocks:
    """The counts of people taken apart by the dimensions that their indicators name."""
    names = labels(source.records)
    made: Blocks = ()
    for actual in _listed(source, listed_people):
        for dimension, by in actual.by.items():
            rows = [
                (
                    value_in_words(names, dimension, value),
                    numbers.under(actual, dimension, value, quantity),
                )
                for value, quantity in by.values.items()
                if value != NOT_RECORDED or quantity.high
            ]
            overlap = "; the rows overlap and do not add up" if by.overlapping else ""
            caption = f"{title(actual)}, by {plain_words(dimension).lower()}{overlap}"
            made += table(caption, (plain_words(dimension), "People"), rows, numbers=(1,))
    return made


def reach(source: Source) -> Blocks:
    """The dissemination sessions of the period, held and planned, and how far each reached."""
    sessions = source.records.sessions
    by_date = sorted(listed_reach(source), key=lambda id_: sessions[id_].date)
    rows = [_reach_row(id_, sessions[id_], sessions[id_].reach or Reach()) for id_ in by_date]
    head = ("Date", "Event", "Organisations", "People", "Known as")
    return table("Dissemination", head, rows, numbers=(2, 3))


def _reach_row(id_: str, session: Session, reach: Reach) -> tuple[str | Line, ...]:
    basis = weaker(session.basis, reach.basis)
    planned = "planned" in (session.status, basis)
    return (
        str(session.date),
        session.title or "",
        in_words(reach.organisations) if reach.organisations else "",
        numbers.people(reach.people, "reach", id_),
        "planned, not added" if planned else basis,
    )


def value_for_money(source: Source) -> Blocks:
    """The grant, and what it comes to for each thing that it was divided by."""
    return _made_of("Value for money", ("Figure", "Amount"), _listed(source, listed_prices))


def stakeholders(source: Source) -> Blocks:
    """The organisations that had a part as stakeholders, whatever else they are."""
    rows = [
        (each.name, ", ".join(map(plain_words, each.roles)), (each.notes or "").strip())
        for each in source.records.organisations.values()
        if "stakeholder" in each.roles
    ]
    return table("Stakeholders", ("Organisation", "Role", "Part"), rows)


def declined(source: Source) -> Blocks:
    """The organisations that had declined or withdrawn by the last day looked at, with the day."""
    names = labels(source.records)
    rows = [
        (each.name, value_in_words(names, "setting", each.setting or ""), *last)
        for each in source.records.organisations.values()
        if (last := _refusal(each, source.figures.period.until)) is not None
    ]
    return table(
        "Organisations that declined", ("Organisation", "Setting", "Stood at", "Since"), rows
    )


def _refusal(organisation: Organisation, as_of: date | None) -> tuple[str, str] | None:
    step = organisation.last_step(as_of)
    if step is None or step.status not in REFUSED:
        return None
    return plain_words(step.status), str(step.date)


def listed_figures(source: Source) -> Iterator[str]:
    """The figures of the kinds asked for that anything is on record for, and nobody judged."""
    for name, indicator in _chosen(source).items():
        if indicator.measure != "judged" and source.figures.is_known(name):
            yield name


def listed_targets(source: Source) -> Iterator[str]:
    """What was promised under the funder's own number, then what else was promised."""
    promised = [(name, each) for name, each in _chosen(source).items() if each.is_promise]
    yield from (name for name, each in promised if each.number is not None)
    yield from (name for name, each in promised if each.number is None)


def listed_people(source: Source) -> Iterator[str]:
    """The counts of people that the funder was promised, or that are taken apart."""
    for name, indicator in source.records.indicators.items():
        shown = thing(indicator.measure) == "people" and (
            indicator.target or indicator.disaggregate
        )
        if shown and source.figures.is_known(name):
            yield name


def listed_reach(source: Source) -> Iterator[str]:
    """The dissemination sessions of the period that tell their reach, but for those cancelled."""
    for id_, session in source.records.sessions.items():
        is_told = session.kind == "dissemination" and session.status != "cancelled"
        if is_told and session.reach and source.figures.period.holds(session.date):
            yield id_


def listed_prices(source: Source) -> Iterator[str]:
    """The grant, and the figures that it is divided into."""
    if FUNDING in source.figures:
        yield FUNDING
    for name, indicator in source.records.indicators.items():
        if FUNDING in operands(indicator.measure) and source.figures.is_known(name):
            yield name


def _listed(source: Source, names: Callable[[Source], Iterator[str]]) -> list[Actual]:
    return [source.figures[name] for name in names(source)]


def _chosen(source: Source) -> dict[str, Indicator]:
    """The indicators of the kinds that the form asks for here, and those that name no kind."""
    indicators = source.records.indicators
    return {name: each for name, each in indicators.items() if source.answer.takes(each.kind)}


BLOCKS: dict[str, Callable[[Source], Blocks]] = {
    "partners": partners,
    "figures": figures,
    "targets": targets,
    "people": people,
    "breakdowns": breakdowns,
    "equality": equality,
    "reach": reach,
    "value-for-money": value_for_money,
    "stakeholders": stakeholders,
    "declined": declined,
}
"""The blocks by the names that a form definition calls them."""

_LISTED: dict[str, Callable[[Source], Iterator[str]]] = {
    "figures": listed_figures,
    "targets": listed_targets,
    "people": listed_people,
    "reach": listed_reach,
    "value-for-money": listed_prices,
}


def has_anything(source: Source, block: str) -> bool:
    """Whether a block has anything to show, without adding figures up where that can be told."""
    if block in _LISTED:
        return next(_LISTED[block](source), None) is not None
    return bool(BLOCKS[block](source))
