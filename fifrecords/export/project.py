"""The tables of the project: what the export tells of, and the project's own words."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, NamedTuple

from fifrecords import __version__
from fifrecords.export.scope import Scope
from fifrecords.export.table import Day, Says, Table
from fifrecords.model.vocabulary import Vocabulary, Words

SCHEMA_VERSION = 1
"""Of the tables and columns: raised when one is renamed, removed or redefined."""


class About(NamedTuple):
    """What this export tells of, and what made it. There is one row."""

    tool: Annotated[str, Says("The program that wrote the export.", key=True)]
    tool_version: Annotated[str, Says("Its version.")]
    schema_version: Annotated[int, Says("The version of these tables and columns.")]
    commit: Annotated[
        str | None, Says("The Git commit that the records stand at; empty where there is none.")
    ]
    dirty: Annotated[bool, Says("Whether the records differ from that commit.")]
    draft: Annotated[bool, Says("Whether records with errors were left out.")]
    period_from: Annotated[Day | None, Says("The first day looked at; empty for all.")]
    period_until: Annotated[Day | None, Says("The last day looked at; empty for all.")]


def about(scope: Scope) -> About:
    """What an export tells of."""
    return About(
        tool="fifrecords",
        tool_version=__version__,
        schema_version=SCHEMA_VERSION,
        commit=scope.commit,
        dirty=scope.dirty,
        draft=scope.draft,
        period_from=scope.period.since,
        period_until=scope.period.until,
    )


class ProjectRow(NamedTuple):
    """The project. There is one row."""

    title: Annotated[str, Says("Its title, as the funder knows it.", key=True)]
    programme: Annotated[str | None, Says("The programme that paid.")]
    funder: Annotated[str | None, Says("Who paid.")]
    provider: Annotated[str, Says("Who runs it.", of="organisations")]
    starts: Annotated[Day, Says("Its first day.")]
    ends: Annotated[Day, Says("Its last day.")]
    funding: Annotated[Fraction | None, Says("The sum granted, in the currency named.")]
    currency: Annotated[str | None, Says("The currency of the grant, as an ISO 4217 code.")]
    hours_per_day: Annotated[Fraction | None, Says("How many hours make a learner day.", "hours")]
    small_number: Annotated[
        int, Says("Below this, a count of people is not for the public.", "people")
    ]


def _project(scope: Scope) -> Iterator[ProjectRow]:
    if project := scope.records.project:
        granted, hours = project.funding, project.hours_per_day
        yield ProjectRow(
            title=project.title,
            programme=project.programme,
            funder=project.funder,
            provider=project.provider,
            starts=project.starts,
            ends=project.ends,
            funding=Fraction(granted.amount) if granted else None,
            currency=granted.currency if granted else None,
            hours_per_day=None if hours is None else Fraction(hours),
            small_number=project.small_number,
        )


class Word(NamedTuple):
    """A word of the project's own vocabulary."""

    list: Annotated[
        str,
        Says(
            "The list it stands in: curriculum, client_groups, settings, ...; "
            "of an answer, the characteristic.",
            key=True,
        ),
    ]
    word: Annotated[str, Says("The word, as the other tables use it.", key=True)]
    label: Annotated[str, Says("How a form prints it.")]


def _words(scope: Scope) -> Iterator[Word]:
    for name, words in _lists(scope.records.vocabulary):
        for word, label in words.items():
            yield Word(name, word, label)


def _lists(vocabulary: Vocabulary) -> Iterator[tuple[str, Words]]:
    """The lists of words by name; the answers to each characteristic are one of their own."""
    for name, words in vocabulary:
        if name == "answers":
            yield from words.items()
        else:
            yield name, words


ABOUT = Table("about", About, lambda scope: [about(scope)])

TABLES = (
    ABOUT,
    Table("project", ProjectRow, _project),
    Table("words", Word, _words),
)
