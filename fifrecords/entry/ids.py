"""Ids for new records: random for people, readable for everything else."""

import re
import secrets
from collections.abc import Collection

from fifrecords.model.kinds import Kind
from fifrecords.model.letters import plain_letters
from fifrecords.model.records import Records
from fifrecords.store.tree import is_id

_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
"""No letter that is taken for another, and no vowel that makes words but a and e."""

_LENGTH = 8
_LONGEST = 60


def random_id(prefix: str, taken: Collection[str]) -> str:
    """An id that tells nothing, and that two branches do not both come upon.

    Of 30 to the power of 8 ids, a hundred thousand people drawn apart meet with a chance of less
    than one in a hundred; a project of 5,000, in one of 50,000.

    Args:
        prefix: ``p-`` or ``g-``.
        taken: The ids that there are, and were.
    """
    while (id_ := prefix + "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))) in taken:
        pass
    return id_


def readable_id(text: str, taken: Collection[str]) -> str:
    """An id made of words: ``Brooklet House`` becomes ``brooklet-house``.

    Args:
        text: The words; letters that an id cannot hold lose their accents or go.
        taken: The ids that there are, and were; a number sets a second one apart, and what
            Windows keeps for a device.
    """
    stem = as_id(text)[:_LONGEST].strip("-") or "record"
    id_, number = stem, 1
    while id_ in taken or not is_id(id_):
        number += 1
        id_ = f"{stem}-{number}"
    return id_


def as_id(text: str) -> str:
    """A text with nothing in it that an id cannot hold."""
    return re.sub(r"[^a-z0-9]+", "-", plain_letters(text)).strip("-")


def ids_of(records: Records, kind: Kind) -> set[str]:
    """The ids of a kind of record that there are, be they broken, and those that there were."""
    refs = (*records.sources, *records.renamed)
    return {ref.removeprefix(f"{kind}/") for ref in refs if ref.startswith(f"{kind}/")}
