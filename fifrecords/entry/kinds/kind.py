"""A kind of record that can be written: what is asked for it, and what comes of the answers."""

from collections.abc import Callable
from dataclasses import dataclass

from fifrecords.entry.ids import ids_of, readable_id
from fifrecords.entry.plan import Plan
from fifrecords.entry.question import Moment, Question
from fifrecords.model.kinds import Kind as RecordKind
from fifrecords.model.records import Records


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record.

    Attributes:
        summary: What ``new`` does for it, in a line.
        questions: What is asked, in order.
        plans: Adds to a plan what the answers come to; gives the ids of what is new.
        examples: Command lines, without the program's name.
        expected: Rules that a new one breaks for a while, so that nobody is told.
    """

    summary: str
    questions: tuple[Question, ...]
    plans: Callable[[Plan, Moment], list[str]]
    examples: tuple[str, ...]
    expected: frozenset[str] = frozenset()


def named_id(plan: Plan, records: Records, kind: RecordKind, words: str, prefix: str = "") -> str:
    """An id made of words for a new record; the plan gets a doubt where another has it already.

    Args:
        plan: The plan that writes the record.
        records: The records that there are.
        kind: The kind of record.
        words: The words.
        prefix: What the ids of such records begin with.
    """
    taken = {id_.removeprefix(prefix) for id_ in ids_of(records, kind)}
    meant, id_ = (prefix + readable_id(words, ids) for ids in ((), taken))
    if id_ != meant:
        other = records.of(kind).get(records.by_now(kind, meant))
        called = getattr(other, "name", None) or getattr(other, "title", None)
        named = f", {called}" if called else ""
        plan.doubts.append(f"{meant} is on record already{named}; this one becomes {id_}")
    return id_
