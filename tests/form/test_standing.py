"""What words say of a target."""

import pytest

from fifrecords.form.claims.standing import read_standing

MET = {"exceeded", "met", "achieved"}
MISSED = {"not-met", "not-achieved"}
IN_PART = {"met-in-part", "partly-achieved"}


@pytest.mark.parametrize(
    ("text", "standings"),
    [
        ("met", MET),
        ("Reached", MET),
        ("has been achieved", MET),
        ("all achieved", MET),
        ("met or exceeded", MET),
        ("exceeded", {"exceeded"}),
        ("reached and\nexceeded", {"exceeded"}),
        ("not met", MISSED),
        ("has not yet been met", None),
        ("not yet met", MISSED),
        ("wasn't met", MISSED),
        ("missed", MISSED),
        ("partly met", IN_PART),
        ("met in part", IN_PART),
        ("partially achieved", IN_PART),
        ("met only with estimates", {"met-only-with-estimates"}),
        ("reached only with the estimates", {"met-only-with-estimates"}),
        ("met, but only with estimates", {"met-only-with-estimates"}),
        ("only met with estimates", {"met-only-with-estimates"}),
        ("no data", {"no-data"}),
        ("not yet measured", {"no-data"}),
        ("too early to say", {"no-data", "too-early"}),
        ("not exceeded", None),
        ("never exceeded or met", None),
        ("met but not exceeded", None),
        ("neither met nor exceeded", None),
        ("nearly met", None),
        ("almost reached", None),
        ("cannot be met", None),
        ("still to be met", None),
        ("nearly exceeded", None),
        ("done", None),
        ("metal", None),
        ("", None),
    ],
)
def test_what_words_say(text: str, standings: set[str] | None) -> None:
    assert read_standing(text) == standings
