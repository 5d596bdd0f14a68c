"""What a small register comes to, as its JSON says, in a shape that reads like a sum."""

from datetime import date
from pathlib import Path
from typing import Any

from fifrecords import add_up
from fifrecords.tally.published import as_data
from tests.conftest import sound

Pair = list[float]
Plain = float | Pair | None
"""An amount as a person writes it: 12, [8, 12], or nothing."""


def figures(folder: Path, since: str | None = None, until: str | None = None) -> dict[str, Any]:
    """The figures of records in which there is no error, by id."""
    period = {"since": _day(since), "until": _day(until)}
    actuals = add_up(sound(folder), **period).values()
    data = as_data(actuals, commit=None, dirty=False, draft=False, **period)
    found: dict[str, Any] = data["figures"]
    return found


def figure(folder: Path, name: str, since: str | None = None, until: str | None = None) -> Any:
    return figures(folder, since, until)[name]


def total(folder: Path, name: str, since: str | None = None, until: str | None = None) -> Plain:
    return plain(figure(folder, name, since, until)["total"])


def parts(folder: Path, name: str, since: str | None = None, until: str | None = None) -> list:
    """What is documented, counted and estimated of a figure."""
    found = figure(folder, name, since, until)
    return [plain(found[basis]) for basis in ("documented", "counted", "estimated")]


def status(folder: Path, name: str, since: str | None = None, until: str | None = None) -> str:
    found: str = figure(folder, name, since, until)["status"]
    return found


def by(folder: Path, name: str, dimension: str) -> dict[str, Plain]:
    """A figure taken apart, without the values under which there is nothing."""
    values = figure(folder, name)["by"][dimension]["values"]
    return {value: plain(each["total"]) for value, each in values.items() if any(each["total"])}


def overlaps(folder: Path, name: str, dimension: str) -> bool:
    found: bool = figure(folder, name)["by"][dimension]["overlapping"]
    return found


def plain(pair: Pair | None) -> Plain:
    return pair[0] if pair is not None and pair[0] == pair[1] else pair


def measured(measure: str) -> str:
    """The text of an ``indicators.yaml`` with one figure in it, which is called ``figure``."""
    return f"figure: {{measure: {measure}}}"


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
