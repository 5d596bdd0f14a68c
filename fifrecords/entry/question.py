"""A question that is asked for a new record, and what is known when it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from fifrecords.entry.answers import Choices, Misunderstood, Reader, Value, new_id, several, words
from fifrecords.model.records import Records


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known when a question is asked.

    Attributes:
        records: The records as they will be with what was added on the way.
        today: The day of the asking.
        given: What was answered before, by question.
    """

    records: Records
    today: date
    given: Mapping[str, Value]


def _nothing(moment: Moment) -> Choices:
    return {}


def _no_default(moment: Moment) -> str:
    return ""


def _always(moment: Moment) -> bool:
    return True


def _fits(value: Value, moment: Moment) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be known of a new record.

    Attributes:
        name: What it is called among the answers, and as an option: ``site_of``, ``--site-of``.
        asks: The question in plain words, without its question mark.
        reads: How a part of the answer becomes a value.
        choices: What may be answered; empty where anything may.
        barred: What is on record too and may not be answered, each with why.
        clashes: Why a value cannot be after what was answered before; empty where it can.
        many: Whether the answer may have several parts, between commas.
        needed: Whether it must be answered.
        lacking: What to do first where nothing can be answered.
        default: What is taken where nothing is answered.
        assumed: Whether the default is taken without asking too, as for a script.
        applies: Whether the question makes sense after what was answered before.
        adds: The list of the vocabulary that an unknown word may be added to.
        asked: Whether it is asked at all, or only taken as an option.
    """

    name: str
    asks: str
    reads: Reader = words
    choices: Callable[[Moment], Choices] = _nothing
    barred: Callable[[Moment], Choices] = _nothing
    clashes: Callable[[Value, Moment], str] = _fits
    many: bool = False
    needed: bool = False
    lacking: str = ""
    default: Callable[[Moment], str] = _no_default
    assumed: bool = False
    applies: Callable[[Moment], bool] = _always
    adds: str | None = None
    asked: bool = True

    @property
    def option(self) -> str:
        """The option that answers it."""
        return f"--{self.name.replace('_', '-')}"

    def offered(self, moment: Moment) -> Choices:
        """What may be answered, to be shown; of a new id, all but some may be."""
        if self.reads is new_id:
            return {}
        barred = self.barred(moment)
        return {id_: each for id_, each in self.choices(moment).items() if id_ not in barred}

    def answered(self, text: str, moment: Moment) -> Value:
        """The value that an answer means; None for an empty one.

        Raises:
            Misunderstood: If the answer cannot be taken.
        """
        choices, barred = self.choices(moment), self.barred(moment)
        parts = several(text) if self.many else [text.strip()] if text.strip() else []
        values = [self.reads(part, choices) for part in parts]
        for value in values if barred else ():
            if why := barred.get(value["person"] if isinstance(value, dict) else value):
                raise Misunderstood(why)
        for value in values:
            if why := self.clashes(value, moment):
                raise Misunderstood(why)
        once = [v for place, v in enumerate(values) if not _is_word_of(v, values[:place])]
        return (once if self.many else once[0]) if once else None


def _is_word_of(value: Value, before: list[Value]) -> bool:
    """Whether it is a word that was said before; parts of a group may well be alike."""
    return isinstance(value, str) and value in before
