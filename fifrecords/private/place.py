"""Where this machine keeps the register and its key: never where Git would keep them for ever."""

import os
from pathlib import Path
from typing import NamedTuple

from fifrecords.model.call import BadCall
from fifrecords.model.late import needs
from fifrecords.store.git import Repository

SETTINGS = {"register": "FIFRECORDS_REGISTER", "identity": "FIFRECORDS_IDENTITY"}
"""What has a place of its own on a machine, and the environment variable that says where."""

_SHOW_WHAT_IT_IS = (".git", "project.yaml", "records/project.yaml")
_OF_A_REPOSITORY = ("HEAD", "objects", "refs")


class Places(NamedTuple):
    """Where this machine keeps what is private.

    Attributes:
        register: The register, which several people may share.
        identity: This person's own key.
    """

    register: Path
    identity: Path


class InARepository(BadCall):
    """What is private would lie where Git, or the records, would keep it."""

    def __init__(self, path: Path, folder: Path, name: str) -> None:
        super().__init__(
            f"{path} lies in {folder}, and a repository forgets nothing; "
            f"set {SETTINGS[name]} to a file outside of every repository"
        )


def places(folder: str) -> Places:
    """Where the register and the key are, or would be.

    Each is named by its environment variable (``FIFRECORDS_REGISTER``, ``FIFRECORDS_IDENTITY``),
    or by Git's setting ``fifrecords.register`` or ``fifrecords.identity``, or else is where this
    system keeps a user's data and settings.

    Args:
        folder: The records folder, or any other: the settings of its repository count.

    Raises:
        InARepository: If a place is within a repository or a records folder, be it by a link.
        BadCall: If a place is not given as a whole path.
        MissingExtra: If neither is named and the packages that know this system's are missing.
    """
    return Places(_place("register", folder), _place("identity", folder))


def _place(name: str, folder: str) -> Path:
    named = os.environ.get(SETTINGS[name]) or Repository(folder).setting(f"fifrecords.{name}")
    path = Path(named).expanduser() if named else _usual(name)
    if not path.is_absolute():
        raise BadCall(f"{path} is no whole path; say where the {name} is from the root on")
    if (kept := kept_in(path)) is not None:
        raise InARepository(path, kept, name)
    return Path(os.path.realpath(path))  # a link stays one when what it leads to is written


def kept_in(path: Path) -> Path | None:
    """The repository or records folder that a file would lie in, be it by a link; None for none.

    Args:
        path: The file, from the root on.
    """
    for way in (os.path.normpath(path), os.path.realpath(path)):
        for above in Path(way).parents:
            if _is_kept(above):
                return above
    return None


def _usual(name: str) -> Path:
    with needs("people"):
        from platformdirs import user_config_path, user_data_path  # noqa: PLC0415
    if name == "identity":
        return user_config_path("fifrecords", appauthor=False) / "identity.txt"
    return user_data_path("fifrecords", appauthor=False) / "register.age"


def _is_kept(folder: Path) -> bool:
    """Whether a folder is a work tree, a repository without one, or holds records."""
    if any((folder / name).exists() for name in _SHOW_WHAT_IT_IS):
        return True
    return all((folder / name).exists() for name in _OF_A_REPOSITORY)
