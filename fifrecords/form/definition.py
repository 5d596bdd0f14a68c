"""Form definitions: a funder's form as data, not as code."""

from functools import cache
from pathlib import Path

from fifrecords.model.call import BadCall
from fifrecords.model.finding import did_you_mean
from fifrecords.model.form import Form
from fifrecords.model.kinds import FORMS
from fifrecords.model.records import Records
from fifrecords.store.yaml import read

TO_BE_WRITTEN = "To be written."
"""The prose that a new project begins with."""


class NoSuchForm(BadCall):
    """There is no form of that id."""


def known_forms(records: Records) -> list[str]:
    """The ids of the forms that a project may choose: its own, and then those that ship."""
    return list(dict.fromkeys([*sorted(records.forms), *_shipped_ids()]))


def form(records: Records, id_: str) -> Form:
    """A form of a project: its own of that id, or else the one that ships.

    A project's own form comes before a shipped one, so that what its records say does not change
    with the forms that a later version ships.

    Args:
        records: The project's records; without forms of their own, those that ship are known.
        id_: One of ``known_forms(records)``.

    Raises:
        NoSuchForm: If there is no such form; the nearest is named.
    """
    known = known_forms(records)
    if id_ not in known:
        if f"{FORMS}/{id_}" in records.broken:
            raise NoSuchForm(f"form {id_!r} has an error; `fifrecords validate` tells which")
        near = did_you_mean(id_, known) or f"; there are {', '.join(known)}"
        raise NoSuchForm(f"there is no form {id_!r}{near}")
    return records.forms.get(id_) or _shipped(id_)


def _shipped_ids() -> list[str]:
    names = (each.name for each in _folder().iterdir())
    return sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))


@cache
def _shipped(id_: str) -> Form:
    value, faults = read((_folder() / f"{id_}.yaml").read_text(encoding="utf-8"))
    assert not faults, faults
    return Form.model_validate(value)


def _folder() -> Path:
    return Path(__file__).parent / "definitions"
