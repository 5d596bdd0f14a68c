"""The table of rules, and the checking of records against them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from inspect import cleandoc
from typing import Any

from fifrecords.check import (
    attendance,
    claims,
    dates,
    delivery,
    doubles,
    figures,
    form,
    gaps,
    lawful,
    privacy,
    references,
    together,
)
from fifrecords.check.attenders import attenders
from fifrecords.model.call import BadCall
from fifrecords.model.finding import Finding, Problem, Severity, did_you_mean
from fifrecords.model.records import Records
from fifrecords.store.edits import Edit
from fifrecords.store.faults import FAULTS
from fifrecords.store.load import Loaded
from fifrecords.store.workers import WORTH_SHARING, shared_out

Check = Callable[[Records], Iterator[Problem]]

Mend = Callable[[Records, Problem, Any], Edit | None]
"""The edit that mends a problem, of what is said there; None where more than one might."""

ERRORS: tuple[Check, ...] = (
    references.unknown_organisation,
    references.unknown_person,
    references.unknown_session,
    references.unknown_record,
    references.former_id,
    references.former_id_in_use,
    references.unlike_overlap,
    references.told_apart_from_itself,
    dates.end_before_start,
    dates.attended_before_joining,
    dates.attended_after_leaving,
    dates.outcome_before_joining,
    attendance.person_twice,
    attendance.headcount_of_a_person,
    attendance.more_heads_than_the_group,
    attendance.longer_than_the_session,
    attendance.session_longer_than_its_dates,
    attendance.more_than_a_day_in_a_day,
    attendance.hours_without_hours_per_day,
    attendance.reach_outside_dissemination,
    delivery.held_where_declined,
    delivery.unknown_word,
    figures.unknown_figure,
    figures.figure_in_a_circle,
    figures.name_of_the_funding,
    figures.unknown_dimension,
    figures.unlike_figures_added,
    form.unknown_form,
    form.section_twice,
    claims.unmerged_prose,
    claims.unreadable_claim,
    claims.unknown_claimed_figure,
    claims.false_claim,
    claims.contradicted_status,
    together.claims_disagree,
    together.claims_do_not_add_up,
)
"""What breaks a reference, the vocabulary, the dates, the arithmetic, or is claimed wrongly."""

WARNINGS: tuple[Check, ...] = (
    references.unlike_site,
    dates.outside_the_project,
    attendance.length_not_recorded,
    delivery.attended_but_not_held,
    doubles.recorded_twice,
    gaps.unquoted_hash,
    gaps.nobody_attended,
    gaps.orphan,
    gaps.role_not_recorded,
    gaps.unlisted_answer,
    gaps.missing_evidence,
    gaps.estimate_without_method,
    lawful.consent_not_on_record,
    lawful.incomplete_grounds,
    lawful.forgotten_person,
    figures.answer_not_used,
    figures.cost_that_may_rise,
    figures.silent_target,
    form.unanswered_section,
    form.unknown_section,
    claims.claim_only_with_estimates,
    claims.bare_number,
    privacy.exact_age,
    privacy.singled_out,
    privacy.personal_detail,
    privacy.stale_exception,
    together.same_people_twice,
    together.component_left_out,
    together.target_nobody_answers,
)
"""What only looks wrong."""


MENDS: dict[str, Mend] = {
    "former-id": references.by_its_present_id,
    "unknown-record": references.by_its_present_reference,
    "unlike-overlap": references.taken_out,
    "told-apart-from-itself": references.taken_out,
    "headcount-of-a-person": attendance.counted_out,
}
"""The mend of each rule between records that has one which is certain; a guess is none."""


NOT_FOR_THE_PUBLIC = ("bare-number", "exact-age", "personal-detail", "singled-out")
"""The names of the rules that the words of a public copy must bear: it knows every number."""


_WHO_ATTENDED, _EVERY_LINE, _FIGURES_AND_PROSE, _THE_REST = range(4)
_PARTS = {
    **dict.fromkeys((attendance, references, dates, gaps), _WHO_ATTENDED),
    **dict.fromkeys((claims, together, figures, form, privacy), _FIGURES_AND_PROSE),
    **dict.fromkeys((delivery, doubles, lawful), _THE_REST),
}
_PART_OF = {module.__name__: part for module, part in _PARTS.items()}
"""What the rules of a file ask for. Those that ask for the same are shared out together.

Then no two processes work it out. Whatever takes longest is begun first.
"""

OF_THE_NARRATIVE = frozenset(
    check.__name__.replace("_", "-")
    for check in (*ERRORS, *WARNINGS)
    if check.__module__ in (claims.__name__, privacy.__name__, together.__name__)
)
"""The names of the rules that hold the prose to the records; no figure depends on them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that records are held to.

    Attributes:
        name: Its stable name.
        severity: How much it matters.
        documentation: What must hold, and why where that is not plain.
        check: Finds where it does not hold; None for the rules of reading one file.
    """

    name: str
    severity: Severity
    documentation: str
    check: Check | None = None

    @property
    def summary(self) -> str:
        """The first sentence of its documentation."""
        return self.documentation.partition("\n\n")[0].replace("\n", " ")


def _rule(check: Check, severity: Severity) -> Rule:
    name = check.__name__.replace("_", "-")
    return Rule(name, severity, cleandoc(check.__doc__ or ""), check)


RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        *(Rule(name, severity, words) for name, (severity, words) in FAULTS.items()),
        *(_rule(check, "error") for check in ERRORS),
        *(_rule(check, "warning") for check in WARNINGS),
    )
}
"""Every rule by name: those of reading first, then those between records, errors first."""


OF_ERRORS = frozenset(name for name, rule in RULES.items() if rule.severity == "error")
"""The names of the rules that must hold before records are added up."""


def validate(records: Records, rules: Collection[str] = RULES) -> list[Finding]:
    """What is wrong between records that could be read.

    Args:
        records: The records.
        rules: The names of the rules to apply; all of them where not given.

    Returns:
        The findings, sorted by place. What is wrong within one file, ``load`` has found.

    Raises:
        BadCall: If there is no rule of a name.
    """
    for name in rules:
        if name not in RULES:
            raise BadCall(f"there is no rule {name!r}{did_you_mean(name, RULES)}")
    found = _problems(records, rules)
    return sorted(records.finding(problem, rule.severity, rule.name) for rule, problem in found)


def judged(loaded: Loaded, rules: Collection[str] = RULES) -> Loaded:
    """Records with all that is wrong with them, in a file and between files, sorted by place.

    Args:
        loaded: The records, with what reading them has found.
        rules: The names of the rules to apply between them; all of them where not given.
    """
    records, findings = loaded
    return Loaded(records, sorted([*findings, *validate(records, rules)]))


def without_errors(records: Records) -> Records:
    """The records but for those that an error stands in: what a draft is made of."""
    return records.without(
        {
            f"indicators/{problem.at[0]}" if problem.ref == "indicators" else problem.ref
            for _, problem in _problems(records, OF_ERRORS)
        }
    )


def mending(records: Records, rules: Collection[str] = RULES) -> Iterator[tuple[Problem, Mend]]:
    """What is wrong between records and may have a mend that is certain, with that mend."""
    for rule, problem in _problems(records, MENDS.keys() & set(rules)):
        yield problem, MENDS[rule.name]


def _problems(records: Records, rules: Collection[str]) -> Iterator[tuple[Rule, Problem]]:
    """What the rules find."""
    parts = _in_parts(rule for rule in RULES.values() if rule.name in rules)

    def work(share: Sequence[Sequence[Rule]]) -> list[list[list[tuple[Any, ...]]]]:
        return [[_all_of(rule, records) for rule in part] for part in share]

    many = len(records.sources) >= WORTH_SHARING
    every = shared_out(work, parts, at_a_time=1, worth=many)
    for part, found in zip(parts, every, strict=True):
        for rule, problems in zip(part, found, strict=True):
            for problem in problems:
                yield rule, Problem(*problem)
    attenders.cache_clear()  # of a large project they take a tenth of its memory


def _in_parts(rules: Iterable[Rule]) -> list[list[Rule]]:
    parts: dict[int, list[Rule]] = defaultdict(list)
    for rule in rules:
        if rule.check is privacy.personal_detail:
            parts[_EVERY_LINE].append(rule)
        elif rule.check is not None:
            parts[_PART_OF[rule.check.__module__]].append(rule)
    return [rules for _, rules in sorted(parts.items())]


def _all_of(rule: Rule, records: Records) -> list[tuple[Any, ...]]:
    """What a rule finds, in plain types: only those pass between processes."""
    found = rule.check(records) if rule.check else ()
    return [(each.ref, each.at, each.message, each.key, each.spot) for each in found]
