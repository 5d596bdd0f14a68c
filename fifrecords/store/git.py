"""What Git knows of the records: the commit they stand at, and whether they have changed."""

import subprocess
from typing import NamedTuple


class Revision(NamedTuple):
    """The commit that the records stand at.

    Attributes:
        commit: The full id of the commit; None outside a repository or before its first commit.
        dirty: Whether the records differ from that commit; true where there is none.
    """

    commit: str | None
    dirty: bool


def revision(folder: str) -> Revision:
    """The commit that a records folder stands at.

    Where there is no repository, or no Git, no commit can vouch for the records.
    """
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    if not commit:
        return Revision(None, True)
    changes = _git(folder, "status", "--porcelain", "--untracked-files=normal", "--", ".")
    return Revision(commit.strip(), changes != "")


def _git(folder: str, *arguments: str) -> str | None:
    """What a Git command prints; None where it fails."""
    command = ["git", "--no-optional-locks", "-C", folder, *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
