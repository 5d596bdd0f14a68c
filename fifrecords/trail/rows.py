"""The rows that figures are made of, by the records that they stand in."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from fifrecords.tally.actual import Actual
from fifrecords.tally.fact import Fact, Row


def made_of(actual: Actual) -> Iterator[Actual]:
    """A figure and those that it is worked out from, directly or through others, each once."""
    seen: set[str] = set()
    waiting = [actual]
    while waiting:
        each = waiting.pop()
        if each.figure not in seen:
            seen.add(each.figure)
            yield each
            waiting += reversed(each.of)


def rows(actual: Actual) -> Iterator[Row]:
    """What a figure adds up, or what those that it is worked out from add up."""
    for each in made_of(actual):
        yield from each.value.rows


def facts_by_record(actual: Actual) -> Mapping[str, tuple[Fact, ...]]:
    """The facts of a figure by the reference of the record that they stand in."""
    by_record: dict[str, list[Fact]] = defaultdict(list)
    for row in rows(actual):
        for fact in row.facts:
            by_record[fact.ref].append(fact)
    return {ref: tuple(facts) for ref, facts in by_record.items()}


def are_alike(some: Sequence[Fact], others: Sequence[Fact]) -> bool:
    """Whether facts come to the same, wherever they stand and in whatever order."""
    one, other = [_worth(fact) for fact in some], [_worth(fact) for fact in others]
    return one == other or Counter(one) == Counter(other)  # most are; exact numbers hash slowly


def _worth(fact: Fact) -> tuple[object, ...]:
    return fact.body, fact.amount, fact.basis, fact.size
