"""The register on the disk: encrypted always, written whole or not at all, one writer at a time.

Beside it lies a copy of the same bytes, so that a file that is damaged loses nothing. Since both
are written with every change, whoever is taken out of the one is out of the other.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from filelock import FileLock

from fifrecords.model.call import BadCall
from fifrecords.private import cipher
from fifrecords.private.contents import Key, Register, as_bytes, from_bytes
from fifrecords.store.write import OWNER_ONLY, PATIENCE, rewrite, sweep, write


class NoRegister(BadCall):
    """There is no register."""


class CannotOpen(BadCall):
    """The register is there, and cannot be read."""


class Opened(NamedTuple):
    """A register that was read.

    Attributes:
        data: The file's bytes.
        register: What they hold.
    """

    data: bytes
    register: Register


def copy_of(path: Path) -> Path:
    """Where the copy of a register is."""
    return path.with_name(f"{path.name}.copy")


def read(path: Path, identities: Sequence[str]) -> Opened:
    """Reads a register.

    Args:
        path: The register.
        identities: The secret keys of whoever asks.

    Raises:
        NoRegister: If there is none.
        CannotOpen: If no key fits, or it is damaged; what is to be done is said.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise NoRegister(_how_to_begin(path, identities)) from None
    except OSError as error:
        raise CannotOpen(f"{path}: {error.strerror}") from error
    try:
        return Opened(data, from_bytes(cipher.decrypted(data, identities)))
    except cipher.WrongKey:
        mend = "whoever can open it adds it: fifrecords people keys add"
        raise CannotOpen(f"your key does not open {path}; {mend}") from None
    except cipher.Damaged:
        raise CannotOpen(f"{path} is damaged or cut off; {_mend(path, identities)}") from None


def create(path: Path, keys: Sequence[Key]) -> None:
    """Begins a register without anybody in it.

    Args:
        path: Where; its folder is made where there is none.
        keys: Whom it is encrypted to.

    Raises:
        BadCall: If there is one, or a copy of one that is gone, or it cannot be written.
    """
    with _alone(path):
        for there in (path, copy_of(path)):
            if there.exists():
                raise BadCall(f"{there} is there already; nothing was written")
        _put(path, None, cipher.encrypted(as_bytes(Register(keys=tuple(keys))), _public(keys)))


def change(path: Path, identities: Sequence[str], how: Callable[[Register], Register]) -> Register:
    """Changes a register that nobody else changes meanwhile.

    Args:
        path: The register.
        identities: The secret keys of whoever changes it.
        how: Makes the new register of the one that is there.

    Returns:
        The register as it is then.

    Raises:
        NoRegister: If there is none.
        CannotOpen: If it cannot be read.
        ChangedSince: If it was written meanwhile by who does not wait, as over a network.
        BadCall: If it cannot be written, or ``how`` refuses; then it is as it was.
    """
    with _alone(path):
        was = read(path, identities)
        becomes = how(was.register)
        same = becomes == was.register
        _put(path, was.data, was.data if same else _sealed(becomes, identities))
        return becomes


def _sealed(register: Register, identities: Sequence[str]) -> bytes:
    """The register encrypted, once it is certain that it can be opened again."""
    plain = as_bytes(register)
    try:
        sealed = cipher.encrypted(plain, _public(register.keys))
        is_whole = cipher.decrypted(sealed, identities) == plain
    except cipher.WrongKey:
        message = "you could not open the register yourself with those keys; nothing was written"
        raise BadCall(message) from None
    assert is_whole
    return sealed


def _put(path: Path, was: bytes | None, becomes: bytes) -> None:
    """Writes the register, and then its copy, each where it is not so already."""
    copy = copy_of(path)
    try:
        if was is None:
            write(str(path), becomes, mode=OWNER_ONLY)
        elif was != becomes:
            rewrite(str(path), was, becomes)
    except OSError as error:
        raise BadCall(f"{path}: {error.strerror}; it is as it was") from error
    try:
        if not copy.exists() or copy.read_bytes() != becomes:
            write(str(copy), becomes, mode=OWNER_ONLY)
    except OSError as error:
        so = "the register was written, this copy was not: make room, and do the same again"
        raise BadCall(f"{copy}: {error.strerror}; {so}") from error


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Nobody else changes the register meanwhile; what was cut off before is swept away."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(path.with_name(f"{path.name}.lock"), timeout=PATIENCE)
        lock.acquire()
    except TimeoutError as error:
        raise BadCall(f"{path} is being changed by somebody else; try again") from error
    except OSError as error:
        raise BadCall(f"{path}: {error.strerror}; it is as it was") from error
    try:
        sweep(str(path))
        sweep(str(copy_of(path)))
        yield
    finally:
        lock.release()


def _public(keys: Sequence[Key]) -> list[str]:
    return [each.key for each in keys]


def _how_to_begin(path: Path, identities: Sequence[str]) -> str:
    if copy_of(path).exists():
        return f"{path} is gone; {_mend(path, identities)}"
    return f"there is no register at {path}; make one with: fifrecords people keys new"


def _mend(path: Path, identities: Sequence[str]) -> str:
    """What is to be done about a register that is not whole."""
    copy = copy_of(path)
    try:
        cipher.decrypted(copy.read_bytes(), identities)
    except (OSError, cipher.WrongKey, cipher.Damaged):
        return "put it back from where you keep another copy"
    return f"its copy is whole, put that in its place: cp {quote(str(copy))} {quote(str(path))}"
