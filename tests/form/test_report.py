"""The funder's form, filled in from the shipped records."""

import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from fifrecords import Document, add_up, as_markdown, as_text, fill, load
from fifrecords.cli.main import main
from fifrecords.form.definition import form
from fifrecords.form.document import NO_ANSWER, Table
from fifrecords.form.words import text_of
from fifrecords.model.quantity import NOTHING
from fifrecords.tally.words import in_words
from tests.conftest import ROOT, Write, sound

SECTIONS = [
    *("provider", "contact", "aim-and-scope", "main-issue", "partnership", "outputs", "outcomes"),
    *("timescale", "learners", "working-with-lsis", "value-for-money", "senior-managers"),
    *("stakeholders", "learner-involvement", "dissemination", "continuation", "difficulties"),
    *("lessons", "comments"),
]


@pytest.fixture(scope="module")
def report() -> Document:
    records = sound(ROOT / "records")
    return fill(records, add_up(records), form(records, "lsis-fif"), commit="4f1c", dirty=False)


def test_the_form_asks_the_nineteen_questions_in_their_order(report: Document) -> None:
    assert [section.id for section in report.sections] == SECTIONS
    assert [section.number for section in report.sections] == list(range(1, 20))


def test_every_question_is_answered(report: Document) -> None:
    assert [section.id for section in report.sections if not section.is_answered] == []


@pytest.mark.parametrize("write_as", [as_markdown, as_text])
def test_the_written_form_holds_questions_figures_and_their_origin(write_as, report) -> None:
    text = " ".join(write_as(report).split())
    for section in report.sections:
        assert f"{section.number}. {section.question}" in text
    for words in (
        "155 + 41 counted + 70 estimated",
        "£1,785.71",
        "13 counted + 42 to 47 estimated",
    ):
        assert words in text
    assert "The records stand at commit" in text
    assert "were not changed since" in text


def test_a_claim_is_printed_as_its_number_alone(report: Document) -> None:
    assert "figure:" not in as_markdown(report)
    assert "figure:" not in as_text(report)


def test_changed_records_say_so() -> None:
    records = sound(ROOT / "records")
    filled = fill(records, add_up(records), form(records, "lsis-fif"), commit="4f1c", dirty=True)
    assert "and were changed since" in as_text(filled)


def test_without_git_no_commit_vouches() -> None:
    records = sound(ROOT / "records")
    filled = fill(records, add_up(records), form(records, "lsis-fif"), commit=None, dirty=True)
    assert "No commit vouches for the records: they are not committed, or" in as_text(filled)


def test_a_draft_says_so_at_both_ends() -> None:
    records = sound(ROOT / "records")
    kwargs = {"commit": None, "dirty": True, "draft": True}
    lines = as_text(
        fill(records, add_up(records), form(records, "lsis-fif"), **kwargs)
    ).splitlines()
    assert lines[0].startswith("DRAFT")
    assert lines[-1].startswith("DRAFT")


def test_the_prose_of_a_draft_stays_and_may_not_agree_with_the_records(write: Write) -> None:
    prose = "[34](figure:held) sessions were held.\n"
    indicators = "held: {measure: {count: sessions}}"
    folder = write({"narrative/lessons.md": prose, "indicators.yaml": indicators})
    done = CliRunner().invoke(main, ["report", "--draft", "--records", str(folder)])
    words = " ".join(done.stdout.split())
    assert "34 sessions were held." in words
    assert "DRAFT" in words
    assert "and prose may not agree with them." in words


def test_a_question_without_an_answer_says_so(write: Write) -> None:
    records, _ = load(write({}))
    filled = fill(records, add_up(records), form(records, "lsis-fif"), commit=None, dirty=True)
    lessons = filled.sections[SECTIONS.index("lessons")]
    assert not lessons.is_answered
    assert NO_ANSWER in as_text(filled)


def test_what_was_promised_without_a_number_is_told_by_its_name(write: Write) -> None:
    indicators = """
        heart: {statement: A heart of the village, measure: judged}
        shop:
          statement: A shop that stays
          measure: judged
          judgement: {status: achieved, date: 2024-05-01, by: manager, because: It is open.}
        score: {statement: Wellbeing, measure: latest, target: 4, unanswered: Too early.}
    """
    records = sound(write({"indicators.yaml": indicators}))
    figures, lsis = add_up(records), form(records, "lsis-fif")
    text = as_text(fill(records, figures, lsis, commit=None, dirty=True))
    assert "A heart of the village" in text
    assert "A shop that stays: Achieved (manager, 2024-05-01). It is open." in text
    assert "Wellbeing: no data. Too early." in text


def test_of_a_figure_without_data_no_part_is_nothing(write: Write) -> None:
    records = sound(write({"indicators.yaml": "awards: {measure: {count: qualifications}}"}))
    filled = fill(records, add_up(records), form(records, "lsis-fif"), commit=None, dirty=True)
    assert "| awards |  |  |  | no data |  |" in as_markdown(filled)


CHANGED = """
    learners:
      number: 1
      measure: {count: people}
      baseline: 12
      target:
        - {value: 30, agreed: 2010-09-01}
        - {value: 20, agreed: 2011-01-10, by: the funder, because: Two hostels declined.}
    visits:
      measure: latest
      unit: visits
      baseline: [6, 9]
      target: 4
      ascending: false
      unanswered: Too early.
    """


@pytest.mark.parametrize(
    ("until", "told"),
    [
        (None, "; the target was 30 (2010-09-01), and then 20 (2011-01-10 by the funder: Two"),
        (date(2011, 1, 9), "."),
    ],
)
def test_a_target_that_was_changed_is_shown_with_what_it_was(
    write: Write, until: date | None, told: str
) -> None:
    """The last is in force, all are shown; and where it began, and which way it should go."""
    records = sound(write({"indicators.yaml": CHANGED}))
    figures = add_up(records, until=until)
    filled = fill(records, figures, form(records, "lsis-fif"), commit=None, dirty=True)
    text = " ".join(as_text(filled).split())
    assert f"1: 12 before the project{told}" in text
    assert "Visits: less is better; 6 to 9 visits before the project." in text


def test_what_is_planned_is_shown_and_not_added(report: Document) -> None:
    text = as_markdown(report)
    assert "planned, not added" in text
    assert "55 to 60" in text


def test_parts_that_are_rounded_are_said_to_be(write: Write, report: Document) -> None:
    """Two hours of six are a third of a day: 0.33, 0.33 and 0.33 are not 1, and nothing is lost."""
    session = "kind: training\nhours: 2\nevidence: [sheet]\n"
    folder = write(
        {
            "sessions/s-1.yaml": f"{session}date: 2010-10-01",
            "sessions/s-2.yaml": f"{session}date: 2010-10-02\nbasis: counted",
            "sessions/s-3.yaml": f"{session}date: 2010-10-03\nbasis: estimated",
            "indicators.yaml": "days: {measure: {sum: delivery-days}}",
        }
    )
    records = sound(folder)
    figures = add_up(records)
    text = as_text(fill(records, figures, form(records, "lsis-fif"), commit=None, dirty=True))
    assert "0.33 + 0.33 counted + 0.33 estimated" in text
    assert "Numbers are rounded to two decimals" in text
    assert "Numbers are rounded to two decimals" not in as_text(report)


def test_a_reach_is_known_no_better_than_its_session(write: Write) -> None:
    """Heads were counted at an evening of which nobody is sure: the figure is an estimate too."""
    folder = write(
        {
            "sessions/2010-10-20-talk.yaml": """
                date: 2010-10-20
                kind: dissemination
                basis: estimated
                reach: {people: 30, basis: counted}
                """,
            "indicators.yaml": "reached: {measure: {sum: reach-people}}",
        }
    )
    records = sound(folder)
    figures = add_up(records)
    filled = fill(records, figures, form(records, "lsis-fif"), commit=None, dirty=True)
    assert rows(filled, "Dissemination") == [["2010-10-20", "", "", "30", "estimated"]]
    assert figures["reached"].value.without_estimates == NOTHING


def test_up_to_a_day_the_form_lists_what_its_figures_add_up(write: Write) -> None:
    """Who agreed and withdrew later has not withdrawn yet; a talk to come was not given."""

    def organisation(name: str, *steps: str) -> str:
        walked = ", ".join("{{date: {}, status: {}}}".format(*step.split()) for step in steps)
        return f"{{name: {name}, type: organisation, engagement: [{walked}]}}"

    def talk(day: str, reached: int) -> str:
        return (
            f"{{date: {day}, kind: dissemination, title: Talk of {day}, delivered_by: q-training, "
            f"reach: {{people: {reached}, basis: counted}}, evidence: [programme]}}"
        )

    folder = write(
        {
            "organisations/a.yaml": organisation("Early", "2010-10-04 declined"),
            "organisations/b.yaml": organisation(
                "Late", "2010-10-01 agreed", "2010-11-12 withdrew"
            ),
            "organisations/c.yaml": organisation(
                "Back", "2010-10-11 declined", "2010-12-01 agreed"
            ),
            "sessions/2010-10-20-talk.yaml": talk("2010-10-20", 30),
            "sessions/2011-05-04-talk.yaml": talk("2011-05-04", 50),
            "indicators.yaml": """
                refused:
                  measure: {count: organisations, where: {engagement: [declined, withdrew]}}
                reached: {measure: {sum: reach-people}}
                """,
        }
    )
    records = sound(folder)

    def told(until: date | None) -> tuple[list[list[str]], list[list[str]], str, str]:
        figures = add_up(records, until=until)
        filled = fill(records, figures, form(records, "lsis-fif"), commit=None, dirty=True)
        declined, talks = (
            rows(filled, "Organisations that declined"),
            rows(filled, "Dissemination"),
        )
        totals = [in_words(figures[name].value.total) for name in ("refused", "reached")]
        return [row[::3] for row in declined], [row[::3] for row in talks], *totals

    assert told(date(2010, 11, 8)) == (
        [["Early", "2010-10-04"], ["Back", "2010-10-11"]],
        [["2010-10-20", "30"]],
        *("2", "30"),
    )
    assert told(None) == (
        [["Early", "2010-10-04"], ["Late", "2010-11-12"]],
        [["2010-10-20", "30"], ["2011-05-04", "50"]],
        *("2", "80"),
    )


def rows(document: Document, caption: str) -> list[list[str]]:
    """What the table of that caption says, cell by cell."""
    blocks = (block for section in document.sections for block in section.blocks)
    (found,) = [each for each in blocks if isinstance(each, Table) and each.caption == caption]
    return [[text_of(cell) for cell in row] for row in found.rows]


def run(*arguments: str):
    return CliRunner().invoke(main, ["report", "--records", str(ROOT / "records"), *arguments])


def test_several_formats_come_from_one_run_as_from_many(tmp_path: Path) -> None:
    together = [tmp_path / f"together.{shape}" for shape in ("md", "html", "txt")]
    done = run(*(part for file in together for part in ("-o", str(file))))
    assert (done.exit_code, done.output) == (0, "")
    for file in together:
        alone = tmp_path / f"alone{file.suffix}"
        run("-o", str(alone))
        assert file.read_bytes() == alone.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-o", "{}/a.md", "-o", "{}/b.odt"), "ends in none of"),
        (("-o", "{}/a.md", "-o", "{}/b.txt", "--format", "md"), "--format is for one file"),
        (("-o", "{}/a.docx", "-o", "{}/b.docx", "--template", "x.docx"), "makes one .docx"),
        (("-o", "{}/a.docx", "--template", "x.docx", "--public"), "without --public"),
    ],
)
def test_wrong_usage_writes_nothing(tmp_path: Path, arguments, message) -> None:
    done = run(*(each.format(tmp_path) for each in arguments))
    assert done.exit_code == 2
    assert message in done.stderr
    assert not list(tmp_path.iterdir())


def test_where_one_format_cannot_be_written_none_is(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.delitem(sys.modules, "fifrecords.form.writers.pdf", raising=False)
    done = run("-o", f"{tmp_path}/a.md", "-o", f"{tmp_path}/b.pdf")
    assert done.exit_code == 2
    assert "pip install 'fifrecords[pdf]'" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    done = run("-o", f"{tmp_path}/none/a.md")
    assert done.exit_code == 2
    assert f"{tmp_path}/none/a.md: No such file or directory; nothing was written" in done.stderr


@pytest.mark.parametrize("name", ["README.md", "notes.txt", "index.html", "offer.docx", "a.pdf"])
def test_what_is_no_earlier_report_is_not_written_over(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text("What somebody wrote.\n", encoding="utf-8")
    done = run("-o", str(file))
    assert done.exit_code == 2
    assert f"{name} is there and is no earlier report; name another, or give --force" in done.stderr
    assert file.read_text(encoding="utf-8") == "What somebody wrote.\n"
    assert run("-o", str(file), "--force").exit_code == 0
    first = file.read_bytes()
    assert run("-o", str(file)).exit_code == 0
    assert file.read_bytes() == first


def test_a_file_is_not_called_another_format_than_it_has(tmp_path: Path) -> None:
    done = run("-o", f"{tmp_path}/report.html", "--format", "pdf")
    assert done.exit_code == 2
    assert "report.html is called .html; call it .pdf, or leave out --format" in done.stderr
    assert [*tmp_path.iterdir()] == []
