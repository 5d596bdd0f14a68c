"""Writing a file whole or not at all."""

import os
import tempfile
from pathlib import Path


def write(path: str, text: str) -> None:
    """Writes a text file in one step: a reader sees the old file or the new one, never a part.

    Args:
        path: The file; what it held is replaced.
        text: Its text, written as UTF-8 with LF line ends.

    Raises:
        OSError: If the file cannot be written; then it is as it was.
    """
    target = Path(path)
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(_mode_of(target))
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _mode_of(target: Path) -> int:
    """The rights that the file has, or that a new one is to have."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
