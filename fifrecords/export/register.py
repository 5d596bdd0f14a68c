"""The tables of who there is: organisations, and people under their ids."""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from fifrecords.export.scope import Scope
from fifrecords.export.table import Day, Says, Table
from fifrecords.model.basis import Basis
from fifrecords.model.person import Group
from fifrecords.model.quantity import ONE, Quantity
from fifrecords.model.vocabulary import EngagementStatus, OrganisationRole, OrganisationType


class OrganisationRow(NamedTuple):
    """An organisation, a site of one, or a household."""

    organisation: Annotated[str, Says("Its id.", key=True)]
    name: Annotated[str, Says("Its name.")]
    type: Annotated[OrganisationType, Says("A legal body, a place of one, or a home.")]
    site_of: Annotated[
        str | None, Says("Of a site, the organisation whose place it is.", of="organisations")
    ]
    setting: Annotated[str | None, Says("The kind of place, a word of the list settings.")]
    address: Annotated[str | None, Says("Where it is; never a person's home.")]
    engagement: Annotated[
        EngagementStatus | None,
        Says("Where its engagement stood on the last day looked at; empty where none is recorded."),
    ]


def _organisations(scope: Scope) -> Iterator[OrganisationRow]:
    for id_, each in scope.records.organisations.items():
        stood = each.stood_at(scope.period.until)
        yield OrganisationRow(
            id_, each.name, each.type, each.site_of, each.setting, each.address, stood
        )


class RoleRow(NamedTuple):
    """A role that an organisation has in the project."""

    organisation: Annotated[str, Says("The organisation.", key=True, of="organisations")]
    role: Annotated[OrganisationRole, Says("What it is to the project.", key=True)]


def _roles(scope: Scope) -> Iterator[RoleRow]:
    for id_, each in scope.records.organisations.items():
        for role in dict.fromkeys(each.roles):
            yield RoleRow(id_, role)


class EngagementRow(NamedTuple):
    """A step of an organisation towards the project or away, up to the last day looked at."""

    organisation: Annotated[str, Says("The organisation.", key=True, of="organisations")]
    place: Annotated[int, Says("The step's place in the record, from 1.", key=True)]
    date: Annotated[Day, Says("The day of the step.")]
    status: Annotated[EngagementStatus, Says("Where it stood from that day on.")]


def _engagements(scope: Scope) -> Iterator[EngagementRow]:
    for id_, each in scope.records.organisations.items():
        for place, step in enumerate(each.engagement, start=1):
            if scope.had_come(step.date):
                yield EngagementRow(id_, place, step.date, step.status)


class PersonRow(NamedTuple):
    """One person, under an id and never by name, or a group that was counted and not named."""

    person: Annotated[str, Says("The id: p-... of a person, g-... of a group.", key=True)]
    type: Annotated[Literal["person", "group"], Says("Which of the two.")]
    role: Annotated[str | None, Says("What they are to the project, a word of the list roles.")]
    organisation: Annotated[str | None, Says("Where they live, work or learn.", of="organisations")]
    client_group: Annotated[str | None, Says("A word of the list client_groups.")]
    age_band: Annotated[str | None, Says("A word of the list age_bands.")]
    joined: Annotated[Day | None, Says("The day they joined the project.")]
    left: Annotated[Day | None, Says("The last day they took part.")]
    headcount: Annotated[Quantity, Says("How many they are; 1 for a person.", "people", whole=True)]
    basis: Annotated[Basis, Says("How well they are known.")]
    because: Annotated[str | None, Says("Of an estimated group, the method and what went into it.")]


def _people(scope: Scope) -> Iterator[PersonRow]:
    for id_, who in scope.records.people.items():
        group = who if isinstance(who, Group) else None
        yield PersonRow(
            person=id_,
            type="group" if group else "person",
            role=who.role,
            organisation=who.organisation,
            client_group=who.client_group,
            age_band=who.age_band,
            joined=who.joined,
            left=who.left,
            headcount=group.headcount if group else ONE,
            basis=who.basis,
            because=group.because if group else None,
        )


class OverlapRow(NamedTuple):
    """Two groups that may hold some of the same people, as the first one's record says."""

    person: Annotated[str, Says("The group.", key=True, of="people")]
    may_overlap_with: Annotated[str, Says("The other group.", key=True, of="people")]


def _overlaps(scope: Scope) -> Iterator[OverlapRow]:
    for id_, group in scope.records.groups.items():
        for other in dict.fromkeys(group.may_overlap_with):
            yield OverlapRow(id_, other)


TABLES = (
    Table("organisations", OrganisationRow, _organisations),
    Table("organisation_roles", RoleRow, _roles),
    Table("engagements", EngagementRow, _engagements),
    Table("people", PersonRow, _people),
    Table("group_overlaps", OverlapRow, _overlaps),
)
