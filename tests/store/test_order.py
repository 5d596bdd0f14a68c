"""The order in which a system lists its files changes nothing."""

import os
import random
from collections.abc import Iterator

import pytest

from fifrecords import add_up, as_markdown, fill, load, validate
from fifrecords.form.definition import form
from tests.conftest import ROOT

LISTED = os.scandir


class _Shuffled:
    def __init__(self, path: str, seed: int) -> None:
        with LISTED(path) as entries:
            self._entries = list(entries)
        random.Random(seed).shuffle(self._entries)

    def __enter__(self) -> Iterator["os.DirEntry[str]"]:
        return iter(self._entries)

    def __exit__(self, *_: object) -> None: ...


def _everything() -> tuple[object, ...]:
    records, findings = load(ROOT / "records")
    figures = add_up(records)
    document = fill(records, figures, form(records, "lsis-fif"), commit=None, dirty=True)
    ids = [list(records.of(kind)) for kind in ("organisations", "people", "sessions")]
    return (findings, validate(records), ids, as_markdown(document))


@pytest.mark.parametrize("seed", range(3))
def test_shuffled_listings_give_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    straight = _everything()
    monkeypatch.setattr("fifrecords.store.shelf.os.scandir", lambda path: _Shuffled(path, seed))
    assert _everything() == straight
