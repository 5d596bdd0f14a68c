"""What words in prose say of where a figure stands against its target."""

import re
from collections.abc import Mapping

from fifrecords.tally.actual import Standing

Standings = frozenset[Standing]

_REACHED = r"\b(?:met|reached|achieved|attained|fulfilled)\b"
_BEYOND = r"\b(?:exceeded|surpassed|bettered|beaten)\b"
_NOT = r"(?:\b(?:not|never)\b|n['\u2019]t\b)"
_NOT_QUITE = (
    rf"{_NOT}|\b(?:cannot|neither|without|nearly|almost|hardly|half|mostly|largely|far from"
    r"|to be|will|would|could|should|may|might)\b"
)
"""What keeps a target from being called met by a word that says so."""

SAYINGS: Mapping[str, Standings] = {
    rf"{_REACHED},? (?:but )?only with (?:the )?estimates"
    rf"|\bonly {_REACHED} with (?:the )?estimates": frozenset({"met-only-with-estimates"}),
    rf"no data|{_NOT} (?:yet )?(?:measured|recorded|known)": frozenset({"no-data"}),
    r"too early": frozenset({"too-early", "no-data"}),
    rf"(?:partly|partially) {_REACHED}|{_REACHED} (?:in part|partly|partially)": frozenset(
        {"met-in-part", "partly-achieved"}
    ),
    rf"{_NOT} (?:yet |fully |quite |all )*{_REACHED}|\b(?:missed|unmet)\b": frozenset(
        {"not-met", "not-achieved"}
    ),
    rf"{_REACHED} or {_BEYOND}|{_REACHED}(?! (?:and|or|but|only|in part)\b)": frozenset(
        {"exceeded", "met", "achieved"}
    ),
    rf"(?:{_REACHED} and )?{_BEYOND}": frozenset({"exceeded"}),
}
"""Words, and the standings that they are true of; the first that fit are what is said."""


def read_standing(text: str) -> Standings | None:
    """What a text says of where a figure stands.

    Args:
        text: The text of a claim, as it is read.

    Returns:
        The standings that it is true of; None where it says nothing of the kind, or denies or
        mixes what cannot be told apart, as *not exceeded* does.
    """
    words = " ".join(text.split()).lower()
    for pattern, standings in SAYINGS.items():
        if re.search(pattern, words):
            denied = "exceeded" in standings and re.search(_NOT_QUITE, words)
            return None if denied else standings
    return None
