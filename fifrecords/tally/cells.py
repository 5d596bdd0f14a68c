"""The numbers that a document prints, as sums of pieces: people, their days, their awards."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from fifrecords.model.measure import Difference, Percent, Ratio, Total
from fifrecords.model.person import GROUP_PREFIX, PERSON_PREFIX
from fifrecords.model.quantity import NOTHING, ONE, Exact, Quantity
from fifrecords.model.records import Records
from fifrecords.tally.actual import Actual
from fifrecords.tally.cited import Cited, cited
from fifrecords.tally.disclosure import Cell, Piece
from fifrecords.tally.equality import equality, on_register
from fifrecords.tally.fact import Row
from fifrecords.tally.figures import Figures

_TARGETED, _TOTAL, _QUOTIENT, _PART, _ROW = 4, 3, 2, 1, 0

Pieces = Mapping[Piece, Exact]


def cell(records: Records, figures: Figures, path: Sequence[str]) -> Cell | None:
    """A number that is cited of a figure; None where there is none.

    What is promised, and what tells of no people, is made of no pieces.

    Args:
        records: The records.
        figures: What they add up to.
        path: ``ID``, ``ID/PART`` or ``ID/DIMENSION/VALUE``.
    """
    name, *steps = path
    found = cited(records, figures, path)
    if not isinstance(found, Cited):
        return None
    printed, worth = "/".join(path), found.value.total or NOTHING
    match steps:
        case []:
            return _whole(figures, found.actual)
        case ["target" | "baseline"]:
            return Cell(printed, worth, {})
        case [part]:
            rows = [row for row in found.actual.value.rows if _belongs(row, part)]
            return Cell(printed, worth, _pieces(figures, name, rows), table=name, rank=_PART)
    pieces = _pieces(figures, name, found.value.rows)
    return Cell(printed, worth, pieces, table=f"{name}/{steps[0]}", rank=_ROW)


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
            said = equality(records, on_register(records, figures.period)).get(characteristic)
            return _of_persons(path, said.who(answer), _ROW) if said else None
        case ["reach", id_] if (session := records.sessions.get(id_)) and session.reach:
            heads = session.reach.people or NOTHING
            piece = _reached(f"sessions/{id_}", heads)
            return Cell("/".join(path), heads, {piece: 1}, table="reach", rank=_ROW)
    return None


def _of_persons(path: Sequence[str], ids: Sequence[str], rank: int) -> Cell:
    pieces = {Piece("people", (id_, ONE), id_, ONE): 1 for id_ in ids}
    worth = Quantity(len(ids), len(ids))
    return Cell("/".join(path), worth, pieces, table="/".join(path[:2]), rank=rank)


def _reached(ref: str, heads: Quantity) -> Piece:
    return Piece("reach-people", ref, ref, heads)


def _belongs(row: Row, part: str) -> bool:
    return row.basis == part or (part == "without-estimates" and row.basis != "estimated")


def _whole(figures: Figures, actual: Actual) -> Cell:
    measure = _measure(figures, actual)
    is_count = not isinstance(measure, Ratio | Percent)
    rank = _TARGETED if actual.target else _TOTAL if is_count else _QUOTIENT
    worth = actual.value.total or NOTHING
    return Cell(actual.figure, worth, _made_of(figures, actual), is_count, rank=rank)


def _made_of(figures: Figures, actual: Actual) -> Pieces:
    """The pieces of a whole figure; a quotient is told by what it makes come to nothing."""
    match _measure(figures, actual):
        case Total():
            return _sum((_made_of(figures, each), 1) for each in actual.of)
        case Difference():
            return _sum((_made_of(figures, each), 1 - 2 * at) for at, each in enumerate(actual.of))
        case Ratio():
            return _relation(figures, actual, 1)
        case Percent():
            return _relation(figures, actual, 100)
    return _pieces(figures, actual.figure, actual.value.rows)


def _relation(figures: Figures, actual: Actual, times: int) -> Pieces:
    """Dividend less divisor times quotient: nothing, as everybody knows who reads the quotient."""
    if actual.value.total is None:
        return {}
    dividend, divisor = (_made_of(figures, each) for each in actual.of)
    return _sum(((dividend, times), (divisor, -actual.value.total.low)))


def _sum(parts: Iterable[tuple[Pieces, Exact]]) -> Pieces:
    total: Counter[Piece] = Counter()
    for pieces, times in parts:
        for piece, each in pieces.items():
            total[piece] += each * times  # type: ignore[assignment]
    return total


def _measure(figures: Figures, actual: Actual) -> object:
    indicator = figures.records.indicators.get(actual.figure)
    return indicator.measure if indicator else None


def _pieces(figures: Figures, name: str, rows: Sequence[Row]) -> Pieces:
    """What tells of people among the rows of a count or a sum."""
    recipe = figures.recipe(name)
    if recipe is None:
        return {}
    return dict.fromkeys(
        (piece for row in rows if (piece := _piece(recipe.thing, row)) is not None), 1
    )


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
