"""Writing a folder whole or not at all."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from fifrecords.store.write import write


def write_folder(path: str, files: Mapping[str, bytes]) -> None:
    """Writes a folder beside its place, and moves it there when it is whole.

    Args:
        path: The folder; one that is there is replaced, with all that it holds.
        files: What it is to hold, by name.

    Raises:
        OSError: If it cannot be written; then what was there is as it was.
    """
    place = Path(path).resolve()
    with TemporaryDirectory(dir=place.parent, prefix=f".{place.name}.") as beside:
        whole, before = Path(beside, "whole"), Path(beside, "before")
        whole.mkdir()
        for name, data in files.items():
            write(str(whole / name), data)
        if place.exists():
            place.rename(before)
        try:
            whole.rename(place)
        except BaseException:
            if before.exists():
                before.rename(place)
            raise
