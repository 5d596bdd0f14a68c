"""Postcodes of the United Kingdom: some fifteen homes have one in common."""

import re
from collections.abc import Iterator

from fifrecords.check.personal.found import Found, numbers_a_thing

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E "
    "EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL "
    "LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM "
    "SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
"""The postcode areas: Office for National Statistics, ONS Postcode Directory."""

_POSTCODE = re.compile(
    rf"(?i)(?<![\w£€$.-])(?:{'|'.join(sorted(_AREAS.split(), key=len, reverse=True))})"
    r"\d[A-HJKMNPR-Y\d]?(?P<gap>[ \u00a0]?)\d[ABD-HJLNP-UW-Z]{2}(?![\w-])"
)
_ORDINAL = re.compile(r"(?i)(?:1st|2nd|3rd|\dth)$")


def postcodes(text: str) -> Iterator[Found]:
    """Whole postcodes; small letters only where a space parts the two halves."""
    for found in _POSTCODE.finditer(text):
        written = found[0]
        is_word = not written.isupper() and (not found["gap"] or _ORDINAL.search(written))
        if not is_word and not numbers_a_thing(text, found.start()):
            yield found.span()


def normal(written: str) -> str:
    """A postcode as every way to write it comes to."""
    return re.sub(r"\s", "", written).upper()
