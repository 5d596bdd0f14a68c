"""What people said of themselves, by protected characteristic; a group was counted, not asked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from fifrecords.model.records import Records
from fifrecords.model.vocabulary import NOT_ASKED, PREFERRED_NOT_TO_SAY, Characteristic
from fifrecords.tally.fact import rolls
from fifrecords.tally.facts import Facts
from fifrecords.tally.period import Period

ASKED = "asked"
ANSWERED = "answered"
SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Answers:
    """What the people on a register said of one characteristic.

    Attributes:
        given: Who gave which answer, by answer; who gave several stands under the primary one.
        several: Who gave several.
        declined: Who preferred not to say.
        unknown: Who was not asked, or of whom nothing is on record.
    """

    given: Mapping[str, Sequence[str]]
    several: Sequence[str]
    declined: Sequence[str]
    unknown: Sequence[str]

    @property
    def asked(self) -> list[str]:
        """Who was asked, and gave an answer or preferred not to."""
        return [*self.answered, *self.declined]

    @property
    def answered(self) -> list[str]:
        """Who gave an answer."""
        return [id_ for ids in self.given.values() for id_ in ids]

    def who(self, answer: str) -> Sequence[str]:
        """Who gave an answer, or any (``ANSWERED``), or several, or none, or was asked at all."""
        whole = {
            ASKED: self.asked,
            SEVERAL: self.several,
            ANSWERED: self.answered,
            PREFERRED_NOT_TO_SAY: self.declined,
            NOT_ASKED: self.unknown,
        }
        return whole.get(answer) or self.given.get(answer, ())


def on_register(records: Records, period: Period) -> list[str]:
    """The people on record whom attendances in a period count, by id: groups are not among them."""
    return sorted(_counted(records, period) & records.persons.keys())


@lru_cache(maxsize=1)
def _counted(records: Records, period: Period) -> frozenset[str]:
    """Whom attendances count: each number of a public copy asks for them."""
    told = rolls(Facts(records, period).of("people"))
    return frozenset(who.body for roll in told for _, who, _ in roll.lines)


def equality(records: Records, ids: Sequence[str]) -> dict[Characteristic, Answers]:
    """What some people said of themselves, by the characteristics that any of them was asked for.

    Args:
        records: The records.
        ids: The people.
    """
    people = {id_: records.persons[id_].equality for id_ in ids}
    asked = sorted({characteristic for each in people.values() for characteristic in each})
    return {
        each: _answers({id_: said.get(each, (NOT_ASKED,)) for id_, said in people.items()})
        for each in asked
    }


def _answers(said: Mapping[str, Sequence[str]]) -> Answers:
    given: dict[str, list[str]] = defaultdict(list)
    for id_, answers in said.items():
        given[answers[0]].append(id_)
    unknown, declined = given.pop(NOT_ASKED, []), given.pop(PREFERRED_NOT_TO_SAY, [])
    several = [id_ for id_, answers in said.items() if len(answers) > 1]
    return Answers({answer: given[answer] for answer in sorted(given)}, several, declined, unknown)
