"""Every number reaches a line and a commit, the one that ``git blame`` names, and adds up."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fifrecords import add_up, load
from fifrecords.model.quantity import NOTHING
from fifrecords.store.blame import LineHistory
from fifrecords.tally.adding import bodies
from fifrecords.tally.fact import Body, Fact
from fifrecords.trail.explain import Explanation, Place, explain
from fifrecords.trail.rows import made_of
from tests.conftest import ROOT
from tests.trail.histories import grown
from tests.trail.repositories import Repository, git, shipped

SESSION = "records/sessions/2010/2010-11-22-household-b-everyday-activity.yaml"


def explained(folder: Path, at: str | None = None) -> list[Explanation]:
    records = load(folder, at=at).records
    figures = add_up(records)
    return explain(records, figures, figures, at=at)


def places(found: Explanation) -> Iterator[Place]:
    yield found.defined_at
    yield from found.cites
    for each in found.contributions:
        yield from each.places
    for other in found.of:
        yield from places(other)


def blamed_as_git_says(repository: Repository, folder: Path, at: str | None = None) -> int:
    """Holds every place of every figure against git blame; gives how many are committed."""

    @cache
    def blame(path: str) -> dict[int, str]:
        below = path.removeprefix(f"{folder.as_posix()}/")
        told = git(folder, "blame", "--porcelain", *([at] if at else []), "--", below)
        heads = re.findall(r"^([0-9a-f]{40}) \d+ (\d+)", told, re.MULTILINE)
        return {int(line): commit for commit, line in heads}

    new = (
        set(git(folder, "ls-files", "--others", "--full-name").split("\n")) if at is None else set()
    )
    committed = 0
    for found in explained(folder, at):
        for place in places(found):
            within = Path(place.path).relative_to(repository.folder).as_posix()
            said = place.commit.id if place.commit else "0" * 40
            assert said == ("0" * 40 if within in new else blame(place.path)[place.line]), place
            committed += place.commit is not None
    return committed


def adds_up(found: Explanation) -> None:
    value = found.actual.value
    if value.parts is not None and value.total is not None:
        assert sum(value.parts.values(), NOTHING) == value.total
    if value.parts is not None and not found.of:
        alike = {body for each in found.together for body in each.bodies}
        apart = [each.amount for each in found.contributions if each.body not in alike]
        added = sum([*apart, *(each.amount for each in found.together)], NOTHING)
        assert added == value.total, found.actual.figure
    for other in found.of:
        adds_up(other)


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    return shipped(tmp_path / "project")


def test_every_number_reaches_a_line_and_a_commit_and_adds_up(project: Repository) -> None:
    for found in explained(project.folder / "records"):
        adds_up(found)
        assert all(place.commit is not None for place in places(found))
        if found.actual.value.known and not found.actual.judgement:
            records = {each.ref for each in places(found)}
            assert records - {"indicators"} or found.actual.figure.startswith("care-cost")


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 25))
@example(250, 7)  # a merge took one side's file, and so undid what the other had changed
def test_so_do_those_of_other_projects(seed: int, length: int) -> None:
    history, branches = grown(Random(seed), length)
    with TemporaryDirectory() as folder:
        repository = history.write(Path(folder), branches)
        for found in explained(repository.folder / "records"):
            adds_up(found)
            if found.actual.value.known and found.actual.value.parts is not None:
                assert found.contributions or found.of or found.actual.figure == "funding"
        blamed_as_git_says(repository, repository.folder / "records")
        blamed_as_git_says(repository, repository.folder / "records", history.ids[length // 2])


class TestBlame:
    def test_after_edits_renames_and_merges(self, project: Repository) -> None:
        folder = project.folder / "records"
        assert blamed_as_git_says(project, folder) > 300
        project("checkout", "--quiet", "-b", "side")
        project.replace(SESSION, "attended:", "notes: Seen.\nattended:")
        project.commit({}, "Seen")
        project("checkout", "--quiet", "main")
        project(
            "mv", SESSION, "records/sessions/2011/2010-11-22-household-b-everyday-activity.yaml"
        )
        project.replace("records/indicators.yaml", "target: 240", "target: 250")
        project.commit({}, "Moved")
        project("merge", "--quiet", "--no-commit", "side")
        project.replace("records/project.yaml", "funding: {", "funding:  {")
        project.commit({}, "Merge, and what neither side had")
        assert blamed_as_git_says(project, folder) > 300
        assert blamed_as_git_says(project, folder, "side") > 300

    def test_what_is_not_committed(self, project: Repository) -> None:
        project.replace(SESSION, "  - p-t2nk8", "  - {person: p-t2nk8, days: 6}")
        project.write({"records/people/p-zzzzz.yaml": "role: service-user\n"})
        project.replace("records/project.yaml", "funding: {", "funding:  {")
        blamed_as_git_says(project, project.folder / "records")
        done = project.run("explain", "learner-days")
        line = next(each for each in done.stdout.split("\n") if "  p-t2nk8  " in each)
        assert line.endswith("not committed")
        assert project.run("explain", "learner-days", "--at", "HEAD").stdout.count("not comm") == 0

    def test_after_a_rename_alone(self, project: Repository) -> None:
        first = project.head
        project("mv", SESSION, SESSION.replace("2010/", "2011/", 1))
        project.commit({}, "Moved")
        assert blamed_as_git_says(project, project.folder / "records") > 300
        assert first in project.run("explain", "learner-days", "--format", "json").stdout
        done = project.run("explain", "learner-days")
        line = next(each for each in done.stdout.split("\n") if "  p-t2nk8  " in each)
        assert first[:10] in line

    def test_after_a_rename_of_the_folder(self, project: Repository) -> None:
        first = project.head
        project.replace("records/indicators.yaml", "target: 240", "target: 250")
        project.commit({}, "A target")
        for was, now in (("records", "old"), ("old", "data")):
            project("mv", was, now)
            project.replace(f"{now}/project.yaml", "amount: ", "amount:  ")
            project.commit({}, "Moved")
        session = SESSION.replace("records/", "data/", 1)
        project.replace(session, "attended:", "notes: Seen.\nattended:")
        project.commit({}, "Seen")
        assert blamed_as_git_says(project, project.folder / "data") > 300
        done = project.run("explain", "learner-days", "--records", "data")
        line = next(each for each in done.stdout.split("\n") if "  p-t2nk8  " in each)
        assert first[:10] in line

    def test_what_was_changed_step_by_step_is_not_asked_for_file_by_file(
        self, project: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        project("mv", "records", "data")
        project.commit({}, "The folder is data now")
        session = SESSION.replace("records/", "data/", 1)
        project.replace(session, "attended:", "notes: Seen.\nattended:")
        project.commit({}, "Seen")
        monkeypatch.setattr(LineHistory, "_asked", None)
        assert blamed_as_git_says(project, project.folder / "data") > 300

    def test_a_name_that_was_used_before(self, project: Repository) -> None:
        text = (project.folder / SESSION).read_text()
        project.commit({SESSION: None}, "Gone")
        project.commit({SESSION: text}, "Back")
        blamed_as_git_says(project, project.folder / "records")


class TestTheCommand:
    def test_json_is_stable_and_whole(self, project: Repository) -> None:
        once = project.run("explain", "learner-days", "--format", "json").stdout
        assert once == project.run("explain", "learner-days", "--format", "json").stdout
        (found,) = json.loads(once)["explanations"]
        assert found["total"] == [266, 266]
        assert sum(each["amount"][0] for each in found["contributions"]) == 266
        head = project.head
        for each in found["contributions"]:
            assert all(place["touched"]["commit"] == head for place in each["places"])

    def test_the_same_people(self, project: Repository) -> None:
        people = "{count: people, where: {kind: consultation}}"
        with (project.folder / "records" / "indicators.yaml").open("a") as file:
            file.write(f"asked-too: {{measure: {people}}}\n")
        done = project.run("explain", "asked-too")
        assert re.search(r"the same \d+ people and groups as in learners-consulted", done.stdout)

    def test_groups_that_may_be_some_of_the_same_people(self, project: Repository) -> None:
        """Five and four who may be among them are five to nine, and a third group adds to them."""
        project.write(
            {
                "records/people/g-club.yaml": "{role: service-user, headcount: 5}",
                "records/people/g-class.yaml": """
                    {role: service-user, headcount: 4, may_overlap_with: g-club}
                    """,
                "records/people/g-visitors.yaml": "{role: service-user, headcount: 3}",
                "records/sessions/2011/2011-05-04-fair.yaml": """
                    date: 2011-05-04
                    kind: meeting
                    attended: [g-class, g-visitors, g-club]
                    """,
            }
        )
        with (project.folder / "records" / "indicators.yaml").open("a") as file:
            file.write("met: {measure: {count: people, where: {kind: meeting}}}\n")
        found = project.run("explain", "met").stdout
        assert found.startswith("met: 8 to 12")
        assert "\n  g-class and g-club may be some of the same people: 5 to 9 together\n" in found
        data = json.loads(project.run("explain", "met", "--format", "json").stdout)
        together = [{"bodies": ["g-class", "g-club"], "amount": [5, 9]}]
        assert data["explanations"][0]["together"] == together

    def test_a_record_feeds_figures_by_what_it_adds(self, project: Repository) -> None:
        ref = f"sessions/{Path(SESSION).stem}"
        for named in (ref, SESSION, Path(SESSION).stem):
            data = json.loads(project.run("explain", named, "--format", "json").stdout)
            fed = {each["figure"]: each["amount"] for each in data["feeds"] if not each["through"]}
            assert fed["learner-days"] == [6, 6]
            assert fed["beneficiaries"] == [1, 1]
            through = {each["figure"]: each["through"] for each in data["feeds"] if each["through"]}
            assert through["cost-per-learner-day"] == "learner-days"

    def test_a_claim(self, project: Repository) -> None:
        place = "records/narrative/outputs.md:1"
        for named in (place, f"{place}:2", f"./{place}", str(project.folder / place)):
            done = project.run("explain", named)
            assert done.exit_code == 0, done.output
            assert done.stdout.startswith("support-workers: 33 people")
        assert "nothing is claimed" in project.run("explain", place[:-1] + "5").stderr
        inner = project.folder / "records" / "sessions"
        done = project.run("explain", "../narrative/outputs.md:1", cwd=inner)
        assert done.stdout.startswith("support-workers: 33 people")


def test_whom_figures_share_is_found_by_telling_the_people_of_each_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[int] = []

    def noted(facts: Iterable[Fact]) -> list[Body]:
        told.append(1)
        return bodies(facts)

    monkeypatch.setattr("fifrecords.tally.recipe.bodies", noted)
    records = load(ROOT / "records").records
    figures = add_up(records)
    found = explain(records, figures, figures)
    counted = [each for each in figures if (how := figures.recipe(each)) and how.counts_once]
    asked = [each.figure for actual in figures.values() for each in made_of(actual)]
    assert any(each.shared for each in found)
    assert len(told) == len(counted) + sum(asked.count(each) for each in counted)
