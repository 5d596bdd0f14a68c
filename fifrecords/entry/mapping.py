"""What the columns of somebody's table mean: the mapping file, its fields and its reading."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field as Described
from pydantic import ValidationError

from fifrecords.entry.sheets.days import DayStyle
from fifrecords.entry.sheets.opening import Reading
from fifrecords.model.call import BadCall
from fifrecords.model.finding import Finding, short
from fifrecords.model.values import Amount, Id, OneOrMany, Record, Text
from fifrecords.model.vocabulary import Characteristic, SessionKind
from fifrecords.store.faults import severity
from fifrecords.store.marks import Fault
from fifrecords.store.refusals import refusal
from fifrecords.store.text import YamlSource, decoded
from fifrecords.store.yaml import read

WordField = Literal["role", "client_group", "age_band", "person_organisation", "joined"]
PersonField = Literal[WordField, Characteristic]
"""What a column can say of a person; ``person_organisation`` is the record's ``organisation``."""

SessionField = Literal[
    "date",
    "until",
    "kind",
    "title",
    "organisation",
    "delivered_by",
    "curriculum",
    "session_days",
    "session_hours",
    "evidence",
]
"""What a column can say of a session; ``session_days`` is its own length, ``days`` a person's."""

AttendanceField = Literal["session", "person", "key", "present", "days", "hours", "headcount"]
"""What a column can say of somebody's being there."""

Field = Literal[SessionField, AttendanceField, PersonField, "attended"]
"""What a column can say; ``attended`` lists everybody who was there."""


class NewSession(Record):
    """What a session is given that is not on record yet, where no column says it."""

    id: Id | None = Described(None, description="The one session that every row is of.")
    kind: SessionKind | None = Described(None, description="What sort of session.")
    title: Text | None = Described(None, description="What it was called.")
    organisation: Id | None = Described(None, description="Where it was held.")
    delivered_by: OneOrMany[Id] = Described((), description="Who delivered it.")
    curriculum: OneOrMany[Id] = Described((), description="What was taught.")
    days: Amount | None = Described(None, description="Its own length, in days.")
    hours: Amount | None = Described(None, description="Its own length, in hours.")
    evidence: OneOrMany[Text] = Described((), description="What shows that it was held.")


class NewPerson(Record):
    """What a person is given who is not on record yet, where no column says it."""

    role: Id | None = Described(None, description="What they are to the project.")
    organisation: Id | None = Described(None, description="Where they live, work or learn.")
    client_group: Id | None = Described(None, description="A word of the vocabulary.")
    age_band: Id | None = Described(None, description="A word of the vocabulary.")


class Mapping(Record):
    """How a table is read, and what it means."""

    layout: Literal["rows", "columns"] | None = Described(
        None,
        description="rows: a row is one person at one session. columns: a row is one person, and "
        "each session has a column.",
    )
    columns: dict[Field, Text] = Described(
        {}, description="What a column means, and what it is called."
    )
    sessions: dict[Text, Text] = Described(
        {},
        description="With a column for each session: the column's name, and the session's id or "
        "date.",
    )
    cells: Literal["ticks", "days", "hours"] | None = Described(
        None, description="What stands in those columns."
    )
    values: dict[Field, dict[Text, Text]] = Described(
        {}, description="What somebody else's words mean, by what their column means."
    )
    session: NewSession = Described(
        NewSession(), description="What new sessions are given besides."
    )
    person: NewPerson = Described(NewPerson(), description="What new people are given besides.")
    attendees: Text | None = Described(
        None, description="The sheet that has a row for each who attended, of the same workbook."
    )
    sheet: Text | None = Described(None, description="The sheet to read.")
    header: Annotated[int, Described(gt=0)] | None = Described(
        None, description="The row with the columns' names."
    )
    delimiter: Text | None = Described(None, description="What stands between two values.")
    encoding: Text | None = Described(None, description="How the letters are written.")
    dates: OneOrMany[DayStyle] = Described((), description="How dates are written.")
    hidden: Literal["read", "skip"] | None = Described(
        None, description="What becomes of hidden rows and columns."
    )
    ignore: OneOrMany[Text] = Described(
        (),
        description="Rows in which a cell says just this are passed over, and columns called so.",
    )

    @property
    def words_ignored(self) -> frozenset[str]:
        """What is passed over, casefolded."""
        return frozenset(word.casefold() for word in self.ignore)

    @property
    def ticks(self) -> tuple[list[str], list[str]]:
        """Somebody else's own words for having been there, and against."""
        words = self.values.get("present", {})
        yes = [theirs for theirs, ours in words.items() if ours in ("yes", "true")]
        return yes, [theirs for theirs, ours in words.items() if ours in ("no", "false")]

    @property
    def reading(self) -> Reading:
        """How the file is to be read."""
        return Reading(
            self.sheet or "",
            self.header or 0,
            self.delimiter or "",
            self.encoding or "",
            self.hidden or "",
        )


def read_mapping(path: str) -> tuple[Mapping, list[Finding]]:
    """The mapping that a file holds, and what is wrong with it, place by place.

    Args:
        path: A YAML file, as plain as a record.

    Raises:
        BadCall: If there is no such file.
    """
    try:
        text, faults = decoded(Path(path).read_bytes())
    except OSError as error:
        raise BadCall(f"{path}: {error.strerror}") from error
    value = None
    if all(severity(fault.rule) != "error" for fault in faults):
        value, more = read(text)
        faults += more
    source = YamlSource(Path(path).as_posix(), path, text)
    if any(severity(fault.rule) == "error" for fault in faults):
        return Mapping(), [_finding(source, fault) for fault in faults]
    try:
        return Mapping.model_validate(value), []
    except ValidationError as error:
        return Mapping(), sorted(_refused(source, error))


def _refused(source: YamlSource, error: ValidationError) -> list[Finding]:
    found = []
    for each in error.errors(include_url=False):
        rule, at, message, key = refusal(each, Mapping, "the mapping", source.written)
        found.append(_finding(source, Fault(rule, *source.place(at, key=key), message)))
    return found


def _finding(source: YamlSource, fault: Fault) -> Finding:
    rule, line, column, message = fault
    return Finding(source.path, line, column, severity(rule), rule, short(message))
