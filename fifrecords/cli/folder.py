"""Where the records are that a command is called for. This is read before any command is."""

import os

from fifrecords.model.call import BadCall

RECORDS = "records"
PROJECT_FILE = "project.yaml"


def folder_of(named: str | None, at: str | None = None) -> str | None:
    """The records folder that was named, or is found here or in a folder above.

    A project's own folder stands for the records in it.

    Args:
        named: The folder, if it was named.
        at: The Git revision at which it is looked for; None looks in the work tree.

    Returns:
        The folder; None where none was named and none is found.

    Raises:
        BadCall: If none was named, and the working folder is gone.
    """
    if named is None:
        return _found_here(at)
    inner = f"{named.rstrip('/')}/{RECORDS}"
    is_project = not os.path.exists(f"{named}/{PROJECT_FILE}") and os.path.isdir(inner)
    return inner if is_project else named


def _found_here(at: str | None) -> str | None:
    here = "."
    for _ in range(working_folder().count(os.sep) + 1):
        for folder in (f"{here}/{RECORDS}".removeprefix("./"), here):
            if os.path.isfile(f"{folder}/{PROJECT_FILE}") or (at and _was_held(folder, at)):
                return folder
        here = ".." if here == "." else f"{here}/.."
    return None


def working_folder() -> str:
    """The folder that the command is called in.

    Raises:
        BadCall: If it is gone: a shell stays in a folder that somebody deletes.
    """
    try:
        return os.getcwd()
    except FileNotFoundError as error:
        named = f", {was}," if (was := os.environ.get("PWD")) else ""
        mend = "cd to another, or to the same if it was made anew"
        raise BadCall(f"the folder that you are in{named} is gone; {mend}") from error


def _was_held(folder: str, at: str) -> bool:
    from fifrecords.store.git import Repository  # noqa: PLC0415 - most calls ask nothing of Git

    return Repository(folder).held(at)
