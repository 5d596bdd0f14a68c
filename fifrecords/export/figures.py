"""The tables of what the records add up to, and of what each figure is made of."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from fifrecords.export.scope import Scope
from fifrecords.export.table import Says, Table
from fifrecords.form.claims.claim import claims
from fifrecords.form.claims.verdicts import Ruling, verdict
from fifrecords.model.basis import Basis
from fifrecords.model.finding import Step
from fifrecords.model.quantity import Quantity
from fifrecords.tally.actual import Standing
from fifrecords.tally.fact import Fact


class FigureRow(NamedTuple):
    """A figure: what it comes to, what it is made of, and where it stands."""

    figure: Annotated[str, Says("Its id.", key=True)]
    place: Annotated[int, Says("Its place among the figures, from 1.")]
    unit: Annotated[str | None, Says("What all its quantities are counted in.")]
    known: Annotated[
        bool, Says("Whether anything is on record; if not, a total of 0 says nothing.")
    ]
    documented: Annotated[Quantity | None, Says("What is documented; empty for a quotient.")]
    counted: Annotated[Quantity | None, Says("What counting adds to it; likewise.")]
    estimated: Annotated[Quantity | None, Says("What estimating adds to both; likewise.")]
    total: Annotated[Quantity | None, Says("The whole; empty where it cannot be known.")]
    without_estimates: Annotated[Quantity | None, Says("The whole without what is estimated.")]
    baseline: Annotated[Quantity | None, Says("Where it stood before the project.")]
    target: Annotated[Quantity | None, Says("The target in force on the last day looked at.")]
    status: Annotated[
        Standing | None, Says("Where it stands against its target, or what was judged.")
    ]


def _figures(scope: Scope) -> Iterator[FigureRow]:
    for place, actual in enumerate(scope.figures.values(), start=1):
        value = actual.value
        parts = value.parts or {}
        yield FigureRow(
            figure=actual.figure,
            place=place,
            unit=actual.unit,
            known=value.known,
            documented=parts.get("documented"),
            counted=parts.get("counted"),
            estimated=parts.get("estimated"),
            total=value.total,
            without_estimates=value.without_estimates,
            baseline=actual.baseline,
            target=actual.target,
            status=actual.status,
        )


class BreakdownRow(NamedTuple):
    """A figure under one value of a dimension that it is taken apart by."""

    figure: Annotated[str, Says("The figure.", key=True, of="figures")]
    dimension: Annotated[str, Says("What it is taken apart by: role, curriculum, ...", key=True)]
    value: Annotated[str, Says("The value; not-recorded where there is none.", key=True)]
    total: Annotated[Quantity, Says("What stands under it, in the figure's unit.")]
    overlapping: Annotated[
        bool, Says("Whether something counts under several values, which then do not add up.")
    ]


def _breakdowns(scope: Scope) -> Iterator[BreakdownRow]:
    for actual in scope.figures.values():
        for dimension, by in actual.by.items():
            for value, total in by.values.items():
                yield BreakdownRow(actual.figure, dimension, value, total, by.overlapping)


class ContributionRow(NamedTuple):
    """What one person, group, session, organisation, attendance, ... adds to a figure.

    A figure that is worked out from others has none of its own: see indicator_operands. Of a
    figure of people, groups that may overlap come to less than the sum of their contributions.
    """

    contribution: Annotated[str, Says("The figure and a number from 1.", key=True)]
    figure: Annotated[str, Says("The figure.", of="figures")]
    body: Annotated[str, Says("Who or what is counted: a person, an area, sessions/ID, ...")]
    amount: Annotated[Quantity, Says("What it adds, in the figure's unit.")]
    basis: Annotated[Basis, Says("How it is known: of somebody counted once, the best grade.")]


def _contributions(scope: Scope) -> Iterator[ContributionRow]:
    for actual in scope.figures.values():
        for number, row in enumerate(actual.value.rows, start=1):
            id_ = f"{actual.figure}/{number}"
            yield ContributionRow(id_, actual.figure, row.body, row.amount, row.basis)


class FactRow(NamedTuple):
    """A line of a record that tells of a contribution."""

    contribution: Annotated[str, Says("The contribution.", key=True, of="figure_contributions")]
    place: Annotated[int, Says("Its place among those of the contribution, from 1.", key=True)]
    record: Annotated[str, Says("The record: sessions/ID, people/ID, indicators, ...")]
    field: Annotated[
        str | None, Says("Where in it, lists counted from 1: attended/2; empty for all of it.")
    ]
    path: Annotated[str | None, Says("Its file, as seen from the records folder.")]
    line: Annotated[int | None, Says("The line there, from 1.")]
    amount: Annotated[Quantity, Says("What this line tells of, in the figure's unit.")]
    basis: Annotated[Basis, Says("How that is known.")]


def _facts(scope: Scope) -> Iterator[FactRow]:
    for actual in scope.figures.values():
        for number, row in enumerate(actual.value.rows, start=1):
            for place, fact in enumerate(row.facts, start=1):
                yield _fact(scope, f"{actual.figure}/{number}", place, fact)


def _fact(scope: Scope, contribution: str, place: int, fact: Fact) -> FactRow:
    source = scope.records.sources.get(fact.ref)
    return FactRow(
        contribution=contribution,
        place=place,
        record=fact.ref,
        field="/".join(map(_step, fact.at)) or None,
        path=source.below if source else None,
        line=source.place(fact.at)[0] if source else None,
        amount=fact.amount,
        basis=fact.basis,
    )


def _step(step: Step) -> str:
    return str(step + 1) if isinstance(step, int) else step


class ClaimRow(NamedTuple):
    """What the narrative claims of a figure, and whether the records bear it."""

    place: Annotated[int, Says("Which claim of the narrative, from 1.", key=True)]
    section: Annotated[str, Says("The section that it stands in.")]
    line: Annotated[int, Says("The line in the section's file, from 1.")]
    says: Annotated[str | None, Says("What is said, as it is read.")]
    scheme: Annotated[str, Says("What is claimed: figure, its number, or status, where it stands.")]
    figure: Annotated[
        str | None, Says("The figure; empty where there is none of that id.", of="figures")
    ]
    cites: Annotated[str, Says("What of it is claimed: FIGURE, or FIGURE/DIMENSION/VALUE.")]
    records_say: Annotated[str | None, Says("What the records say.")]
    ruling: Annotated[Ruling, Says("Whether the claim holds.")]


def _claims(scope: Scope) -> Iterator[ClaimRow]:
    for place, claim in enumerate(claims(scope.records), start=1):
        came = verdict(scope.records, scope.figures, claim)
        yield ClaimRow(
            place=place,
            section=claim.section,
            line=claim.at[0],
            says=claim.text or None,
            scheme=claim.scheme,
            figure=claim.path[0] if claim.path[0] in scope.figures else None,
            cites=claim.cites,
            records_say=came.records_say or None,
            ruling=came.ruling,
        )


TABLES = (
    Table("figures", FigureRow, _figures),
    Table("figure_breakdowns", BreakdownRow, _breakdowns),
    Table("figure_contributions", ContributionRow, _contributions),
    Table("figure_facts", FactRow, _facts),
    Table("claims", ClaimRow, _claims),
)
