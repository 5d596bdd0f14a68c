"""More at the end of a record, whose own lines stay as they are."""

from fifrecords.store.comments import comments
from fifrecords.store.edit import NotEditable, line_end_of
from fifrecords.store.yaml import read


def appended(text: str, more: str) -> str:
    """A record's text with more fields at its end.

    Args:
        text: The text, without a byte order mark; its line ends stay.
        more: The fields, as a record that holds them alone would be written.

    Raises:
        NotEditable: If the record would then say something else.
    """
    line_end = line_end_of(text)
    begin = line_end if text and not text.endswith(("\r", "\n")) else ""
    made = text + begin + more.replace("\n", line_end)
    said, fields = read(text)[0] or {}, read(more)[0]
    if not isinstance(said, dict) or not isinstance(fields, dict) or said.keys() & fields.keys():
        raise NotEditable("the record has no place for more fields; edit it by hand")
    if read(made) != (said | fields, []) or comments(made) != comments(text) + comments(more):
        raise NotEditable("the record is written so that no field can be added; edit it by hand")
    return made
