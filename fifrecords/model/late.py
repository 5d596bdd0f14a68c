"""What is read only where it is used: packages that are heavy, or that not everybody has."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NamedTuple

from fifrecords.model.call import MissingExtra


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


class Writer(NamedTuple):
    """What writes a format.

    Attributes:
        function: Where it stands: a file of its package, and its name there.
        extra: What of ``pyproject.toml`` has the packages that it needs; empty for none.
        is_text: Whether it can be read on a terminal.
        made_with: The package whose version its bytes depend on; empty for none.
        draws: Whether it draws charts, and lets every number lead to its evidence.
    """

    function: str
    extra: str = ""
    is_text: bool = True
    made_with: str = ""
    draws: bool = False


def read_late(package: str, place: str, extra: str = "") -> Callable[..., Any]:
    """A function whose file is read only now: what it needs is heavy, or not everybody has it.

    Args:
        package: The package that the file is in.
        place: The file's name and the function's, as ``word.as_word``.
        extra: What of ``pyproject.toml`` has the packages that it needs; empty for none.

    Raises:
        MissingExtra: If they are not installed.
    """
    module, _, name = place.partition(".")
    with needs(extra):
        found: Callable[..., Any] = getattr(import_module(f"{package}.{module}"), name)
    return found
