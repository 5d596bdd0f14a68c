"""The tables of what was promised: indicators, their targets, readings and judgements."""

import json
from collections.abc import Iterator
from typing import Annotated, NamedTuple

from fifrecords.export.scope import Scope
from fifrecords.export.table import Day, Says, Table
from fifrecords.model.basis import Basis
from fifrecords.model.measure import Measure, operands
from fifrecords.model.quantity import Quantity
from fifrecords.model.vocabulary import IndicatorKind, Judgement
from fifrecords.tally.facts import readings


class IndicatorRow(NamedTuple):
    """An indicator: what was promised, or a figure that the form cites, as it is defined."""

    figure: Annotated[str, Says("Its id.", key=True, of="figures")]
    number: Annotated[str | None, Says("The funder's own number.")]
    statement: Annotated[str | None, Says("What was promised, in the funder's words.")]
    kind: Annotated[IndicatorKind | None, Says("What sort of result it is.")]
    measure: Annotated[str, Says("What is added up, as JSON.")]
    ascending: Annotated[bool, Says("Whether more is better.")]
    unanswered: Annotated[str | None, Says("Why nothing is on record.")]


def _indicators(scope: Scope) -> Iterator[IndicatorRow]:
    for id_, each in scope.records.indicators.items():
        yield IndicatorRow(
            figure=id_,
            number=None if each.number is None else str(each.number),
            statement=each.statement,
            kind=each.kind,
            measure=_as_json(each.measure),
            ascending=each.ascending,
            unanswered=each.unanswered,
        )


def _as_json(measure: Measure) -> str:
    data = measure if isinstance(measure, str) else measure.model_dump(exclude_defaults=True)
    return json.dumps(data, ensure_ascii=False)


class ComponentRow(NamedTuple):
    """A figure that must be met too for another to be met in full."""

    figure: Annotated[str, Says("The figure.", key=True, of="figures")]
    component: Annotated[str, Says("What must be met too.", key=True, of="figures")]


def _components(scope: Scope) -> Iterator[ComponentRow]:
    for id_, each in scope.records.indicators.items():
        for component in dict.fromkeys(each.components):
            yield ComponentRow(id_, component)


class OperandRow(NamedTuple):
    """A figure that another is worked out from: a sum, a difference, a ratio or a percentage."""

    figure: Annotated[str, Says("What is worked out.", key=True, of="figures")]
    place: Annotated[int, Says("The place in the arithmetic, from 1.", key=True)]
    operand: Annotated[str, Says("What it is worked out from.", of="figures")]


def _operands(scope: Scope) -> Iterator[OperandRow]:
    for id_, each in scope.records.indicators.items():
        for place, operand in enumerate(operands(each.measure), start=1):
            yield OperandRow(id_, place, operand)


class TargetRow(NamedTuple):
    """A target as it was agreed at one time, whenever that was."""

    figure: Annotated[str, Says("Of which figure.", key=True, of="figures")]
    version: Annotated[int, Says("Which version, from 1.", key=True)]
    agreed: Annotated[Day | None, Says("The day from which it is in force; empty: ever since.")]
    target: Annotated[Quantity, Says("The target, in the figure's unit.")]
    by: Annotated[str | None, Says("Who agreed to it.")]
    because: Annotated[str | None, Says("Why it changed.")]


def _targets(scope: Scope) -> Iterator[TargetRow]:
    for id_, each in scope.records.indicators.items():
        for version, target in enumerate(each.target, start=1):
            yield TargetRow(id_, version, target.agreed, target.value, target.by, target.because)


class ReadingRow(NamedTuple):
    """A value that was measured in the days looked at; a figure is its last one."""

    figure: Annotated[str, Says("Of which figure.", key=True, of="figures")]
    place: Annotated[int, Says("The place in the indicator's list, from 1.", key=True)]
    date: Annotated[Day, Says("The day of the reading.")]
    value: Annotated[Quantity, Says("What was read, in the figure's unit.")]
    taken_from: Annotated[int | None, Says("How many it was taken from.")]
    basis: Annotated[Basis, Says("How it is known.")]


def _readings(scope: Scope) -> Iterator[ReadingRow]:
    for id_, each in scope.records.indicators.items():
        for fact in readings(id_, each, scope.period):
            place = int(fact.at[-1])
            taken = each.readings[place]
            yield ReadingRow(id_, place + 1, taken.date, fact.amount, taken.of, fact.basis)


class JudgementRow(NamedTuple):
    """What a person judged, up to the last day looked at; the last judgement is in force."""

    figure: Annotated[str, Says("Of which figure.", key=True, of="figures")]
    place: Annotated[int, Says("The place in the indicator's list, from 1.", key=True)]
    date: Annotated[Day, Says("The day of the judgement.")]
    judgement: Annotated[Judgement, Says("The judgement.")]
    by: Annotated[str, Says("Whose judgement, by function.")]
    because: Annotated[str, Says("What it rests on.")]


def _judgements(scope: Scope) -> Iterator[JudgementRow]:
    for id_, each in scope.records.indicators.items():
        for place, made in enumerate(each.judgement, start=1):
            if scope.had_come(made.date):
                yield JudgementRow(id_, place, made.date, made.status, made.by, made.because)


TABLES = (
    Table("indicators", IndicatorRow, _indicators),
    Table("indicator_components", ComponentRow, _components),
    Table("indicator_operands", OperandRow, _operands),
    Table("target_versions", TargetRow, _targets),
    Table("readings", ReadingRow, _readings),
    Table("judgements", JudgementRow, _judgements),
)
