"""What a change does to the findings: those it brings, and those it mends."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from fifrecords.check.sameness import said
from fifrecords.model.finding import Finding
from fifrecords.store.load import Loaded


class Change(NamedTuple):
    """What a change does to the findings.

    Attributes:
        brought: The findings that were not there before it.
        mended: Those that are there no more; their files as they are called after it.
    """

    brought: list[Finding]
    mended: list[Finding]


class _Standing(NamedTuple):
    """A finding, and what the line says that it stands on."""

    finding: Finding
    line: str


_Likeness = Callable[[_Standing], Hashable]


def change(before: Loaded, after: Loaded, renames: Mapping[str, str]) -> Change:
    """Compares the findings of two states.

    Two findings are the same if they say the same of the same file, and stand on lines that say
    the same, or at the same place: neither lines that move make a finding new, nor does the mend
    of something else on its line. A file that is new and says all that one said which is gone is
    that file renamed, whether or not Git has been told.

    Args:
        before: The records before the change, with all that is wrong with them.
        after: The same after it.
        renames: The files that it renamed, each with its new name, as seen from the folder.
    """
    renames = _all_renames(before, after, renames)
    new, known = _standing(after), _moved(_standing(before), before, renames)
    for alike in (_on_its_line, _in_its_place):
        new, known = _without(new, known, alike), _without(known, new, alike)
    return Change([each.finding for each in new], [each.finding for each in known])


def _all_renames(before: Loaded, after: Loaded, renames: Mapping[str, str]) -> dict[str, str]:
    """The renames that are known, and each file besides that now stands elsewhere as it is."""
    old, new = (
        {each.below: each for each in state.records.sources.values()} for state in (before, after)
    )
    came: dict[str, list[str]] = {}
    for below in sorted(new.keys() - old - set(renames.values()), reverse=True):
        came.setdefault(new[below].text, []).append(below)
    went = sorted(old.keys() - new - renames.keys())
    moved = {below: came[text].pop() for below in went if came.get(text := old[below].text)}
    return {**renames, **moved}


def _standing(state: Loaded) -> list[_Standing]:
    found_in = {each.path for each in state.findings}
    sources = (each for each in state.records.sources.values() if each.path in found_in)
    lines = {each.path: each.text.split("\n") for each in sources}
    return [_Standing(each, _line(lines.get(each.path, ()), each.line)) for each in state.findings]


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number - 1].strip() if number <= len(lines) else ""


def _moved(some: list[_Standing], state: Loaded, renames: Mapping[str, str]) -> list[_Standing]:
    """Findings with their files as they are called now."""
    paths = {
        each.path: each.path.removesuffix(each.below) + renames[each.below]
        for each in state.records.sources.values()
        if each.below in renames
    }
    return [
        _Standing(replace(finding, path=paths.get(finding.path, finding.path)), line)
        for finding, line in some
    ]


def _on_its_line(each: _Standing) -> Hashable:
    return *said(each.finding), each.line


def _in_its_place(each: _Standing) -> Hashable:
    return *said(each.finding), each.finding.line, each.finding.column


def _without(
    some: Sequence[_Standing], others: Sequence[_Standing], alike: _Likeness
) -> list[_Standing]:
    """Some findings but for those that are like one of the others, each like one of its own."""
    left = Counter(map(alike, others))
    kept = []
    for each in some:
        if left[alike(each)] > 0:
            left[alike(each)] -= 1
        else:
            kept.append(each)
    return kept
