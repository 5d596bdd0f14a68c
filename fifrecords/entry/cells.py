"""What a cell says in the words of the records, or why it cannot be taken."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

from fifrecords.entry.answers import Choices, by_name, called_so
from fifrecords.entry.ids import as_id
from fifrecords.entry.mapping import Field
from fifrecords.entry.mapping import Mapping as Meaning
from fifrecords.entry.sheets.amounts import amount_of
from fifrecords.entry.sheets.days import day_of
from fifrecords.entry.sheets.table import Value, as_text, said
from fifrecords.model.finding import did_you_mean
from fifrecords.model.records import Records
from fifrecords.model.values import ID_PATTERN
from fifrecords.model.vocabulary import Characteristic, SessionKind

_BETWEEN = re.compile(r"[,;|\n]")
_DAYS: tuple[Field, ...] = ("date", "until", "joined")
_AMOUNTS: tuple[Field, ...] = ("days", "hours", "session_days", "session_hours")
_OF_WORDS: tuple[Field, ...] = ("role", "client_group", "age_band", "curriculum")
_SEVERAL: tuple[Field, ...] = ("curriculum", "delivered_by", "evidence", "attended")


_NO_ANSWER = frozenset({"yes", "no", "y", "n", "true", "false", "0", "1"})
"""What may be an answer to another question than it is taken for: never silently no."""


class NoWord(ValueError):
    """A value that is none of the words of the records; the message has the mend."""


@dataclass(frozen=True)
class Cells:
    """Tells what cells say.

    Attributes:
        records: The records that there are.
        meaning: What somebody's columns and words mean.
    """

    records: Records
    meaning: Meaning

    def read(self, what: Field, value: Value) -> Any:
        """What a cell says, as a record has it.

        Args:
            what: What the column means.
            value: What the cell holds.

        Raises:
            NoDay, NoAmount, NoWord: If it says nothing that can be taken.
        """
        value = self._translated(what, value)
        if what in _DAYS:
            return day_of(value, self.meaning.dates)
        if what in _AMOUNTS or what == "headcount":
            return amount_of(value, whole=what == "headcount")
        text = as_text(value)
        if what in _SEVERAL:
            return self.several(what, text)
        if what in get_args(Characteristic) and len(parts := _parts(text)) > 1:
            return [self.word(what, part) for part in parts]
        return self._known(what, text)

    def several(self, what: Field, text: str) -> list[Any]:
        """The values of a cell that holds several: between commas, or between spaces as in ODK."""
        if what == "evidence":
            return [text]
        parts = _parts(text)
        if len(parts) == 1 and self._is_spaced(what, text):
            parts = text.split()
        return list(dict.fromkeys(self.word(what, part) for part in parts if part))

    def word(self, what: Field, text: str) -> str:
        """One value of a field that has words: an id, where its label or its name was written.

        Raises:
            NoWord: If it is not known.
        """
        return self._known(what, str(self._translated(what, text)))

    def _known(self, what: Field, text: str) -> str:
        words = self._words.get(what)
        if words is None:
            return _slug(what, text) if what in get_args(Characteristic) else text
        found = words.get(text.casefold()) or words.get(as_id(text), ())
        if len(found) == 1:
            return found[0]
        if found:
            raise NoWord(f"{said(text)} {called_so(found)}")
        near = did_you_mean(text.lower(), {id_ for ids in words.values() for id_ in ids})
        near = near or f"; mend it, or say under values: {what}: what it is"
        raise NoWord(f"{said(text)} is no {what.replace('_', ' ')} on record{near}")

    def _is_spaced(self, what: Field, text: str) -> bool:
        """Whether spaces part several values: a label may have spaces in it, and a name too."""
        words = self._words.get(what)
        if words is None:
            return all(re.search(r"\d|-", part) for part in text.split())
        return str(self._translated(what, text)).casefold() not in words

    def _translated(self, what: Field, value: Value) -> Value:
        """What somebody else's word means; a word that nothing is said of stays."""
        known = self._values.get(what)
        return known.get(str(value).casefold(), value) if known else value

    @cached_property
    def _values(self) -> Mapping[Field, Mapping[str, str]]:
        return {
            what: {theirs.casefold(): ours for theirs, ours in words.items()}
            for what, words in self.meaning.values.items()
        }

    @cached_property
    def _words(self) -> Mapping[Field, Mapping[str, Sequence[str]]]:
        """The ids of each word, and of each label, by what a column means."""
        vocabulary = self.records.vocabulary
        kinds = {kind: kind.replace("-", " ") for kind in get_args(SessionKind)}
        return {
            **{what: _by_id_or_name(vocabulary.words_of(what)) for what in _OF_WORDS},
            **dict.fromkeys(("organisation", "person_organisation", "delivered_by"), self._places),
            "kind": _by_id_or_name(kinds),
        }

    @property
    def _places(self) -> Mapping[str, Sequence[str]]:
        """The organisations by id and by name, and by the ids that they had before."""
        names = {id_: each.name for id_, each in self.records.organisations.items()}
        before = (ref.partition("/") for ref in self.records.renamed)
        formerly = [id_ for kind, _, id_ in before if kind == "organisations"]
        now = {id_: [self.records.by_now("organisations", id_)] for id_ in formerly}
        return {**now, **_by_id_or_name(names)}


def _by_id_or_name(choices: Choices) -> Mapping[str, Sequence[str]]:
    """Ids by themselves and by their names, which several may have."""
    return {**by_name(choices), **{id_: [id_] for id_ in choices}}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def _slug(what: Field, text: str) -> str:
    made = as_id(text)
    if made in _NO_ANSWER:
        mend = f"say under values: {what}: what it means, {{{made}: ANSWER}}"
        listed = f"fifrecords answers {what} lists the answers"
        raise NoWord(f"{said(text)} alone is no answer for {what}; {mend}; {listed}")
    if not re.fullmatch(ID_PATTERN, made):
        raise NoWord(f"{said(text)} is no answer for {what}; write a-z, 0-9 and -")
    return made
