"""What a change does, as a comment on a merge request: short, right, and safe to post."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from fifrecords import Finding
from fifrecords.check.change import Change
from fifrecords.form.writers.markdown import blocks_as_markdown
from fifrecords.model.finding import printable
from fifrecords.trail.compare import Difference
from fifrecords.trail.effect import Effect
from fifrecords.trail.effect_told import told
from tests.trail.repositories import Repository, shipped

SESSION = "records/sessions/2010/2010-11-22-household-b-everyday-activity.yaml"
REF = f"sessions/{Path(SESSION).stem}"
GROUP = "records/people/g-housing-association.yaml"
BROKEN = "date: 2011-01-21\nkind: lesson\n"
READER = MarkdownIt("commonmark").enable("table")


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    return shipped(tmp_path / "project")


def comment(project: Repository, *arguments: str) -> str:
    done = project.run("diff", *arguments, "--format", "md")
    assert done.exit_code == 0
    return done.stdout


def row(text: str, figure: str) -> list[str]:
    (line,) = (line for line in text.splitlines() if line.startswith(f"| `{figure}` "))
    return [cell.strip() for cell in line.strip("|").split("|")]


def headline(text: str) -> str:
    return text.splitlines()[2]


class TestFigures:
    def test_a_figure_its_step_its_status_and_the_record_behind_it(
        self, project: Repository
    ) -> None:
        project.replace(SESSION, "days: 6", "days: 5")
        assert row(comment(project, "HEAD"), "learner-days") == [
            "`learner-days`",
            "266 (155 + 41 counted + 70 estimated)",
            "265 (154 + 41 counted + 70 estimated)",
            "\N{MINUS SIGN}1",
            "met only with estimates",
            f"`{REF}`",
        ]

    def test_money_has_a_sign_and_percentages_differ_by_points(self, project: Repository) -> None:
        project.replace(SESSION, "days: 6", "days: 5")
        text = comment(project, "HEAD")
        assert headline(text).startswith("4 figures differ; it brings ")
        assert row(text, "cost-per-learner-day")[3] == "+£0.35"
        assert row(text, "share-of-days-to-service-users")[3] == "\N{MINUS SIGN}0.12 points"

    def test_a_target_that_moves_is_shown_though_nothing_else_does(
        self, project: Repository
    ) -> None:
        project.replace("records/indicators.yaml", "target: 240", "target: 241")
        cells = row(comment(project, "HEAD"), "learner-days")
        assert cells[3] == "target 240 \N{RIGHTWARDS ARROW} 241"
        assert cells[5] == "`indicators`"

    def test_a_status_that_changes_stands_in_the_first_line(self, project: Repository) -> None:
        project.replace("records/indicators.yaml", "target: 240", "target: 280")
        text = comment(project, "HEAD")
        assert headline(text).startswith("1 figure differs, 1 in status; it brings ")
        status = "met only with estimates \N{RIGHTWARDS ARROW} not met"
        assert row(text, "learner-days")[4] == status

    def test_a_figure_that_comes_has_no_step(self, project: Repository) -> None:
        with (project.folder / "records" / "indicators.yaml").open("a") as file:
            file.write("all-sessions: {measure: {count: sessions}}\n")
        assert row(comment(project, "HEAD"), "all-sessions")[1:4] == [
            "no such figure",
            "51 (47 + 1 counted + 3 estimated)",
            "",
        ]

    def test_what_is_counted_otherwise_has_no_step(self, project: Repository) -> None:
        made = "made: {measure: {count: sessions}}\n"
        project.replace("records/indicators.yaml", "\n", f"\n{made}")
        project.commit({}, "A figure")
        days = "made: {measure: {sum: learner-days}, target: 9}\n"
        project.replace("records/indicators.yaml", made, days)
        assert row(comment(project, "HEAD"), "made")[3:5] == ["", "none → exceeded"]

    def test_a_project_that_is_new_is_told_in_short(self, tmp_path: Path) -> None:
        project = Repository(tmp_path / "new")
        project.commit({"README.md": "Before.\n"})
        shipped_records = shipped(tmp_path / "shipped").folder / "records"
        shipped_records.rename(project.folder / "records")
        project.commit({}, "Records")
        text = comment(project, "HEAD~1", "HEAD")
        assert len([line for line in text.splitlines() if line.startswith("| `")]) == 25
        assert "And 12 figures more" in text
        assert "145 added: `indicators`, `narrative/aim-and-scope`, " in text

    def test_nothing_differs(self, project: Repository) -> None:
        project.commit({"notes.txt": "Elsewhere.\n"})
        assert comment(project, "HEAD~1", "HEAD") == (
            "### What this change does\n\n"
            "No figure differs; it brings no finding; it mends no finding.\n"
        )


class TestFindings:
    def test_what_it_brings_and_mends(self, project: Repository) -> None:
        project.commit({"records/sessions/old.yaml": BROKEN})
        project.commit({"records/sessions/old.yaml": None, "records/sessions/new.yaml": BROKEN})
        project.replace(SESSION, "days: 6", "days: six")
        text = comment(project, "HEAD")
        brought = text[text.index("It brings:") :]
        assert "1 error" in headline(text)
        assert f"- `{SESSION}:" in brought
        assert "old.yaml" not in text
        assert "new.yaml" not in brought

    def test_a_claim_that_holds_no_more_is_one(self, project: Repository) -> None:
        project.replace(SESSION, "days: 6", "days: 5")
        assert (
            "- `records/narrative/outputs.md:9:24: error: says 266, "
            "the records say 265 (195 + 70 estimated) [false-claim]`" in comment(project, "HEAD")
        )

    def test_a_claim_that_holds_again_is_mended(self, project: Repository) -> None:
        project.replace(SESSION, "days: 6", "days: 5")
        project.commit({}, "A day less")
        project.replace(SESSION, "days: 5", "days: 6")
        text = comment(project, "HEAD")
        assert headline(text).endswith("it brings no finding; it mends 4 errors.")
        assert text.partition("It mends:")[2].count("[false-claim]`\n") == 4

    def test_prose_that_is_not_judged_beside_errors_is_not_mended(
        self, project: Repository
    ) -> None:
        project.replace(SESSION, "days: 6", "days: 5")
        project.commit({}, "Claims are false now")
        project.write({"records/sessions/new.yaml": BROKEN})
        text = comment(project, "HEAD")
        assert headline(text).endswith("it brings 1 error; it mends no finding.")
        left = "Figures leave out what has errors: 0 errors before the change, 1 error after it."
        assert left in text

    def test_errors_stand_before_warnings_and_no_more_than_one_reads(
        self, project: Repository
    ) -> None:
        person = "role: service-user\n"
        project.write({f"records/people/p-22{n:03}.yaml": person for n in range(16)})
        project.write({"records/organisations/new.yaml": "name: New\ntype: lesson\n"})
        text = comment(project, "HEAD")
        items = [line for line in text.splitlines() if line.startswith("- ")]
        assert "new.yaml:2:7: error" in items[0]
        assert len(items) == 16
        assert items[-1] == "- and 2 more"


class TestRecords:
    def test_what_became_of_them(self, project: Repository) -> None:
        project.replace(SESSION, "days: 6", "days: 5")
        project.write({GROUP: None, "records/people/p-22b22.yaml": "role: service-user\n"})
        text = comment(project, "HEAD")
        assert "\n1 added: `people/p-22b22`.\n" in text
        assert f"\n1 changed: `{REF}`.\n" in text
        assert "\n1 removed: `people/g-housing-association`.\n" in text

    def test_another_folder_or_other_line_ends_change_no_record(self, project: Repository) -> None:
        file = project.folder / SESSION
        text = file.read_text(encoding="utf-8")
        file.rename(file.parent.parent / file.name)
        project.write({GROUP: (project.folder / GROUP).read_bytes().replace(b"\n", b"\r\n")})
        assert "changed" not in comment(project, "HEAD")
        project.write({SESSION.replace("/2010/", "/"): text.replace("days: 6", "days: 5")})
        assert f"1 changed: `{REF}`" in comment(project, "HEAD")


WRITTEN = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1) | (
    st.sampled_from(
        [
            *("@all", "#1", "!1", "<img src=x>", "[a](http://a.example)", "![a](b)", "``", "`"),
            *("|", "a|b", "\\|", "http://a.example", "<!-- -->", "# h", "- i", "a\n\n# b", "&lt;"),
        ]
    )
)
_BLOCKS = ("paragraph", "heading", "bullet_list", "list_item", "em")
_TABLES = ("table", "thead", "tbody", "tr", "th", "td")
PLAIN = {f"{block}_{end}" for block in (*_BLOCKS, *_TABLES) for end in ("open", "close")}
PLAIN |= {"inline", "text", "code_inline"}


def tokens(text: str) -> Iterator[Token]:
    for each in READER.parse(text):
        yield each
        yield from each.children or ()


def words(found: Iterable[Token]) -> str:
    return " ".join(each.content for each in found if each.type == "text")


@given(st.lists(WRITTEN, min_size=3, max_size=3), st.lists(WRITTEN, max_size=4))
def test_what_is_written_in_records_is_never_markup(texts: list[str], refs: list[str]) -> None:
    """Nobody is notified, nothing is linked, no row is broken: it all stands as code."""
    finding = Finding(texts[0], 1, 1, "error", "bad-value", texts[1])
    figure = Difference(texts[2], None, None, tuple(refs))
    change = Effect([figure], Change([finding], [finding]), {"added": refs}, (0, 0))
    text = blocks_as_markdown(told(change))
    found = list(tokens(text))
    assert {each.type for each in found} <= PLAIN
    assert sum(each.type == "tr_open" for each in found) == 2
    assert sum(each.type == "td_open" for each in found) == 6
    assert not re.search(r"[@#!<>\[\]|]|://", words(found))
    said = [" ".join(each.content.split()) for each in found if each.type == "code_inline"]
    assert " ".join(printable(str(finding)).split()) in said
