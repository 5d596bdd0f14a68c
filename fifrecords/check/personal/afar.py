"""What looks like a personal detail from afar: one quick look at many lines."""

import re
from collections.abc import Collection, Iterator

_INWARD = "[ABD-HJLNP-UW-Zabd-hjlnp-uw-z\u017f]"
_NUMBERS = rf"""(?x)
    [0-9+\u0660-\U0010ffff](?:  # as quick to look for as a digit of any script is not
        \d(?<![\w.,£€$/:#+-]..)(?:
            (?<=[+0]\d)[\d ().\u2011/-]{{6,}}\d  # a telephone number
            |\d[ -]?\d{{3}}[ -]?\d{{4}}  # an NHS or a learner number
        )
        |\d(?:\d{{4}}|[ -]\d\d[ -]\d\d)[ -]?[A-Da-d]\b  # a National Insurance number
        |{_INWARD}{{2}}(?![\w-])(?:(?<=[ \u00a0]\d..)|(?<=[A-Z\d\u212a]\d[A-Z]{{2}}))  # a postcode
    )
"""
"""What every number begins or ends with. It is compiled where it is first used."""

_WORDS = ("@", "at)", "at]", "tel", "phone", "mob", "birth", "born", "age", "now", "turn")
_PHRASES = (
    r"d(?<!\w.)\.?\s?o\.?\s?b\b",
    r"he (?:is|was) \d",
    r"y(?<![^\W\d_].)(?:/?o|(?:ea)?rs?(?:[\s-]?old|\s+of\s+age))\b",
    r",(?=\s\d{2,3},)",
)
"""What is said beside a number or a date, in small letters; each begins with one certain letter."""


def worth_a_look(lines: Collection[str]) -> set[str]:
    """The lines in which something looks like a detail: of those that ``details`` sees, all.

    Args:
        lines: The lines. To look through all of them at once takes a tenth of the time.
    """
    whole = "\n".join(["", *lines, ""])
    small = whole.lower().replace("\u0131", "i").replace("\u017f", "s")  # as a pattern takes them
    if len(small) != len(whole):
        return set(lines)  # a letter that is two when it is small has moved the places
    places = {found.start() for found in re.finditer(_NUMBERS, whole)}
    for phrase in _PHRASES:
        places.update(found.start() for found in re.finditer(phrase, small))
    for word in _WORDS:
        places.update(_all(small, word))
    return {whole[whole.rfind("\n", 0, at) + 1 : whole.index("\n", at)] for at in places}


def _all(text: str, word: str) -> Iterator[int]:
    """Where a word begins in a text, but not within another word."""
    at = text.find(word)
    while at >= 0:
        if not (text[at - 1].isalpha() and text[at].isalpha()):
            yield at
        at = text.find(word, at + 1)
