"""What a change does to a project: to its figures, its findings and its records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fifrecords.check.change import Change, change
from fifrecords.check.rules import OF_THE_NARRATIVE, without_errors
from fifrecords.model.finding import Finding
from fifrecords.model.records import Records
from fifrecords.store.load import Loaded
from fifrecords.tally.figures import add_up
from fifrecords.trail.compare import Difference, differences


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to a project.

    Attributes:
        figures: The figures that differ.
        findings: The findings that it brings, and those that it mends.
        records: What became of which records: the references by ``added``, ``changed`` and
            ``removed``, each sorted.
        left_out: How many errors the figures leave out, before the change and after it.
    """

    figures: list[Difference]
    findings: Change
    records: Mapping[str, list[str]]
    left_out: tuple[int, int]


def effect(
    before: Loaded, after: Loaded, renames: Mapping[str, str], until: date | None = None
) -> Effect:
    """Compares two states of a project.

    Args:
        before: The records before the change, with all that is wrong with them.
        after: The same after it.
        renames: The files that it renamed, each with its new name, as seen from the folder.
        until: The last day to look at; None for all.
    """
    old, new = _errors(before), _errors(after)
    return Effect(
        differences(
            *(add_up(_sound(each, of), until=until) for each, of in ((before, old), (after, new)))
        ),
        _judged(change(before, after, renames), new),
        _touched(before.records, after.records),
        (len(old), len(new)),
    )


def _judged(found: Change, errors: list[Finding]) -> Change:
    """What is mended: beside errors, no prose is held to the records, and so none is mended."""
    left = OF_THE_NARRATIVE if errors else ()
    return found._replace(mended=[each for each in found.mended if each.rule not in left])


def _errors(state: Loaded) -> list[Finding]:
    """The errors that figures depend on."""
    return [
        each
        for each in state.findings
        if each.severity == "error" and each.rule not in OF_THE_NARRATIVE
    ]


def _sound(state: Loaded, errors: list[Finding]) -> Records:
    return without_errors(state.records) if errors else state.records


def _touched(before: Records, after: Records) -> dict[str, list[str]]:
    old, new = before.sources, after.sources
    both = old.keys() & new
    return {
        "added": sorted(new.keys() - old),
        "changed": sorted(ref for ref in both if _text(old[ref].text) != _text(new[ref].text)),
        "removed": sorted(old.keys() - new),
    }


def _text(text: str) -> str:
    """A file's text whatever its line ends: a work tree may have its own."""
    return text.replace("\r\n", "\n")
