"""Personal details in many texts: each line that stands in several is looked at once."""

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from fifrecords.check.personal.afar import worth_a_look
from fifrecords.check.personal.detail import Detail, details

Key = TypeVar("Key", bound=Hashable)
Look = Callable[[str], list[Detail]]

_FEW = 8
"""So few lines are sooner looked for in all the texts than the texts are taken apart again."""

_NUMBER_IN_A_NAME = re.compile(
    r"[0-9](?<![0-9].)(?<![0-9]-.)(?:(?:-?[0-9]){9}"
    r"|(?:(?<=[a-z]{2}.)|(?<=[a-z]{2}-.))[0-9]-?[0-9]{2}-?[0-9]{2}-?[a-d]\b)"
)
"""What in a file's name is worth a closer look: no date has as many digits.

It begins with the first digit, which is quick to look for.
"""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


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
    wanted = worth_a_look(every) if look is details else every
    found = {line: told for line in wanted if (told := look(line))}
    for key in _holders(texts, found):
        its = texts[key].split("\n")
        if not found.keys().isdisjoint(its):
            for number, line in enumerate(its, 1):
                for detail in found.get(line, ()):
                    yield key, Standing(number, detail.start + 1, detail, line)


def in_names(paths: Iterable[str]) -> Iterator[tuple[str, Detail]]:
    """The numbers of people in the names of some files, and of the folders that these lie in.

    Args:
        paths: The files; words and parts of numbers may be joined by hyphens, and a date is none.
    """
    for path in filter(_NUMBER_IN_A_NAME.search, paths):
        for name in path.split("/"):
            for detail in details(_DAY.sub("", name).replace("-", " ")):
                yield path, detail


def _holders(texts: Mapping[Key, str], lines: Collection[str]) -> Collection[Key]:
    """The texts that may hold one of some lines, in their order."""
    if len(lines) > _FEW:
        return texts.keys()
    some = {key for line in lines for key, text in texts.items() if line in text}
    return [key for key in texts if key in some]
