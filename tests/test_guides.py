"""The guides: what they show is what happens, in the order in which they show it."""

import re
import shlex
from collections.abc import Iterator
from contextlib import chdir
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path

import pytest
from click.testing import CliRunner

from fifrecords.cli.main import main
from tests.conftest import ROOT
from tests.trail.conftest import _surroundings
from tests.trail.repositories import Repository, git, shipped

__all__ = ["_surroundings"]

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "records" / "README.md", *sorted(DOCS.glob("*.md"))]
STEP = re.compile(
    r"^`(?P<file>[\w.-]+)`\n\n```csv\n(?P<text>(?:(?!```).*\n)*)"
    r"|^week\$ (?P<line>.*)\n(?P<shown>(?:(?!week\$ |```).*\n)*)",
    re.MULTILINE,
)


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """A clone of a project that runs, of a repository that it can push to."""
    project = shipped(tmp_path / "project")
    git(tmp_path, "clone", "--quiet", "--bare", project.folder.as_uri(), "shared.git")
    git(tmp_path, "clone", "--quiet", (tmp_path / "shared.git").as_uri(), "week")
    return tmp_path / "week"


def typed(line: str, folder: Path) -> str:
    """What a terminal shows."""
    program, *words = shlex.split(line)
    if program == "git":
        return git(folder, *words)
    assert program == "fifrecords"
    with chdir(folder):
        return CliRunner().invoke(main, words, catch_exceptions=False).output


def test_a_trainers_week(week: Path) -> None:
    for step in STEP.finditer((DOCS / "staff.md").read_text(encoding="utf-8")):
        if step["file"]:
            (week / step["file"]).write_text(step["text"], encoding="utf-8")
            continue
        told = typed(step["line"], week)
        assert OutputChecker().check_output(step["shown"], told, ELLIPSIS), f"{step[0]}\n{told}"
    shared = Repository.__new__(Repository)
    shared.folder = week.parent / "shared.git"
    assert "2011-03-22-housing-association-looking-back" in shared("show", "--stat", "HEAD")
    assert (week / "sheet.html").exists()


def anchors(page: Path) -> Iterator[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    seen: dict[str, int] = {}
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    for head in re.findall(r"^#+ (.*)$", text, re.MULTILINE):
        words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", head).lower()
        anchor = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        number = seen.get(anchor, 0)
        seen[anchor] = number + 1
        yield f"{anchor}-{number}" if number else anchor


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_every_link_leads_to_a_file_and_to_a_heading_of_it(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\(<?([^)#:>\s]*)(?:#([^)>\s]*))?>?\)", text):
        file = page.parent / target if target else page
        assert file.exists(), target
        if anchor and file.suffix == ".md":
            assert anchor in set(anchors(file)), f"{target}#{anchor}"


def test_the_index_names_every_page() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\]\((\S+?\.md)\)", index))
    assert named == {page.name for page in DOCS.glob("*.md")} - {"README.md"}


def test_the_readme_leads_to_the_index() -> None:
    assert "(docs/README.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
