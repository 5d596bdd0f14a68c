"""A bad call is an exception; bad data is a finding."""

from collections.abc import Iterator
from contextlib import contextmanager


class BadCall(Exception):
    """What was asked cannot be done; the message says why in a line that a person can act on."""


class MissingExtra(BadCall):
    """What was asked needs packages that are not installed."""

    def __init__(self, extra: str) -> None:
        super().__init__(f"more packages are needed here: pip install 'fifrecords[{extra}]'")


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Imports within that belong to an extra of ``pyproject.toml``.

    Args:
        extra: The extra's name.

    Raises:
        MissingExtra: If one of them is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("fifrecords"):
            raise
        raise MissingExtra(extra) from missing
