"""The sheet that people sign at a session: what stands on it, and its writers.

It is no answer to a funder, so it is none of the form's documents; it is how records begin.
"""

from typing import NamedTuple

from fifrecords.entry.signing.sheet import Sheet
from fifrecords.model.call import read_late


class SheetWriter(NamedTuple):
    """What writes a format.

    Attributes:
        function: Where it stands: a file beside this one, and its name there.
        extra: What of ``pyproject.toml`` has the packages that it needs; empty for none.
        is_text: Whether it can be read on a terminal.
    """

    function: str
    extra: str = ""
    is_text: bool = True


SHEETS = {
    "txt": SheetWriter("text.as_text"),
    "html": SheetWriter("page.as_page"),
    "pdf": SheetWriter("pdf.as_pdf", extra="pdf", is_text=False),
    "csv": SheetWriter("commas.as_commas"),
}
"""The writers by the format, which is also how a file of it ends."""


def written_sheet(sheet: Sheet, shape: str) -> bytes:
    """A sheet in a format.

    Args:
        sheet: The sheet.
        shape: One of ``SHEETS``.

    Raises:
        MissingExtra: If the packages that it needs are not installed.
    """
    writer = SHEETS[shape]
    made: str | bytes = read_late(__name__, writer.function, writer.extra)(sheet)
    return made.encode() if isinstance(made, str) else made
