"""Names that are known, found in a text however they are written."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from fifrecords.check.personal.detail import Detail
from fifrecords.model.letters import plain_letters

_LETTERS = r"(?:[^\W\d_][\u0300-\u036f]*)+"
_WORD = re.compile(rf"{_LETTERS}(?:['\u2019](?![sS]\b){_LETTERS})?")
_BETWEEN = re.compile(r"[\s.,_-]{0,3}")
_SHORTEST = 3
_ALSO_WORDS = frozenset(
    """
abbey ace amber angel april art august autumn baker banks barn bell berry bill bird bishop
bob bond brook brown butler castle chance cherry christian church clay clement close cook
cross daisy dale dawn day dean drew east eve faith field fields fisher flora ford forest
frank gene grace grant gray green grey hall harper hazel heath heather hill holly hope house
hunter iris ivy jack jade james jasmine jewel john jones joy june king knight lake lane
laurel lily little long march mark mason max may mercy miles mill miller moor olive page
park parks patience patrick pearl peg penny pierce plum pollard pond poppy porter potter
price prince rich river rivers robin rose rowan ruby rusty sage sandy sky smart smith star
stone storm street summer summers sunny taylor temple terry tom trinity victor victoria
viola violet wade walker ward waters way weaver webb wells west white will win winter wood
woods young
""".split()  # noqa: SIM905 - as many lines as words otherwise
)
"""Names that are words or parts of the names of places too: alone, they are nobody's."""


class Names:
    """Names to look for.

    A whole name is found in either order, with an initial for one of its parts, and whatever
    parts its words; one part of it alone, where it is written with a capital and is no word.

    Args:
        names: Whole names, as ``Ann Example``.
        apart_from: Texts that tell of nobody, as the names of organisations: their words are,
            alone, no names.
    """

    def __init__(self, names: Iterable[str], apart_from: Iterable[str] = ()) -> None:
        self._others: dict[str, set[str]] = defaultdict(set)
        for name in names:
            parts = [plain(word) for word in _WORD.findall(name)]
            for one, other in ((a, b) for a in parts for b in parts if a != b):
                self._others[one].add(other)
        spared = {plain(word) for text in apart_from for word in _WORD.findall(text)}
        self._alone = {
            part
            for part in self._others
            if len(part) >= _SHORTEST and part not in _ALSO_WORDS and part not in spared
        }

    def __bool__(self) -> bool:
        return bool(self._others)

    def find(self, text: str) -> list[Detail]:
        """Where a text holds one of the names, in its order."""
        words = list(_WORD.finditer(text))
        spans: list[tuple[int, int]] = []
        for one, other in pairwise(words):
            between = text[one.end() : other.start()]
            if _BETWEEN.fullmatch(between) and self._belong(plain(one[0]), plain(other[0])):
                spans.append((one.start(), other.end()))
        spans += [each.span() for each in words if self._is_somebodys(each[0])]
        return [Detail(start, end, "name", text[start:end]) for start, end in _joined(spans)]

    def _belong(self, one: str, other: str) -> bool:
        """Whether two words are parts of one name, or one is and the other an initial of it."""
        if other in self._others.get(one, ()):
            return True
        return self._is_initial(one, other) or self._is_initial(other, one)

    def _is_initial(self, letter: str, part: str) -> bool:
        others: Collection[str] = self._others.get(part, ())
        is_name = part in self._alone or len(part) >= _SHORTEST
        return len(letter) == 1 and is_name and any(each[0] == letter for each in others)

    def _is_somebodys(self, word: str) -> bool:
        return word[0].isupper() and plain(word) in self._alone


def plain(word: str) -> str:
    """A word without its accents and capitals, and with the one apostrophe."""
    return plain_letters(word.replace("\u2019", "'"))


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Some spans in their order; those that overlap are one."""
    begun: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if begun is None or start >= begun[1]:
            if begun:
                yield begun
            begun = (start, end)
        else:
            begun = (begun[0], max(begun[1], end))
    if begun:
        yield begun
