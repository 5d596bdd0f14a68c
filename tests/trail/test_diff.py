"""What differs between two revisions, and which records and commits made it so."""

from pathlib import Path

import pytest

from tests.trail.repositories import Repository, shipped

SESSION = "records/sessions/2010/2010-11-22-household-b-everyday-activity.yaml"
REF = f"sessions/{Path(SESSION).stem}"


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    return shipped(tmp_path / "project")


def row(text: str, figure: str) -> str:
    return next((line for line in text.split("\n") if line.startswith(f"{figure} ")), "")


@pytest.mark.parametrize("arguments", [["HEAD"], ["HEAD", "HEAD"], ["HEAD~1", "HEAD"], ["HEAD~1"]])
def test_nothing_differs(project: Repository, arguments: list[str]) -> None:
    project.commit({"notes.txt": "Elsewhere.\n"})
    assert project.run("diff", *arguments).output == "no figure differs\n"


def test_what_is_not_committed(project: Repository) -> None:
    project.replace(SESSION, "days: 6", "days: 5")
    done = project.run("diff", "HEAD")
    told = row(done.stdout, "learner-days")
    assert "266 (155 + 41 counted + 70 estimated)" in told
    assert "265 (154 + 41 counted + 70 estimated)" in told
    assert told.rstrip().endswith(REF)
    assert "claim '266' of learner-days in outputs: " in done.stdout


@pytest.mark.parametrize("ends", [("HEAD~1", "HEAD"), ("HEAD", "HEAD~1")])
def test_between_commits_either_way(project: Repository, ends: tuple[str, str]) -> None:
    project.replace(SESSION, "days: 6", "days: 5")
    commit = project.commit({}, "A day less")
    told = row(project.run("diff", *ends).stdout, "learner-days")
    assert f"{REF} {commit[:10]}" in told
    first, then = ("266", "265") if ends[0] == "HEAD~1" else ("265", "266")
    assert told.index(first) < told.index(then)
    assert row(project.run("diff", *ends).stdout, "cost-per-learner-day")


@pytest.mark.parametrize(
    ("file", "old", "new", "figure"),
    [
        ("people/p-34wwc.yaml", "role: service-user", "role: support-worker", "support-workers"),
        ("people/g-service-users.yaml", "headcount: 41", "headcount: 42", "other-beneficiaries"),
        ("project.yaml", "hours_per_day: 6", "hours_per_day: 7", "learner-days"),
        ("project.yaml", "amount: 25000", "amount: 26000", "cost-per-learner-day"),
    ],
)
def test_what_other_records_tell_otherwise_by_itself(
    project: Repository, file: str, old: str, new: str, figure: str
) -> None:
    """A session that nobody touched makes no difference: who it names, or the project, does."""
    project.replace(f"records/{file}", old, new)
    commit = project.commit({}, "Mended")
    because = f"{file.removesuffix('.yaml')} {commit[:10]}"
    told = row(project.run("diff", "HEAD~1").stdout, figure)
    assert told.split("  ")[-1].strip() == because
    moved = project.run("log", figure).stdout.split("\n")[:3]
    assert moved[-1] == f"    by {file.removesuffix('.yaml')}"


def test_groups_that_may_be_some_of_the_same_people_add_less(project: Repository) -> None:
    """No session tells otherwise of either group; that they overlap makes the difference."""
    group = "records/people/g-housing-association.yaml"
    heads = "everybody: {measure: {count: people}}\n"
    project.replace("records/indicators.yaml", "\n", f"\n{heads}")
    project.commit({}, "Everybody counted")
    text = (project.folder / group).read_text(encoding="utf-8")
    overlaps = f"{text}may_overlap_with: [g-service-users]\n"
    commit = project.commit({group: overlaps}, "They may be the same people")
    told = row(project.run("diff", "HEAD~1").stdout, "everybody")
    assert told.rstrip().endswith(f"  people/g-housing-association {commit[:10]}")
    moved = project.run("log", "everybody").stdout.split("\n")[:3]
    assert moved[-1] == "    by people/g-housing-association"


def test_a_target(project: Repository) -> None:
    project.replace("records/indicators.yaml", "target: 240", "target: 280")
    commit = project.commit({}, "More is promised")
    told = row(project.run("diff", "HEAD~1").stdout, "learner-days")
    assert "met only with estimates" in told
    assert "not met" in told
    assert f"indicators {commit[:10]}" in told


def test_a_target_that_changes_no_status_shows_what_differs(project: Repository) -> None:
    project.replace("records/indicators.yaml", "target: 240", "target: 241")
    told = row(project.run("diff", "HEAD").stdout, "learner-days")
    assert "240" in told
    assert "241" in told


def test_a_figure_that_comes_or_goes(project: Repository) -> None:
    with (project.folder / "records" / "indicators.yaml").open("a") as file:
        file.write("all-sessions: {measure: {count: sessions}}\n")
    commit = project.commit({}, "One figure more")
    there = row(project.run("diff", "HEAD~1").stdout, "all-sessions")
    back = row(project.run("diff", "HEAD", "HEAD~1").stdout, "all-sessions")
    assert there.index("no such figure") < back.index("no such figure")
    assert commit[:10] in there


def test_a_claim_that_is_reworded(project: Repository) -> None:
    project.replace("records/narrative/outputs.md", "[81](", "[82](")
    done = project.run("diff", "HEAD")
    assert "claim '82' of beneficiaries in outputs: not there -> " in done.stdout
    assert "claim '81' of beneficiaries in outputs: " in done.stdout


def test_the_last_day(project: Repository) -> None:
    project.replace(SESSION, "days: 6", "days: 5")
    assert project.run("diff", "HEAD", "--until", "2010-11-01").output == "no figure differs\n"


def test_what_has_errors_is_left_out_and_that_is_told(project: Repository) -> None:
    """No figure is told of records that the tally would refuse."""
    project.replace(SESSION, "days: 6", "days: 600")
    done = project.run("diff", "HEAD")
    assert done.stderr == "left out what has errors in the work tree (2 errors)\n"
    assert "606" not in done.stdout
    assert "260 (149 + 41 counted + 70 estimated)" in row(done.stdout, "learner-days")
