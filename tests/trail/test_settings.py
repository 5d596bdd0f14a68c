"""What Git tells of a history does not hang on how whoever asks has set up Git."""

import json
from pathlib import Path

import pytest

from tests.trail.repositories import Repository

ONE, TWO, THREE, FOUR, FIVE = (
    f"records/sessions/{name}.yaml"
    for name in ("2011/one", "2011/two", 'a "quoted" year/three', "2011/four", "2011/five")
)
TWO_B, FIVE_B = TWO.replace("two", "two-b"), FIVE.replace("five", "five-b")
SESSION = """\
date: 2011-01-14
kind: training
title: Getting online
organisation: shop
delivered_by: shop
days: 0.5
attended:
  - p-aaaaa
  - p-bbbbb
evidence: [sign-in sheet]
"""
PERSON = "role: service-user\norganisation: shop\n"
RECORDS = {
    "records/project.yaml": (
        "title: Any\nprovider: shop\nform: lsis-fif\nstarts: 2010-09-01\nends: 2011-05-31\n"
    ),
    "records/vocabulary.yaml": "roles: {service-user: Service user}\n",
    "records/organisations/shop.yaml": "name: Shop\ntype: organisation\nroles: [lead-partner]\n",
    "records/people/p-aaaaa.yaml": PERSON,
    "records/people/p-bbbbb.yaml": PERSON,
    "records/indicators.yaml": "learner-days:\n  measure: {sum: learner-days}\n",
    **{
        path: SESSION.replace("-14", f"-{day}")
        for day, path in enumerate((ONE, TWO, THREE, FOUR, FIVE), 14)
    },
}
ASKED = [
    ["explain", "learner-days", "--format", "json"],
    ["log", "learner-days"],
    ["log", "sessions/two-b"],
    ["log", "organisations/shop"],
    ["diff", "HEAD~3", "HEAD"],
    ["diff", "HEAD~1", "--format", "md"],
    ["validate", "--since", "HEAD~2"],
    ["people", "scan", "--history"],
]

SETTINGS = [
    *("diff.noprefix=true", "diff.interHunkContext=5", "diff.relative=true"),
    *("diff.orderFile=/nowhere", "diff.renameLimit=1", "log.showRoot=false"),
    *("blame.ignoreRevsFile=/nowhere", "i18n.logOutputEncoding=ISO-8859-1"),
    *("diff.yaml.textconv=sort", "diff.yaml.binary=true"),
    "diff.mnemonicPrefix=true diff.context=7 diff.external=false diff.renames=false",
    "diff.algorithm=patience diff.yaml.algorithm=patience diff.yaml.command=false",
    "diff.srcPrefix=x/ diff.dstPrefix=y/ color.ui=always color.diff=always core.quotePath=true",
    "log.follow=true log.showSignature=true log.abbrevCommit=true log.date=relative",
    "log.decorate=full format.pretty=oneline blame.blankBoundary=true blame.showRoot=true",
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Sessions that one commit made and others changed, some of them under a new name."""
    project = Repository(tmp_path_factory.mktemp("settings") / "project")
    project.commit(RECORDS, "The first records")
    for path in (ONE, THREE):
        project.replace(path, "title: Getting online", "title: Online")
        project.replace(path, "  - p-bbbbb", "  - {person: p-bbbbb, days: 0.25}")
    project("commit", "--all", "--quiet", "--author=Zoë <zoe@example.org>", "--message=Né à 3 h")
    project.replace(ONE, "evidence", "notes: Seen.\nevidence")
    project.commit({}, "A note of 07700 900123")
    for path, name in ((TWO, TWO_B), (FIVE, FIVE_B)):
        project("mv", path, name)
        project.replace(name, "days: 0.5", "days: 1")
    project.commit({"records/people/p-ccccc.yaml": PERSON}, "Other names")
    project.replace(FOUR, "  - p-bbbbb", "  - {person: p-bbbbb, days: 0.25}")
    return project


def said(project: Repository) -> list[str]:
    return [project.run(*command).output for command in ASKED]


@pytest.fixture(scope="module")
def plainly(project: Repository) -> list[str]:
    return said(project)


def test_each_line_is_told_with_the_commit_that_touched_it(
    project: Repository, plainly: list[str]
) -> None:
    """So what is said under any setting is held to what is right."""
    (explained,) = json.loads(plainly[0])["explanations"]
    places = [place for each in explained["contributions"] for place in each["places"]]
    touched = {
        (place["path"], place["line"]): place["touched"] and place["touched"]["commit"]
        for place in places
    }
    first, second = project("rev-parse", "HEAD~3", "HEAD~2").split()
    attended = [(path, line) for path in (ONE, TWO_B, THREE, FOUR, FIVE_B) for line in (8, 9)]
    others = {(ONE, 9): second, (THREE, 9): second, (FOUR, 9): None}
    assert touched == dict.fromkeys(attended, first) | others
    assert "Zoë: Né à 3 h" in plainly[1]
    assert "renamed from" in plainly[2]


@pytest.mark.parametrize("set_up", SETTINGS)
def test_no_setting_changes_what_is_said(
    project: Repository,
    plainly: list[str],
    set_up: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attributes = tmp_path / "attributes"
    attributes.write_text("*.yaml diff=yaml\n")
    given = [
        *(each.split("=") for each in set_up.split()),
        ["core.attributesFile", str(attributes)],
    ]
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(given)))
    for at, (name, value) in enumerate(given):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{at}", name)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{at}", value)
    assert said(project) == plainly


@pytest.mark.parametrize(
    "variable", ["GIT_DIFF_OPTS=--unified=9", "GIT_EXTERNAL_DIFF=false", "GIT_LITERAL_PATHSPECS=1"]
)
def test_nor_does_the_environment(
    project: Repository, plainly: list[str], variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(*variable.split("=", 1))
    assert said(project) == plainly


@pytest.mark.parametrize("language", ["de", "fr"])
def test_git_may_speak_another_language(
    tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is missing is told from Git's own words, which it translates."""
    monkeypatch.setenv("LANGUAGE", language)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    project = Repository(tmp_path / "new")
    project.write(RECORDS)
    (project.folder / ".git").rename(tmp_path / "aside")
    assert "is not in a Git repository" in project.run("log", "project").stderr
