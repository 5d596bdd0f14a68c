"""The page as a browser shows it: nobody is shut out, with a mouse or not, with scripts or not."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fifrecords.form.writers.page import as_page
from tests.form.pages import NOTICES, shipped

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUIETLY = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
PHONE, DESKTOP = (360, 740), (1280, 900)
EVERY_RULE = {"rules": {"target-size": {"enabled": True}}}
NUMBER = "#q-outputs a.why >> nth=0"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")


@pytest.fixture(scope="module")
def browser() -> Iterator:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
        yield browser
        browser.close()


@pytest.fixture
def read(browser, tmp_path: Path) -> Iterator:
    """Opens the shipped project's page as a file; what the browser complains of fails."""
    contexts, complaints = [], []

    def opened(*notices: str, size=DESKTOP, **how):
        file = tmp_path / "report.html"
        file.write_text(as_page(shipped(*notices)), encoding="utf-8")
        context = browser.new_context(
            viewport=dict(zip(("width", "height"), size, strict=True)), offline=True, **how
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(file.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize(
    ("scheme", "size", "notices"),
    [
        ("light", PHONE, ()),
        ("light", DESKTOP, NOTICES),
        ("dark", PHONE, NOTICES),
        ("dark", DESKTOP, ()),
    ],
)
def test_axe_finds_nobody_shut_out(read, scheme, size, notices) -> None:
    page = read(*notices, size=size, color_scheme=scheme)
    page.click(".columns summary")
    page.click("#why-funding summary")
    without = axe.Axe().run(page, options=EVERY_RULE)
    assert without.violations_count == 0, without.generate_report()
    page.click(NUMBER)
    with_panel = axe.Axe().run(page, options=EVERY_RULE)
    assert with_panel.violations_count == 0, with_panel.generate_report()


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1280, 1920])
def test_the_page_never_scrolls_sideways(read, width: int) -> None:
    page = read(*NOTICES, size=(width, 800))
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_number_opens_its_evidence_and_escape_leads_back(read) -> None:
    page = read()
    page.focus(NUMBER)
    page.keyboard.press("Enter")
    panel = page.locator("dialog")
    assert panel.get_by_role("heading").inner_text().startswith("Support workers able to help")
    assert page.evaluate("document.activeElement.id") == "panel-title"
    assert panel.locator("tbody tr").first.is_visible()
    assert page.url.endswith("#why-support-workers")
    page.keyboard.press("Escape")
    page.wait_for_function("!location.hash")
    assert not panel.is_visible()
    assert page.evaluate("document.activeElement.textContent") == "33"


def test_back_returns_from_figure_to_figure_and_then_to_the_form(read) -> None:
    page = read()
    page.click("#foot a.why[href='#why-cost-per-learner-day'] >> nth=0")
    page.click("dialog a.why[href='#why-learner-days']")
    title = page.locator("#panel-title")
    assert "learner-days" in title.inner_text()
    page.go_back()
    page.wait_for_function("document.querySelector('#panel-title').textContent.includes('cost')")
    page.go_back()
    page.wait_for_function("!document.querySelector('dialog').open")
    assert page.evaluate("location.hash") == ""


def test_the_panel_closes_by_its_button_however_deep_it_is(read) -> None:
    page = read()
    page.click("#foot a.why[href='#why-cost-per-learner-day'] >> nth=0")
    page.click("dialog a.why[href='#why-learner-days']")
    page.click("dialog button")
    page.wait_for_function("!document.querySelector('dialog').open && !location.hash")


def test_the_first_stop_of_the_keyboard_skips_to_the_form(read) -> None:
    page = read(*NOTICES)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the form"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "form"


def test_only_tables_that_scroll_are_stops_of_the_keyboard(read) -> None:
    on_a_desktop = read().locator("#q-outputs .scroll[tabindex]").count()
    on_a_phone = read(size=(320, 740)).locator("#q-outcomes .scroll[tabindex]").count()
    assert (on_a_desktop, on_a_phone) == (0, 1)


def test_without_scripts_a_number_leads_to_evidence_that_stands_open(read) -> None:
    page = read(java_script_enabled=False)
    page.click(NUMBER)
    assert page.url.endswith("#why-support-workers")
    evidence = page.locator("#why-support-workers")
    assert "distinct people who attended" in evidence.inner_text()
    assert evidence.locator("tbody tr").first.is_visible()
    assert evidence.bounding_box()["y"] < DESKTOP[1]
    assert not page.locator("#why-beneficiaries tbody tr").first.is_visible()
    page.click("#why-beneficiaries summary")
    assert page.locator("#why-beneficiaries tbody tr").first.is_visible()


def test_paper_is_light_and_bears_the_notices_on_every_sheet(read) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    page = read(*NOTICES, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    file = Path(page.evaluate("document.URL").removeprefix("file://")).with_suffix(".pdf")
    page.pdf(path=file, prefer_css_page_size=True)
    sheets = pypdf.PdfReader(file).pages
    assert all(NOTICES[0] in sheet.extract_text() for sheet in sheets)
