"""The state that a project is in before a command is measured: new to it, or known, or changed."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from measure import run

CHANGED = 5
MARK = "# Looked at again.\n"


def as_it_is() -> None:
    """Leave everything as it is."""


def cold(folder: Path) -> None:
    """Remove what `fifrecords` keeps in the git directory, so that its next run is a cold one."""
    for kept in (folder / ".git").glob("fifrecords*"):
        shutil.rmtree(kept)


def nothing_changed(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
    """Let a command run once before: what it keeps is there."""
    run(command, folder, environment)


def five_files_changed(
    command: Sequence[str], environment: Mapping[str, str], folder: Path
) -> None:
    """Let a command run once before, and then change five sessions far apart.

    A comment is added, or taken away again where it is there.
    """
    nothing_changed(command, environment, folder)
    sessions = sorted((folder / "records" / "sessions").rglob("*.yaml"))
    for path in sessions[:: max(1, len(sessions) // CHANGED)][:CHANGED]:
        text = path.read_text(encoding="utf-8")
        changed = text.removesuffix(MARK) if text.endswith(MARK) else text + MARK
        path.write_text(changed, encoding="utf-8", newline="\n")
