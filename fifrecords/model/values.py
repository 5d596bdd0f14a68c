"""The kinds of value a record may hold: strict, and with a schema that an editor can explain."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, LiteralString, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from fifrecords.model.quantity import Exact, Quantity, exact

T = TypeVar("T")

ID_PATTERN = r"^[a-z0-9-]+$"
EMAIL_PATTERN = r"^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$"
NUMBER_SCHEMA = {"type": "number", "minimum": 0}
HEADS_SCHEMA = {"type": "integer", "minimum": 0}
LIKE_A_DAY = "write it like 2024-03-31 (year-month-day)"
"""How a message says what a day looks like: no day that could be taken for the one to write."""

TWICE = "twice"
"""The type of the error of what stands in a list before already."""


class Record(BaseModel):
    """What every record and every part of one is: strict, frozen and closed."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


def refuse(message: LiteralString | str) -> PydanticCustomError:
    """What a validator raises: a message that already names the value and the mend."""
    return PydanticCustomError("refused", message)


def _day(value: object) -> date:
    if type(value) is date:
        return value
    if isinstance(value, str) and len(value) == 10 and value[4] == "-" == value[7]:
        return _day_of_the_calendar(value)
    raise PydanticCustomError("no_day", f"{shown(value)} is no date; {LIKE_A_DAY}")


@lru_cache(maxsize=10_000)
def _day_of_the_calendar(written: str) -> date:
    """A day: one and the same for all who write it."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise refuse(f"{written} is no day of the calendar; mend it") from None


def shown(value: object) -> str:
    """A value as a message shows it: as a person would write it, cut where it is long."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "a mapping of fields"
    if isinstance(value, list | tuple):
        return "a list"
    text = str(value) if isinstance(value, int | float) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


_WRITTEN_PLAINLY = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{0,14})?")
_OR_A_RANGE = ", or as a range: [low, high]"


def _number(value: object, *, whole: bool, also: str = "") -> Exact:
    right_type = isinstance(value, int) if whole else isinstance(value, int | float)
    if isinstance(value, bool) or not right_type:
        raise _no_number(value, whole=whole, also=also)
    assert isinstance(value, int | float)
    if value < 0:
        raise refuse(f"{value} is below nothing; write a number from 0 up")
    return exact(value)


def _no_number(value: object, *, whole: bool, also: str) -> PydanticCustomError:
    what, example = ("a whole number", "12") if whole else ("a number", "0.5")
    how = f"write it like {example}{also}"
    if _is_quoted_number(value):
        how = "take the quotes off"
    return refuse(f"{shown(value)} is not {what}; {how}")


def _is_quoted_number(value: object) -> bool:
    """Whether a text would be a number without quotes: ``007`` is none either way."""
    return isinstance(value, str) and _WRITTEN_PLAINLY.fullmatch(value) is not None


def quantity(value: object, *, whole: bool = False) -> Quantity:
    """A number or a range of two as a quantity; refuses what is neither."""
    if isinstance(value, Quantity):
        return value
    if isinstance(value, int | float):
        return _known_exactly(value, whole)
    if not isinstance(value, list | tuple):
        raise _no_number(value, whole=whole, also=_OR_A_RANGE)
    if len(value) != 2:
        raise refuse(f"a range has two ends, and here are {len(value)}; write [low, high]")
    low, high = (_number(end, whole=whole) for end in value)
    if low > high:
        raise refuse(f"the range starts at {value[0]}, above its end {value[1]}; swap the two")
    return Quantity(low, high)


@lru_cache(maxsize=1000, typed=True)
def _known_exactly(written: int | float, whole: bool) -> Quantity:
    """The quantity of a number: one and the same for all who write that number."""
    number = _number(written, whole=whole, also=_OR_A_RANGE)
    return Quantity(number, number)


def _schema_of_quantity(number: dict[str, Any]) -> JsonSchemaValue:
    pair = {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
    return {"anyOf": [number, {**pair, "description": "A range: [low, high]."}]}


Day = Annotated[
    date,
    PlainValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
"""A calendar day, written 2011-01-14, quoted or not."""

Amount = Annotated[
    Quantity, PlainValidator(quantity), WithJsonSchema(_schema_of_quantity(NUMBER_SCHEMA))
]
"""A number from 0 up, or a range of two: 0.5 or [0.5, 1]."""

Heads = Annotated[
    Quantity,
    PlainValidator(lambda value: quantity(value, whole=True)),
    WithJsonSchema(_schema_of_quantity(HEADS_SCHEMA)),
]
"""A whole number from 0 up, or a range of two: 12 or [280, 320]."""

Number = Annotated[
    Exact, PlainValidator(lambda value: _number(value, whole=False)), WithJsonSchema(NUMBER_SCHEMA)
]
"""A single exact number from 0 up."""

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
"""A record's id or a word of the vocabulary: a-z, 0-9 and -."""

Text = Annotated[str, StringConstraints(min_length=1)]
"""Words."""


def _label(value: object) -> int | str:
    if (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, str) and value
    ):
        return value
    raise refuse(f"{shown(value)} names nothing; write a number or a short text, like 4 or 3a")


Label = Annotated[
    int | str, PlainValidator(_label), WithJsonSchema({"type": ["integer", "string"]})
]
"""A whole number or a short text that only names something: 4, 3a."""


def last(dated: Sequence[T], day: Callable[[T], date]) -> T:
    """The last of some dated things: of those of one day, the one that was written last."""
    return max(enumerate(dated), key=lambda each: (day(each[1]), each[0]))[1]


class _OneOrMany:
    """A list that may be given as a single value.

    Args:
        distinct: Whether nothing may stand in it twice.
    """

    def __init__(self, *, distinct: bool = False) -> None:
        self._distinct = distinct

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        many = handler(source)
        if self._distinct:
            many = core_schema.no_info_after_validator_function(_each_once, many)
        return core_schema.no_info_before_validator_function(_as_tuple, many)

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        many = handler(core)
        once = {"uniqueItems": True} if self._distinct else {}
        return {"anyOf": [many["items"], {**many, **once}]}


def _as_tuple(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _each_once(values: tuple[T, ...]) -> tuple[T, ...]:
    """Refuses each value that stands before already, where it stands again."""
    if len(set(values)) == len(values):
        return values
    again = [place for place, value in enumerate(values) if value in values[:place]]
    raise ValidationError.from_exception_data("a list", [_again(values, each) for each in again])


def _again(values: Sequence[object], place: int) -> InitErrorDetails:
    message = f"{values[place]} stands here a second time; delete one of the two"
    error = PydanticCustomError(TWICE, message)
    return InitErrorDetails(type=error, loc=(place,), input=values[place])


OneOrMany = Annotated[tuple[T, ...], _OneOrMany()]
"""A list of values, or a single one without the brackets."""

Distinct = Annotated[tuple[T, ...], _OneOrMany(distinct=True)]
"""The same, of words that count, each of them once: what stood twice would be counted twice."""
