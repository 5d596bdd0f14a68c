"""A bad call is an exception; bad data is a finding."""


class BadCall(Exception):
    """What was asked cannot be done; the message says why in a line that a person can act on."""


class MissingExtra(BadCall):
    """What was asked needs packages that are not installed."""

    def __init__(self, extra: str) -> None:
        super().__init__(f"more packages are needed here: pip install 'fifrecords[{extra}]'")


def is_unicode(text: str) -> bool:
    """Whether a word that the program was called with can be written down as it is.

    Bytes that are not UTF-8 come in as halves of surrogate pairs, so that a file can be called so.
    """
    return not any("\ud800" <= each <= "\udfff" for each in text)
