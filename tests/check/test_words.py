"""The words of the vocabulary, wherever records use them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fifrecords.check.delivery import words_used
from tests.conftest import ROOT, sound

RECORDS = sound(ROOT / "records")
USED = words_used(RECORDS)
WORDS = {(dimension, word) for _, _, dimension, word in USED}


@settings(deadline=None)
@given(st.sets(st.sampled_from(sorted(WORDS))))
def test_known_words_alone_are_left_out(known: set[tuple[str, str]]) -> None:
    by_dimension = {name: {word for at, word in known if at == name} for name, _ in WORDS}
    assert words_used(RECORDS, by_dimension) == [each for each in USED if each[2:] not in known]


def test_every_dimension_of_words_is_looked_at() -> None:
    dimensions = {"role", "client_group", "age_band", "setting", "curriculum", "audience"}
    assert {dimension for dimension, _ in WORDS} == dimensions
