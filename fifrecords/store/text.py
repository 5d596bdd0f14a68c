"""The text of a file, and whether it is fit to be read as a record."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from fifrecords.model.finding import Way
from fifrecords.store.marks import Fault, Marks, place_in
from fifrecords.store.places import item_places
from fifrecords.store.shelf import MOST_BYTES, Shelf, TooLarge
from fifrecords.store.values import blob_id
from fifrecords.store.yaml import locate

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@lru_cache(maxsize=64)
def _marks(text: str) -> Marks:
    """The places of all that a text says: asked for one after the other, held for no longer."""
    return locate(text)


@lru_cache(maxsize=64)
def _items(text: str, field: str) -> Sequence[tuple[int, int]]:
    """The places of the items of a list, where they stand one below the other."""
    return item_places(text, field) or ()


@dataclass(eq=False, slots=True)
class YamlSource:
    """A record's text, as it was when the record was read."""

    path: str
    below: str
    text: str

    def place(self, at: Way, *, key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of a value or of its field's name."""
        if len(at) == 2 and isinstance(at[0], str) and isinstance(at[1], int) and not key:
            items = _items(self.text, at[0])
            if at[1] < len(items):
                return items[at[1]]
        return _marks(self.text).place(at, key=key)

    def written(self, at: Way) -> str:
        """A value of a single word, as it is written."""
        line, column = self.place(at)
        rest = self.text.split("\n")[line - 1][column - 1 :]
        return re.split(r"[\s,\]}]", rest, maxsplit=1)[0]


@dataclass(eq=False, slots=True)
class ProseSource:
    """A narrative file: places in it are lines and columns to begin with."""

    path: str
    below: str
    text: str

    def place(self, at: Way, *, key: bool = False) -> tuple[int, int]:
        """The line and column that ``at`` holds; the start of the file where it is empty."""
        del key
        line, column = at or (1, 1)
        return int(line), int(column)


class Text(NamedTuple):
    """What a file says.

    Attributes:
        text: Its text, with its line ends made LF.
        faults: What is wrong with it as text. After ``unreadable``, ``too-large`` and
            ``not-utf-8`` the text is empty.
        blob: The id of its blob; empty where it could not be read.
    """

    text: str
    faults: Sequence[Fault]
    blob: str = ""


def text_of(shelf: Shelf, path: str) -> Text:
    """What a file says.

    Args:
        shelf: Where to read it.
        path: The file, as seen from the records folder.
    """
    try:
        data = shelf.read(path)
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}; mend the file's rights"
        return Text("", [Fault("unreadable", 1, 1, message)])
    except TooLarge as error:
        return Text(*_too_large(error.size))
    return Text(*decoded(data), blob_id(data, like=shelf.blob(path)))


def _too_large(size: int) -> tuple[str, list[Fault]]:
    limit = f"{size:,} bytes; a record is at most {MOST_BYTES:,}"
    return "", [Fault("too-large", 1, 1, f"{limit}: split it or move it out")]


def decoded(data: bytes) -> tuple[str, list[Fault]]:
    """The text of some bytes with its line ends made LF, and what is wrong with it."""
    if len(data) > MOST_BYTES:
        return _too_large(len(data))
    faults = []
    if data.startswith(_BYTE_ORDER_MARK):
        data = data.removeprefix(_BYTE_ORDER_MARK)
        message = "an invisible byte order mark; save the file as UTF-8 without BOM"
        faults.append(Fault("byte-order-mark", 1, 1, message))
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = _with_line_feeds(data[: error.start].decode(errors="replace"))
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8; save the file as UTF-8"
        return "", [Fault("not-utf-8", *place_in(before, len(before)), message)]
    if "\r" in text:
        place = place_in(text, text.index("\r"))
        message = "lines end in CR LF; save the file with LF ends (Git: `* text=auto eol=lf`)"
        faults.append(Fault("line-endings", *place, message))
        text = _with_line_feeds(text)
    return text, faults


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
