"""Forms: those that ship, filled from the shipped records, and a project's own."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fifrecords import Document, Records, add_up, as_markdown, as_text, fill, load
from fifrecords.form.blocks import BLOCKS, has_anything
from fifrecords.form.build import is_answered
from fifrecords.form.definition import NoSuchForm, form, known_forms
from fifrecords.form.document import NO_ANSWER, Block, Table
from fifrecords.form.source import Source
from fifrecords.form.words import text_of
from fifrecords.model.form import Answer, Form
from fifrecords.model.session import Session
from tests.conftest import ROOT, Write, sound
from tests.form.test_markdown import LINES, read_back

SHIPPED = ["end-of-grant", "lsis-fif"]
TRUST = """
    title: Grant report
    funder: Norfolk Community Trust
    sections:
      - id: grant
        question: Your organisation
        prose: false
        answers: {fields: [provider, ends]}
      - id: lessons
        question: What did you learn?
        hints: Be frank
    """


@pytest.fixture(scope="module")
def records() -> Records:
    return sound(ROOT / "records")


def filled(records: Records, wanted: Form) -> Document:
    return fill(records, add_up(records), wanted, commit="4f1c", dirty=False)


def asked(document: Document) -> dict[str, tuple[Block, ...]]:
    return {section.id: section.blocks for section in document.sections}


def tables(blocks: tuple[Block, ...]) -> dict[str, Table]:
    return {block.caption: block for block in blocks if isinstance(block, Table)}


def first_column(table: Table) -> list[str]:
    return [text_of(row[0]) for row in table.rows]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_form_has_a_source_and_asks_nothing_twice(name: str) -> None:
    wanted = form(Records(), name)
    ids = [section.id for section in wanted.sections]
    assert wanted.source
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_question_is_answered_where_the_document_answers_it(name: str, records) -> None:
    wanted = form(records, name)
    for question, section in zip(wanted.sections, filled(records, wanted).sections, strict=True):
        assert is_answered(records, add_up(records), question) == section.is_answered


@pytest.mark.parametrize("status", ["held", "planned", "cancelled"])
@pytest.mark.parametrize("kind", ["dissemination", "training"])
@pytest.mark.parametrize("reach", [{"people": 3}, {}, None])
def test_reach_answers_where_there_is_a_table_of_it(kind: str, status: str, reach: object) -> None:
    session = {"date": "2011-01-14", "kind": kind, "status": status, "reach": reach}
    records = Records(sessions={"s": Session.model_validate(session)})
    source = Source(records, add_up(records), Answer(block="reach"))
    tells = kind == "dissemination" and status != "cancelled" and reach is not None
    assert has_anything(source, "reach") == bool(BLOCKS["reach"](source)) == tells


class TestEndOfGrant:
    def test_it_bears_the_name_of_the_projects_funder(self, records: Records) -> None:
        document = filled(records, form(records, "end-of-grant"))
        assert document.title == "Learning and Skills Improvement Service: End of grant report"

    def test_it_says_where_nobody_wrote_prose_for_it(self, records: Records) -> None:
        document = filled(records, form(records, "end-of-grant"))
        unanswered = [each.id for each in document.sections if not each.is_answered]
        assert unanswered == ["summary", "story"]
        assert as_markdown(document).count(f"*{NO_ANSWER}*") == 2
        assert as_text(document).count(NO_ANSWER) == 2

    def test_it_shares_the_prose_of_questions_that_two_funders_ask(self, records: Records) -> None:
        documents = [asked(filled(records, form(records, name))) for name in SHIPPED]
        for section in ("partnership", "outcomes", "lessons", "dissemination", "continuation"):
            here, there = (document[section] for document in documents)
            assert here[0] == there[0]

    def test_it_shows_every_figure_of_the_records(self, records: Records) -> None:
        document = filled(records, form(records, "end-of-grant"))
        cited = {
            words.figure.partition("/")[0]
            for section in document.sections
            for block in section.blocks
            if isinstance(block, Table)
            for row in block.rows
            for line in row
            for words in line
            if words.figure
        }
        judged = {name for name, each in add_up(records).items() if each.judgement}
        assert cited | judged == set(add_up(records))

    def test_what_came_of_it_is_not_called_delivered(self, records: Records) -> None:
        sections = asked(filled(records, form(records, "end-of-grant")))
        came = tables(sections["difference"])["What came of it"]
        assert "People with either kind of progress, each counted once" in first_column(came)
        assert "What was delivered" in tables(sections["activities"])


class TestOwnForm:
    def test_it_is_known_before_those_that_ship(self, write: Write) -> None:
        records, findings = load(write({"forms/trust.yaml": TRUST}))
        assert findings == []
        assert known_forms(records) == ["trust", *SHIPPED]
        assert form(records, "trust").title == "Grant report"

    def test_it_asks_its_own_questions_alone(self, write: Write) -> None:
        files = {"narrative/lessons.md": "Begin earlier.\n", "narrative/poem.md": "Ode.\n"}
        records, _ = load(write({"forms/trust.yaml": TRUST, **files}))
        text = as_text(filled(records, form(records, "trust")))
        assert text.startswith("Norfolk Community Trust: Grant report\n")
        assert "Begin earlier." in text
        assert "Provider: Q Training" in text
        assert "Ode" not in text

    def test_it_comes_before_a_shipped_one_of_its_id(self, write: Write) -> None:
        records, _ = load(write({"forms/lsis-fif.yaml": TRUST}))
        assert known_forms(records) == ["lsis-fif", "end-of-grant"]
        assert len(form(records, "lsis-fif").sections) == 2
        assert len(form(Records(), "lsis-fif").sections) == 19

    def test_without_any_funder_the_title_stands_alone(self, write: Write) -> None:
        nobodys = TRUST.replace("funder: Norfolk Community Trust\n", "\n")
        records, _ = load(write({"forms/trust.yaml": nobodys}))
        assert filled(records, form(records, "trust")).title == "Grant report"

    def test_line_breaks_in_a_question_are_spaces(self, write: Write) -> None:
        text = TRUST.replace("What did", "|\n          What did\n\n          ")
        records, findings = load(write({"forms/trust.yaml": text}))
        assert findings == []
        assert form(records, "trust").sections[1].question == "What did you learn?"

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("trsut", "; did you mean trust?"),
            ("end-of-grnt", "; did you mean end-of-grant?"),
            ("xyz", "; there are trust, end-of-grant, lsis-fif"),
            ("../forms/trust", "; there are trust, end-of-grant, lsis-fif"),
            ("", "; there are trust, end-of-grant, lsis-fif"),
        ],
    )
    def test_one_that_there_is_not_is_refused(self, name: str, told: str, write: Write) -> None:
        records, _ = load(write({"forms/trust.yaml": TRUST}))
        with pytest.raises(NoSuchForm) as refused:
            form(records, name)
        assert str(refused.value) == f"there is no form {name!r}{told}"


@example(title="C #", question="## #", hint="#")
@example(title="-", question="1. 2.", hint="- 1.")
@settings(max_examples=50)
@given(title=LINES, question=LINES, hint=LINES)
def test_a_funders_words_come_back_as_they_were(title: str, question: str, hint: str) -> None:
    section = {"id": "a", "question": question, "hints": [hint]}
    wanted = Form.model_validate({"title": title, "sections": [section]})
    markdown = as_markdown(filled(Records(), wanted))
    assert read_back(markdown)[:3] == [title, f"1. {question}", hint]


@settings(max_examples=50)
@given(ids=st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True), min_size=1, max_size=8))
def test_a_form_written_as_json_is_read_as_it_is(ids: list[str], tmp_path_factory) -> None:
    """JSON is YAML: whatever asks for a form can write one."""
    folder = tmp_path_factory.mktemp("json") / "records"
    (folder / "forms").mkdir(parents=True)
    sections = [{"id": id_, "question": f"What of {id_}?"} for id_ in ids]
    text = json.dumps({"title": "Report", "sections": sections})
    (folder / "forms" / "made.yaml").write_text(text, encoding="utf-8")
    made = load(folder).records.forms["made"]
    assert [section.id for section in made.sections] == ids
