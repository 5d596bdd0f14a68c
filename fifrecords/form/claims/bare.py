"""Numbers in prose that no claim binds to a figure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from fifrecords.form.claims.claim import prose, scheme_and_path
from fifrecords.form.claims.passage import Passage
from fifrecords.form.claims.said import NUMBER_WORDS
from fifrecords.form.words import CLAIM_SCHEMES
from fifrecords.model.kinds import NARRATIVE
from fifrecords.model.records import Records

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)\b"
)
_NUMBERED = (
    r"(?:aim|annex|appendix|chapter|figure|footnote|grade|group|indicator|item|key stage|level"
    r"|module|no\.|nos\.|number|objective|page|paragraph|part|phase|point|priority|question|room"
    r"|section|stage|step|table|target|unit|version|week|year)s?"
)
_ROAD = r"(?:Avenue|Close|Court|Crescent|Drive|Gardens|Lane|Place|Road|Row|Square|Street|Way)"
_FUNCTION = (
    r"(?:and|are|as|at|but|by|for|from|had|has|have|in|is|of|on|or|than|that|to|was|were|which|who"
    r"|with)"
)
_DASH = r"[-\u2013]"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"

_NO_FIGURES = "(?m)" + "|".join(
    (
        r"\S*(?:://|www\.|@)\S*",  # addresses
        rf"\b{_DAY}(?:\s*(?:{_DASH}|,|\bto\b|\band\b)\s*{_DAY})*\s+(?:of\s+)?{_MONTH}",
        rf"\b{_MONTH}\s+\d{{1,2}},?\s+(?=\d{{4}}\b)",
        r"\b\d{4}-\d{2}(?:-\d{2})?\b|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b",  # dates
        rf"(?<![\w£€$.,])(?:19|20)\d{{2}}(?:(?:/|{_DASH})(?:\d{{4}}|\d{{2}}))?(?![\w%]|[.,]\d)",
        r"\b\d{1,2}:\d{2}\b|\b\d{1,2}(?:\.\d{2})?\s*(?:[ap]\.?m\b|o'clock\b|noon\b)",  # times
        rf"(?i:\b{_NUMBERED})\s+\d+(?:\.\d+)*(?:\s*(?:{_DASH}|,|&|\bto\b|\band\b|\bor\b)\s*\d+)*\b",
        r"^\d{1,2}[.:)]\s",  # the number of an item
        rf"\b\d+[a-z]?\s+(?:[A-Z][\w'\u2019]*\s+)+{_ROAD}\b",  # the number of a house
        r"(?<![\w.,£€$])0\d[\d ]*",  # of a telephone
        r"[^\W\d_][\w-]*\d\w*",  # tokens: FIF3, COVID-19
        r"(?<![£€$\w.,])\d+(?!(?:k|m|bn)\b)[^\W\d_]\w*",  # 1st, but not 25k
        rf"(?<=[^.!?:]\s)[A-Z][\w'\u2019]*\s\d+(?:\.\d+)?(?=[.,;:!?)]*(?:$|\s{_FUNCTION}\b)|[,;:!?)])",
    )
)
"""What holds digits and counts nothing. It is compiled where it is first used."""

_AGE = (
    r"\b(?P<age>\d{1,3})(?:\s|-)years?(?:\s|-)old\b|\b[Aa]ged\s+(?P<aged>\d{1,3})\b"
    rf"(?!\s*(?:{_DASH}|to|and|or|years? (?:and|or))\b)"
)
_FEW = ("a single", "the only", "only one", "just one", "sole", *NUMBER_WORDS[1:])
_SOMEBODY = (
    r"(?:adult|beneficiar(?:y|ie)|child|client|individual|learner|man|member|men|participant"
    r"|patient|people|person|pupil|resident|student|tenant|trainee|user|volunteer|wom[ae]n|worker)"
    r"s?(?:ren)?\b"
)
_APART = r"(?<![\w.,£€$-])"
_AMOUNT = r"[-\u2212]?[£€$]?\d+(?:[.,/]\d+)*[^\W\d_]*\s?%?"
_ID = re.compile(r"(?<![\w-])p-[a-z0-9]+(?:-[a-z0-9]+)*(?![\w-])")
_BARE = re.compile(rf"{_AMOUNT}(?:\s?{_DASH}\s?{_AMOUNT})?")


@dataclass(frozen=True, slots=True)
class Bare:
    """Something in the prose that stands there without the records behind it.

    Attributes:
        ref: The record that it stands in.
        at: Line and column.
        text: The words.
    """

    ref: str
    at: tuple[int, int]
    text: str


def bare_numbers(records: Records) -> Iterator[Bare]:
    """The numbers in digits that are neither claimed nor something else than an amount.

    Years, dates, times, ordinals, numbers of sections and the like, tokens of letters and digits,
    numbers within names, code and addresses are something else; so is what is marked ``plain:``.
    """
    for ref, passage in _passages(records):
        text = _without(_without(_unclaimed(passage), _AGE), _NO_FIGURES)
        for found in _BARE.finditer(text):
            yield _bare(ref, passage, found.start(), found.group().strip())


def exact_ages(records: Records) -> Iterator[Bare]:
    """The places where the prose gives somebody's age in years, be it marked ``plain:`` or not."""
    for ref, passage in _passages(records):
        for found in re.finditer(_AGE, _unclaimed(passage, CLAIM_SCHEMES[:2])):
            start = found.start(found.lastgroup or 0)
            yield _bare(ref, passage, start, found[found.lastgroup or 0])


def few_people(records: Records, small: int) -> Iterator[Bare]:
    """The places where the prose tells of fewer people than a public copy may count.

    A number that is marked ``plain:`` is looked at like any other: no public copy holds it back.

    Args:
        records: The records.
        small: The fewest that may be counted.
    """
    for ref, passage in _passages(records):
        for start, text in few_people_in(_unclaimed(passage, CLAIM_SCHEMES[:2]), small):
            yield _bare(ref, passage, start, text)


def people_told(records: Records, persons: Collection[str]) -> Iterator[Bare]:
    """The places where the prose tells of a person by their id.

    Args:
        records: The records.
        persons: The ids to look for.
    """
    for ref, passage in _passages(records):
        for start, id_ in ids_in(passage.text, persons):
            yield _bare(ref, passage, start, id_)


def ids_in(text: str, persons: Collection[str]) -> Iterator[tuple[int, str]]:
    """Where a text tells of a person by their id, and by which.

    Args:
        text: The text.
        persons: The ids to look for.
    """
    for found in _ID.finditer(text):
        if found.group() in persons:
            yield found.start(), found.group()


def few_people_in(text: str, small: int) -> Iterator[tuple[int, str]]:
    """Where a text tells of fewer people than a public copy may count, and in what words.

    Args:
        text: The text.
        small: The fewest that may be counted.
    """
    few = _few_of_somebody(small)
    if re.search(few, text, re.IGNORECASE) is None:
        return  # to take out what counts nothing takes ten times as long
    for found in re.finditer(_APART + few, _without(text, _NO_FIGURES), re.IGNORECASE):
        yield found.start(), " ".join(found.group().split())


@cache
def _few_of_somebody(small: int) -> str:
    words = _FEW[: len(_FEW) - len(NUMBER_WORDS) + max(small, 1)]
    few = "|".join((*words, *map(str, range(1, small))))
    return rf"(?:{few})\s+(?:[^\W\d]+\s+){{0,3}}?{_SOMEBODY}"


def _passages(records: Records) -> Iterator[tuple[str, Passage]]:
    for section, passages in prose(records).items():
        for passage in passages:
            yield f"{NARRATIVE}/{section}", passage


def _bare(ref: str, passage: Passage, start: int, text: str) -> Bare:
    place = passage.places[start]
    return Bare(ref, (place.line, place.column), text)


def _unclaimed(passage: Passage, schemes: Collection[str] = CLAIM_SCHEMES) -> str:
    """The text without claims, code and addresses, each letter where it was."""
    claimed = [
        (link.start, link.end)
        for link in passage.links
        if scheme_and_path(link.target)[0] in schemes
    ]
    text = passage.text
    for start, end in (*claimed, *passage.literal):
        text = text[:start] + "\ufffc" * (end - start) + text[end:]
    return text


def _without(text: str, pattern: str) -> str:
    return re.sub(pattern, lambda found: "\ufffc" * len(found.group()), text)
