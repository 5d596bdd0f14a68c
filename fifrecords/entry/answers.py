"""How an answer in words becomes a value of a record."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from fifrecords.model.call import BadCall
from fifrecords.model.finding import nearest, one_of
from fifrecords.model.kinds import GROUP_PREFIX
from fifrecords.model.values import EMAIL_PATTERN, quantity, refuse
from fifrecords.store.spelling import day_meant
from fifrecords.store.tree import is_id, no_id

Value = Any
"""A text, a number, a day, a list or a mapping of these: what a record's field holds."""

Choices = Mapping[str, str]
"""What may be answered, each with what it means or is called."""

Reader = Callable[[str, Choices], Value]

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_RANGE = re.compile(rf"({_NUMBER.pattern})\s*(?:-|\u2013|to)\s*({_NUMBER.pattern})")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_COMMA = re.compile(r"\d+,\d{1,2}|0,\d+")
"""A number with a comma before its decimals: there are no thousands in it."""

_ATTENDANCE = re.compile(r"(\S+)(?:\s+(\S.*?)\s*(h|hours?|d|days?|people)?)?")
_AS_IN_A_RECORD = "[low, high]"
"""How a message tells of a range; an answer is not written so."""

_FEW = 12
"""How many choices a sentence still names."""


class Misunderstood(BadCall):
    """An answer that cannot be taken; the message says what to write."""


def words(text: str, choices: Choices) -> str:
    """Words as they are, on one line."""
    return " ".join(text.split())


def new_id(text: str, choices: Choices) -> str:
    """An id that no other has."""
    if not is_id(text):
        raise Misunderstood(no_id(text))
    if text in choices:
        raise Misunderstood(f"there is a {text} already; take another name")
    return text


def day(text: str, choices: Choices) -> date:
    """A day of the calendar, as 2011-01-14, or otherwise where it can be no other day."""
    try:
        return day_meant(text)
    except ValueError as why:
        raise Misunderstood(str(why)) from None


def amount(text: str, choices: Choices) -> Value:
    """A number, or a range of two: ``12``, ``0.5``, ``8-12``."""
    return _quantity(text, whole=False)


def number(text: str, choices: Choices) -> Value:
    """A number, where a range makes no sense: ``12``, ``0.5``, ``12,000``."""
    return _quantity(text, whole=False, or_range="")


def heads(text: str, choices: Choices) -> Value:
    """A whole number, or a range of two: ``12``, ``8-12``."""
    return _quantity(text, whole=True)


def how_many(text: str, choices: Choices) -> int:
    """A whole number from 1 up, where a range makes no sense: ``12``."""
    plain = _THOUSANDS.sub("", text)
    if not re.fullmatch(r"[1-9]\d*", plain, re.ASCII):
        raise Misunderstood(f"{text!r} is no whole number from 1 up; write it like 12")
    return int(plain)


def email(text: str, choices: Choices) -> str:
    """An e-mail address; whether somebody reads what is sent there is not known."""
    if not re.fullmatch(EMAIL_PATTERN, text):
        raise Misunderstood(f"{text!r} is no e-mail address; write it like projects@example.org")
    return text


def label(text: str, choices: Choices) -> Value:
    """A whole number, or a short text that only names something: ``4``, ``3a``."""
    return int(text) if re.fullmatch(r"[1-9]\d*|0", text) else text


def yes_or_no(text: str, choices: Choices) -> bool:
    """Yes or no."""
    if text.lower() not in ("y", "yes", "n", "no"):
        raise Misunderstood(f"{text!r} is neither yes nor no")
    return text.lower().startswith("y")


def choice(text: str, choices: Choices) -> str:
    """One of the choices, by its id or by what it is called."""
    if text in choices:
        return text
    match by_name(choices).get(text.casefold(), ()):
        case ():
            raise NotAmong(text, choices)
        case (id_,):
            return id_
        case several:
            raise Misunderstood(f"{text!r} {called_so(several)}")


def by_name(choices: Choices) -> Mapping[str, Sequence[str]]:
    """The ids of whatever is called by each name, in capitals or not."""
    ids: dict[str, list[str]] = defaultdict(list)
    for id_, name in choices.items():
        ids[name.casefold()].append(id_)
    return ids


def called_so(ids: Sequence[str]) -> str:
    """What to write instead of a name that several have, as the end of a sentence."""
    return f"is what several are called; write {one_of(sorted(ids)[:_FEW])}"


class NotAmong(Misunderstood):
    """An answer that is none of the choices.

    Attributes:
        text: The answer.
        near: The choices that it is near to; none where it is no slip of one.
    """

    def __init__(self, text: str, choices: Choices) -> None:
        self.text, self.near = text, _near(text, choices)
        mend = f"; write {one_of(choices)}" if 0 < len(choices) <= _FEW else ""
        if self.near:
            mend = f"; did you mean {one_of(self.near)}?"
        super().__init__(f"{text!r} is not known here{mend}")


def _near(text: str, choices: Choices) -> Sequence[str]:
    """The choice whose id or name is nearest; several where that is what they are called."""
    called = by_name(choices)
    word = nearest(text.casefold(), [*choices, *called])
    return () if word is None else called.get(word, [word])


def begun(text: str, choices: Choices) -> str:
    """One of the choices, of whose id the beginning is enough where no other begins so."""
    return choice(_whole(text, choices), choices)


def attendance(text: str, choices: Choices) -> Value:
    """Who was there: ``p-7k3mq``, ``p-2qd9x 0.25`` for a part of it, ``g-residents 12`` of them.

    Of an id, its beginning is enough where no other begins so.
    """
    parts = _ATTENDANCE.fullmatch(text)
    assert parts, text
    who, how_much, unit = parts.groups()
    person = begun(who, choices)
    if how_much is None:
        return person
    if person.startswith(GROUP_PREFIX) and not (unit or "").startswith(("h", "d")):
        return {"person": person, "headcount": _quantity(how_much, whole=True)}
    length = "hours" if (unit or "").startswith("h") else "days"
    return {"person": person, length: _quantity(how_much, whole=False)}


def _whole(begun: str, choices: Choices) -> str:
    """An id that is made of random letters, from as many of them as set it apart."""
    fitting = [id_ for id_ in choices if id_.startswith(begun)]
    if begun in choices or len(fitting) != 1:
        return begun
    return fitting[0]


def pair(text: str, choices: Choices) -> tuple[str, str]:
    """A choice and what is answered to it: ``sex=female``."""
    name, is_given, value = (part.strip() for part in text.partition("="))
    if not is_given or not is_id(value):
        raise Misunderstood(f"{text!r} is no answer; write it as sex=not-asked")
    return choice(name.replace("-", "_"), choices), value


def several(text: str) -> Sequence[str]:
    """The parts of an answer that stand between commas."""
    return [part for each in text.split(",") if (part := each.strip())]


def _quantity(text: str, *, whole: bool, or_range: str = ", or as a range: 8-12") -> Value:
    if _COMMA.fullmatch(text):
        raise Misunderstood(f"{text!r} is no number; write {text.replace(',', '.')}")
    plain = _THOUSANDS.sub("", text)
    ends = _RANGE.fullmatch(plain) if or_range else None
    value: Value = [_number(end) for end in ends.groups()] if ends else _number(plain)
    try:
        if not ends and not _NUMBER.fullmatch(plain):
            raise refuse(f"{text!r} is no number; write it like 12{or_range}")
        quantity(value, whole=whole)
    except PydanticCustomError as error:
        raise Misunderstood(error.message().replace(_AS_IN_A_RECORD, "8-12")) from None
    return value


def _number(text: str) -> Value:
    try:
        return int(text) if text.isdecimal() else float(text)
    except ValueError:
        return text
