"""What a table must say and does not: who came, to which session, what its ticks mean."""

from collections.abc import Iterator, Sequence

from fifrecords.entry.headers import Bound, missing
from fifrecords.entry.mapping import Field, Mapping
from fifrecords.entry.sheets.amounts import NoAmount, tick_of
from fifrecords.entry.sheets.commas import DELIMITERS
from fifrecords.entry.sheets.table import Row, Table, letters, said
from fifrecords.entry.told import PERSON_FIELDS
from fifrecords.model.finding import some_of

_OF_ATTENDANCE: tuple[Field, ...] = ("present", "days", "hours", "headcount", "attended")
_SAYS_HOW_LONG: tuple[Field, ...] = ("days", "hours", "headcount")
_NOTHING = "-"
"""What many tables have in a cell that is left empty, whatever its column is about."""


def refuse_unsaid(
    tables: Sequence[Table], bounds: Sequence[Bound], mapping: Mapping, session: str
) -> None:
    """Refuses tables that a mapping does not fit, or that do not say who came to which session.

    Args:
        tables: The tables.
        bounds: What the columns of each mean.
        mapping: What it says of them.
        session: The one session that every row is of, by id; empty for none.
    """
    main = tables[0]
    for message in missing(tables, mapping):
        main.refuse(main.header, 0, message)
    if not any(each.has("person", "key", "attended") for each in bounds):
        _refuse_without_people(main)
        return
    in_one = bool(session or mapping.session.id)
    has_session = in_one or any(each.sessions or each.has("session", "date") for each in bounds)
    for table, made in zip(tables, bounds, strict=True):
        if not has_session:
            _refuse_without_session(table, made)
        if made.has("person", "key") and not made.has("present", "attended"):
            _refuse_ticks(table, made, mapping, has_session=has_session)


def unread(table: Table, made: Bound) -> Iterator[str]:
    """Which columns were not read, and why."""
    means = "it means" if len(made.unread) == 1 else "they mean"
    for columns, why in (
        (made.personal, "not read, as names and what else tells who somebody is enter no record"),
        (made.unread, f"not read, as nothing says what {means}"),
    ):
        if columns:
            shown = [f"{letters(each)} ({said(table.columns[each])})" for each in columns]
            noun = "column" if len(columns) == 1 else "columns"
            yield f"{noun} {some_of(shown, 10)}: {why}"


def _refuse_without_people(table: Table) -> None:
    columns = [f"{letters(at)} {said(name)}" for at, name in table.columns.items()][:20]
    message = f"no column says who attended; the columns are {', '.join(columns)}"
    together = len(columns) == 1 and any(each in columns[0] for each in (*DELIMITERS, ":"))
    only = " (one column: is the delimiter right?)" if together else ""
    mend = "name one in a mapping file, columns: {person: ...}, or the header: row"
    table.refuse(table.header, 0, f"{message}{only}; {mend}")


def _refuse_without_session(table: Table, made: Bound) -> None:
    """Refuses a table that says who came and not to what: nothing of it could be written."""
    if said_of := [made.columns[what] for what in _OF_ATTENDANCE if what in made.columns]:
        mend = "name it with --session ID, or in a column called session or date"
        table.refuse(table.header, min(said_of), f"no column says of which session this is; {mend}")


def _refuse_ticks(table: Table, made: Bound, mapping: Mapping, *, has_session: bool) -> None:
    """Refuses columns of ticks that nothing names.

    A row that says nothing else of somebody's being there is taken for it, so that whoever such a
    column marks as absent would be on record as present.
    """
    if not has_session and made.has(*PERSON_FIELDS):
        return  # a table of people, who have other things ticked
    rows = [row for row in table.rows if not row.says(mapping.words_ignored)]
    said_in = {made.columns[what] for what in _SAYS_HOW_LONG if what in made.columns}
    on_trust = {row.number for row in rows if said_in.isdisjoint(row.values)}
    for column in made.unread:
        ticked = _ticked(rows, column, mapping)
        if ticked is None or (has_session and not made.sessions and on_trust <= ticked):
            continue
        name = said(table.columns[column])
        mend = _named(name, made, mapping, has_session=has_session)
        other = f"write ignore: [{name}] in {_the(mapping)}, if they do not say who came"
        table.refuse(
            table.header, column, f"nothing says what these ticks mean; {mend}; or {other}"
        )


def _named(name: str, made: Bound, mapping: Mapping, *, has_session: bool) -> str:
    """How a column of ticks is to be named, by what else its table says."""
    if made.sessions:
        by_id = "call the column by the session's id or date"
        return f"{by_id}, or write sessions: {{{name}: ID}} in {_the(mapping)}"
    if not has_session:
        return "call the column by the session's id; or call it present, and give --session ID"
    if mapping.columns:
        return f"write present: {name} among the columns in the mapping"
    return "call the column present"


def _the(mapping: Mapping) -> str:
    return "the mapping" if mapping.model_fields_set else "a mapping"


def _ticked(rows: Sequence[Row], column: int, mapping: Mapping) -> set[int] | None:
    """The rows that a column of ticks has one in; None for a column that holds anything else."""
    held = [(row.number, row.values[column]) for row in rows if column in row.values]
    if all(value == _NOTHING for _, value in held):
        return None
    try:
        return {number for number, value in held if tick_of(value, *mapping.ticks)}
    except NoAmount:
        return None
