"""The document as bytes: one file for each format."""

from collections.abc import Sequence

from fifrecords.form.document import Document
from fifrecords.form.fields import Fields
from fifrecords.model.call import BadCall
from fifrecords.model.late import Writer, read_late

WRITERS = {
    "txt": Writer("text.as_text"),
    "md": Writer("markdown.as_markdown"),
    "docx": Writer("word.as_word", extra="docx", made_with="python-docx", is_text=False),
    "html": Writer("page.as_page", draws=True),
    "pdf": Writer("pdf.as_pdf", extra="pdf", made_with="typst", is_text=False),
}
"""The writers by the format, which is also how a file of it ends."""

_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_PICTURES |= {0x7F: 0x2421, **dict.fromkeys(range(0x80, 0xA0), 0xFFFD)}
"""What stands for control characters, which would give orders to the terminal that shows them."""


def written(document: Document, shape: str) -> bytes:
    """The document in a format.

    Args:
        document: The document.
        shape: One of ``WRITERS``.

    Raises:
        MissingExtra: If the packages that it needs are not installed.
    """
    write = read_late(__name__, WRITERS[shape].function, WRITERS[shape].extra)
    made: str | bytes = write(document)
    return made.translate(_PICTURES).encode() if isinstance(made, str) else made


def filled_in(file: str, template: bytes, fields: Fields, notices: Sequence[str] = ()) -> bytes:
    """A funder's own Word file, filled in.

    Args:
        file: What it is called.
        template: The file.
        fields: What it may use.
        notices: What every page must say before anything else.

    Raises:
        BadCall: If it cannot be filled in, or the packages for that are not installed.
    """
    fill = read_late(__name__, "template.filled", "docx")
    try:
        made: bytes = fill(template, fields, notices)
    except BadCall as error:
        raise BadCall(f"{file}: nothing was written: {error}") from error
    return made
