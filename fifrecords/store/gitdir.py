"""Where Git keeps what belongs to a work tree, found without asking Git: that takes longer."""

import os


def common_folder(folder: str) -> str | None:
    """The folder that all work trees of a repository share; None outside a repository.

    Args:
        folder: A folder in one of its work trees; it need not be there.
    """
    here = os.path.realpath(folder)
    while True:
        found = _shared(os.path.join(here, ".git"))
        above = os.path.dirname(here)
        if found is not None or above == here:
            return found
        here = above


def _shared(git: str) -> str | None:
    """What a work tree's ``.git`` leads to: itself, or for a linked one what its files name.

    See https://git-scm.com/docs/gitrepository-layout: ``.git`` as a file, and ``commondir``.
    """
    if (named := _line(git)).startswith("gitdir: "):
        git = _from(os.path.dirname(git), named.removeprefix("gitdir: "))
    shared = _line(f"{git}/commondir")
    git = _from(git, shared) if shared else git
    return git if os.path.isfile(f"{git}/HEAD") else None


def _from(folder: str, path: str) -> str:
    return os.path.normpath(os.path.join(folder, path))


def _line(path: str) -> str:
    """What a file of one line says; nothing where there is none."""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return file.read(4096).rstrip("\n")
    except OSError:
        return ""
