"""Every id that a record names is on record."""

from collections.abc import Callable, Container, Iterator
from typing import Any, NamedTuple

from fifrecords.check.attenders import attenders
from fifrecords.model.finding import Problem, Way, did_you_mean
from fifrecords.model.kinds import KINDS, Kind
from fifrecords.model.measure import Count, Sum
from fifrecords.model.records import Records
from fifrecords.store.edits import Edit, Removed, Replaced


class Mention(NamedTuple):
    """Where a record names another.

    Attributes:
        ref: The record.
        at: The way to the name.
        id: The name.
    """

    ref: str
    at: Way
    id: str


def unknown_organisation(records: Records) -> Iterator[Problem]:
    """An organisation that is named is on record."""
    yield from _unknown(records, "organisations", "organisation")


def unknown_person(records: Records) -> Iterator[Problem]:
    """A person or group that attended, overlaps or is asked for is on record."""
    yield from _unknown(records, "people", "person")


def unknown_session(records: Records) -> Iterator[Problem]:
    """A session that another is told apart from is on record."""
    yield from _unknown(records, "sessions", "session")


def unknown_record(records: Records) -> Iterator[Problem]:
    """A record that a judgement cites is on record."""
    for figure, indicator in records.indicators.items():
        for j, judgement in enumerate(indicator.judgement):
            for c, cited in enumerate(judgement.cites):
                if not records.is_on_record(cited):
                    near = _renamed_or_near(records, cited)
                    at = (figure, "judgement", j, "cites", c)
                    yield Problem("indicators", at, f"{cited} is not on record{near}")


def former_id(records: Records) -> Iterator[Problem]:
    """A record is named by its present id, not by one it had before."""
    for kind in KINDS if records.renamed else ():
        for mention in _missing(records, kind):
            if now := records.renamed.get(f"{kind}/{mention.id}"):
                message = f"{mention.id} is a former id; write {now}"
                yield Problem(mention.ref, mention.at, message)


def by_its_present_id(records: Records, problem: Problem, said: Any) -> Edit | None:
    """The present id is written, unless it stands beside the former one already."""
    now = {records.renamed.get(f"{kind}/{said}") for kind in KINDS} - {None}
    return Replaced(problem.at, now.pop()) if len(now) == 1 else None


def by_its_present_reference(records: Records, problem: Problem, said: Any) -> Edit | None:
    """A former id becomes the present one."""
    if now := records.renamed.get(said):
        return Replaced(problem.at, f"{said.partition('/')[0]}/{now}")
    return None


def taken_out(records: Records, problem: Problem, said: Any) -> Edit | None:
    """The record's own id is taken out: it says nothing."""
    is_its_own = problem.ref.partition("/")[2] == said
    return Removed(problem.at) if is_its_own else None


def former_id_in_use(records: Records) -> Iterator[Problem]:
    """A former id belongs to one record, and to none that is still on record."""
    for kind in KINDS:
        owners: dict[str, str] = {}
        for id_, former_ids in records.formerly[kind].items():
            for place, former in enumerate(former_ids):
                owner = owners.setdefault(former, id_)
                if records.is_on_record(f"{kind}/{former}"):
                    message = f"{former} is still on record; delete it here, or merge that record"
                elif owner != id_:
                    message = f"{former} is a former id of {owner} too; delete it in one of them"
                else:
                    continue
                yield Problem(f"{kind}/{id_}", ("former_ids", place), message)


def unlike_overlap(records: Records) -> Iterator[Problem]:
    """A group may overlap with other groups: not with itself, nor with one person."""
    for id_, group in records.groups.items():
        for place, other in enumerate(group.may_overlap_with):
            if other == id_ or other in records.persons:
                message = f"{other} is no other group; delete it, or write the group that is meant"
                yield Problem(f"people/{id_}", ("may_overlap_with", place), message)


def told_apart_from_itself(records: Records) -> Iterator[Problem]:
    """A record is not marked as another than itself."""
    for kind in KINDS:
        for id_, others in records.told_apart[kind].items():
            for place, other in enumerate(others):
                if other == id_:
                    message = f"{other} is this record itself; delete it"
                    yield Problem(f"{kind}/{id_}", ("not_the_same_as", place), message)


def unlike_site(records: Records) -> Iterator[Problem]:
    """A site says which organisation's place it is, not its own; nothing else is a place of one."""
    for id_, each in records.organisations.items():
        ref = f"organisations/{id_}"
        if each.type == "site" and each.site_of is None:
            yield Problem(ref, ("type",), "a site without site_of; write whose place it is")
        elif each.site_of == id_:
            yield Problem(ref, ("site_of",), f"{id_} is its own site; write whose place it is")
        elif each.type == "household" and each.site_of is not None:
            yield Problem(ref, ("site_of",), "a household is nobody's site; delete site_of")
        elif each.type == "organisation" and each.site_of is not None:
            message = f"a legal body, and the site of {each.site_of}; mend the type, or delete this"
            yield Problem(ref, ("site_of",), message)


def _unknown(records: Records, kind: Kind, noun: str) -> Iterator[Problem]:
    for mention in _missing(records, kind):
        if f"{kind}/{mention.id}" not in records.renamed:
            near = did_you_mean(mention.id, records.of(kind))
            message = f"{noun} {mention.id} is not on record{near or '; write its record first'}"
            yield Problem(mention.ref, mention.at, message)


def _renamed_or_near(records: Records, ref: str) -> str:
    kind = ref.partition("/")[0]
    if now := records.renamed.get(ref):
        return f"; it is now {kind}/{now}"
    return did_you_mean(ref, records.sources) or "; write KIND/ID of a record"


def _missing(records: Records, kind: Kind) -> Iterator[Mention]:
    """The mentions of records of a kind that are not on record, not even broken."""
    mentions = _MENTIONS[kind](records, records.of(kind))
    return (m for m in mentions if not records.is_on_record(f"{kind}/{m.id}"))


def mentions_of(records: Records, kind: Kind, id_: str) -> list[Mention]:
    """Where records name a record; what cites or claims something of it is not among them."""
    others = records.of(kind).keys() - {id_}
    return [each for each in _MENTIONS[kind](records, others) if each.id == id_]


def _of_organisations(records: Records, known: Container[str]) -> Iterator[Mention]:
    """The organisations that records name and that are not among those known."""
    if records.project and records.project.provider not in known:
        yield Mention("project", ("provider",), records.project.provider)
    for id_, each in records.organisations.items():
        if each.site_of is not None and each.site_of not in known:
            yield Mention(f"organisations/{id_}", ("site_of",), each.site_of)
    for id_, who in records.people.items():
        if who.organisation is not None and who.organisation not in known:
            yield Mention(f"people/{id_}", ("organisation",), who.organisation)
    for id_, session in records.sessions.items():
        if (held_at := session.organisation) is not None and held_at not in known:
            yield Mention(f"sessions/{id_}", ("organisation",), held_at)
        for place, deliverer in enumerate(session.delivered_by):
            if deliverer not in known:
                yield Mention(f"sessions/{id_}", ("delivered_by", place), deliverer)
    yield from _asked_for(records, "organisation")
    yield from _asked_for(records, "held_at")
    yield from _told_apart(records, "organisations", known)


def _of_people(records: Records, known: Container[str]) -> Iterator[Mention]:
    for who, sessions in attenders(records).sessions_of.items():
        for id_ in sessions if who not in known else ():
            for place, attendance in enumerate(records.sessions[id_].attended):
                if attendance.person == who:
                    yield Mention(f"sessions/{id_}", ("attended", place, "person"), who)
    for id_, group in records.groups.items():
        for place, other in enumerate(group.may_overlap_with):
            if other not in known:
                yield Mention(f"people/{id_}", ("may_overlap_with", place), other)
    yield from _asked_for(records, "person")
    yield from _told_apart(records, "people", known)


def _told_apart(records: Records, kind: Kind, known: Container[str]) -> Iterator[Mention]:
    for id_, others in records.told_apart[kind].items():
        for place, other in enumerate(others):
            if other not in known:
                yield Mention(f"{kind}/{id_}", ("not_the_same_as", place), other)


def _asked_for(records: Records, dimension: str) -> Iterator[Mention]:
    for figure, indicator in records.indicators.items():
        if isinstance(indicator.measure, Count | Sum):
            asked = getattr(indicator.measure.where, dimension) or ()
            for place, id_ in enumerate(asked):
                at = (figure, "measure", "where", dimension, place)
                yield Mention("indicators", at, id_)


_MENTIONS: dict[Kind, Callable[[Records, Container[str]], Iterator[Mention]]] = {
    "organisations": _of_organisations,
    "people": _of_people,
    "sessions": lambda records, known: _told_apart(records, "sessions", known),
}
