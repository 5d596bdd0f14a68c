"""Everything that was read: the records by kind and id, and where each one stands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Protocol, TypeVar

from fifrecords.model.finding import Finding, Problem, Severity, Way, short
from fifrecords.model.form import Form
from fifrecords.model.indicator import Indicator
from fifrecords.model.kinds import FORMS, KINDS, Kind
from fifrecords.model.not_personal import NotPersonal
from fifrecords.model.organisation import Organisation
from fifrecords.model.person import Group, Member, Person
from fifrecords.model.project import Project
from fifrecords.model.session import Session
from fifrecords.model.vocabulary import Vocabulary

R = TypeVar("R")


class Source(Protocol):
    """The file that a record was read from."""

    @property
    def path(self) -> str:
        """The file, with forward slashes, as seen from the folder that was named."""

    @property
    def below(self) -> str:
        """The file, as seen from the records folder."""

    @property
    def text(self) -> str:
        """What it says."""

    def place(self, at: Way, *, key: bool = False) -> tuple[int, int]:
        """Where a value, or with ``key`` its field's name, stands: line and column from 1."""


def _none() -> Mapping[str, R]:
    return MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Records:
    """The records of one project, in the order of their ids.

    Attributes:
        root: The records folder, as it was named.
        project: The project; None where its file is missing or broken.
        vocabulary: The project's own words.
        indicators: Every figure by its id, in the order of the file.
        organisations: By id.
        people: Persons and groups by id.
        sessions: By id.
        narrative: The prose of the form by section, as Markdown.
        forms: The project's own forms by id.
        not_personal: What looks like a personal detail and is none.
        sources: The file of every record by its reference, the broken ones too.
        broken: References of the records that could not be read, be it for their names or places,
            or in a draft are left out.
    """

    root: str = "records"
    project: Project | None = None
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    indicators: Mapping[str, Indicator] = field(default_factory=_none)
    organisations: Mapping[str, Organisation] = field(default_factory=_none)
    people: Mapping[str, Member] = field(default_factory=_none)
    sessions: Mapping[str, Session] = field(default_factory=_none)
    narrative: Mapping[str, str] = field(default_factory=_none)
    forms: Mapping[str, Form] = field(default_factory=_none)
    not_personal: Sequence[NotPersonal] = ()
    sources: Mapping[str, Source] = field(default_factory=_none)
    broken: frozenset[str] = frozenset()

    @cached_property
    def persons(self) -> Mapping[str, Person]:
        """The people who are one person each."""
        return {id_: who for id_, who in self.people.items() if isinstance(who, Person)}

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """The people who were counted, not named."""
        return {id_: who for id_, who in self.people.items() if isinstance(who, Group)}

    @cached_property
    def held(self) -> Mapping[str, Session]:
        """The sessions that count: those that were held."""
        return {id_: each for id_, each in self.sessions.items() if each.status == "held"}

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """The present id of the record that a former reference named."""
        return {
            f"{kind}/{former}": id_
            for kind in KINDS
            for id_, former_ids in self.formerly[kind].items()
            for former in former_ids
        }

    def by_now(self, kind: Kind, id_: str) -> str:
        """The id that a record of a kind has now: of a former one the present, any other as it is.

        Args:
            kind: The kind.
            id_: An id, be there such a record or not.
        """
        ref = f"{kind}/{id_}"
        return id_ if self.is_on_record(ref) else self.renamed.get(ref, id_)

    @cached_property
    def formerly(self) -> Mapping[Kind, Mapping[str, Sequence[str]]]:
        """The former ids of the records that have any, by kind and id."""
        return {
            kind: {id_: ids for id_, each in self.of(kind).items() if (ids := each.former_ids)}
            for kind in KINDS
        }

    @cached_property
    def told_apart(self) -> Mapping[Kind, Mapping[str, Sequence[str]]]:
        """What the records that are told apart from others are not the same as, by kind and id."""
        return {
            kind: {id_: ids for id_, each in self.of(kind).items() if (ids := each.not_the_same_as)}
            for kind in KINDS
        }

    def of(self, kind: Kind) -> Mapping[str, Organisation | Member | Session]:
        """The records of one kind by id."""
        kinds: dict[Kind, Mapping[str, Organisation | Member | Session]] = {
            "organisations": self.organisations,
            "people": self.people,
            "sessions": self.sessions,
        }
        return kinds[kind]

    def without(self, refs: Collection[str]) -> "Records":
        """The records but for some: what a draft is made of.

        Args:
            refs: Their references; a single figure's is ``indicators/FIGURE``.
        """

        def kept(kind: str, records: Mapping[str, R]) -> Mapping[str, R]:
            return {id_: each for id_, each in records.items() if f"{kind}/{id_}" not in refs}

        return replace(
            self,
            project=None if "project" in refs else self.project,
            indicators=kept("indicators", self.indicators),
            organisations=kept("organisations", self.organisations),
            people=kept("people", self.people),
            sessions=kept("sessions", self.sessions),
            forms=kept(FORMS, self.forms),
            broken=self.broken | frozenset(refs),
        )

    def is_on_record(self, ref: str) -> bool:
        """Whether there is such a record, be it broken."""
        return ref in self.sources or ref in self.broken

    def any_broken(self, *kinds: str) -> bool:
        """Whether a record of one of these kinds could not be read.

        Who looks for what is missing cannot tell then: it may stand in there.

        Args:
            kinds: The first parts of references: ``sessions``, ``vocabulary``.
        """
        return any(ref.partition("/")[0] in kinds for ref in self.broken)

    def finding(self, problem: Problem, severity: Severity, rule: str) -> Finding:
        """A problem with its place: what a reader is shown.

        A problem in a record that has no file stands at the records folder itself.
        """
        source = self.sources.get(problem.ref)
        if source is None:
            return Finding(self.root, 1, 1, severity, rule, short(problem.message))
        line, column = problem.spot or source.place(problem.at, key=problem.key)
        return Finding(source.path, line, column, severity, rule, short(problem.message))
