"""Finding somebody in the register by a part of what is known of them."""

import re
from difflib import get_close_matches

from fifrecords.model.letters import plain_letters
from fifrecords.private.contents import Contact, Register

_ALIKE = 0.75


def found(register: Register, text: str) -> list[str]:
    """The ids of those whom some words fit, in the order of their names.

    Capitals and accents do not matter, nor does the order of the words; of each a part will do,
    and a telephone number may be spaced otherwise. Where nothing fits so, a name that is spelled
    nearly so does.

    Args:
        register: The register.
        text: The words.
    """
    words = plain_letters(text).split()
    number = re.sub(r"\D", "", text)
    fits = [id_ for id_, who in register.people.items() if _fits(who, words, number)]
    ids = fits or [id_ for id_, who in register.people.items() if _sounds_like(who, words)]
    return sorted(ids, key=lambda id_: (plain_letters(register.people[id_].name), id_))


def is_named(who: Contact, text: str) -> bool:
    """Whether a text holds a word of a person's name, or their e-mail address."""
    said = set(re.findall(r"[^\W\d_]+", plain_letters(text)))
    name = set(re.findall(r"[^\W\d_]{2,}", plain_letters(who.name)))
    return bool(said & name) or bool(who.email and plain_letters(who.email) in plain_letters(text))


def _fits(who: Contact, words: list[str], number: str) -> bool:
    told = plain_letters(" ".join((who.name, who.email or "", who.address or "")))
    if words and all(word in told for word in words):
        return True
    return len(number) > 3 and number in re.sub(r"\D", "", who.telephone or "")


def _sounds_like(who: Contact, words: list[str]) -> bool:
    names = plain_letters(who.name).split()
    return bool(words) and all(get_close_matches(word, names, 1, _ALIKE) for word in words)
