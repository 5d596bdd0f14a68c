"""The numbers that a document prints of people, each with what its reader learns."""

from collections.abc import Sequence

from fifrecords.model.measure import Percent, Ratio
from fifrecords.model.quantity import NOTHING, ONE, Quantity
from fifrecords.tally.actual import Actual
from fifrecords.tally.cited import Cited, cited
from fifrecords.tally.disclosure import Cell
from fifrecords.tally.equality import SEVERAL, Answers, equality, on_register
from fifrecords.tally.figures import Figures
from fifrecords.tally.pieces import Pieces, people, reached

_TARGETED, _TOTAL, _QUOTIENT, _PART, _ROW = 4, 3, 2, 1, 0


def cell(pieces: Pieces, path: Sequence[str]) -> Cell | None:
    """A number that is cited of a figure; None where there is none.

    What is promised, and what tells of no people, is made of no pieces.

    Args:
        pieces: What figures are made of.
        path: ``ID``, ``ID/PART``, ``ID/DIMENSION/VALUE`` or ``ID/DIMENSION/VALUE/PART``, where a
            dimension may also be the month.
    """
    figures = pieces.figures
    name, *steps = path
    if name not in figures:
        return None
    actual, printed = figures[name], "/".join(path)
    match steps:
        case []:
            worth = actual.value.total or NOTHING
            return Cell(printed, worth, pieces.of(actual), rank=_rank(pieces, actual))
        case [part] if isinstance(found := cited(figures.records, figures, path), Cited):
            worth = found.value.total or NOTHING
            return Cell(printed, worth, pieces.of(actual, part), name, _PART)
        case [dimension, value, *part] if under := pieces.under(actual, dimension, value):
            table = f"{name}/{dimension}"
            return Cell(printed, under.worth(*part), under.sums(*part), table, _ROW)
    return None


def cell_of_status(pieces: Pieces, name: str) -> Cell | None:
    """A status, which tells of its figure, with estimates and without, and of its components."""
    if name not in pieces.figures:
        return None
    sums = pieces.of_status(pieces.figures[name])
    return Cell(f"status:{name}", NOTHING, sums, rank=_PART)


def cell_of_people(figures: Figures, path: Sequence[str]) -> Cell | None:
    """A number of people that is no figure's; None where there is none.

    Args:
        figures: What the records add up to.
        path: ``register``, ``equality/CHARACTERISTIC/ANSWER`` or ``reach/SESSION``.
    """
    records = figures.records
    match path:
        case ["register"]:
            return _of_persons(path, on_register(records, figures.period), _TOTAL)
        case ["equality", characteristic, answer]:
            said = equality(records, on_register(records, figures.period))
            known = [each for name, each in said.items() if name == characteristic]
            return _of_answers(path, known[0], answer) if known else None
        case ["reach", id_] if (session := records.sessions.get(id_)) and session.reach:
            heads = session.reach.people or NOTHING
            piece = reached(f"sessions/{id_}", heads)
            return Cell("/".join(path), heads, ({piece: 1},), table="reach", rank=_ROW)
    return None


def _rank(pieces: Pieces, actual: Actual) -> int:
    if actual.target:
        return _TARGETED
    return _QUOTIENT if isinstance(pieces.measure(actual), Ratio | Percent) else _TOTAL


def _of_answers(path: Sequence[str], said: Answers, answer: str) -> Cell:
    table = "given" if answer in said.given else "several" if answer == SEVERAL else "asked"
    return _of_persons(path, said.who(answer), _ROW, f"{table}/{path[1]}")


def _of_persons(path: Sequence[str], ids: Sequence[str], rank: int, table: str = "") -> Cell:
    sum_ = {people(id_, ONE): 1 for id_ in ids}
    return Cell("/".join(path), Quantity(len(ids), len(ids)), (sum_,), table, rank)
