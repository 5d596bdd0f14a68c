"""Two records of one thing as one: what the one says that the other does not, and what differs."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, NamedTuple

from fifrecords.entry.fields import LENGTHS
from fifrecords.model.call import BadCall
from fifrecords.model.organisation import Engagement
from fifrecords.model.person import Outcome
from fifrecords.model.session import Attendance
from fifrecords.model.values import Record, shown
from fifrecords.store.edits import Added, Edit, Removed, Replaced, SetField

_APART = frozenset({"former_ids", "not_the_same_as", "may_overlap_with", "attended"})
"""The fields that name other records: they are united by what they name."""

_TOLD_APART_BY: dict[type[Record], Callable[[Any], Hashable]] = {
    Outcome: lambda outcome: (outcome.date, outcome.kind, outcome.title, outcome.level),
    Engagement: lambda step: step.date,
}
"""What two items of a list do not share unless they tell of one thing."""


class Side(NamedTuple):
    """One of two records of one thing.

    Attributes:
        id: Its id.
        record: The record.
        value: What is written in its file.
    """

    id: str
    record: Record
    value: dict[str, Any]

    def says(self, name: str) -> Any:
        """What it says in a field, as it is written; as it is understood where nothing is."""
        return self.value.get(name, getattr(self.record, name))


class Differing(NamedTuple):
    """A field in which two records say different things.

    Attributes:
        field: Its name; with a dot and a name more where it is one of several in it.
        says: What each of them says, by its id.
    """

    field: str
    says: Mapping[str, str]

    def __str__(self) -> str:
        each = ", ".join(f"{id_} says {said}" for id_, said in self.says.items())
        return f"{self.field} ({each})"


class Differ(BadCall):
    """Two records cannot be merged before somebody chooses what is true."""

    def __init__(self, fields: list[Differing]) -> None:
        ids = " or ".join(fields[0].says)
        told = "; ".join(map(str, fields))
        super().__init__(f"they differ: {told}; choose each with --take FIELD=ID, of {ids}")
        self.fields = fields


class Uniting:
    """How one record takes in another.

    Args:
        gone: The one that is taken in.
        kept: The one that stays.
        taken: Whose word is taken in fields that differ: ids by field, under ``""`` for the others.
    """

    def __init__(self, gone: Side, kept: Side, taken: Mapping[str, str]) -> None:
        self.gone, self.kept, self.taken = gone, kept, taken
        self.asked: set[str] = set()
        self.differing: list[Differing] = []

    def edits(self) -> list[Edit]:
        """The edits of the record that stays.

        Raises:
            Differ: If a field differs and nobody's word is taken.
            BadCall: If somebody's word is taken where nothing differs.
        """
        made = [edit for name in type(self.kept.record).model_fields for edit in self._of(name)]
        made += self._of_the_length()
        if self.differing:
            raise Differ(self.differing)
        if idle := self.taken.keys() - self.asked - {""}:
            raise BadCall(f"--take {min(idle)}: they do not differ there")
        return made

    def takes_gone(self, field: str, one: Any, other: Any) -> bool:
        """Whether the word of the record that goes is taken in a field that differs."""
        self.asked.add(field)
        chosen = self.taken.get(field, self.taken.get(""))
        if chosen is None:
            said = {self.gone.id: _in_words(one), self.kept.id: _in_words(other)}
            self.differing.append(Differing(field, said))
        return chosen == self.gone.id

    def _of(self, name: str) -> Iterator[Edit]:
        one, other = (getattr(side.record, name) for side in (self.gone, self.kept))
        if name in _APART or name in LENGTHS or one == other or one in (None, (), {}):
            return
        if isinstance(one, tuple):
            yield from self._list(name, one, other)
        elif isinstance(one, dict):
            yield from self._mapping(name)
        elif other is None or self.takes_gone(name, self.gone.says(name), self.kept.says(name)):
            yield SetField((name,), self.gone.says(name))

    def _list(self, name: str, one: tuple[Any, ...], other: tuple[Any, ...]) -> Iterator[Edit]:
        written = as_list(self.gone.value[name])
        for item, as_written in zip(one, written, strict=True):
            if item in other:
                continue
            like = next((at for at, each in enumerate(other) if _is_of_one(item, each)), None)
            if like is None:
                yield Added((name,), as_written)
            elif self.takes_gone(name, as_written, as_list(self.kept.value[name])[like]):
                yield Replaced((name, like), as_written)

    def _mapping(self, name: str) -> Iterator[Edit]:
        one, other = self.gone.value[name], self.kept.value.get(name)
        if not other:
            yield SetField((name,), one)
            return
        for key, value in one.items():
            said = other.get(key, "not-asked")
            if value == "not-asked" or as_list(value) == as_list(said):
                continue
            if said == "not-asked" or self.takes_gone(f"{name}.{key}", value, said):
                yield SetField((name, key), value)

    def _of_the_length(self) -> Iterator[Edit]:
        """Days or hours: what is given in the one cannot stand beside the other."""
        one, other = (
            {name: side.value[name] for name in LENGTHS if name in side.value}
            for side in (self.gone, self.kept)
        )
        if not one or one == other:
            return
        if other and not self.takes_gone("length", _length(one), _length(other)):
            return
        yield from (Removed((name,)) for name in other if name not in one)
        yield from (SetField((name,), value) for name, value in one.items())


def as_list(value: Any) -> list[Any]:
    """The items of a list that may be given as a single value; none where there is nothing."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _is_of_one(item: Any, other: Any) -> bool:
    told_apart_by = _TOLD_APART_BY.get(type(item))
    return told_apart_by is not None and told_apart_by(item) == told_apart_by(other)


def _length(given: Mapping[str, Any]) -> str:
    return " and ".join(f"{amount} {unit}" for unit, amount in given.items())


def _in_words(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_in_words(each)}" for name, each in value.items()) + "}"
    return value if isinstance(value, str) and len(value) <= 60 else shown(value)


def as_attended(attendance: Attendance, whole: tuple[Any, Any]) -> Hashable:
    """How long and how many attended: the same of two attendances that are one.

    Args:
        attendance: An attendance.
        whole: The session's own days and hours, each attender's where nothing else is said.
    """
    own = attendance.days, attendance.hours
    return own if own != (None, None) else whole, attendance.headcount
