"""The document as bytes: one file for each format."""

from importlib import import_module
from typing import NamedTuple

from fifrecords.form.document import Document
from fifrecords.model.call import needs


class Writer(NamedTuple):
    """What writes a format.

    Attributes:
        function: Where it stands: a file beside this one, and its name there.
        extra: What of ``pyproject.toml`` has the packages that it needs; empty for none.
        is_text: Whether it can be read on a terminal.
        draws: Whether it draws charts, and lets every number lead to its evidence.
    """

    function: str
    extra: str = ""
    is_text: bool = True
    draws: bool = False


WRITERS = {
    "txt": Writer("text.as_text"),
    "md": Writer("markdown.as_markdown"),
    "docx": Writer("word.as_word", extra="docx", is_text=False),
    "html": Writer("page.as_page", draws=True),
    "pdf": Writer("pdf.as_pdf", extra="pdf", is_text=False),
}
"""The writers by the format, which is also how a file of it ends."""


def written(document: Document, shape: str) -> bytes:
    """The document in a format.

    Args:
        document: The document.
        shape: One of ``WRITERS``.

    Raises:
        MissingExtra: If the packages that it needs are not installed.
    """
    module, _, name = WRITERS[shape].function.partition(".")
    with needs(WRITERS[shape].extra):
        write = getattr(import_module(f"{__name__}.{module}"), name)
    made: str | bytes = write(document)
    return made.encode() if isinstance(made, str) else made
