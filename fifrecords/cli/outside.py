"""What says who is who is written where no repository would keep it."""

from pathlib import Path

from fifrecords.model.call import BadCall
from fifrecords.private.place import kept_in


def outside(file: str) -> str:
    """A file that was named for what says who is who, if it lies outside of every repository.

    Args:
        file: The file.

    Raises:
        BadCall: If it does not.
    """
    if (kept := kept_in(Path(file).absolute())) is not None:
        message = "a repository forgets nothing; name a file outside of every repository"
        raise BadCall(f"{file} lies in {kept}, and says who is who: {message}")
    return file
