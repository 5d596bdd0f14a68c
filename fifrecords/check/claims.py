"""The records bear what the narrative says, claim by claim."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from fifrecords.form.claims.bare import Bare, bare_numbers
from fifrecords.form.claims.claim import Claim, claims, misspelt
from fifrecords.form.claims.verdicts import Ruling, Verdict, of_number, verdict
from fifrecords.model.finding import Finding, Problem, one_of
from fifrecords.model.kinds import FORMS, NARRATIVE
from fifrecords.model.records import Records
from fifrecords.store.faults import LEFT_BY_A_MERGE
from fifrecords.store.marks import place_in
from fifrecords.tally.cited import Cited
from fifrecords.tally.figures import Figures, add_up

_FEW = 2
"""How many figures a message names that a number could be."""

_OF_A_MERGE = re.compile(r"^<{7} ", re.MULTILINE)


def false_claim(records: Records) -> Iterator[Problem]:
    """A number that the narrative claims for a figure is the figure's.

    Half of the last digit shown may be rounded either way. The words before a number bend it:
    [docs/claims.md](claims.md) says what each allows. A currency, a per cent sign or a thing that
    is counted is the figure's own.
    """
    yield from _problems(records, "false")


def contradicted_status(records: Records) -> Iterator[Problem]:
    """A target is called met, exceeded or missed only where the records say so.

    What is met in part, or only with estimates, is called just that: neither met nor missed.
    """
    yield from _problems(records, "contradicted")


def unknown_claimed_figure(records: Records) -> Iterator[Problem]:
    """A claim cites a figure that is on record, or a part or a breakdown of one."""
    yield from _problems(records, "unknown")
    for claim, near in misspelt(records):
        yield _at(claim, f"{claim.scheme}: claims nothing; did you mean {near}:?")


def unreadable_claim(records: Records) -> Iterator[Problem]:
    """The text of a claim says one number, or where a target stands."""
    yield from _problems(records, "unreadable")


def claim_only_with_estimates(records: Records) -> Iterator[Problem]:
    """What is claimed as a least or a most holds without estimates too."""
    yield from _problems(records, "only with estimates")


def bare_number(records: Records) -> Iterator[Problem]:
    """A number in the narrative is a claim.

    Numbers in words are not looked at, nor are years, dates, times, ordinals, the numbers of
    sections, levels and the like, tokens such as FIF3, numbers within names such as Windows 7,
    code and addresses. `[7 days a week](plain:)` says of another number that it is no figure.
    """
    for bare in bare_numbers(records):
        say = bare.text
        message = (
            f"{say} is tied to no figure; write [{say}](figure:ID), or [{say}](plain:) if it is "
            f"none{_fitting(records, say)}"
        )
        yield _at(bare, message)


def _fitting(records: Records, text: str) -> str:
    """The figures that a number could be, as the end of a sentence that names two at most."""
    if not are_complete(records):
        return ""
    fitting = [
        name
        for name, actual in add_up(records).items()
        if of_number(text, (name,), Cited(actual, actual.value)).ruling == "true"
    ]
    few = fitting if len(fitting) <= _FEW else (*fitting[:_FEW], "another")
    return f"; it may be {one_of(few)}" if few else ""


def unmerged_prose(records: Records) -> Iterator[Problem]:
    """Where two branches changed the same words, somebody has chosen between them.

    Git marks such a place by lines of `<<<<<<<`, `=======` and `>>>>>>>`, and all of it would
    stand in the form.
    """
    for section, text in records.narrative.items():
        if found := _OF_A_MERGE.search(text):
            yield Problem(f"{NARRATIVE}/{section}", place_in(text, found.start()), LEFT_BY_A_MERGE)


def are_complete(records: Records) -> bool:
    """Whether the figures are made of everything on record.

    Where a record could not be read they are not, and no claim is judged by them.
    """
    return all(ref.startswith((f"{NARRATIVE}/", f"{FORMS}/")) for ref in records.broken)


@lru_cache(maxsize=1)
def verdicts(records: Records) -> Mapping[Claim, Verdict]:
    """What comes of every claim, in their order; nothing where the records are not complete."""
    if not are_complete(records):
        return {}
    figures = add_up(records)
    return {claim: verdict(records, figures, claim) for claim in claims(records)}


def false_for(records: Records, figures: Figures) -> list[Finding]:
    """The claims that do not hold for some figures: those of a period, say.

    Args:
        records: The records.
        figures: What they add up to, over the days that are asked about.

    Returns:
        The findings, as ``false-claim`` and ``contradicted-status`` would give them.
    """
    names = {"false": "false-claim", "contradicted": "contradicted-status"}
    came = [(claim, verdict(records, figures, claim)) for claim in claims(records)]
    return sorted(
        records.finding(_at(claim, told.message), "error", names[told.ruling])
        for claim, told in came
        if told.ruling in names
    )


def _problems(records: Records, ruling: Ruling) -> Iterator[Problem]:
    for claim, came in verdicts(records).items():
        if came.ruling == ruling:
            yield _at(claim, came.message)


def _at(said: Claim | Bare, message: str) -> Problem:
    return Problem(said.ref, said.at, message)
