"""Numbers that lead to one person: telephones, and those that an authority gives out."""

import re
from collections.abc import Iterator, Sequence

from fifrecords.check.personal.found import Found, before, numbers_a_thing

_TELEPHONE = re.compile(
    r"(?<![\w.,£€$/:#+-])(?:(?:\+|\b00)\d{1,3}|\(?0\d)[\d ().\u2011/-]{6,}\d(?![\w%-]|[.,/]\d)"
)
_SPOKEN_OF = re.compile(
    r"(?i)\b(?:tele(?:phone)?|tel|phoned?|mobile|mob|fax|ring|rang|call(?:ed)?|text(?:ed)?"
    r"|whatsapp|contact)\b"
)
_LOCAL = re.compile(
    r"(?i)\b(?:tel|telephone|phone|mobile|mob)\b\.?(?:\s*(?:no|number)\b\.?)?\s*[:=]?\s*"
    r"(?P<number>[2-9]\d{2,3} ?\d{3,4})\b(?![\d.,/-]\d)"
)
_AREAS = {"1": range(4, 7), "2": range(3, 6), "3": range(4, 5), "5": range(5, 6)}
"""How many digits an area code has, with its 0, by its first digit after that; others: 4 or 5.

The National Telephone Numbering Plan (Ofcom); 020 and its like are often written as 0207 or 02920.
"""

_NATIONAL_INSURANCE = re.compile(
    r"(?i)(?<![\w-])(?P<prefix>[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])"
    r"(?P<gap>[ -]?)\d{2}(?P<inner>[ -]?)\d{2}(?P=inner)\d{2}[ -]?[A-D](?![\w-])"
)
_NO_PREFIX = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
"""HM Revenue and Customs, National Insurance Manual, NIM39110: prefixes that are not given out."""

_TEN_DIGITS = re.compile(
    r"(?<![\w.,£€$/:#+-])\d{3}(?P<gap>[ -]?)\d{3}(?P=gap)\d{4}(?![\w%-]|[.,]\d)"
)
_NHS = re.compile(r"(?i)\bnhs\b")
_BEHIND = 8
"""How many characters behind a number may say what it is."""

_LEARNER = re.compile(r"(?i)\b(?:uln|unique learner (?:number|no\.?))\b")


def telephones(text: str) -> Iterator[Found]:
    """Telephone numbers of the United Kingdom, and others that begin with ``+``."""
    for found in _TELEPHONE.finditer(text):
        written = found[0]
        thing = numbers_a_thing(text, found.start())
        if _is_telephone(written) and not (
            thing and not _SPOKEN_OF.search(before(text, found.start()))
        ):
            yield found.span()
    for found in _LOCAL.finditer(text):
        yield found.span("number")


def _is_telephone(written: str) -> bool:
    plain = re.sub(r"^\(?(?:\+|00)\s?44[\s.-]*(?:\(0\)|0)?", "0", written)
    groups = re.findall(r"\d+", plain)
    digits = "".join(groups)
    if written.startswith(("+", "00")) and plain == written:
        return written.startswith("+") and 8 <= len(digits) <= 15
    if len(digits) not in (10, 11) or digits[1] in "0468":
        return digits.startswith("08") and len(digits) in (10, 11) and len(groups[0]) != 2
    if len(digits) == 10 and digits[1] != "1":
        return False
    return len(groups) == 1 or _begins_with_an_area(groups)


def _begins_with_an_area(groups: Sequence[str]) -> bool:
    first, rest = groups[0], groups[1:]
    if len(first) == 1:  # 0 1376 512345, as behind +44 (0)
        first, rest = first + rest[0], rest[1:]
    fits = len(first) in _AREAS.get(first[1], range(4, 6))
    return fits and all(2 <= len(each) <= 8 for each in rest)


def national_insurance(text: str) -> Iterator[Found]:
    """National Insurance numbers."""
    for found in _NATIONAL_INSURANCE.finditer(text):
        is_hex = found[0].islower() and not found["gap"]
        if found["prefix"].upper() not in _NO_PREFIX and not is_hex:
            yield found.span()


def nhs(text: str) -> Iterator[Found]:
    """NHS numbers: ten digits with the right check digit.

    https://www.datadictionary.nhs.uk/attributes/nhs_number.html
    """
    for found in _TEN_DIGITS.finditer(text):
        told = _NHS.search(before(text, found.start()))
        other = numbers_a_thing(text, found.start())
        if (told or not other) and _check(found[0], 11) and (told or _is_likely(found)):
            yield found.span()


def _is_likely(found: re.Match[str]) -> bool:
    """Whether ten digits that nothing is said of are no telephone number."""
    return bool(found["gap"]) or not found[0].startswith("0")


def learner(text: str) -> Iterator[Found]:
    """Unique Learner Numbers, where they are called that: ten digits with the right check digit.

    Learning Records Service: the check digit is ten less the remainder.
    """
    for found in _TEN_DIGITS.finditer(text):
        around = f"{before(text, found.start())} {text[found.end() :][:_BEHIND]}"
        if _LEARNER.search(around) and _check(found[0], 10):
            yield found.span()


def _check(written: str, whole: int) -> bool:
    """Whether the last of ten digits follows from the others, weighted from 10 down to 2.

    It is ``whole`` less what is left when their sum is divided by 11, and no digit where that
    comes to 10.
    """
    digits = [int(each) for each in written if each.isdigit()]
    left = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return (whole - left) % 11 == digits[9]
