"""A table out of a text file: values between commas, semicolons, tabs or bars (RFC 4180)."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import suppress

from fifrecords.entry.sheets.table import (
    MOST_COLUMNS,
    Table,
    Unreadable,
    Value,
    assembled,
    said,
    tidied,
)

DELIMITERS = (",", ";", "\t", "|")
_NAMES = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HINT = "sep="
"""A first line by which Excel is told the delimiter."""


def read_commas(name: str, data: bytes, delimiter: str, encoding: str, header: int) -> Table:
    """The table of a text file.

    Args:
        name: What the file is called.
        data: What it holds.
        delimiter: What stands between the values; empty to find it out from the columns' names.
        encoding: How its letters are written; empty for UTF-8, or UTF-16 with a mark.
        header: The row with the columns' names; 0 for the first that holds something.

    Raises:
        Unreadable: If it is no such file.
    """
    text = _decoded(name, data, encoding)
    hinted, skipped = _hint(text)
    text = text.partition("\n")[2] if skipped else text
    found = delimiter or hinted or _delimiter(name, text, header - skipped if header else 0)
    lengths: dict[int, int] = {}
    table = assembled(name, _rows(name, text, found, lengths, skipped), header)
    _refuse_other_lengths(table, lengths, found)
    return table


def _decoded(name: str, data: bytes, encoding: str) -> str:
    """The text of a file, if all of it is written in one way."""
    if data.startswith(_WIDE_MARKS):
        encoding = "utf-16"
    elif not encoding:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_so(name, data, error, encoding) from error
    except LookupError as error:
        raise Unreadable(name, f"{encoding!r} is no encoding; write windows-1252") from error
    if encoding not in ("utf-16", "utf-8-sig"):
        _refuse_mixed(name, data, encoding)
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise Unreadable(name, "a byte of nothing; save the file as CSV UTF-8", row)
    return text


def _not_so(name: str, data: bytes, error: UnicodeDecodeError, encoding: str) -> Unreadable:
    line = data[: error.start].count(b"\n") + 1
    byte = f"the byte 0x{data[error.start]:02X}"
    if encoding == "utf-16":
        return Unreadable(name, "it begins as UTF-16 and is cut off; save it as CSV UTF-8")
    if encoding != "utf-8-sig":
        return Unreadable(name, f"{byte} is not {encoding}; save the file as CSV UTF-8", line)
    mend, mapped = "save the file as CSV UTF-8", "encoding: windows-1252"
    other = "" if data[: error.start].isascii() else ", and letters before it are"
    return Unreadable(name, f"{byte} is not UTF-8{other}; {mend}", line, mapped=mapped)


def _refuse_mixed(name: str, data: bytes, encoding: str) -> None:
    """Refuses lines in UTF-8 where another encoding was named: they would be read as nonsense."""
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.isascii() and _is_utf_8(line):
            message = f"this line is UTF-8, and the mapping says encoding: {encoding}"
            raise Unreadable(name, f"{message}; save the whole file as CSV UTF-8", number)


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _hint(text: str) -> tuple[str, int]:
    """The delimiter that the first line names, and how many lines that takes."""
    first = text.partition("\n")[0].strip()
    named = first.removeprefix(_HINT)
    return (named, 1) if first.startswith(_HINT) and named in DELIMITERS else ("", 0)


def _delimiter(name: str, text: str, header: int) -> str:
    """What parts the columns' names into most columns."""
    sizes = {each: _width(text, each, header) for each in DELIMITERS}
    most = max(sizes.values())
    best = [each for each in DELIMITERS if sizes[each] == most]
    if len(best) > 1 and most > 1:
        message = f"{' and '.join(_NAMES[each] for each in best)} part the columns' names alike"
        mend = "leave one of them out of the names"
        raise Unreadable(name, f"{message}; {mend}", header or 1, mapped="delimiter:")
    return best[0]


def _width(text: str, delimiter: str, header: int) -> int:
    """How many columns there would be."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    with suppress(csv.Error):
        for number, fields in enumerate(reader, start=1):
            if number >= header and any(
                tidied(each).strip(" ".join(DELIMITERS)) for each in fields
            ):
                return len(fields)
    return 0


def _rows(
    name: str, text: str, delimiter: str, lengths: dict[int, int], above: int
) -> Iterator[tuple[int, Mapping[int, Value]]]:
    """The rows that hold something; notes how many values each has, the empty ones too."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = above
    try:
        for number, fields in enumerate(reader, start=1 + above):
            if len(fields) > MOST_COLUMNS:
                raise Unreadable(name, f"more than {MOST_COLUMNS:,} columns", number)
            values = {at: tidy for at, each in enumerate(fields, 1) if (tidy := tidied(each))}
            if values:
                lengths[number] = len(fields)
                yield number, values
    except csv.Error as error:
        message = f"{error}; look for a quote that is not closed"
        raise Unreadable(name, message, number + 1) from error


def _refuse_other_lengths(table: Table, lengths: Mapping[int, int], delimiter: str) -> None:
    """Refuses rows that are parted otherwise than the columns' names are."""
    wanted = lengths[table.header]
    for row in table.rows:
        length = lengths[row.number]
        if length < wanted or max(row.values) > wanted:
            mark = _NAMES.get(delimiter, said(delimiter)).removeprefix("a ")
            values = "1 value" if length == 1 else f"{length} values between {mark}s"
            message = f"{values}, and {wanted} columns; mend the"
            table.refuse(row.number, 0, f"{message} {mark}s or quotes of this row")
