"""The claims of the narrative agree with each other, and leave no promise out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from fifrecords.check.claims import are_complete
from fifrecords.check.form import form_of
from fifrecords.form.claims.claim import Claim, claims
from fifrecords.form.claims.said import Number, read_number
from fifrecords.model.finding import Problem
from fifrecords.model.indicator import Indicator
from fifrecords.model.kinds import NARRATIVE
from fifrecords.model.measure import Arithmetic, counts_achievers, operands
from fifrecords.model.quantity import Quantity
from fifrecords.model.records import Records
from fifrecords.tally.actual import Actual, Value, worked_out
from fifrecords.tally.fact import Fact
from fifrecords.tally.figures import add_up
from fifrecords.tally.status import is_missed
from fifrecords.tally.words import actual_in_words, in_words


class _Plain(NamedTuple):
    """A claim of one number, neither bent nor a range."""

    claim: Claim
    number: Number


def claims_disagree(records: Records) -> Iterator[Problem]:
    """One figure has one value, wherever the narrative claims it."""
    first: dict[str, _Plain] = {}
    for each in _plain_claims(records):
        other = first.setdefault(each.claim.cites, each)
        if not _agree(each.number, other.number):
            message = (
                f"says {each.claim.text} for {each.claim.cites}, and {_place(records, other)} "
                f"says {other.claim.text}; mend one of them"
            )
            yield Problem(each.claim.ref, each.claim.at, message)


def _agree(one: Number, other: Number) -> bool:
    """Whether two numbers differ by no more than the coarser one was rounded."""
    if one.decimals == other.decimals:
        return one.value == other.value
    coarse, fine = sorted((one, other), key=lambda number: number.decimals)
    return coarse.is_rounded(fine.value)


def _place(records: Records, plain: _Plain) -> str:
    line, column = plain.claim.at
    return f"{records.sources[plain.claim.ref].path}:{line}:{column}"


def _plain_claims(records: Records) -> Iterator[_Plain]:
    for claim in claims(records):
        said = read_number(claim.text) if claim.scheme == "figure" else None
        if said is not None and said.is_plain and said.high is None:
            yield _Plain(claim, said.low)


def claims_do_not_add_up(records: Records) -> Iterator[Problem]:
    """What is worked out from figures follows from the numbers that its section claims for them.

    A share or a cost may be right by the records and still not follow from the numbers that the
    reader sees beside it.
    """
    if not are_complete(records):
        return
    sections: dict[str, dict[str, _Plain]] = defaultdict(dict)
    for each in _plain_claims(records):
        sections[each.claim.section].setdefault(each.claim.cites, each)
    for claimed in sections.values():
        for figure, each in claimed.items():
            reckoning = _Reckoning(records, claimed)
            result = reckoning.of(figure)
            if reckoning.used and result is not None and not _is_it(each.number, result):
                yield Problem(each.claim.ref, each.claim.at, reckoning.message(each, result))


class _Reckoning:
    """A figure worked out anew from the numbers that are claimed for those it is made of."""

    def __init__(self, records: Records, claimed: Mapping[str, _Plain]) -> None:
        self.figures = add_up(records)
        self.indicators = records.indicators
        self.claimed = claimed
        self.used: dict[str, str] = {}
        self.made: dict[str, Quantity | None] = {}

    def of(self, figure: str) -> Quantity | None:
        """What it comes to; None where it is made of no other figure."""
        indicator = self.indicators.get(figure)
        measure = indicator.measure if indicator else None
        if isinstance(measure, Arithmetic) and figure not in self.made:
            self.made[figure] = None  # for whoever comes back to it, in a circle
            values = [self._value(name) for name in operands(measure)]
            self.made[figure] = worked_out(measure, values).total
        return self.made.get(figure)

    def _value(self, figure: str) -> Value:
        total = self.figures[figure].value.total if figure in self.figures else None
        if total is not None and (each := self.claimed.get(figure)):
            if each.number.is_rounded(total.low) and each.number.is_rounded(total.high):
                return Value(total)
            self.used[figure] = each.claim.text
            total = Quantity(each.number.value, each.number.value)
        elif (result := self.of(figure)) is not None:
            total = result
        return Value(total)

    def message(self, plain: _Plain, result: Quantity) -> str:
        """What the claimed numbers give instead."""
        unit = self.figures[plain.claim.path[0]].unit
        given = " and ".join(f"{text} for {name}" for name, text in self.used.items())
        gives = in_words(result, unit)
        return f"says {plain.claim.text}, but {given} gives {gives}; mend one of them"


def _is_it(number: Number, result: Quantity) -> bool:
    return result.low - number.half <= number.value <= result.high + number.half


def same_people_twice(records: Records) -> Iterator[Problem]:
    """People who are claimed under two outcomes are not taken for twice as many.

    Where some of the people are the same, the narrative also claims a figure that counts both
    outcomes together, each person once; unless one figure is part of the other.
    """
    if not are_complete(records):
        return
    cited = _counts_of_achievers(records)
    told = {name: _outcomes(records, name) for name in cited}
    for one, other in combinations(cited, 2):
        both = told[one] | told[other]
        same = {fact.body for fact in told[one]} & {fact.body for fact in told[other]}
        if same and not any(both <= told[name] for name in cited):
            message = (
                f"{len(same)} of the people under {other} are under {one} too; "
                f"claim {_counting(records, both)} beside them"
            )
            yield Problem(cited[other].ref, cited[other].at, message)


def _counts_of_achievers(records: Records) -> dict[str, Claim]:
    """The figures that count people by outcome, each with the first claim that cites it."""
    found: dict[str, Claim] = {}
    for claim in claims(records):
        indicator = records.indicators.get(claim.path[0])
        if claim.scheme == "figure" and indicator and counts_achievers(indicator.measure):
            found.setdefault(claim.path[0], claim)
    return found


def _outcomes(records: Records, figure: str) -> frozenset[Fact]:
    rows = add_up(records)[figure].value.rows
    return frozenset(fact for row in rows for fact in row.facts)


def _counting(records: Records, facts: frozenset[Fact]) -> str:
    """A figure that counts some outcomes together."""
    for name, indicator in records.indicators.items():
        if counts_achievers(indicator.measure) and facts <= _outcomes(records, name):
            return name
    return "a figure that counts them together"


def component_left_out(records: Records) -> Iterator[Problem]:
    """A total that hides a missed component is not claimed without it."""
    if not are_complete(records) or records.any_broken(NARRATIVE):
        return
    figures, cited = add_up(records), {claim.path[0] for claim in claims(records)}
    seen: set[str] = set()
    for claim in claims(records):
        name = claim.path[0]
        if len(claim.path) > 1 or name in seen or name not in figures:
            continue
        seen.add(name)
        if figures[name].status == "met-in-part":
            for missed in filter(is_missed, figures[name].components):
                if missed.figure not in cited:
                    yield Problem(claim.ref, claim.at, _hides(name, missed))


def _hides(name: str, missed: Actual) -> str:
    of_target = f"{actual_in_words(missed)} of {in_words(missed.target, missed.unit)}"
    return f"the total of {name} hides {missed.figure}, {of_target}; claim that too"


def target_nobody_answers(records: Records) -> Iterator[Problem]:
    """Every target stands in the form: in its table of targets, or in a claim.

    Where the project names no form its narrative is the form, if it claims anything.
    """
    if records.project is None or records.any_broken(NARRATIVE):
        return
    cited = {claim.path[0] for claim in claims(records)}
    named = records.project.form is not None
    if form_of(records) is None if named else not cited:
        return
    for figure, indicator in records.indicators.items():
        if not indicator.has_standing or figure in cited:
            continue
        if not _is_listed(records, indicator):
            message = f"nothing answers the target of {figure}; claim it in the narrative"
            yield Problem("indicators", (figure,), message, key=True)


def _is_listed(records: Records, indicator: Indicator) -> bool:
    """Whether a table of the form shows where an indicator stands."""
    wanted = form_of(records)
    return any(
        answer.block == "targets" and answer.takes(indicator.kind)
        for section in (wanted.sections if wanted else ())
        for answer in section.answers
    )
