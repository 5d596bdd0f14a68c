"""From questions to answers: by what was given, and by asking for the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from fifrecords.entry.answers import Misunderstood, NotAmong, Value
from fifrecords.entry.ids import readable_id
from fifrecords.entry.kinds.word import add_word
from fifrecords.entry.plan import Plan
from fifrecords.entry.question import Moment, Question
from fifrecords.model.call import BadCall, is_unicode
from fifrecords.model.records import Records
from fifrecords.store.journal import Change

NONE = "-"
"""What is answered where there is a default and none is wanted."""


class Desk(Protocol):
    """Where somebody sits who can be asked."""

    def ask(self, question: Question, moment: Moment, default: str) -> str:
        """Asks; gives the answer as it was typed, or the default where none was."""

    def refuse(self, why: str) -> None:
        """Says why an answer cannot be taken; it is asked for again."""

    def is_new_word(self, unknown: NotAmong) -> bool:
        """Asks whether an unknown word is to be added to the vocabulary."""


@dataclass(slots=True)
class Interview:
    """What is asked for a new record, and what was answered.

    Attributes:
        questions: The questions.
        records: The records, with the words that were added on the way.
        today: The day of the asking.
        desk: Whom to ask; None where nobody can be.
        texts: The answers as they were given.
        words: The changes of the vocabulary that the answers ask for.
    """

    questions: Sequence[Question]
    records: Records
    today: date
    desk: Desk | None = None
    texts: dict[str, str] = field(default_factory=dict)
    words: dict[str, Change] = field(default_factory=dict)

    def hold(self, options: Mapping[str, str]) -> Moment:
        """Goes through the questions; what was answered before is offered again.

        Args:
            options: Answers that were given beforehand, by question.

        Returns:
            What is known at the end.

        Raises:
            BadCall: If an answer that was given cannot be taken, or one is missing and nobody
                can be asked; if there is nothing to answer with.
        """
        given: dict[str, Value] = {}
        for question in self.questions:
            moment = Moment(self.records, self.today, dict(given))
            if question.lacking and not question.offered(moment):
                raise BadCall(question.lacking)
            if question.name in options:
                value = _taken(question, options[question.name], moment)
            elif self.desk and question.asked and question.applies(moment):
                value = self._asked(self.desk, question, moment)
            else:
                value = _assumed(question, moment)
            if value is not None:
                given[question.name] = value
        return Moment(self.records, self.today, given)

    def _asked(self, desk: Desk, question: Question, moment: Moment) -> Value:
        """Asks until the answer can be taken."""
        while True:
            default = self.texts.get(question.name, question.default(moment))
            text = desk.ask(question, replace(moment, records=self.records), default).strip()
            try:
                value = self._understood(desk, question, text, moment)
            except Misunderstood as why:
                desk.refuse(str(why))
                continue
            if value is None and question.needed:
                desk.refuse("this one must be answered")
                continue
            self.texts[question.name] = text
            return value

    def _understood(self, desk: Desk, question: Question, text: str, moment: Moment) -> Value:
        """The value of an answer, with its unknown words added to the vocabulary if wished."""
        while text != NONE:
            try:
                return question.answered(text, replace(moment, records=self.records))
            except NotAmong as unknown:
                if not question.adds or not desk.is_new_word(unknown):
                    raise
                self._add_word(question.adds, unknown.text)
        return None

    def _add_word(self, list_: str, text: str) -> None:
        vocabulary = self.records.vocabulary
        words = getattr(vocabulary, list_)
        id_, label = readable_id(text, words), text[0].upper() + text[1:]
        plan = Plan(self.records.root, "", self.words)
        add_word(plan, list_, id_, label, vocabulary)
        known = vocabulary.model_copy(update={list_: {**words, id_: label}})
        self.records = replace(self.records, vocabulary=known)


def _taken(question: Question, text: str, moment: Moment) -> Value:
    if not is_unicode(text):
        raise BadCall(f"{question.option} is not UTF-8")
    try:
        value = question.answered(text, moment)
    except Misunderstood as why:
        is_new = question.adds is not None and isinstance(why, NotAmong) and not why.near
        mend = f"; fifrecords new word --of {question.adds} adds one" if is_new else ""
        raise BadCall(f"{question.option}: {why}{mend}") from why
    if value is None and question.needed:
        raise _missing(question)
    return value


def _assumed(question: Question, moment: Moment) -> Value:
    """What is taken where nobody is asked."""
    if question.assumed and question.applies(moment):
        return question.answered(question.default(moment), moment)
    if question.needed and question.applies(moment):
        raise _missing(question)
    return None


def _missing(question: Question) -> BadCall:
    return BadCall(f"{question.option} is needed: {question.asks.lower()}?")
