"""What a scalar without quotes stands for: a number or a word only where it is plainly one."""

import re
from typing import Final

_NUMBER: Final = re.compile(r"[-+]?(?:(?:0|[1-9]\d{0,14})(?:\.\d{0,14})?|\.\d{1,15})", re.ASCII)
_MOST_DIGITS: Final = 15
_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
}


def plain(value: str) -> str | int | float | bool | None:
    """What a scalar without quotes stands for.

    Returns:
        A number of at most 15 digits, true, false, None for nothing, or else the text as it is.
    """
    if value in _WORDS:
        return _WORDS[value]
    if value[0] > "9" or not _NUMBER.fullmatch(value):
        return value
    if len(value) > _MOST_DIGITS and sum(map(str.isdigit, value)) > _MOST_DIGITS:
        return value
    return float(value) if "." in value else int(value)
