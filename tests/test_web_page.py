"""The chat page in a real Chromium, as visitors use it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from web_house import CHROMIUM, DISPUTE, FLAGS, QUESTIONS, TITLES, SmallAssistant, served, small

from app.web.strings import words

_BOX = "#nisso-question textarea"
_TURN = "#nisso-log .nisso-turn"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> SmallAssistant:
    return small(tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def address(assistant: SmallAssistant) -> Iterator[str]:
    with served(assistant) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        how = "no Chromium found; `apt-get install chromium` brings it"
        pytest.fail(how) if os.environ.get("CI") == "true" else pytest.skip(how)
    with sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@contextmanager
def visit(browser: Browser, address: str, path: str = "/", **options: Any) -> Iterator[Page]:  # noqa: ANN401 (whatever a browser takes)
    """Open a page as a new visitor whose browser speaks German.

    It may ask no other host for anything, and the browser must complain of nothing.
    """
    context = browser.new_context(locale="de-DE", **options)
    page = context.new_page()
    page.set_default_timeout(45_000)
    odd: list[str] = []
    page.on("request", lambda one: one.url.startswith(address) or odd.append(one.url))
    page.on("pageerror", lambda error: odd.append(str(error)))
    page.on("console", lambda line: line.type == "error" and odd.append(line.text))
    page.on("dialog", lambda dialog: (odd.append("dialog"), dialog.dismiss()))
    page.goto(address + path)
    page.wait_for_selector(".nisso-head h1")
    try:
        yield page
        assert odd == []
    finally:
        context.close()


def ask(page: Page, question: str, *, turns: int = 1) -> None:
    """Ask as a visitor does, and wait until the page holds so many answers."""
    page.fill(_BOX, question)
    page.press(_BOX, "Enter")
    expect(page.locator(_TURN)).to_have_count(turns, timeout=45_000)


def test_a_question_is_answered_and_its_citation_opens_at_the_quote(
    browser: Browser, address: str
) -> None:
    with visit(browser, address) as page:
        ask(page, QUESTIONS["ru"])
        assert "Маяк построен в 1902 году." in page.inner_text(f"{_TURN} .nisso-said")
        page.click(f"{_TURN} .nisso-chip")
        expect(page.locator("#nisso-open mark")).to_have_text("Маяк построен в 1902 году.")
        assert page.inner_text("#nisso-open mark strong") == "1902 году"
        assert words("ru").source in page.inner_text("#nisso-open .nisso-kind")
        assert "<b>высокая</b>" in page.inner_text("#nisso-open blockquote")
        assert page.evaluate("document.activeElement.tagName") == "H3"
        assert page.locator("#nisso-open mark").is_visible()


def test_every_request_of_a_visit_goes_to_the_application(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        ask(page, QUESTIONS["en"])
        page.wait_for_selector("#nisso-plot .js-plotly-plot .point")
        page.click(".nisso-events summary")
        page.click(".nisso-events button >> nth=0")
        page.wait_for_selector("#nisso-time-open blockquote")


@pytest.mark.parametrize("language", ["ru", "en", "ja"])
def test_the_language_buttons_decide_and_the_browser_does_not(
    browser: Browser, address: str, language: str
) -> None:
    own = words(language)
    with visit(browser, address) as page:
        page.click(f"#nisso-language-{language}")
        expect(page).to_have_title(TITLES[language])
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("#nisso-ask")).to_have_text(own.ask)
        assert page.get_attribute(_BOX, "placeholder") == own.ask_placeholder
        assert page.get_attribute(f"#nisso-language-{language}", "aria-pressed") == "true"
        assert f"About <{language}>" in page.inner_text(".nisso-about")
        page.click(".nisso-welcome .nisso-questions button")
        page.wait_for_selector(_TURN)
        assert page.get_attribute(_TURN, "lang") == language
        shown = page.inner_text("body")
        assert not any(text in shown for text in ("Senden", "Submit", "Loading", "Gradio"))


def test_a_question_of_markup_is_shown_as_text(browser: Browser, address: str) -> None:
    hostile = (
        "<img src=x onerror=alert(1)> **bold** $$x^2$$ ${1+1} {{7*7}} <script>alert(2)</script>"
    )
    with visit(browser, address) as page:
        ask(page, hostile)
        assert page.inner_text(f"{_TURN} .nisso-question bdi") == hostile
        assert page.locator(f"{_TURN} img, {_TURN} script").count() == 0


def test_follow_ups_carry_the_visitors_own_questions_only(
    browser: Browser, address: str, assistant: SmallAssistant
) -> None:
    with visit(browser, address) as first, visit(browser, address) as second:
        ask(first, QUESTIONS["ru"])
        ask(first, "А кто?", turns=2)
        assert assistant.asked[-1].history == (QUESTIONS["ru"],)
        ask(second, "А кто?")
        assert assistant.asked[-1].history == ()
        assert second.locator(_TURN).count() == 1


def test_a_question_in_digits_is_answered_in_the_language_of_the_screen(
    browser: Browser, address: str, assistant: SmallAssistant
) -> None:
    with visit(browser, address, "/?language=ja") as page:
        ask(page, "1902?")
        assert assistant.asked[-1].screen_language == "ja"


def test_a_shared_link_asks_its_question(browser: Browser, address: str) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    with visit(browser, address, permissions=permissions) as page:
        ask(page, QUESTIONS["ja"])
        page.click("[data-share]")
        expect(page.locator("[data-share]")).to_have_text(words("ja").shared)
        link = page.evaluate("navigator.clipboard.readText()")
        page.click("[data-copy]")
        expect(page.locator("[data-copy]")).to_have_text(words("ja").copied)
        assert "「灯台は1902年に建てられた。」" in page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{address}/?q=")
    with visit(browser, address, link.removeprefix(address)) as page:
        page.wait_for_selector(_TURN)
        assert page.inner_text(f"{_TURN} bdi >> nth=0") == QUESTIONS["ja"]
        assert page.evaluate("document.documentElement.lang") == "ja"


def test_the_original_and_the_disagreement_are_one_click_away(
    browser: Browser, address: str
) -> None:
    with visit(browser, address, "/?language=en") as page:
        ask(page, QUESTIONS["en"])
        page.wait_for_selector("#nisso-open summary")
        assert not page.locator("#nisso-open .nisso-original blockquote").is_visible()
        page.click("#nisso-open summary")
        assert "Маяк построен" in page.inner_text("#nisso-open .nisso-original")
        assert "Logbook, 17" in page.inner_text("#nisso-open .nisso-references")
        page.click(f"{_TURN} .nisso-note button")
        assert DISPUTE["en"] in page.inner_text("#nisso-open blockquote")
        assert words("en").account in page.inner_text("#nisso-open")


def test_a_keyboard_alone_suffices(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        page.focus(_BOX)
        page.keyboard.type(QUESTIONS["en"])
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector(_TURN)
        for _ in range(30):
            page.keyboard.press("Shift+Tab")
            if page.evaluate("document.activeElement.matches('.nisso-chip')"):
                break
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('#nisso-open') !== null")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.matches('.nisso-chip')")
        assert "1902" in page.text_content("#nisso-told")


def test_on_a_phone_the_passage_comes_up_when_asked_for(browser: Browser, address: str) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
    with visit(browser, address, "/?language=en", **phone) as page:
        ask(page, QUESTIONS["en"])
        assert not page.locator("#nisso-open").is_visible()
        page.tap(f"{_TURN} .nisso-chip")
        page.locator("#nisso-open mark").wait_for(state="visible")
        page.tap("[data-close]")
        page.locator("#nisso-open").wait_for(state="hidden")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390


def test_the_timeline_is_drawn_lit_zoomed_and_opened(browser: Browser, address: str) -> None:
    ranges = "document.querySelector('#nisso-plot .js-plotly-plot').layout.xaxis.range.join()"
    with visit(browser, address, "/?language=en") as page:
        ask(page, QUESTIONS["en"])
        page.wait_for_selector("#nisso-plot .textpoint")
        assert "<i>1902</i>" in page.text_content("#nisso-plot .textpoint")
        before = page.evaluate(ranges)
        page.click("[data-zoom=in]")
        page.wait_for_timeout(300)
        assert page.evaluate(ranges) != before
        page.click(".nisso-events summary")
        page.click(".nisso-events button >> nth=0")
        page.wait_for_selector("#nisso-time-open blockquote")
        assert DISPUTE["en"] in page.inner_text("#nisso-time-open")
        assert page.locator(".nisso-events .nisso-lit").count() == 1


def test_a_failure_is_told_in_the_visitors_language(
    browser: Browser, address: str, assistant: SmallAssistant
) -> None:
    with visit(browser, address, "/?language=ja") as page:
        assistant.broken = True
        try:
            ask(page, QUESTIONS["ja"])
        finally:
            assistant.broken = False
        assert words("ja").failed in page.inner_text(_TURN)
        assert "secret" not in page.content()


def test_printing_shows_the_passages(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        ask(page, QUESTIONS["ru"])
        page.emulate_media(media="print")
        assert page.locator(f"{_TURN} .nisso-shelf mark").is_visible()
        assert not page.locator("#nisso-form").is_visible()


def test_a_plain_folder_has_a_page_with_neutral_words(browser: Browser, tmp_path: Path) -> None:
    with served(small(tmp_path, plain=True)) as address, visit(browser, address) as page:
        page.click("#nisso-language-en")
        expect(page).to_have_title(words("en").title)
        ask(page, QUESTIONS["en"])
        assert not page.locator("#nisso-timeline").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, address: str, scheme: str) -> None:
    with visit(browser, address, color_scheme=scheme) as page:
        ask(page, QUESTIONS["ru"])
        page.click(f"{_TURN} .nisso-chip")
        for selector in (
            ".nisso-said",
            "#nisso-open mark",
            ".nisso-head p",
            ".nisso-sources small",
        ):
            assert contrast(page, selector) >= 4.5, selector


def contrast(page: Page, selector: str) -> float:
    """Return the contrast of an element's colour with the first ground painted behind it."""
    return float(page.evaluate(_CONTRAST, selector))


_CONTRAST = """selector => {
  const numbers = text => text.match(/[0-9.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  let element = document.querySelector(selector);
  const ink = light(numbers(getComputedStyle(element).color));
  const ground_of = e => numbers(getComputedStyle(e).backgroundColor);
  const painted = e => ground_of(e).length < 4 || ground_of(e)[3] > 0;
  while (!painted(element)) element = element.parentElement;
  const ground = light(ground_of(element));
  return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
}"""
