"""Personal details in many texts: each line that stands in several is looked at once."""

import re
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from fifrecords.check.personal.detail import Detail, details

Key = TypeVar("Key", bound=Hashable)
Look = Callable[[str], list[Detail]]

_NUMBERS = re.compile(
    r"\d(?:(?<=\s\d)[a-z]{2}\b|(?<=[A-Z\d\s]\d)[A-Z]{2}\b"  # a postcode
    r"|[ -]?[A-Da-d]\b"  # a National Insurance number
    r"|(?<=, \d)\d{1,2},"  # an age that stands apart
    r"|(?:[ ()./-]{0,2}\d){9})"  # a number of ten digits
)
_WORDS = (
    *("@", "(at)", "[at]", "tel", "phone", "mob", "birth", "born", "dob", "d.o.b", "d o b"),
    *("aged", "age ", "now ", "age:", " old", "-old", "yrs", "y/o", "yo", "years of", "turn"),
    *("he is", "he was", "she is", "she was"),
)


class Standing(NamedTuple):
    """A personal detail, and where it stands.

    Attributes:
        line: The line, from 1.
        column: The column, from 1.
        detail: The detail.
        text: The line as a whole.
    """

    line: int
    column: int
    detail: Detail
    text: str


def search(texts: Mapping[Key, str], look: Look = details) -> Iterator[tuple[Key, Standing]]:
    """The personal details in some texts, in their order; one that two lines share is not seen.

    Args:
        texts: The texts, each by whatever tells it from others.
        look: What finds details in a line; what it is given but ``details`` sees every line.
    """
    every: set[str] = set()
    for text in texts.values():
        every.update(text.split("\n"))
    wanted = _worth_a_look(every) if look is details else every
    found = {line: told for line in wanted if (told := look(line))}
    for key, text in texts.items() if found else ():
        its = text.split("\n")
        if not found.keys().isdisjoint(its):
            for number, line in enumerate(its, 1):
                for detail in found.get(line, ()):
                    yield key, Standing(number, detail.start + 1, detail, line)


def _worth_a_look(lines: Collection[str]) -> set[str]:
    """The lines in which something looks like a detail from afar."""
    whole = "\n".join(["", *lines, ""])
    places = {found.start() for found in _NUMBERS.finditer(whole)}
    small = whole.lower()
    if len(small) != len(whole):
        return set(lines)  # a letter that is two when it is small has moved the places
    for word in _WORDS:
        places |= set(_all(small, word))
    return {whole[whole.rfind("\n", 0, at) + 1 : whole.index("\n", at)] for at in places}


def _all(text: str, word: str) -> Iterator[int]:
    """Where a word begins in a text, but not within another word."""
    at = text.find(word)
    while at >= 0:
        if not (text[at - 1].isalpha() and text[at].isalpha()):
            yield at
        at = text.find(word, at + 1)
