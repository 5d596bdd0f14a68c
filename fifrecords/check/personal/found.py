"""Where something stands in a text, and in what company."""

import re

Found = tuple[int, int]
"""Where it begins and where it ends, from 0."""

_REACH = 28
"""How many characters before a number may say what it is the number of."""

_OF_A_THING = re.compile(
    r"(?i)\b(?:account|barcode|batch|bn|booking|certificate|cert|charity|code|company|course|folder"
    r"|form|invoice|isbn|item|licen[cs]e|module|number plate|order|part|policy|purchase|qan|receipt"
    r"|ref|reference|registration|reg|room|serial|sheet|sku|ticket|unit|version|voucher)"
    r"s?\b\.?(?:\s*(?:nos?|numbers?|codes?|id)\b\.?)?[\s:#=,'\"(-]*(?:[\w/-]+(?:,| and| to) )?$"
)
"""What comes before the number of a certificate, an invoice or another thing."""


def before(text: str, start: int) -> str:
    """What stands on the same line before a place in a text, as far as it may matter."""
    return text[max(0, start - _REACH) : start].rpartition("\n")[2]


def numbers_a_thing(text: str, start: int) -> bool:
    """Whether what stands before a number says that it is a thing's and not a person's."""
    return _OF_A_THING.search(before(text, start)) is not None
