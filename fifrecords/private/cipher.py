"""Encryption with age (age-encryption.org/v1) to one or more keys, or with a passphrase.

All that is done here is to call ``pyrage`` and to say in a line what went wrong. What it says
itself is not passed on: nothing of what was encrypted may stand in a message.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fifrecords.model.call import BadCall
from fifrecords.model.late import needs

if TYPE_CHECKING:
    from types import ModuleType

_NO_KEY_FITS = "no matching keys"
_MAGIC = b"age-encryption.org/v1\n"


class WrongKey(Exception):
    """None of the keys opens it."""


class Damaged(Exception):
    """It is cut off, was changed, or was never encrypted."""


def encrypted(data: bytes, keys: Sequence[str]) -> bytes:
    """Data that only some keys open.

    Args:
        data: The data.
        keys: The public keys, ``age1...``.

    Raises:
        WrongKey: If there is none, so that nothing would ever open it.
        BadCall: If one of them is no public key.
    """
    if not keys:
        raise WrongKey
    sealed: bytes = _age().encrypt(data, [_recipient(key) for key in keys])
    return sealed


def decrypted(data: bytes, identities: Sequence[str]) -> bytes:
    """What was encrypted.

    Args:
        data: What came of ``encrypted``.
        identities: Secret keys, ``AGE-SECRET-KEY-1...``, of which one is to fit.

    Raises:
        WrongKey: If none fits.
        Damaged: If it is not as it was written.
    """
    age = _age()
    try:
        opened: bytes = age.decrypt(data, [_identity(each) for each in identities])
    except age.DecryptError as error:
        is_whole = _NO_KEY_FITS in str(error).lower()
        raise (WrongKey if is_whole else Damaged) from None
    return opened


def is_encrypted(data: bytes) -> bool:
    """Whether data begins as age's files do."""
    return data.startswith(_MAGIC)


def with_passphrase(data: bytes, passphrase: str) -> bytes:
    """Data that only a passphrase opens, made slow to guess by scrypt."""
    sealed: bytes = _age().passphrase.encrypt(data, passphrase)
    return sealed


def by_passphrase(data: bytes, passphrase: str) -> bytes:
    """What was encrypted with a passphrase.

    Raises:
        WrongKey: If it is another, or the data is not as it was written.
    """
    age = _age()
    try:
        opened: bytes = age.passphrase.decrypt(data, passphrase)
    except age.DecryptError:
        raise WrongKey from None
    return opened


def new_identity() -> str:
    """A new secret key."""
    return str(_age().x25519.Identity.generate())


def public_key(identity: str) -> str:
    """The public key of a secret one.

    Raises:
        BadCall: If it is no secret key.
    """
    return str(_identity(identity).to_public())


def _recipient(key: str) -> Any:
    age = _age()
    try:
        return age.x25519.Recipient.from_str(key)
    except age.RecipientError:
        raise BadCall("that is no public key; one begins with age1, as people keys shows") from None


def _identity(text: str) -> Any:
    age = _age()
    try:
        return age.x25519.Identity.from_str(text)
    except age.IdentityError:
        raise BadCall("there is a line in the identity file that is no key of age") from None


def _age() -> "ModuleType":
    with needs("people"):
        import pyrage  # noqa: PLC0415
    return pyrage
