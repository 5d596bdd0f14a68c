"""Personal details in a text, by the form that they have."""

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from fifrecords.check.personal import dates, numbers, postcode
from fifrecords.check.personal.found import Found

Kind = Literal[
    "e-mail address",
    "telephone number",
    "postcode",
    "National Insurance number",
    "NHS number",
    "learner number",
    "date of birth",
    "exact age",
    "name",
]
"""What a personal detail is."""


class Detail(NamedTuple):
    """A personal detail in a text.

    Attributes:
        start: Where it begins, from 0.
        end: Where it ends.
        kind: What it is.
        text: What is written there.
    """

    start: int
    end: int
    kind: Kind
    text: str

    @property
    def told(self) -> str:
        """What it is, so that it can be found, and nobody learns it who does not know it."""
        if self.kind in ("name", "exact age", "date of birth"):
            return _WITH_ARTICLE[self.kind]
        return f"{_WITH_ARTICLE[self.kind]} ({self.text[:2]}...{self.text[-2:]})"


_WITH_ARTICLE: dict[Kind, str] = {
    "e-mail address": "an e-mail address",
    "telephone number": "a telephone number",
    "postcode": "the postcode of no organisation",
    "National Insurance number": "a National Insurance number",
    "NHS number": "an NHS number",
    "learner number": "a Unique Learner Number",
    "date of birth": "a date of birth",
    "exact age": "an exact age",
    "name": "a name of the private register",
}

_EMAIL = re.compile(
    r"(?<![\w.%+-])(?!git@)[\w.!#$%&'*+=?^`{|}~-]+(?:@|\s?[(\[]at[)\]]\s?)"
    r"[^\W_](?:[\w-]*[^\W_])?(?:(?:\.|\s?[(\[]dot[)\]]\s?)[^\W_](?:[\w-]*[^\W_])?)+"
)


def _emails(text: str) -> Iterator[Found]:
    for found in _EMAIL.finditer(text):
        yield found.span()


_DETECTORS: tuple[tuple[Kind, Callable[[str], Iterator[Found]]], ...] = (
    ("e-mail address", _emails),
    ("date of birth", dates.births),
    ("National Insurance number", numbers.national_insurance),
    ("learner number", numbers.learner),
    ("NHS number", numbers.nhs),
    ("telephone number", numbers.telephones),
    ("postcode", postcode.postcodes),
    ("exact age", dates.ages),
)
"""What finds each kind: where two find the same characters, the first is right."""


def details(text: str) -> list[Detail]:
    """The personal details that a text holds, in its order.

    Names have no form of their own: ``names.Names`` finds those that are known.

    Args:
        text: Any text; a record as it is written, its comments too.
    """
    taken: list[Detail] = []
    for kind, find in _DETECTORS:
        for start, end in find(text):
            if all(end <= each.start or each.end <= start for each in taken):
                taken.append(Detail(start, end, kind, text[start:end]))
    return sorted(taken)
