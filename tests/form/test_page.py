"""The page holds the whole form, asks for nothing outside of itself, and says what was meant."""

import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fifrecords import add_up
from fifrecords.form.appendix import as_blocks
from fifrecords.form.document import (
    NO_ANSWER,
    Document,
    Items,
    Paragraph,
    Quotation,
    paragraph,
)
from fifrecords.form.document import Section as Answer
from fifrecords.form.evidence import Contribution, Evidence, Trace
from fifrecords.form.public import public
from fifrecords.form.words import Words, line, text_of
from fifrecords.form.writers import written
from fifrecords.form.writers.page import as_page
from fifrecords.trail.evidence import evidence
from tests.conftest import ROOT, Write, sound
from tests.form.pages import NOTICES, shipped

ANY_TEXT = st.text(
    st.sampled_from("ab1 <>&\"'{}%#/\\`\u202eא\u0627😀\x00\x07\r\x1b\x7f\x85\ufeff")
    | st.characters(),
    min_size=1,
    max_size=60,
)
BREAKERS = (
    "<script>alert(1)</script>",
    "</style><b>",
    "{{ 7 * 7 }}{% include 'x' %}",
    "<!-- ]]> --><plaintext>",
    "&amp; &lt;b&gt; &#0;",
    "\u202eright to left\u202c שלום مرحبا",
    "👩‍👩‍👧",
    "\x00\x08\x1b[31m\x7f",
    "\ud800",
    "x" * 100_000,
)


SVG = "{http://www.w3.org/2000/svg}"


def parsed(page: str) -> Element:
    """The page as a browser reads it; what is not well formed fails."""
    reader = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return reader.parse(page)


def text(element: Element | None) -> str:
    assert element is not None
    return "".join(element.itertext())


def words_of(element: Element) -> str:
    return " ".join(text(element).split())


def document(*blocks, **others) -> Document:
    section = Answer("a", 1, "Question?", (), tuple(blocks))
    return replace(Document("Form", "", (section,), ()), **others)


@pytest.fixture(scope="module")
def page() -> Element:
    return parsed(as_page(shipped()))


def test_every_question_is_a_heading_with_its_hints_and_its_answer(page: Element) -> None:
    sections = page.findall(".//section[@class='question']")
    asked = [words_of(section.find("h2")) for section in sections]
    assert asked == [f"{each.number}. {each.question}" for each in shipped().sections]
    assert len(asked) == 19
    for section, each in zip(sections, shipped().sections, strict=True):
        assert all(hint in words_of(section) for hint in each.hints)
        assert len(section) > 1 + bool(each.hints)


def test_the_contents_lead_to_the_nineteen_questions(page: Element) -> None:
    links = page.findall(".//nav//ol//a")
    ids = {each.get("id") for each in page.iter() if each.get("id")}
    assert len(links) == 19
    assert {link.get("href", "").removeprefix("#") for link in links} <= ids


def test_every_figure_stands_in_the_foot_and_in_the_evidence(page: Element) -> None:
    rows = page.findall(".//section[@id='foot']//tbody/tr")
    of_the_foot = [words_of(row[0]) for row in rows]
    of_the_evidence = [each.figure for each in shipped().evidence]
    assert of_the_foot == of_the_evidence
    shown = [each.get("id") for each in page.findall(".//section[@class='evidence']")]
    assert shown == [f"why-{figure}" for figure in of_the_evidence]


def test_every_number_leads_to_evidence_that_is_there(page: Element) -> None:
    links = [each for each in page.iter("a") if each.get("class") == "why"]
    ids = Counter(each.get("id") for each in page.iter() if each.get("id"))
    assert len(links) > 200
    assert {link.get("href", "")[1:] for link in links} <= ids.keys()
    assert max(ids.values()) == 1
    said = [words_of(link) for link in page.findall(".//section[@id='q-outputs']//a")]
    assert {"33", "266", "£93.98", "55 to 60"} <= set(said)


def test_a_number_that_no_evidence_is_shown_of_leads_nowhere() -> None:
    claim = Paragraph((Words("81", target="figure:people"), Words(" met", target="status:people")))
    assert '<p dir="auto">81 met</p>' in as_page(document(claim))


def test_the_evidence_has_lines_and_commits(page: Element) -> None:
    shown = page.find(".//section[@id='why-qualifications']")
    of_it = next(each for each in shipped().evidence if each.figure == "qualifications")
    trace = of_it.contributions[0].traces[0]
    assert f"{trace.path}:{trace.line}" in words_of(shown)
    assert len(shown.findall(".//tbody/tr")) == 14


def test_nothing_outside_of_the_page_is_asked_for(page: Element) -> None:
    assert not [each for each in page.iter() if each.tag in ("link", "img", "iframe", "object")]
    assert not [each for each in page.iter() if each.get("src") or each.get("style")]
    assert not re.search(r"url\((?!\"#)|@import", text(page.find(".//style")))
    policy = page.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_tables_are_told_to_those_who_do_not_see_them(page: Element) -> None:
    for table in page.iter("table"):
        assert words_of(table.find("caption"))
        assert all(cell.get("scope") for cell in table.iter("th"))
        assert all(words_of(cell) for cell in table.iter("th"))


def test_headings_leave_out_no_step(page: Element) -> None:
    levels = [int(each.tag[1]) for each in page.iter() if re.fullmatch("h[1-6]", str(each.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_at_a_glance_every_promise_stands_once(page: Element) -> None:
    glance = page.find(".//section[@id='glance']")
    assert words_of(glance.find("p")) == (
        "Of 19 promises, 8 are kept, 5 are kept in part, or only with estimates, 4 are not kept, "
        "and 2 are open, without data or held back."
    )
    in_part = words_of(glance.find(".//section[@class='part']"))
    assert "Days of learning, each person's days added up: Met only with estimates" in in_part
    assert "Days of learning, each person's days added up: 266 (155 + 41 counted + 70" in (
        words_of(glance.find("ul[@class='estimates']"))
    )


def test_one_promise_is_one_promise() -> None:
    charts = tuple(replace(each, bars=each.bars[:1]) for each in shipped().charts[:1])
    glance = parsed(as_page(replace(shipped(), charts=charts))).find(".//section[@id='glance']")
    assert words_of(glance.find("p")).startswith("Of 1 promise, 1 is")


def test_a_chart_says_in_words_what_it_draws(page: Element) -> None:
    charts = page.find(".//section[@id='charts']")
    titles = [words_of(each) for each in charts.iter(f"{SVG}title")]
    assert "155 + 41 counted + 70 estimated, against a target of 240" in titles
    assert any(each.startswith("October 2010 to March 2011; the most, 98.5") for each in titles)
    statuses = [words_of(each) for each in charts.findall(".//td[@class='status']")]
    assert statuses.count("Met only with estimates") == 2


def test_a_list_keeps_its_numbers() -> None:
    items = ((paragraph("a"),),)
    lists = (Items(items, 7), Items(items, 1), Items(items))
    page = parsed(written(document(*lists), "html").decode())
    made = [each for tag in ("ol", "ul") for each in page.find(".//section[@id='q-a']").iter(tag)]
    assert [(each.tag, each.get("start")) for each in made] == [
        ("ol", "7"),
        ("ol", None),
        ("ul", None),
    ]


def test_notices_come_before_anything_else_and_on_every_sheet() -> None:
    page = parsed(as_page(shipped(*NOTICES)))
    read = words_of(page.find("body"))
    first = min(read.index(each) for each in NOTICES)
    assert first < read.index(shipped().title)
    assert read.count(NOTICES[0]) == 2
    assert "@top-center" in text(page.find(".//style"))
    assert "@top-center" not in as_page(shipped())


def test_a_question_without_an_answer_says_so() -> None:
    assert NO_ANSWER in as_page(document())


def test_the_same_document_gives_the_same_bytes_wherever_it_is_written(tmp_path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); "
        "from fifrecords.form.writers import written; from tests.form.pages import shipped; "
        "sys.stdout.buffer.write(written(shipped(), 'html'))"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", script, str(ROOT)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert made[0] == made[1]
    assert written(shipped(), "html") == written(shipped(), "html")


def as_shown(said: str) -> str:
    """Text as a page can hold it: what cannot be printed has a picture in its place."""
    shown = []
    for letter in said:
        code = ord(letter)
        if code < 0x20 and letter not in "\t\n":
            shown.append(chr(0x2400 + code))
        elif code == 0x7F:
            shown.append("␡")
        else:
            lost = 0x80 <= code <= 0x9F or 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE
            lost = lost or 0xFDD0 <= code <= 0xFDEF
            shown.append("\ufffd" if lost else letter)
    return "".join(shown)


def in_every_place(said: str) -> Document:
    words = (Words(said), Words(said, "strong"), Words(said, "code"))
    of_it = Evidence(
        "people",
        said,
        said,
        line(said),
        (line(said),),
        Trace(said, 1),
        contributions=(Contribution(said, said, "counted", (Trace(said, 2, said, said, said),)),),
    )
    blocks = (Paragraph(words), Quotation((Paragraph(words),)), Items(((Paragraph(words),),)))
    return document(*blocks, title=said, subtitle=said, notices=(said,), evidence=(of_it,))


@given(ANY_TEXT)
@example("".join(map(chr, range(0xA0))))
def test_any_text_comes_back_as_itself(said: str) -> None:
    page = parsed(written(in_every_place(said), "html").decode())
    shown = as_shown(said)
    answer = page.find(".//section[@id='q-a']")
    assert [text(each) for each in answer.iter("p")] == [shown * 3] * 3
    assert text(page.find(".//h1")) == shown
    assert text(page.find(".//section[@class='notices']/p")) == shown
    assert text(page.find(".//section[@class='evidence']//tbody/tr/td[3]")) == shown


@pytest.mark.parametrize("said", BREAKERS, ids=range(len(BREAKERS)))
def test_text_that_means_something_to_a_page_is_text(said: str) -> None:
    test_any_text_comes_back_as_itself.hypothesis.inner_test(said)


@pytest.mark.parametrize(
    ("address", "is_followed"),
    [
        ("https://example.org/?a=1&b=%3C", True),
        ("mailto:projects@example.org", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/hosts", False),
        ("//[", False),
        ("notes.md", False),
    ],
)
def test_only_addresses_of_the_web_and_of_people_are_followed(address, is_followed) -> None:
    page = parsed(as_page(document(Paragraph((Words("there", target=address),)))))
    links = [each.get("href") for each in page.findall(".//section[@id='q-a']//a")]
    assert links == ([address] if is_followed else [])
    assert is_followed or text(page.find(".//section[@id='q-a']/p")) == f"there <{address}>"


def test_what_many_lines_tell_of_is_shown_in_part(write: Write) -> None:
    """One area that 45 sessions tell of, and a bound of 30 lines, 20 of one."""
    sessions = {
        f"sessions/s-{n}.yaml": f"""
            date: 2011-01-{n % 28 + 1:02}
            kind: training
            delivered_by: q-training
            days: 1
            curriculum: [ict, literacy]
            """
        for n in range(45)
    }
    folder = write({**sessions, "indicators.yaml": "areas: {measure: {count: curriculum-areas}}"})
    records = sound(folder)
    figures = add_up(records)
    short, *_ = evidence(records, figures, at_most=30)
    assert [(len(each.traces), each.unseen) for each in short.contributions] == [(20, 25), (10, 35)]
    whole, *_ = evidence(records, figures)
    assert [(len(each.traces), each.unseen) for each in whole.contributions] == [(45, 0), (45, 0)]
    page = parsed(as_page(document(evidence=(short,))))
    assert "and 25 lines more" in words_of(page.find(".//section[@class='evidence']"))
    assert text_of(short.worth) == "2"


def test_the_evidence_tells_of_groups_that_may_be_some_of_the_same_people(write: Write) -> None:
    """Their contributions come to more than their figure. Nobody's public copy lists either."""
    folder = write(
        {
            "people/g-club.yaml": "headcount: 5",
            "people/g-class.yaml": "{headcount: 4, may_overlap_with: g-club}",
            "sessions/s-1.yaml": """
                {date: 2010-10-01, kind: meeting, attended: [g-class, g-club]}
                """,
            "indicators.yaml": "met: {measure: {count: people}}",
        }
    )
    records = sound(folder)
    figures = add_up(records)
    whole = document(evidence=evidence(records, figures))
    together = "g-class and g-club may be some of the same people: 5 to 9 together."
    assert together in words_of(parsed(as_page(whole)).find(".//section[@class='evidence']"))
    assert together in "".join(map(str, as_blocks(whole.evidence[0])))
    assert "g-club" not in as_page(public(whole, records, figures))
