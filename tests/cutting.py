"""Changes that are cut off in the middle, as by a power cut."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from fifrecords.store import journal
from fifrecords.store.journal import Change


@contextmanager
def cut_off_after(many: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever carries changes out within this is cut off after some of them."""
    make, made = journal._make, iter(range(many))

    def making(change: Change) -> None:
        if next(made, None) is None:
            raise SystemError("the power went")
        make(change)

    with monkeypatch.context() as patch:
        patch.setattr(journal, "_make", making)
        with pytest.raises(SystemError, match="the power went"):
            yield
