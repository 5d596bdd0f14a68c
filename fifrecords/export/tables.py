"""Every table of an export, in the order in which a reader meets them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from fifrecords.export import delivery, figures, project, promised, register
from fifrecords.export.keys import closed
from fifrecords.export.project import About, about
from fifrecords.export.scope import Scope
from fifrecords.export.table import Filled, Says, Table, Type


class ColumnRow(NamedTuple):
    """A column of these tables."""

    table: Annotated[str, Says("The table.", key=True)]
    column: Annotated[str, Says("The column.", key=True)]
    type: Annotated[Type, Says("What its cells hold.")]
    unit: Annotated[str | None, Says("What it is counted in.")]
    required: Annotated[bool, Says("Whether every row has one.")]
    key: Annotated[bool, Says("Whether it tells one row from another, alone or with others.")]
    names_row_of: Annotated[str | None, Says("The table of which it names a row by its key.")]
    description: Annotated[str, Says("What its cells say.")]


def _columns(_: Scope) -> Iterator[ColumnRow]:
    for table in TABLES.values():
        for each in table.columns:
            yield ColumnRow(
                table=table.name,
                column=each.name,
                type=each.type,
                unit=each.says.unit,
                required=each.required,
                key=each.says.key,
                names_row_of=each.says.of,
                description=each.description,
            )


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        *project.TABLES,
        *register.TABLES,
        *delivery.TABLES,
        *figures.TABLES,
        *promised.TABLES,
        Table("columns", ColumnRow, _columns),
    )
}
"""The tables by name."""


@dataclass(frozen=True)
class Export:
    """The tables of a project with their rows, and what they tell of."""

    about: About
    tables: Sequence[Filled]


def export(scope: Scope) -> Export:
    """The tables of a project; in a draft, without what names a record that is left out."""
    tables = [table.filled(scope) for table in TABLES.values()]
    return Export(about(scope), closed(tables, key_of) if scope.draft else tables)


def key_of(name: str) -> str:
    """The column by which other tables name a row of one."""
    (column,) = TABLES[name].key
    return column
