"""The numbers that a document prints, as sums of pieces: people, their days, their awards."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from fifrecords.model.kinds import GROUP_PREFIX, PERSON_PREFIX
from fifrecords.model.measure import Difference, Percent, Ratio, Total
from fifrecords.model.quantity import NOTHING, ONE, Quantity
from fifrecords.model.records import Records
from fifrecords.tally.actual import Actual
from fifrecords.tally.adding import Overlaps
from fifrecords.tally.cited import Cited, cited
from fifrecords.tally.disclosure import Cell, Piece, Sum
from fifrecords.tally.equality import SEVERAL, Answers, equality, on_register
from fifrecords.tally.fact import Row
from fifrecords.tally.figures import Figures

MONTH = "month"
"""A dimension that only charts take a figure apart by."""

_TARGETED, _TOTAL, _QUOTIENT, _PART, _ROW = 4, 3, 2, 1, 0

Sums = tuple[Sum, ...]


def cell(records: Records, figures: Figures, path: Sequence[str]) -> Cell | None:
    """A number that is cited of a figure; None where there is none.

    What is promised, and what tells of no people, is made of no pieces.

    Args:
        records: The records.
        figures: What they add up to.
        path: ``ID``, ``ID/PART``, ``ID/DIMENSION/VALUE`` or ``ID/DIMENSION/VALUE/PART``, where a
            dimension may also be the month.
    """
    name, *steps = path
    if name not in figures:
        return None
    actual, printed = figures[name], "/".join(path)
    match steps:
        case []:
            worth = actual.value.total or NOTHING
            return Cell(printed, worth, _sums(figures, actual), rank=_rank(figures, actual))
        case [part] if isinstance(found := cited(records, figures, path), Cited):
            worth = found.value.total or NOTHING
            return Cell(printed, worth, _sums(figures, actual, part), name, _PART)
        case [dimension, value, *part]:
            rows = _under(records, figures, actual, dimension, value)
            if rows is not None and (recipe := figures.recipe(name)):
                rows = [row for row in rows if _belongs(row, *part)]
                sums = _added(figures, actual, rows)
                return Cell(printed, recipe.add(rows), sums, f"{name}/{dimension}", _ROW)
    return None


def cell_of_status(figures: Figures, name: str) -> Cell | None:
    """A status, which tells of its figure, with estimates and without, and of its components."""
    if name not in figures:
        return None
    return Cell(f"status:{name}", NOTHING, _judged_by(figures, figures[name]), rank=_PART)


def _judged_by(figures: Figures, actual: Actual) -> Sums:
    own = (*_sums(figures, actual), *_sums(figures, actual, "without-estimates"))
    return (*own, *chain(*(_judged_by(figures, each) for each in actual.components)))


def cell_of_people(records: Records, figures: Figures, path: Sequence[str]) -> Cell | None:
    """A number of people that is no figure's; None where there is none.

    Args:
        records: The records.
        figures: What they add up to.
        path: ``register``, ``equality/CHARACTERISTIC/ANSWER`` or ``reach/SESSION``.
    """
    match path:
        case ["register"]:
            return _of_persons(path, on_register(records, figures.period), _TOTAL)
        case ["equality", characteristic, answer]:
            said = equality(records, on_register(records, figures.period))
            known = [each for name, each in said.items() if name == characteristic]
            return _of_answers(path, known[0], answer) if known else None
        case ["reach", id_] if (session := records.sessions.get(id_)) and session.reach:
            heads = session.reach.people or NOTHING
            piece = _reached(f"sessions/{id_}", heads)
            return Cell("/".join(path), heads, ({piece: 1},), table="reach", rank=_ROW)
    return None


def _of_answers(path: Sequence[str], said: Answers, answer: str) -> Cell:
    table = "given" if answer in said.given else "several" if answer == SEVERAL else "asked"
    return _of_persons(path, said.who(answer), _ROW, f"{table}/{path[1]}")


def _of_persons(path: Sequence[str], ids: Sequence[str], rank: int, table: str = "") -> Cell:
    pieces = {Piece("people", (id_, ONE), id_, ONE): 1 for id_ in ids}
    return Cell("/".join(path), Quantity(len(ids), len(ids)), (pieces,), table, rank)


def _reached(ref: str, heads: Quantity) -> Piece:
    return Piece("reach-people", ref, ref, heads)


def _rank(figures: Figures, actual: Actual) -> int:
    if actual.target:
        return _TARGETED
    return _QUOTIENT if isinstance(_measure(figures, actual), Ratio | Percent) else _TOTAL


def _belongs(row: Row, part: str = "") -> bool:
    return part in ("", row.basis) or (part == "without-estimates" and row.basis != "estimated")


def _under(
    records: Records, figures: Figures, actual: Actual, dimension: str, value: str
) -> Sequence[Row] | None:
    """The rows under a value of a dimension; None where there is no such value."""
    recipe = figures.recipe(actual.figure)
    if recipe and dimension == MONTH:
        return recipe.every_row(figures.by_month(actual.figure).get(value, ()))
    found = cited(records, figures, (actual.figure, dimension, value))
    return found.value.rows if isinstance(found, Cited) else None


def _sums(figures: Figures, actual: Actual, part: str = "") -> Sums:
    """What the reader of a figure, or of a part of it, learns.

    A quotient tells no more than what is divided and by what, and is printed only where both
    could be.
    """
    made = [_sums(figures, each, part) for each in actual.of]
    match _measure(figures, actual):
        case Total() if all(len(each) == 1 for each in made):
            return (_joined((each, 1) for (each,) in made),)
        case Difference() if all(len(each) == 1 for each in made):
            return (_joined((each, 1 - 2 * at) for at, (each,) in enumerate(made)),)
        case Total() | Difference() | Ratio() | Percent():
            return tuple(chain(*made))
    if part == "target":
        return ()
    if part == "baseline":
        return _stated(actual, part, actual.baseline)
    return _added(figures, actual, [row for row in figures.rows(actual) if _belongs(row, part)])


def _stated(actual: Actual, what: str, worth: Quantity | None) -> Sums:
    """A number of people that somebody wrote down; who they are is not on record."""
    if actual.unit != "people" or worth is None:
        return ()
    return ({Piece("people", what, f"{actual.figure}/{what}", worth): 1},)


def _joined(parts: Iterable[tuple[Sum, int]]) -> Sum:
    total: Counter[Piece] = Counter()
    for pieces, times in parts:
        for piece, each in pieces.items():
            total[piece] += each * times
    return total


def _measure(figures: Figures, actual: Actual) -> object:
    indicator = figures.records.indicators.get(actual.figure)
    return indicator.measure if indicator else None


def _added(figures: Figures, actual: Actual, rows: Sequence[Row]) -> Sums:
    """What tells of people among the rows of a count or a sum.

    Of groups that may be the same people the low end of a range is the largest alone.
    """
    recipe = figures.recipe(actual.figure)
    if recipe is None:
        return _stated(actual, "reading", actual.value.total) if rows else ()
    sums = [_pieces(recipe.thing, rows)]
    if recipe.thing == "people":
        same = Overlaps(figures.records.groups).apart(rows)
        if len(same) < len(rows):
            largest = [max(each, key=lambda row: row.amount.low) for each in same]
            sums.append(_pieces(recipe.thing, largest))
    return tuple(sums)


def _pieces(thing: str, rows: Sequence[Row]) -> Sum:
    return dict.fromkeys((piece for row in rows if (piece := _piece(thing, row)) is not None), 1)


def _piece(thing: str, row: Row) -> Piece | None:
    if thing == "reach-people":
        return _reached(row.facts[0].ref, row.amount)
    if row.body.startswith(PERSON_PREFIX):
        heads = ONE
    elif row.body.startswith(GROUP_PREFIX):
        heads = row.amount if thing in ("people", "attendances") else row.facts[0].size
    else:
        return None
    if thing == "people":
        return Piece(thing, (row.body, row.amount), row.body, heads)
    return Piece(thing, (row.facts[0].ref, row.facts[0].at), row.body, heads)
