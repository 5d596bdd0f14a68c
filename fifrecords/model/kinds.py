"""The kinds of records, and what they are called on the disk and in references."""

from typing import Literal

Kind = Literal["organisations", "people", "sessions"]
"""A folder of records; ``KIND/ID`` is a record's reference."""

KINDS: tuple[Kind, ...] = ("organisations", "people", "sessions")
SINGLE_FILES = ("project", "vocabulary", "indicators", "not-personal")
NARRATIVE = "narrative"
FORMS = "forms"

PERSON_PREFIX = "p-"
GROUP_PREFIX = "g-"
"""How the ids of people begin: of one person, and of a group that was counted."""
