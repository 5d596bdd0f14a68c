"""Days on which somebody was born, and ages in years."""

import re
from collections.abc import Iterator

from fifrecords.check.personal.found import Found

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[/. -]\d{{1,2}}[/. -]\d{{2,4}}"
    rf"|{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{2,4}})?|{_MONTH}\s+{_DAY}(?:,?\s+\d{{2,4}})?)"
)
_BIRTH = r"(?:d\.?\s?o\.?\s?b\b\.?|date\s+of\s+birth|birth\s?da(?:y|te)|born)"
_BORN_ON = (
    rf"(?i)\b{_BIRTH}(?:[\s:=(-]|is|was|on|the){{0,8}}(?P<date>{_DATE}|{_MONTH}\s+\d{{4}})(?!\w)"
    rf"|(?<![\w/.-])(?P<first>{_DATE})[\s,(-]{{1,3}}(?:{_BIRTH.replace('|born', '')})(?!\w)"
)
_THINGS = re.compile(
    r"(?i)\b(?:project|partnership|charity|company|organisation|programme|scheme|group|service|idea"
    r"|network|trust|centre|college|club)\b(?:\s+(?:was|were|is))?\s*$"
)
_SOMEBODY = (
    r"(?:boy|carer|client|gentleman|girl|lady|learner|man|patient|person|resident|tenant|tutor"
    r"|volunteer|woman)"
)
_AGE = (
    r"(?i)(?<![\w.,£€$/\u2013-])(?P<old>\d{1,3})(?:\s|-)?(?:y(?:ea)?rs?(?:\s|-)?old|y/?o)\b"
    r"|(?<![\w.,£€$/\u2013-])(?P<of>\d{1,3})\s+years\s+of\s+age\b"
    r"|\b(?:aged?|age\s+(?:is|was)|age:|(?:s?he|who)\s+is\s+now|turned|turns|turning)\s+(?P<aged>\d{1,3})"
    r"(?![\w%£.,:/-]*\d)(?!\w|-)"
    rf"|\b{_SOMEBODY},\s(?P<apart>\d{{2,3}})(?=,)"
    r"|\bs?he (?:is|was) (?P<said>\d{1,3})(?=[.,;)]|\s+and\b|\s*$)"
    r"|\b(?:his|her|their)\s+(?P<birthday>\d{1,3})(?:st|nd|rd|th)\s+birthday\b"
)
_A_BOUND = re.compile(
    r"(?i)(?:\b(?:over|under|above|below|beyond|least|most|minimum|maximum|than|from|between|to|and|or"
    r"|until|till|up to|exceeds?|those|all|anyone|everyone|people|everybody|learners|adults|any)"
    r"|[\u2013-])\s*(?:aged?\s*)?$"
)
_A_BAND = re.compile(
    r"(?i)\s*(?:\u2013|-|\+|to\b|and\s+(?:over|under|above|below|up|older|younger)|or\s+(?:over|under"
    r"|above|below|more|older|younger)|plus\b|upwards?\b|years?\s+(?:and|or|to|plus)\b"
    r"|(?:and|or)\s+\d)"
)
_OF_A_THING = re.compile(
    r"(?i)[\s-]+(?:\w+\s+)?(?:agreement|boiler|building|bus|car|charity|computer|contract|course"
    r"|equipment|farm|house|kitchen|laptop|lease|minibus|organisation|partnership|plan|policy|printer"
    r"|programme|project|scheme|site|software|system|tree|van|website)s?\b"
)


def births(text: str) -> Iterator[Found]:
    """Dates of birth: a date that is said to be one."""
    for found in re.finditer(_BORN_ON, text):
        if not (found[0].lower().startswith("born") and _THINGS.search(text[: found.start()])):
            yield found.span("date" if found["date"] else "first")


def ages(text: str) -> Iterator[Found]:
    """Exact ages of people; a band of ages, a bound and the age of a thing are none."""
    for found in re.finditer(_AGE, text):
        start, end = found.span(found.lastgroup or 0)
        if _A_BAND.match(text, end if found["aged"] else found.end()):
            continue
        if _OF_A_THING.match(text, found.end()) or int(text[start:end]) > 120:
            continue
        if not _A_BOUND.search(text[max(0, found.start() - 30) : found.start()]):
            yield start, end
