"""The sheet that people sign at a session: what stands on it, and its writers.

It is no answer to a funder, so it is none of the form's documents; it is how records begin.
"""

from fifrecords.entry.signing.sheet import Sheet
from fifrecords.model.late import Writer, read_late

SHEETS = {
    "txt": Writer("text.as_text"),
    "html": Writer("page.as_page"),
    "pdf": Writer("pdf.as_pdf", extra="pdf", is_text=False),
    "csv": Writer("commas.as_commas"),
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
