"""Tables: what a row says, column by column, as the fields of its class tell it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from inspect import getdoc
from types import NoneType
from typing import Any, Literal, NamedTuple, get_args, get_type_hints

from fifrecords.export.scope import Scope
from fifrecords.model.quantity import Exact, Quantity

Plain = str | int | Decimal | bool | date | None
"""What a cell may hold."""

Day = date
"""A calendar day, for rows in which a field is called date."""

Type = Literal["text", "integer", "number", "boolean", "date"]

DIGITS, DECIMALS = 15, 12
"""How many a number has at most: what a double holds, too, gives back as it was written."""

_TYPES: dict[type, Type] = {
    str: "text",
    int: "integer",
    bool: "boolean",
    date: "date",
    Fraction: "number",
    Quantity: "number",
}
_IN_DIGITS = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)


class Says(NamedTuple):
    """What a field of a row says, beside its name and type.

    Attributes:
        description: What stands there.
        unit: What it is counted in.
        key: Whether it tells one row from another, alone or with others.
        of: The table of which it names a row by its key.
        whole: Whether a quantity is always of whole numbers.
    """

    description: str
    unit: str | None = None
    key: bool = False
    of: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: Its name.
        type: What its cells hold.
        description: What they say.
        required: Whether every row has one.
        words: All that it may say, where that is a closed list.
        says: What its field says.
        field: The field that it shows, or one end of.
        end: Which end that is.
    """

    name: str
    type: Type
    description: str
    required: bool
    words: tuple[str, ...]
    says: Says
    field: str
    end: Literal["low", "high"] | None = None

    def cell(self, row: object) -> Plain:
        """What stands in this column of a row."""
        value = getattr(row, self.field)
        if value is None:
            return None
        if self.end:
            value = getattr(value, self.end)
        plain: Plain = as_decimal(value) if self.type == "number" else value
        return plain


@lru_cache(maxsize=10_000)
def as_decimal(number: Exact) -> Decimal:
    """A number as a decimal: exact where its digits suffice, otherwise rounded half to even."""
    near = round(Fraction(number), DECIMALS)
    return _IN_DIGITS.divide(Decimal(near.numerator), Decimal(near.denominator))


@dataclass(frozen=True)
class Table:
    """A table: its name, what its rows are, and where they come from.

    Attributes:
        name: Its name.
        row: What a row is: its fields give the columns, its docstring tells what a row stands for.
        rows: The rows of a project.
    """

    name: str
    row: type[tuple[Any, ...]]
    rows: Callable[[Scope], Iterable[tuple[Any, ...]]]

    @property
    def description(self) -> str:
        """What a row stands for."""
        return " ".join((getdoc(self.row) or "").split())

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Its columns in their order; a quantity takes two of them."""
        hints = get_type_hints(self.row, include_extras=True).items()
        return tuple(column for field, hint in hints for column in _columns(field, hint))

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell one row from another."""
        return tuple(column.name for column in self.columns if column.says.key)

    def filled(self, scope: Scope) -> "Filled":
        """The table with the rows of a project."""
        columns = self.columns
        rows = [tuple(column.cell(row) for column in columns) for row in self.rows(scope)]
        return Filled(self, rows)


class Filled(NamedTuple):
    """A table with its rows, each a cell for each column."""

    table: Table
    rows: list[tuple[Plain, ...]]


def _columns(field: str, hint: Any) -> Iterator[Column]:
    """The column of a field, or the two of a quantity."""
    says: Says = hint.__metadata__[-1]
    leaves = list(_leaves(hint.__origin__))
    required = NoneType not in leaves
    words = tuple(leaf for leaf in leaves if isinstance(leaf, str))
    of = next((leaf for leaf in leaves if leaf in _TYPES), str)
    if of is not Quantity:
        yield Column(field, _TYPES[of], says.description, required, words, says, field)
        return
    type_: Type = "integer" if says.whole else "number"
    low, high = f"{says.description} The lower end.", f"{says.description} The upper end."
    yield Column(f"{field}_low", type_, low, required, words, says, field, "low")
    yield Column(f"{field}_high", type_, high, required, words, says, field, "high")


def _leaves(hint: Any) -> Iterator[Any]:
    """The types that a hint is made of, and the words of its literals."""
    if not (inner := get_args(hint)):
        yield hint
    for each in inner:
        yield from _leaves(each)
