"""This person's own key: a file that nobody else may read, as the program ``age`` keeps it too."""

import os
from collections.abc import Callable
from pathlib import Path
from shlex import quote

from fifrecords.model.call import BadCall
from fifrecords.private import cipher
from fifrecords.store.write import OWNER_ONLY, write

Ask = Callable[[], str]
"""Asks for the passphrase of the identity file."""

_OTHERS = 0o077


class NoIdentity(BadCall):
    """There is no key on this machine."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"there is no key at {path}; make one with: fifrecords people keys new")


def identities(path: Path, passphrase: Ask) -> list[str]:
    """The secret keys of an identity file.

    Args:
        path: The file: a key a line, ``#`` before what is none; or that, encrypted with a
            passphrase.
        passphrase: Asks for that.

    Raises:
        NoIdentity: If there is none.
        BadCall: If others may read it, it cannot be read, or the passphrase is another.
    """
    try:
        _refuse_open_to_others(path)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise NoIdentity(path) from error
    except OSError as error:
        raise BadCall(f"{path}: {error.strerror}") from error
    if cipher.is_encrypted(data):
        data = _opened(path, data, passphrase)
    lines = (line.strip() for line in data.decode(errors="replace").splitlines())
    found = [line for line in lines if line and not line.startswith("#")]
    if not found:
        raise BadCall(f"{path} holds no key; put it back from where you keep a copy")
    return found


def make_identity(path: Path, passphrase: str | None) -> str:
    """Writes a new key to a file of its own.

    Args:
        path: The file; its folder is made where there is none.
        passphrase: What it is to be encrypted with; None leaves it readable for its owner.

    Returns:
        The public key.

    Raises:
        BadCall: If there is a file of that name, or it cannot be written.
    """
    if path.exists():
        raise BadCall(f"{path} is there already; a key that is lost opens nothing any more")
    secret = cipher.new_identity()
    public = cipher.public_key(secret)
    data = f"# public key: {public}\n{secret}\n".encode()
    if passphrase is not None:
        data = cipher.with_passphrase(data, passphrase)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write(str(path), data, mode=OWNER_ONLY)
    except OSError as error:
        raise BadCall(f"{path}: {error.strerror}; no key was made") from error
    return public


def _refuse_open_to_others(path: Path) -> None:
    """As ``ssh`` does: what others can read is no secret."""
    if os.name == "posix" and path.stat().st_mode & _OTHERS:
        mend = f"chmod 600 {quote(str(path))}"
        raise BadCall(f"others may read the key at {path}; take that away: {mend}")


def _opened(path: Path, data: bytes, passphrase: Ask) -> bytes:
    try:
        return cipher.by_passphrase(data, passphrase())
    except cipher.WrongKey:
        raise BadCall(f"that is not the passphrase of {path}") from None
