"""The kiosk in a real Chromium: visitors who only touch, and what is left of them."""

from __future__ import annotations

import gc
import logging
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
import uvicorn
from kiosk_house import SHAPES, at, chromium, missing, package, view, wait_for
from playwright.sync_api import Browser, Page, Route, expect
from soak_kiosk import flat, touch_visits
from web_house import DISPUTE, QUESTIONS, TITLES, SmallAssistant, served, small

from app.assistant import Assistant
from app.web.kiosk import keyboard
from app.web.kiosk.fonts import log_missing, missing_fonts
from app.web.kiosk.qr import CitationTooLong, qr_svg, take_home_text
from app.web.kiosk.words import kiosk_words
from app.web.server import create_app
from app.web.settings import Settings
from app.web.strings import words
from ingest.records import Passage

LANGUAGES = ("ru", "en", "ja")
QUOTES = {
    "ru": "Маяк построен в 1902 году.",
    "en": "The lighthouse was built in 1902.",
    "ja": "灯台は1902年に建てられた。",
}
KEYS = {"ru": "маяк?", "en": "tower?", "ja": "とうだい？"}
_NO_KEYBOARD = "the on-screen keyboard is not installed; `make kiosk` installs it"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> SmallAssistant:
    return small(tmp_path_factory.mktemp("kiosk"))


@pytest.fixture(scope="module")
def address(assistant: SmallAssistant) -> Iterator[str]:
    with served(assistant) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def begin(page: Page, language: str) -> None:
    """Touch the screen, in a language of choice."""
    if language != "ru":
        page.tap(f"[data-speak={language}]")
        page.wait_for_selector(f"#kiosk[data-view=attract][lang={language}]")
    page.tap(".kiosk-begin")
    wait_for(page, "home")


def ask_starter(page: Page) -> None:
    """Touch the first question on offer, and wait for its answer."""
    page.locator("#kiosk [data-part=home] .nisso-questions button").first.tap()
    page.wait_for_selector("#kiosk-turn .nisso-answer")


@pytest.mark.parametrize(("language", "shape"), zip(LANGUAGES, [*SHAPES, "portrait"], strict=True))
def test_a_visit_by_touch_alone_from_attract_to_quote_to_idle_reset(
    browser: Browser, address: str, language: str, shape: str
) -> None:
    with at(browser, address, shape=shape) as page:
        begin(page, language)
        ask_starter(page)
        assert QUOTES[language] in page.inner_text(".nisso-said")
        expect(page.locator("#nisso-open blockquote mark").first).to_have_text(QUOTES[language])
        page.locator(".nisso-sources button").first.tap()
        assert page.locator("#nisso-open mark").first.is_visible()
        if language != "ru":
            assert "Маяк построен" in page.inner_text("#nisso-open .nisso-original blockquote")
        assert "Logbook, 17" in page.inner_text("#nisso-open .nisso-references")
        assert DISPUTE[language] in page.inner_text(".nisso-note")
        page.tap(".nisso-note button")
        assert words(language).account in page.inner_text("#nisso-open")
        assert page.locator(".kiosk-strip .kiosk-lit").count() == 1
        page.clock.fast_forward(90_500)
        page.wait_for_selector("#kiosk-warning[open]")
        assert kiosk_words(language).still_there in page.inner_text("#kiosk-warning")
        page.clock.run_for(15_500)
        wait_for(page, "attract")
        assert page.get_attribute("html", "lang") == "ru"
        assert QUOTES[language] not in page.content()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keyboard_writes_every_script(browser: Browser, address: str, language: str) -> None:
    if not keyboard.is_installed():
        missing(_NO_KEYBOARD)
    with at(browser, address, shape="portrait") as page:
        begin(page, language)
        page.tap("#kiosk-question")
        page.wait_for_selector(".kiosk-keys .hg-button")
        for character in KEYS[language]:
            if character == "だ":
                page.locator(".hg-button[data-skbtn='た']").tap()
                page.locator(".hg-button[data-skbtn='{voiced}']").tap()
            else:
                page.locator(f".hg-button[data-skbtn='{character}']").first.tap()
        assert page.input_value("#kiosk-question") == KEYS[language]
        smallest = page.evaluate(
            "[...document.querySelectorAll('.hg-button')].map(b => b.getBoundingClientRect())"
            ".reduce((least, box) => Math.min(least, box.width, box.height), 999)"
        )
        assert smallest >= 56
        page.locator(".hg-button[data-skbtn='{send}']").tap()
        page.wait_for_selector("#kiosk-turn .nisso-abstained")
        assert page.inner_text("#kiosk-turn .nisso-question bdi") == KEYS[language]
        assert page.locator("#kiosk-turn .nisso-questions button").count() > 0
        assert page.input_value("#kiosk-question") == ""


def test_a_physical_keyboard_suffices(browser: Browser, address: str) -> None:
    with at(browser, address) as page:
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.kiosk-begin')"):
                break
        page.keyboard.press("Enter")
        wait_for(page, "home")
        page.focus("#kiosk-question")
        page.keyboard.type(QUESTIONS["en"])
        page.keyboard.press("Enter")
        page.wait_for_selector("#kiosk-turn .nisso-answer")
        assert page.evaluate("document.activeElement.matches('.nisso-question')")
        expect(page.locator("#kiosk-told")).to_have_text(QUOTES["en"])
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('#nisso-open') !== null")


def test_a_touch_dismisses_the_warning(browser: Browser, address: str) -> None:
    with at(browser, address) as page:
        begin(page, "en")
        ask_starter(page)
        page.clock.fast_forward(91_000)
        page.wait_for_selector("#kiosk-warning[open]")
        page.tap("[data-stay] >> visible=true")
        page.wait_for_selector("#kiosk-warning", state="hidden")
        page.clock.run_for(16_000)
        assert view(page) == "answer"


@pytest.mark.parametrize(("of_exhibit", "of_command"), [(20, None), (90, 20)])
def test_the_exhibit_sets_the_idle_time_and_the_command_overrules_it(
    browser: Browser, tmp_path: Path, of_exhibit: int, of_command: int | None
) -> None:
    curious = small(tmp_path)
    curious.index.exhibit = replace(curious.index.exhibit, idle=of_exhibit)
    settings = Settings(idle=of_command)
    with served(curious, settings) as address, at(browser, address) as page:
        begin(page, "ru")
        page.clock.fast_forward(19_000)
        assert not page.locator("#kiosk-warning").is_visible()
        page.clock.fast_forward(2_000)
        page.wait_for_selector("#kiosk-warning[open]")


def test_a_second_visitor_sees_nothing_of_the_first(
    browser: Browser, address: str, assistant: SmallAssistant
) -> None:
    backwards = "аретаК ялд ьнедюлбан"  # turned round in the page, so that only it was ever sent
    with at(browser, address) as page:
        begin(page, "ru")
        page.evaluate(
            "text => { const box = document.getElementById('kiosk-question');"
            " box.value = [...text].reverse().join('');"
            " box.form.requestSubmit(); }",
            backwards,
        )
        page.wait_for_selector("#kiosk-turn .nisso-answer")
        page.tap("[data-larger]")
        page.tap("[data-speak=ja]")
        page.wait_for_selector("#kiosk[lang=ja] #kiosk-turn .nisso-answer")
        page.tap(".kiosk-over")
        wait_for(page, "attract")
        assistant.asked.clear()
        assert backwards[::-1] not in page.content()
        kept = page.evaluate(
            "JSON.stringify([{...localStorage}, {...sessionStorage}, history.state,"
            " document.cookie, window.name])"
        )
        assert kept == '[{},{},null,"",""]'
        assert page.get_attribute("html", "class") == "kiosk-page"
        page.tap(".kiosk-begin")
        assert page.input_value("#kiosk-question") == ""
        ask_starter(page)
        assert assistant.asked[0].history == ()
    _collect()
    assert not _remembered(backwards)


def _collect() -> None:
    for _ in range(3):
        gc.collect()
        time.sleep(0.05)


def _remembered(backwards: str) -> list[str]:
    """Return what in this process, the server's, still holds the text that was sent."""
    secret = backwards[::-1]
    own = {id(secret)}
    return [
        type(holder).__name__
        for holder in gc.get_objects()
        for text in _texts(holder)
        if secret in text and id(text) not in own
    ]


def _texts(holder: object) -> list[str]:
    if isinstance(holder, dict):
        # As a plain dict: what transformers keeps loads a module for each value that is asked for.
        found: list[Any] = [*dict.values(holder), *(k for k in dict.keys(holder) if type(k) is str)]
    elif isinstance(holder, list | tuple | set | frozenset):
        found = list(holder)
    else:
        found = gc.get_referents(holder)
    return [text for text in found if type(text) is str]


def test_there_is_no_way_out(browser: Browser, address: str) -> None:
    stopped = """kind => {
      const event = new Event(kind, { bubbles: true, cancelable: true });
      document.querySelector('main').dispatchEvent(event);
      return event.defaultPrevented;
    }"""
    with at(browser, address) as page:
        begin(page, "en")
        ask_starter(page)
        assert page.locator("a, [data-share], [data-copy], footer, input[type=file]").count() == 0
        for kind in ("contextmenu", "selectstart", "dragstart", "drop", "copy"):
            assert page.evaluate(stopped, kind), kind
        for keys in ("Control+p", "Control+s", "F12", "Control+Shift+i", "Alt+ArrowLeft"):
            page.keyboard.press(keys)
        assert (
            page.evaluate("getComputedStyle(document.documentElement).touchAction") == "pan-x pan-y"
        )
        assert page.evaluate("getComputedStyle(document.querySelector('p')).userSelect") == "none"
        pinched = page.evaluate("""() => {
          const touch = n => new Touch({ identifier: n, target: document.body });
          const event = new TouchEvent('touchmove', { touches: [touch(1), touch(2)],
            bubbles: true, cancelable: true });
          document.body.dispatchEvent(event);
          return event.defaultPrevented;
        }""")
        assert pinched
        assert page.evaluate("window.visualViewport.scale") == 1
        assert page.url == f"{address}/kiosk"


@pytest.mark.parametrize(
    ("shape", "language"), [("portrait", "ru"), ("landscape", "en"), ("portrait", "ja")]
)
def test_everything_is_legible_from_a_metre_large_enough_for_a_finger_and_uncovered(
    browser: Browser, address: str, shape: str, language: str
) -> None:
    with at(browser, address, shape=shape, reduced_motion="reduce") as page:
        _legible(page)
        begin(page, language)
        _legible(page)
        page.tap("[data-go=browse]")
        _legible(page)
        page.tap(".kiosk-over")
        begin(page, language)
        ask_starter(page)
        _legible(page)
        page.tap("[data-take]")
        page.wait_for_selector("#kiosk-take[open]")
        _legible(page)
        page.tap("#kiosk-take [data-stay]")
        if keyboard.is_installed():
            page.tap("#kiosk-question")
            page.wait_for_selector(".kiosk-keys .hg-button")
            _legible(page)
            page.locator(".hg-button[data-skbtn='{hide}']").tap()
        page.clock.fast_forward(91_000)
        page.wait_for_selector("#kiosk-warning[open]")
        _legible(page)
        page.tap("#kiosk-warning [data-stay]")
        before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        page.tap("[data-larger]")
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > before * 1.2
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _legible(page: Page) -> None:
    found = page.evaluate(_MEASURE)
    assert found["small"] == []
    assert found["narrow"] == []
    assert found["faint"] == []
    assert found["covered"] == []
    assert found["texts"] >= 3


_MEASURE = """() => {
  const numbers = text => text.match(/[0-9.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = element => {
    for (let one = element; one; one = one.parentElement) {
      const paint = numbers(getComputedStyle(one).backgroundColor);
      if (paint.length < 4 || paint[3] > 0) return paint;
    }
    return [255, 255, 255];
  };
  const top = document.querySelector('dialog[open]') || document.getElementById('kiosk');
  const seen = e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.nisso-hidden');
  const name = e => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 30)}`;
  const found = { small: [], narrow: [], faint: [], covered: [], texts: 0 };
  const inView = (x, y, element) => {
    for (let one = element; one; one = one.parentElement) {
      const box = one.getBoundingClientRect();
      const clips = one === element || getComputedStyle(one).overflowY !== 'visible';
      if (clips && (x < box.left || x > box.right || y < box.top || y > box.bottom)) return false;
    }
    return x < innerWidth && y < innerHeight;
  };
  for (const element of top.querySelectorAll('*')) {
    if (!seen(element)) continue;
    const own = [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    const style = getComputedStyle(element);
    if (own) {
      found.texts += 1;
      if (parseFloat(style.fontSize) < 22) found.small.push(name(element));
      const [ink, paper] = [light(numbers(style.color)), light(ground(element))];
      const contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
      if (contrast < 7) found.faint.push(`${contrast.toFixed(2)} ${name(element)}`);
    }
    if (element.matches('button, input, summary')) {
      const box = element.getBoundingClientRect();
      if (box.width < 55.9 || box.height < 55.9)
        found.narrow.push(`${box.width}x${box.height} ${name(element)}`);
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const there = inView(x, y, element) ? document.elementFromPoint(x, y) : element;
      if (!element.contains(there)) found.covered.push(`${name(there)} covers ${name(element)}`);
    }
  }
  return found;
}"""


def test_the_attract_screen_moves_slowly_unless_motion_is_unwelcome(
    browser: Browser, address: str
) -> None:
    moving = "getComputedStyle(document.querySelector('.kiosk-strip ol')).animationName"
    for motion, name in (("no-preference", "kiosk-pass"), ("reduce", "none")):
        with at(browser, address, reduced_motion=motion) as page:
            assert page.evaluate(moving) == name


def test_the_attract_screens_question_changes_and_can_be_touched(
    browser: Browser, tmp_path: Path
) -> None:
    curious = small(tmp_path)
    texts = cast(Any, curious.index.exhibit.texts)
    texts["ru"]["examples"] = [QUESTIONS["ru"], QUESTIONS["en"]]
    with served(curious) as address, at(browser, address) as page:
        assert page.inner_text(".kiosk-asked") == QUESTIONS["ru"]
        page.clock.run_for(8_100)
        assert page.inner_text(".kiosk-asked") == QUESTIONS["en"]
        page.clock.run_for(8_100)
        page.tap(".kiosk-asked button")
        page.wait_for_selector("#kiosk-turn .nisso-answer")


def test_an_event_of_the_timeline_opens_its_passage(browser: Browser, address: str) -> None:
    with at(browser, address) as page:
        begin(page, "en")
        page.tap(".kiosk-strip button >> nth=0")
        expect(page.locator("#nisso-open blockquote")).to_have_text(DISPUTE["en"])
        page.tap("[data-shut]")
        assert not page.locator("#nisso-open").is_visible()


def test_another_language_gives_the_same_question_its_answer(
    browser: Browser, address: str
) -> None:
    with at(browser, address) as page:
        begin(page, "ru")
        ask_starter(page)
        page.tap("[data-speak=ja]")
        page.wait_for_selector("#kiosk-turn .nisso-turn[lang=ja] .nisso-chip")
        assert QUOTES["ja"] in page.inner_text(".nisso-said")
        assert page.title() == TITLES["ja"]


def test_a_language_touched_before_its_screen_has_come_is_spoken_when_it_comes(
    browser: Browser, address: str
) -> None:
    with at(browser, address, path="/kiosk/alive") as page:
        held: list[Route] = []
        page.route("**/kiosk/screen/*", lambda route: held.append(route))
        page.goto(f"{address}/kiosk")
        page.tap("[data-speak=en]")
        page.wait_for_timeout(200)
        assert page.get_attribute("html", "lang") == "ru"
        assert held
        page.unroute("**/kiosk/screen/*")  # lets go of what was held
        page.wait_for_selector("#kiosk[lang=en]")


def test_an_answer_is_read_aloud_by_a_local_voice_only(browser: Browser, address: str) -> None:
    with at(browser, address) as page:
        page.evaluate(_VOICES, False)
        begin(page, "en")
        ask_starter(page)
        assert not page.locator("[data-aloud]").is_visible()
        page.tap(".kiosk-over")
        page.evaluate(_VOICES, True)
        begin(page, "en")
        ask_starter(page)
        page.tap("[data-aloud]")
        assert page.evaluate("window.spoken") == QUOTES["en"]
        page.tap(".kiosk-over")
        assert page.evaluate("window.spoken") is None


_VOICES = """local => {
  const voice = { lang: 'en-GB', localService: local, name: 'a voice' };
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  speechSynthesis.getVoices = () => [voice];
  speechSynthesis.speak = said => { window.spoken = said.text; };
  speechSynthesis.cancel = () => { window.spoken = null; };
}"""


def test_the_code_to_take_home_holds_quote_and_citation(browser: Browser, address: str) -> None:
    with at(browser, address) as page:
        begin(page, "ja")
        ask_starter(page)
        page.tap("[data-take]")
        page.evaluate("document.querySelector('#kiosk-take img').decode()")
        page.evaluate(package("jsqr/dist/jsQR.js").replace("typeof exports", "typeof nothing"))
        text = page.evaluate(_READ_CODE)
        assert "「灯台は1902年に建てられた。」" in text
        assert "Petrov, Ivan. Logbook. 17." in text
        assert "[tower:built:ja]" in text
        assert words("ja").translation in text


_READ_CODE = """() => {
  const image = document.querySelector('#kiosk-take img');
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 800;
  const brush = canvas.getContext('2d');
  brush.fillStyle = '#fff';
  brush.fillRect(0, 0, 800, 800);
  brush.drawImage(image, 0, 0, 800, 800);
  const found = window.jsQR(brush.getImageData(0, 0, 800, 800).data, 800, 800);
  return new TextDecoder().decode(new Uint8Array(found.binaryData));
}"""


def _long(text: str, title: str = "Маяк") -> Passage:
    return Passage("a:ru", "a", title, "ru", "source", "1902", text, 0, len(text), 1, "a")


def test_a_long_quote_is_shortened_and_its_citation_is_not(assistant: SmallAssistant) -> None:
    passage = _long("слово " * 400)
    text = take_home_text(passage, cast(Any, assistant.index), start=0, end=len(passage.text))
    assert text.startswith("«слово слово")
    assert "слово…»" in text
    assert text.endswith("Маяк\n1902\n(Слова источника)\n[a:ru]")
    assert len(text.encode()) <= 858
    assert b"<svg" in qr_svg(text)
    with pytest.raises(CitationTooLong):
        take_home_text(_long("слово", "Маяк" * 200), cast(Any, assistant.index), start=0, end=5)


@pytest.mark.parametrize(
    "path",
    ["nothing?start=0&end=1", "tower:built:ru?start=5&end=2", "tower:built:ru?start=0&end=99999"],
)
def test_a_quote_that_is_not_there_has_no_code(address: str, path: str) -> None:
    assert httpx.get(f"{address}/kiosk/qr/{path}").status_code == 404


def test_the_keyboard_that_is_not_installed_is_told_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keyboard.log_absence(tmp_path)
    assert "`make kiosk` installs it" in caplog.text
    with pytest.raises(Exception, match="keyboard"):
        keyboard.keyboard_file("keyboard.js", tmp_path)


def test_missing_fonts_are_told_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lister = tmp_path / "fc-list"
    lister.write_text('#!/bin/sh\n[ "$1" = ":lang=ja" ] || echo Some Sans\n')
    lister.chmod(0o755)
    with caplog.at_level(logging.WARNING):
        log_missing(missing_fonts(str(lister)))
    assert "no Japanese font" in caplog.text
    assert "Cyrillic" not in caplog.text


def test_a_server_that_is_started_again_brings_the_attract_screen(
    browser: Browser, assistant: SmallAssistant
) -> None:
    with socket.socket() as first:
        first.bind(("127.0.0.1", 0))
        port = first.getsockname()[1]
    running = _Run(assistant, port)
    context = browser.new_context(has_touch=True, viewport={"width": 1080, "height": 1920})
    page = context.new_page()
    try:
        page.goto(f"http://127.0.0.1:{port}/kiosk")
        begin(page, "ru")
        ask_starter(page)
        running.stop()
        page.wait_for_selector("#kiosk-moment[open]", timeout=10_000)
        assert kiosk_words("ru").moment in page.inner_text("#kiosk-moment")
        running = _Run(assistant, port)
        began = time.monotonic()
        page.wait_for_selector("#kiosk[data-view=attract]", timeout=10_000)
        assert time.monotonic() - began < 10
        assert not page.locator("#kiosk-moment").is_visible()
    finally:
        running.stop()
        context.close()


class _Run:
    """One run of the server on a port that the next run takes over."""

    def __init__(self, assistant: SmallAssistant, port: int) -> None:
        app = create_app(cast(Assistant, assistant), Settings())
        config = uvicorn.Config(app, port=port, log_level="error", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)

    def stop(self) -> None:
        """End the run and free its port."""
        self._server.should_exit = True
        self._thread.join(10)


def test_a_failing_answer_is_told_and_is_no_dead_end(browser: Browser, tmp_path: Path) -> None:
    broken = small(tmp_path)
    with served(broken) as address, chromium_page(browser, address) as page:
        begin(page, "en")
        broken.broken = True
        page.locator("#kiosk [data-part=home] .nisso-questions button").first.tap()
        expect(page.locator(".nisso-waiting")).to_have_text(words("en").failed)
        assert page.locator("#kiosk-turn .nisso-questions button").count() == 1


class chromium_page:  # noqa: N801 (used as a function)
    """A page that may complain in its console, as it does of a failed request."""

    def __init__(self, browser: Browser, address: str) -> None:
        """Open the kiosk at `address`."""
        self._context = browser.new_context(has_touch=True)
        self._page = self._context.new_page()
        self._page.goto(f"{address}/kiosk")

    def __enter__(self) -> Page:
        """Give the page."""
        return self._page

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._context.close()


def test_a_plain_folder_has_a_kiosk_too(browser: Browser, tmp_path: Path) -> None:
    plain = small(tmp_path, plain=True)
    with served(plain) as address, at(browser, address) as page:
        begin(page, "en")
        assert words("en").title in page.title()
        page.fill("#kiosk-question", QUESTIONS["en"])
        page.keyboard.press("Enter")
        page.wait_for_selector("#kiosk-turn .nisso-answer")
        assert not page.locator(".kiosk-strip").count()


def test_twenty_visits_leave_the_page_and_the_server_as_they_were(
    browser: Browser, address: str, assistant: SmallAssistant
) -> None:
    with at(browser, address) as page:
        marks = list(touch_visits(page, 20, every=5))
        assistant.asked.clear()
    assert flat([mark.nodes for mark in marks])
    assert flat([mark.heap for mark in marks])
    assert flat([mark.objects for mark in marks])


@pytest.mark.parametrize("path", ["/", "/kiosk", "/embed"])
def test_axe_finds_nothing_serious_in_any_language(
    browser: Browser, address: str, path: str
) -> None:
    axe = package("axe-core/axe.min.js")
    with at(browser, address, path, reduced_motion="reduce") as page:
        for language in LANGUAGES:
            _open_citation(page, path, language)
            page.evaluate(axe)
            assert page.evaluate(_AXE) == []
            if path == "/kiosk":
                page.tap("[data-take]")
                page.wait_for_selector("#kiosk-take[open]")
                assert page.evaluate(_AXE) == []
                page.tap("#kiosk-take [data-stay]")
                page.tap(".kiosk-over")
                assert page.evaluate(_AXE) == []


def _open_citation(page: Page, path: str, language: str) -> None:
    if path == "/kiosk":
        begin(page, language)
        ask_starter(page)
        return
    page.click(f"#nisso-language-{language}" if path == "/" else f"nav a[lang={language}]")
    page.wait_for_selector(f"html[lang={language}]")
    page.locator(".nisso-questions button").first.click()
    page.locator(".nisso-chip").first.click()
    page.locator("#nisso-open mark").first.wait_for()
    if path == "/":
        page.wait_for_selector("#nisso-plot .js-plotly-plot")  # drawn last


_AXE = """async () => {
  const options = { resultTypes: ['violations'] };
  const found = await axe.run(document, options);
  return found.violations.filter(one => ['serious', 'critical'].includes(one.impact))
    .map(one => `${one.id}: ${one.nodes.map(n => n.html.slice(0, 160)).join(' | ')}`);
}"""
