"""What a register comes to: the records that it makes and changes, as a plan."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fifrecords.entry import fields
from fifrecords.entry.ids import ids_of, readable_id
from fifrecords.entry.lengths import entry, is_same
from fifrecords.entry.mapping import Mapping as Meaning
from fifrecords.entry.matching import Matching, Unclear
from fifrecords.entry.plan import Plan, path_of
from fifrecords.entry.told import Attended, Place, Register, SessionKey, Told, note
from fifrecords.model.quantity import Quantity
from fifrecords.model.records import Records
from fifrecords.model.session import Session
from fifrecords.store.compose import record
from fifrecords.store.edit import NotEditable
from fifrecords.store.edits import Edit, Extended, Replaced, SetField
from fifrecords.store.tree import is_id, no_id


@dataclass(slots=True)
class Intake:
    """What a register comes to.

    Attributes:
        plan: The changes.
        counted: How many sessions, people and attendances are new, changed or as they were.
        rows: The rows that each file's changes come from.
        newcomers: The new people, each with where they are first named.
    """

    plan: Plan
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)
    rows: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    newcomers: dict[str, Place] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        """How much is new, changed or as it was, in a line."""
        parts = []
        for what in ("attendances", "sessions", "people"):
            numbers = {how: n for (which, how), n in self.counted.items() if which == what and n}
            if numbers:
                parts.append(f"{what}: {', '.join(f'{n:,} {how}' for how, n in numbers.items())}")
        return "; ".join(parts) or "the table says nothing new"

    def remember(self, path: str, places: Iterable[Place]) -> None:
        """Notes which rows a file's changes come from."""
        self.rows[path] |= {place.row for place in places}

    def edit(self, path: str, edits: Sequence[Edit], places: Sequence[Place]) -> None:
        """Plans edits of a record; refuses them where only a person can make them safely."""
        try:
            self.plan.edit(path, edits)
        except NotEditable as error:
            places[0].refuse(f"{path}: {error}")
        self.remember(path, places)


class _Meant(NamedTuple):
    """A session that is meant: its id if it is on record, and all that is said of it."""

    id: str | None
    key: SessionKey
    told: dict[str, Told]
    attended: list[Attended]
    place: Place


def taken_in(records: Records, register: Register, meaning: Meaning) -> Iterator[Intake]:
    """Plans the records of a register; gives what there is after each session, and at the end.

    What cannot be taken is refused where it was read.

    Args:
        records: The records that there are.
        register: What a table says.
        meaning: What new records are given besides.
    """
    intake = Intake(Plan(records.root, ""))
    sessions = _Sessions(records, meaning, intake)
    for meant in list(_meant(records, register, meaning)):
        sessions.take(meant)
        yield intake
    people = _People(records, meaning, intake)
    for id_, place in register.seen.items():
        people.take(id_, register.people.get(id_, {}), place)
    intake.plan.purpose = f"Import a register: {intake.summary}"
    yield intake


def _meant(records: Records, register: Register, meaning: Meaning) -> Iterator[_Meant]:
    """The sessions that a table means, each once, in whatever ways it is named."""
    matching = Matching(records, meaning)
    of_session: dict[SessionKey, list[Attended]] = defaultdict(list)
    for attended in register.attended:
        of_session[attended.session].append(attended)
    together: dict[Hashable, _Meant] = {}
    for key, told in register.sessions.items():
        places = [*(place for _, place in told.values()), *(each.place for each in of_session[key])]
        if not places:
            continue
        try:
            id_ = matching.found(key, told)
        except Unclear as error:
            places[0].refuse(str(error))
            continue
        meant = together.setdefault(id_ or key, _Meant(id_, key, {}, [], places[0]))
        meant.attended.extend(of_session[key])
        for what, found in told.items():
            note(meant.told, what, found, "of this session")
    yield from together.values()


class _Sessions:
    """Plans the records of sessions."""

    def __init__(self, records: Records, meaning: Meaning, intake: Intake) -> None:
        self._records, self._meaning, self._intake = records, meaning, intake
        self._taken = ids_of(records, "sessions")
        per_day = records.project.hours_per_day if records.project else None
        self._per_day = None if per_day is None else Quantity.of(per_day)

    def take(self, meant: _Meant) -> None:
        """Plans what becomes of a session."""
        attended = list(_each_once(meant.attended))
        if meant.id is None:
            self._new(meant, [each for each in attended if each.was_there])
        elif self._records.sessions[meant.id].status == "cancelled":
            mend = "mend the session, or delete the row"
            meant.place.refuse(f"{meant.id} is cancelled, so nobody attended; {mend}")
        else:
            self._known(meant.id, meant, attended)

    def _new(self, meant: _Meant, there: list[Attended]) -> None:
        made = fields.of_new_session(meant.told, self._meaning.session)
        if "date" not in made or "kind" not in made:
            if meant.place.is_refused:
                return
            which = f"session {meant.key.id}" if meant.key.id else f"a session of {meant.key.day}"
            mend = "name a column for kind:, or write session: {kind: training} in the mapping"
            meant.place.refuse(f"{which} is not on record, and its kind is not said; {mend}")
            return
        if (id_ := self._new_id(meant, made)) is None:
            return
        self._taken.add(id_)
        own = {unit: fields.quantity(made[unit]) for unit in fields.LENGTHS if unit in made}
        path = f"{self._records.root}/sessions/{made['date'][:4]}/{id_}.yaml"
        text = fields.session_text(made, [entry(each, own) for each in there])
        self._intake.plan.write(path, text)
        self._intake.counted["sessions", "new"] += 1
        self._intake.counted["attendances", "new"] += len(there)
        self._intake.remember(path, [meant.place, *(each.place for each in there)])

    def _new_id(self, meant: _Meant, made: Mapping[str, Any]) -> str | None:
        """The id of a new session; refuses one that none can have, or that may be on record."""
        if meant.key.id:
            if not is_id(meant.key.id):
                meant.place.refuse(no_id(meant.key.id))
                return None
            return meant.key.id
        words = (made["date"], made.get("organisation"), made.get("title") or made["kind"])
        text = " ".join(filter(None, words))
        likely = readable_id(text, ())
        if f"sessions/{likely}" in self._records.broken:
            why = "is broken and may be this one; mend its record first"
            meant.place.refuse(f"session {likely} {why}")
            return None
        return readable_id(text, self._taken)

    def _known(self, id_: str, meant: _Meant, attended: list[Attended]) -> None:
        session = self._records.sessions[id_]
        edits = [*_of_session(session, meant.told), *self._of_attendance(id_, session, attended)]
        if session.status == "planned" and any(each.was_there for each in attended):
            edits.append(SetField(("status",), "held"))
            self._intake.counted["sessions", "now held"] += 1
        if edits:
            path = path_of(self._records, f"sessions/{id_}")
            self._intake.edit(path, edits, [meant.place, *(each.place for each in attended)])
            self._intake.counted["sessions", "changed"] += 1

    def _of_attendance(self, id_: str, session: Session, attended: list[Attended]) -> list[Edit]:
        """Who is to be added to a session, and whose length or number is another."""
        known = _places(session)
        lengths = {unit: getattr(session, unit) for unit in fields.LENGTHS}
        own = {unit: length for unit, length in lengths.items() if length is not None}
        edits: list[Edit] = []
        added = []
        for each in attended:
            there = [session.attended[at] for at in known.get(each.person, ())]
            if not there:
                added += [entry(each, own)] if each.was_there else []
            elif not each.was_there:
                mend = "take them out of the record, or mend the cell"
                each.place.refuse(f"{each.person} is on record as attending {id_}; {mend}")
            elif all(is_same(each, before, own, self._per_day) for before in there):
                self._intake.counted["attendances", "as they were"] += 1
            elif len(there) > 1:
                self._refuse_parts(id_, each, known[each.person])
            else:
                self._intake.counted["attendances", "changed"] += 1
                (at,), (before,) = known[each.person], there
                edits.append(Replaced(("attended", at), entry(each, own, before)))
        self._intake.counted["attendances", "new"] += len(added)
        return [*edits, Extended(("attended",), added)] if added else edits

    def _refuse_parts(self, id_: str, attended: Attended, parts: Sequence[int]) -> None:
        """Refuses a row that may mean any of the parts in which a group attended."""
        source = self._records.sources[f"sessions/{id_}"]
        line, column = source.place(("attended", parts[0]))
        told = f"{len(parts)} parts of {attended.person} are on record"
        mend = "mend them there, and delete the row"
        attended.place.refuse(f"{told} at {source.path}:{line}:{column}; {mend}")


def _places(session: Session) -> Mapping[str, Sequence[int]]:
    """Where everybody stands among a session's attendances; a group may stand there in parts."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(session.attended):
        places[each.person].append(at)
    return places


def _each_once(attended: Iterable[Attended]) -> Iterator[Attended]:
    """Everybody of a session, each once; refuses who stands there twice."""
    seen: dict[str, Attended] = {}
    for each in attended:
        first = seen.setdefault(each.person, each)
        if first is each:
            yield each
        else:
            again = f"stands in row {first.place.row} too, for the same session; delete one"
            each.place.refuse(f"{each.person} {again}")


def _of_session(session: Session, told: Mapping[str, Told]) -> Iterator[Edit]:
    """What a table says of a session and its record does not; a list loses nothing."""
    for what, (value, _) in told.items():
        name = fields.called(what)
        before = getattr(session, name)
        if isinstance(before, tuple):
            if more := [each for each in dict.fromkeys(value) if each not in before]:
                yield Extended((name,), more)
        elif before != (fields.quantity(value) if name in fields.LENGTHS else value):
            yield SetField((name,), fields.plain(value))


class _People:
    """Plans the records of people."""

    def __init__(self, records: Records, meaning: Meaning, intake: Intake) -> None:
        self._records, self._usual, self._intake = records, meaning.person, intake

    def take(self, id_: str, told: Mapping[str, Told], place: Place) -> None:
        """Plans what becomes of a person or a group."""
        said = fields.of_person(told)
        if id_ not in self._records.people:
            self._new(id_, said, place)
        elif edits := list(_of_person(self._records.people[id_], said)):
            path = path_of(self._records, f"people/{id_}")
            self._intake.edit(path, edits, [place, *(place for _, place in told.values())])
            self._intake.counted["people", "changed"] += 1

    def _new(self, id_: str, said: Mapping[str, Any], place: Place) -> None:
        made = {**self._usual.model_dump(), **said}
        if not any(made.values()):
            mend = "name a column for role:, or write person: {role: ...} in the mapping"
            place.refuse(f"nothing is said of a new person; {mend}")
            return
        path = f"{self._records.root}/people/{id_}.yaml"
        self._intake.plan.write(path, record({what: made.get(what) for what in fields.PERSON}))
        self._intake.counted["people", "new"] += 1
        self._intake.remember(path, [place])
        self._intake.newcomers[id_] = place


def _of_person(person: Any, said: Mapping[str, Any]) -> Iterator[Edit]:
    """What a table says of a person and their record does not."""
    for what, value in said.items():
        before = getattr(person, what, None)
        if what == "equality" and before:
            for name, answer in value.items():
                answers = tuple(answer) if isinstance(answer, list) else (answer,)
                if before.get(name) != answers:
                    yield SetField((what, name), answer)
        elif before is None or before == {} or fields.plain(before) != value:
            yield SetField((what,), value)
