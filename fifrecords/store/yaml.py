"""One YAML 1.2 document of plain values, and where each of its values stands.

A scalar without quotes is a number, true, false or nothing only where it is written as plainly as
can be; whatever else it looks like (``007``, ``no``, ``10:30``, ``1_000``) is text. See
https://yaml.org/spec/1.2.2/#103-core-schema for what other readers make of it.
"""

from fifrecords.store.lines import read_simply
from fifrecords.store.marks import Fault, Marks, Value


def read(text: str) -> tuple[Value, list[Fault]]:
    """The value of a document.

    Args:
        text: The document.

    Returns:
        The value, and what is wrong with it; where anything is, the value is not to be used. The
        value is not to be changed: documents share parts that they have alike.
    """
    value = read_simply(text)
    return (value, []) if value is not None else read_wholly(text)


def read_wholly(text: str, marks: Marks | None = None) -> tuple[Value, list[Fault]]:
    """As ``read``, by the parser alone.

    Args:
        text: The document.
        marks: Where to note where its values stand, if that is asked for.
    """
    from fifrecords.store.events import Reader  # noqa: PLC0415 - most need no parser

    return Reader(text, marks).document()


def locate(text: str) -> Marks:
    """Where the values of a document stand, as far as it can be read."""
    marks = Marks()
    read_wholly(text, marks)
    return marks
