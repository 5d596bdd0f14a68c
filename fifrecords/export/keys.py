"""Keys between tables, where records with errors are left out and others still name them."""

from collections.abc import Callable, Mapping, Sequence

from fifrecords.export.table import Column, Filled, Plain

Row = tuple[Plain, ...]


def closed(tables: Sequence[Filled], key_of: Callable[[str], str]) -> list[Filled]:
    """The tables, in which every key leads to a row.

    What names a row that is not there is emptied; a row that says nothing without it is left out,
    and so is what names that one in turn.

    Args:
        tables: The tables.
        key_of: The column by which other tables name a row of one.
    """
    while True:
        known = {
            each.table.name: _column(each, key_of(each.table.name))
            for each in tables
            if len(each.table.key) == 1
        }
        again = [_closed(each, known) for each in tables]
        if [each.rows for each in again] == [each.rows for each in tables]:
            return again
        tables = again


def _column(filled: Filled, name: str) -> set[Plain]:
    place = [column.name for column in filled.table.columns].index(name)
    return {row[place] for row in filled.rows}


def _closed(filled: Filled, known: Mapping[str, set[Plain]]) -> Filled:
    keys = [(n, column) for n, column in enumerate(filled.table.columns) if column.says.of]
    rows = (_row(row, keys, known) for row in filled.rows)
    return Filled(filled.table, [row for row in rows if row is not None])


def _row(
    row: Row, keys: Sequence[tuple[int, Column]], known: Mapping[str, set[Plain]]
) -> Row | None:
    lost = [
        (n, column)
        for n, column in keys
        if row[n] is not None and row[n] not in known[column.says.of or ""]
    ]
    if any(column.required for _, column in lost):
        return None
    places = {n for n, _ in lost}
    return tuple(None if n in places else cell for n, cell in enumerate(row))
