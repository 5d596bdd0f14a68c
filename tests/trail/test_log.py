"""How figures moved and what became of records, held to a plain tally of every single commit."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fifrecords import Actual, Figures, Records, add_up, load
from fifrecords.model.kinds import KINDS
from fifrecords.store.git import Repository as Git
from fifrecords.store.history import versions
from fifrecords.trail.moves import Move, moves
from tests.trail.histories import grown
from tests.trail.repositories import History, Repository

PLAIN = ["people", "workers", "registered", "learner-days", "hostel-days", "hostel-people", "cost"]
OTHERS = ["organisations", "declined", "sites", "qualifications", "moved-on", "told", "share"]
MORE = [
    "both",
    "verdict",
    "hours",
    "sessions",
    "areas",
    "at-the-hostel",
    "of-the-hostel",
    "funding",
]
GRADED = ["registered"]
"""Where a better attendance lets the others of the same person count: those did not move it."""
FIGURES = [*PLAIN, *OTHERS, *MORE, "worker-days", "added-later"]


class Tallied:
    """What a plain reading of a history gives, commit by commit."""

    def __init__(self, history: History, repository: Repository) -> None:
        self.history = history
        self.folder = str(repository.folder / "records")
        self.records = [load(self.folder, at=id_).records for id_ in history.ids]
        self.figures = [add_up(records) for records in self.records]

    def moves(self, figure: str, *revisions: str) -> dict[str, Move]:
        told = list(moves(Git(self.folder), figure, *revisions))
        assert len({move.commit.id for move in told}) == len(told)
        return {move.commit.id: move for move in told}

    def agrees(self, figure: str) -> int:
        """Holds ``moves`` against the tally at every commit; gives how often the figure moved."""
        told = self.moves(figure, "main", "side")
        for number, id_ in enumerate(self.history.ids):
            parents = self.history.parents[number]
            now = worth(self.figures[number].get(figure))
            before = [worth(self.figures[each].get(figure)) for each in parents] or [None]
            where = f"{figure} at {number} ({self.history.messages[number]}): {before} -> {now}"
            assert (id_ in told) == (now not in before), where
            if id_ in told:
                assert worth(told[id_].after) == now, where
                assert worth(told[id_].before) == before[0], where
                self._names_who_moved_it(figure, number, told[id_])
        return len(told)

    def _names_who_moved_it(self, figure: str, number: int, move: Move) -> None:
        parents = self.history.parents[number]
        was = parents[0] if parents else None
        old = told_by(figure, None if was is None else self.figures[was])
        new = told_by(figure, self.figures[number])
        records = {ref for ref in {*old, *new} if old.get(ref) != new.get(ref)}
        before = None if was is None else self.records[was]
        terms = set(defined_otherwise(before, self.records[number], figure))
        where = f"{figure} at {number} ({self.history.messages[number]})"
        if "indicators" in terms:
            assert "indicators" in move.by, where
        elif figure not in GRADED:
            changed = differing(before or Records(), self.records[number])
            assert terms | (records & changed) <= set(move.by) <= changed, where
            for ref in records - changed:
                known = [each for each in (before, self.records[number]) if each]
                assert not {*chain(*(rests_on(each, ref) for each in known))}.isdisjoint(move.by)
        assert move.by, where


def worth(actual: Actual | None) -> object:
    if actual is None:
        return None
    value = actual.value
    return value.total, value.without_estimates, value.parts, value.known, actual.status


def told_by(figure: str, figures: Figures | None) -> dict[str, Counter[Any]]:
    """What each record tells of a figure and of those that it is worked out from."""
    found: dict[str, Counter[Any]] = {}
    waiting = [figures[figure]] if figures is not None and figure in figures else []
    seen = set()
    while waiting:
        actual = waiting.pop()
        if actual.figure in seen:
            continue
        seen.add(actual.figure)
        waiting += [*actual.of, *actual.components]
        for row in actual.value.rows:
            for fact in row.facts:
                told = found.setdefault(fact.ref, Counter())
                told[actual.figure, fact.body, fact.amount, fact.basis, fact.size] += 1
    found.pop("indicators", None)
    return found


def defined_otherwise(before: Records | None, after: Records, figure: str) -> Iterator[str]:
    made_of = {"cost": ["cost", "learner-days"], "both": ["both", "organisations", "declined"]}
    made_of["share"] = ["share", "worker-days", "learner-days"]
    for name in made_of.get(figure, [figure]):
        if (before and before.indicators.get(name)) != after.indicators.get(name):
            yield "indicators"
    projects = [before and before.project, after.project]
    granted = [project and project.funding for project in projects]
    if granted[0] != granted[1] and figure in ("cost", "funding"):
        yield "project"


def differing(before: Records, after: Records) -> set[str]:
    """The records that are not as they were."""
    found = {"project"} if before.project != after.project else set()
    for kind in KINDS:
        one, other = before.of(kind), after.of(kind)
        found |= {f"{kind}/{id_}" for id_ in {*one, *other} if one.get(id_) != other.get(id_)}
    return found


def rests_on(records: Records, ref: str) -> set[str]:
    """What a session says by naming it, and what those say whom it names."""
    session = records.sessions.get(ref.removeprefix("sessions/"))
    if session is None:
        return set()
    people = [each.person for each in session.attended]
    homes = [records.people[each].organisation for each in people if each in records.people]
    places = {f"organisations/{each}" for each in (*homes, session.organisation)}
    return {"project", *places, *(f"people/{each}" for each in people)}


@pytest.fixture(scope="module")
def tallied(long_history: tuple[History, Repository]) -> Tallied:
    return Tallied(*long_history)


def test_what_is_broken_at_each_commit_is_what_a_reading_there_finds(tallied: Tallied) -> None:
    """A reading also says which records have a namesake that it passed over."""
    at = dict(zip(tallied.history.ids, tallied.records, strict=True))
    for version in versions(Git(tallied.folder), "main", "side"):
        there = at[version.commit.id]
        namesakes = {ref for ref in there.broken if ref.partition("/")[2] in there.sessions}
        assert version.records.broken == there.broken - namesakes


def test_a_figure_that_was_mended_is_broken_no_more(tmp_path: Path) -> None:
    project = Repository(tmp_path / "project")
    sound = "foo:\n  measure: {count: people}\nbar:\n  measure: {count: sessions}\n"
    for text in (sound, sound.replace("people", "poeple"), sound, None):
        project.commit({"records/indicators.yaml": text})
    told = [each.records.broken for each in versions(Git(str(project.folder / "records")))]
    assert told == [set(), {"indicators/foo"}, set(), set()]


def test_the_history_is_long_and_has_something_of_everything(tallied: Tallied) -> None:
    history = tallied.history
    assert len(history.ids) > 200
    assert sum(len(parents) > 1 for parents in history.parents) >= 8
    assert len(set(history.messages)) >= 25
    assert any(records.broken for records in tallied.records)


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_moves_as_a_tally_at_every_commit_says(tallied: Tallied, figure: str) -> None:
    assert tallied.agrees(figure) >= 1


@pytest.mark.parametrize("figure", ["people", "learner-days", "cost", "organisations"])
def test_it_moves_more_than_a_few_times(tallied: Tallied, figure: str) -> None:
    assert len(tallied.moves(figure)) > 5


@pytest.mark.parametrize("figure", ["people", "cost", "verdict"])
def test_the_command_tells_the_moves_the_newest_first(tallied: Tallied, figure: str) -> None:
    folder = Path(tallied.folder).parent
    for branch in ("main", "side"):
        ids = list(tallied.moves(figure, branch))
        done = Repository(folder).run("log", figure, "--at", branch)
        heads = [line.split()[0] for line in done.stdout.split("\n") if line and line[0] != " "]
        assert heads == [id_[:10] for id_ in reversed(ids)]


def test_until_bounds_what_had_happened_not_what_was_known(tallied: Tallied) -> None:
    from datetime import date  # noqa: PLC0415

    until = date(2011, 3, 1)
    for figure in ("people", "learner-days", "qualifications", "organisations", "hours"):
        told = {
            move.commit.id: worth(move.after)
            for move in moves(Git(tallied.folder), figure, "main", "side", until=until)
        }
        for records, id_ in zip(tallied.records, tallied.history.ids, strict=True):
            if id_ in told:
                assert told[id_] == worth(add_up(records, until=until).get(figure))


@settings(max_examples=10, deadline=None)
@example(159831, 7)  # who is known too loosely to count leaves a session, and so do others
@given(st.integers(0, 10**6), st.integers(3, 12))
def test_short_histories_agree_too(seed: int, length: int) -> None:
    history, branches = grown(Random(seed), length, side=0.3)
    with TemporaryDirectory() as folder:
        tallied = Tallied(history, history.write(Path(folder), branches))
        for figure in FIGURES:
            tallied.agrees(figure)
