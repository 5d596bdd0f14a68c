"""Where an export is put: a file or a folder, whole or not at all."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from fifrecords.export.described import MARK
from fifrecords.export.formats import Folder
from fifrecords.export.tables import TABLES
from fifrecords.model.call import BadCall
from fifrecords.store.folder import write_folder

_README = "README.md"
_OURS = {
    _README,
    "datapackage.json",
    *(f"{name}.{end}" for name in TABLES for end in ("csv", "parquet")),
}
"""All that an export may put into a folder."""


class NotOurs(BadCall):
    """A folder holds something that no export has written."""

    def __init__(self, place: str, other: str) -> None:
        super().__init__(f"{place} holds {other}, which no export wrote; name another place")


def is_export(held: bytes) -> bool:
    """Whether a file is an earlier export: every table is named in it."""
    with suppress(BadZipFile, KeyError):
        held = ZipFile(BytesIO(held)).read("xl/workbook.xml")
    return all(name.encode() in held for name in TABLES)


def put_folder(place: str, files: Folder) -> None:
    """Writes a folder in one step; an earlier export there is replaced.

    Args:
        place: The folder.
        files: What it is to hold.

    Raises:
        NotOurs: If it holds anything else; then it is left as it is.
        BadCall: If it cannot be written; then it is as it was.
    """
    try:
        _refuse_what_is_not_ours(place)
        write_folder(place, files)
    except OSError as error:
        raise BadCall(f"{place}: {error.strerror}; nothing was written") from error


def _refuse_what_is_not_ours(place: str) -> None:
    folder = Path(place)
    if not folder.exists():
        return
    held = sorted(each.name for each in folder.iterdir())
    for name in held:
        if name not in _OURS or not (folder / name).is_file():
            raise NotOurs(place, name)
    if held and not _is_marked(folder / _README):
        raise NotOurs(place, held[0])


def _is_marked(readme: Path) -> bool:
    return readme.is_file() and readme.read_bytes().startswith(MARK.encode())
