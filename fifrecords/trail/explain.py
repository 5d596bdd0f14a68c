"""Why a number is what it is: its definition, its parts, and every record that it is made of."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, starmap
from struct import Struct
from typing import Any, NamedTuple

from fifrecords.model.basis import Basis
from fifrecords.model.finding import Way
from fifrecords.model.kinds import GROUP_PREFIX, PERSON_PREFIX
from fifrecords.model.quantity import Quantity
from fifrecords.model.records import Records
from fifrecords.store.blame import LineHistory, line_history
from fifrecords.store.commits import Commit
from fifrecords.store.workers import shared_out
from fifrecords.tally.actual import Actual
from fifrecords.tally.fact import Roll, Rolls, Row, Told, rolls
from fifrecords.tally.figures import Figures
from fifrecords.tally.words import in_words
from fifrecords.trail.definition import definition
from fifrecords.trail.rows import made_of

_PLACE = Struct("=II")
"""Line and column."""


class Place(NamedTuple):
    """A line of a record, and the commit that last touched it.

    Attributes:
        ref: The record.
        path: Its file.
        line: The line, from 1.
        column: The column, from 1.
        commit: The commit; None where the line is not committed, or there is no repository.
    """

    ref: str
    path: str
    line: int
    column: int
    commit: Commit | None


class Contribution(NamedTuple):
    """What one row adds to a figure, and where that stands.

    Attributes:
        body: The person, group, organisation or session that it is a row of.
        amount: What it adds.
        basis: How it is known.
        places: The lines that tell of it; a person's attendances are several.
    """

    body: str
    amount: Quantity
    basis: Basis
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """People that are counted under another figure too.

    Attributes:
        figure: The other figure.
        bodies: The people and groups that both count.
        all_of_them: Whether the two count exactly the same.
    """

    figure: str
    bodies: tuple[str, ...]
    all_of_them: bool


class Together(NamedTuple):
    """Groups that may be some of the same people, and so add less than each by itself.

    Attributes:
        bodies: The groups.
        amount: What they add together.
    """

    bodies: tuple[str, ...]
    amount: Quantity

    @property
    def words(self) -> str:
        """That it is so, as an explanation says it."""
        *others, last = self.bodies
        whom = f"{', '.join(others)} and {last}"
        return f"{whom} may be some of the same people: {in_words(self.amount)} together"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a figure is what it is.

    Attributes:
        actual: The figure.
        definition: What it adds up, in words.
        defined_at: Where that is written.
        contributions: What adds to it, told anew whenever it is looked at; nothing for arithmetic,
            which adds up other figures: those are in ``of``.
        shared: The other figures that count some of the same people.
        together: Those among whom it counts that may be some of the same people.
        of: The figures that it is worked out from.
        cites: The records that a person's judgement rests on.
    """

    actual: Actual
    definition: str
    defined_at: Place
    contributions: Sequence[Contribution]
    shared: tuple[Shared, ...]
    together: tuple[Together, ...]
    of: tuple["Explanation", ...]
    cites: tuple[Place, ...] = ()


def explain(
    records: Records,
    figures: Figures,
    names: Iterable[str],
    *,
    at: str | None = None,
    history: Callable[[], LineHistory] | None = None,
) -> list[Explanation]:
    """Why some figures are what they are.

    Args:
        records: The records.
        figures: What they add up to.
        names: The figures to explain.
        at: The commit that the records were read at; None for the work tree.
        history: Gives the history of their lines, if that was begun to be read.
    """
    history = history or line_history(records.root, at)
    wanted = [figures[name] for name in names]
    explaining = _Explaining(records, figures, wanted, history)
    return [explaining.explanation(actual) for actual in wanted]


class _Explaining:
    """Explanations of several figures, for which the history is read once."""

    def __init__(
        self,
        records: Records,
        figures: Figures,
        wanted: Sequence[Actual],
        history: Callable[[], LineHistory],
    ) -> None:
        self.records = records
        self.figures = figures
        self.people: dict[str, frozenset[str]] = {}
        every = list(chain.from_iterable(map(made_of, wanted)))
        ways_into: dict[str, list[Way]] = defaultdict(list)
        for each in every:
            for roll in _rolls(each.value.rows):
                ways_into[roll.ref] += [way for way, _, _ in roll.lines]
            for ref, way in (_defined(each, records), *((ref, ()) for ref in self._cited(each))):
                ways_into[ref].append(way)
        self.ways = _numbered(ways_into)
        found = shared_out(self._places, list(self.ways.items()))
        self.places: dict[str, bytes] = dict(zip(self.ways, found, strict=True))
        self.history = history()

    def explanation(self, actual: Actual) -> Explanation:
        return Explanation(
            actual=actual,
            definition=definition(self.records.indicators.get(actual.figure)),
            defined_at=self._place(*_defined(actual, self.records)),
            contributions=Told(lambda: map(self._contribution, actual.value.rows)),
            shared=tuple(self._shared(actual)),
            together=tuple(starmap(Together, self.figures.alike(actual.figure).items())),
            of=tuple(map(self.explanation, actual.of)),
            cites=tuple(self._place(ref, ()) for ref in self._cited(actual)),
        )

    def _cited(self, actual: Actual) -> list[str]:
        cited = actual.judgement.cites if actual.judgement else ()
        return [ref for ref in cited if ref in self.records.sources]

    def _contribution(self, row: Row) -> Contribution:
        places = tuple([self._place(fact.ref, fact.at) for fact in row.facts])
        return Contribution(row.body, row.amount, row.basis, places)

    def _place(self, ref: str, at: Way) -> Place:
        source = self.records.sources[ref]
        line, column = _PLACE.unpack_from(self.places[ref], self.ways[ref][at] * _PLACE.size)
        commit = self.history.last_touched(source.below, line)
        return Place(ref, source.path, line, column, commit)

    def _places(self, share: Sequence[tuple[str, Iterable[Way]]]) -> list[Any]:
        """Line and column of some values of each of some records.

        As tuples they would take as much memory as the records.
        """
        sources = self.records.sources
        return [
            b"".join(_PLACE.pack(*sources[ref].place(way)) for way in ways) for ref, ways in share
        ]

    def _shared(self, actual: Actual) -> Iterator[Shared]:
        """The figures that count some of the same people; a session's attenders are not meant."""
        own = self._people(actual.figure)
        for other in self.figures.values() if own else ():
            theirs = self._people(other.figure)
            both = own & theirs
            if both and other.figure != actual.figure:
                yield Shared(other.figure, tuple(sorted(both)), own == theirs)

    def _people(self, figure: str) -> frozenset[str]:
        """The people and groups that a figure counts; to tell the rows of others takes long."""
        if figure not in self.people:
            recipe = self.figures.recipe(figure)
            rows = self.figures[figure].value.rows if recipe and recipe.counts_once else ()
            those = (row.body for row in rows)
            self.people[figure] = frozenset(filter(_is_of_people, those))
        return self.people[figure]


def _rolls(rows: Sequence[Row]) -> Iterator[Roll]:
    """What rows are made of; where that is told by record, no fact need be made of it."""
    if isinstance(rows, Rolls):
        return rows.rolls()
    return rolls(chain.from_iterable(row.facts for row in rows))


def _numbered(ways_into: dict[str, list[Way]]) -> dict[str, Mapping[Way, int]]:
    """The ways into each record, each with its number there; alike records share theirs."""
    alike: dict[tuple[Way, ...], Mapping[Way, int]] = {}
    numbered: dict[str, Mapping[Way, int]] = {}
    for ref in list(ways_into):
        ways = tuple(dict.fromkeys(ways_into.pop(ref)))
        if ways not in alike:
            alike[ways] = {way: number for number, way in enumerate(ways)}
        numbered[ref] = alike[ways]
    return numbered


def _is_of_people(body: str) -> bool:
    return body.startswith((PERSON_PREFIX, GROUP_PREFIX))


def _defined(actual: Actual, records: Records) -> tuple[str, Way]:
    """The record, and the way in it, where a figure is defined, or was judged."""
    if actual.figure not in records.indicators:
        return "project", ("funding",)
    if actual.judgement:
        return "indicators", (actual.figure, "judgement")
    return "indicators", (actual.figure, "measure")
