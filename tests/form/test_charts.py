"""What a form draws: promises against their targets, months, and whom the project reached."""

import pytest

from fifrecords import add_up
from fifrecords.form.chart import Bar, Chart
from fifrecords.form.charts import charts
from fifrecords.form.document import Document
from fifrecords.form.words import line, text_of
from fifrecords.form.writers.drawing import TARGET_AT, drawn
from fifrecords.form.writers.page import as_page
from fifrecords.model.quantity import Quantity
from tests.conftest import ROOT, Write, sound

INDICATORS = """
    hostel-people:
      number: 2
      statement: People who took part
      measure: {count: people}
      target: 4
      disaggregate: [setting, client_group, role]
    sessions-held: {measure: {count: sessions}}
    days: {measure: {sum: learner-days}}
    training-days: {measure: {sum: learner-days, where: {kind: training}}}
    dropouts:
      number: 1
      statement: People who left
      measure: latest
      target: 2
      ascending: false
    went-well:
      measure: judged
      number: 3
      judgement:
        {status: partly-achieved, date: 2011-05-20, by: project manager, because: Some did.}
    """

PROJECT = {
    "indicators.yaml": INDICATORS,
    "organisations/home.yaml": """
        name: The Home
        type: organisation
        roles: [beneficiary]
        setting: hostel
        """,
    "people/p-aaaaa.yaml": """
        role: service-user
        organisation: home
        client_group: mental-health
        joined: 2010-11-02
        """,
    "people/g-crowd.yaml": """
        role: service-user
        organisation: home
        headcount: [3, 5]
        basis: estimated
        because: By the size of the room.
        """,
    "sessions/2010-11-05-first.yaml": """
        date: 2010-11-05
        kind: training
        organisation: home
        delivered_by: q-training
        days: 0.5
        attended: [p-aaaaa]
        """,
    "sessions/2010-11-30-second.yaml": """
        date: 2010-11-30
        until: 2010-12-02
        kind: embedded-activity
        organisation: home
        delivered_by: q-training
        days: 1
        attended: [p-aaaaa]
        """,
    "sessions/2011-01-14-third.yaml": """
        date: 2011-01-14
        kind: training
        organisation: home
        delivered_by: q-training
        days: 0.5
        attended: [p-aaaaa, g-crowd]
        """,
    "sessions/2011-03-01-planned.yaml": """
        date: 2011-03-01
        kind: training
        status: planned
        organisation: home
        delivered_by: q-training
        days: 1
        attended: [p-aaaaa]
        """,
}


@pytest.fixture
def drawings(write: Write) -> dict[str, Chart]:
    records = sound(write(PROJECT))
    return {chart.title: chart for chart in charts(records, add_up(records))}


def read(bar: Bar) -> tuple[str, str, str]:
    return bar.label, text_of(bar.worth), text_of(bar.status)


def test_every_promise_is_drawn_the_funders_numbers_first(drawings) -> None:
    chart = drawings["Targets and what came of them"]
    assert [read(bar) for bar in chart.bars] == [
        ("2. People who took part", "4 to 6", "Met only with estimates"),
        ("1. People who left (less is better)", "no data", "No data"),
        ("3. Went well", "", "Partly achieved"),
    ]
    assert [text_of(bar.promised) for bar in chart.bars] == ["4", "2", ""]


def test_what_is_estimated_stands_apart(drawings) -> None:
    people = drawings["Targets and what came of them"].bars[0]
    assert people.parts == (("documented", Quantity(1, 1)), ("estimated", Quantity(3, 5)))
    assert text_of(people.made_of) == "1 + 3 to 5 estimated"


def test_sessions_are_counted_in_the_month_they_began(drawings) -> None:
    chart = drawings["Sessions held, by the month"]
    assert chart.over_time
    assert [read(bar)[:2] for bar in chart.bars] == [
        ("2010-11", "2"),
        ("2010-12", "0"),
        ("2011-01", "1"),
    ]


def test_learner_days_are_those_of_the_figure_with_the_most(drawings) -> None:
    bars = drawings["Learner days, by the month"].bars
    assert [read(bar)[:2] for bar in bars] == [
        ("2010-11", "1.5"),
        ("2010-12", "0"),
        ("2011-01", "2 to 3"),
    ]
    assert bars[0].worth[0].figure == "days/month/2010-11"


def test_people_are_drawn_by_setting_and_client_group_alone(drawings) -> None:
    by_group = drawings["People who took part, by client group"]
    assert [read(bar)[:2] for bar in by_group.bars] == [
        ("Mental health", "1"),
        ("Not recorded", "3 to 5"),
    ]
    assert by_group.bars[1].parts == (("estimated", Quantity(3, 5)),)
    assert "People who took part, by setting" in drawings
    assert not [title for title in drawings if "role" in title]


def test_a_project_with_nothing_to_draw_has_no_charts(write: Write) -> None:
    records = sound(write({}))
    assert charts(records, add_up(records)) == ()


def test_every_number_that_is_drawn_leads_to_its_figure() -> None:
    records = sound(ROOT / "records")
    figures = add_up(records)
    bars = [bar for chart in charts(records, figures) for bar in chart.bars]
    said = [said for bar in bars for said in (bar.worth, bar.made_of, bar.promised) if said]
    for each in said:
        bound = [words for words in each if any(map(str.isdigit, words.text))]
        assert all((words.figure or "").split("/")[0] in figures for words in bound)


def test_the_months_add_up_to_the_figure() -> None:
    records = sound(ROOT / "records")
    figures = add_up(records)
    months = {chart.title: chart for chart in charts(records, figures) if chart.over_time}
    for figure, title in (("sessions-held", "Sessions held"), ("learner-days", "Learner days")):
        bars = months[f"{title}, by the month"].bars
        drawn_in_all = sum(part.low for bar in bars for _, part in bar.parts)
        assert drawn_in_all == figures[figure].value.total.low


def bar(parts, target=None) -> Bar:
    return Bar("", (), tuple(parts), target=target)


def test_targets_stand_in_one_line_whatever_their_size() -> None:
    one = bar([("documented", Quantity(10, 10))], Quantity(20, 20))
    other = bar([("documented", Quantity(900, 900))], Quantity(600, 600))
    short, long = drawn(Chart("", (one, other)))
    assert short.goal.end == long.goal.end == TARGET_AT
    assert short.end == TARGET_AT / 2
    assert long.end == TARGET_AT * 1.5
    assert not long.is_cut


def test_a_bar_past_the_edge_is_cut_and_says_so() -> None:
    (cut,) = drawn(Chart("", (bar([("documented", Quantity(90, 90))], Quantity(9, 9)),)))
    assert cut.end == 100
    assert cut.is_cut
    assert "past the edge" in cut.in_words


def test_a_range_reaches_from_its_low_end_to_its_high_one() -> None:
    parts = [("counted", Quantity(10, 10)), ("estimated", Quantity(10, 30))]
    (drawing,) = drawn(Chart("", (bar(parts),)))
    assert [(p.kind, p.start, p.end) for p in drawing.pieces] == [
        ("counted", 0, 25),
        ("estimated", 25, 50),
        ("range", 50, 100),
    ]


def test_a_target_that_is_a_range_has_both_its_ends() -> None:
    (drawing,) = drawn(Chart("", (bar([], Quantity(4, 6)),)))
    assert (drawing.goal.start, drawing.goal.end) == (40, 60)


@pytest.mark.parametrize("amount", [Quantity(0, 0), Quantity(-5, -5), Quantity(-5, 0)])
def test_what_comes_to_nothing_or_less_has_no_length(amount: Quantity) -> None:
    assert drawn(Chart("", (bar([(None, amount)]),)))[0].pieces == ()
    assert drawn(Chart("", (bar([(None, amount)], Quantity(0, 0)),)))[0].pieces == ()


def page_of_months(how_many: int) -> str:
    """A page with a chart of so many months from January 2011: 0, 1, 2 ... days."""
    bars = tuple(
        Bar(
            f"{2011 + at // 12}-{at % 12 + 1:02}",
            line(str(at)),
            (("documented", Quantity(at, at)),),
        )
        for at in range(how_many)
    )
    charts = (Chart("Days, by the month", bars, over_time=True),)
    return as_page(Document("", "", (), (), charts=charts))


def test_the_months_of_a_year_have_their_numbers() -> None:
    page = page_of_months(12)
    assert ">11</text>" in page
    assert ">Dec</text>" in page


def test_of_more_months_the_highest_is_told() -> None:
    page = page_of_months(30)
    assert ">29</text>" not in page
    assert "The most: 29 in June 2013." in page
    assert [year in page for year in (">2011</text>", ">2012</text>", ">2013</text>")] == [True] * 3
