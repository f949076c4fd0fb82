"""The embedded chat: its page, and the web component in the page of another museum."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from kiosk_house import at, chromium
from playwright.sync_api import Browser, expect
from web_house import DISPUTE, QUESTIONS, TITLES, SmallAssistant, served, small

from app.answer import Answer
from app.request import Request
from app.web.settings import Settings
from app.web.strings import words

_COMPONENT = Path(__file__).parent.parent / "app" / "web" / "static" / "nisso-chat.js"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> SmallAssistant:
    return small(tmp_path_factory.mktemp("embed"))


@pytest.fixture(scope="module")
def address(assistant: SmallAssistant) -> Iterator[str]:
    with served(assistant) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@contextmanager
def museum(folder: Path, html: str) -> Iterator[str]:
    """Serve a page of another museum; its origin is not the application's."""
    (folder / "index.html").write_text(f"<!doctype html><meta charset=utf-8>{html}", "utf-8")
    handler = partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.mark.parametrize("language", ["ru", "en", "ja"])
def test_the_page_answers_with_complete_citations(
    browser: Browser, address: str, language: str
) -> None:
    own = words(language)
    with at(browser, address, f"/embed?language={language}") as page:
        assert page.title() == TITLES[language]
        page.locator("#embed-welcome .nisso-questions button").first.tap()
        page.locator(".nisso-chip").first.tap()
        expect(page.locator("#nisso-open mark strong")).to_contain_text("1902")
        panel = page.inner_text("#nisso-open")
        assert (own.source if language == "ru" else own.translation) in panel
        assert "Logbook, 17" in panel
        assert DISPUTE[language] in page.inner_text(".nisso-note")
        page.locator("#embed-panel [data-close]").tap()
        assert not page.locator("#nisso-open").is_visible()


def test_follow_ups_carry_the_questions_of_this_page(
    browser: Browser, address: str, assistant: SmallAssistant
) -> None:
    with at(browser, address, "/embed?language=en") as page:
        for turns, question in enumerate((QUESTIONS["en"], "And who?"), start=1):
            page.fill("#embed-question", question)
            page.keyboard.press("Enter")
            expect(page.locator(".nisso-turn .nisso-answer")).to_have_count(turns)
        assert assistant.asked[-1].history == (QUESTIONS["en"],)
        page.fill("#embed-question", "\x07")
        page.keyboard.press("Enter")
        expect(page.locator(".nisso-refused .nisso-said")).to_have_text(words("en").unreadable)


def test_one_tag_shows_the_chat_in_another_museums_page(
    browser: Browser, assistant: SmallAssistant, tmp_path: Path
) -> None:
    with museum(tmp_path, "") as origin, served(assistant, Settings(framed_by=(origin,))) as home:
        (tmp_path / "index.html").write_text(_tag(home, "ja"), "utf-8")
        hosts: list[str] = []
        page = browser.new_page()
        page.on("request", lambda one: hosts.append(one.url))
        page.goto(origin)
        frame = page.frame_locator("nisso-chat iframe")
        frame.locator(".nisso-questions button").first.click()
        frame.locator(".nisso-chip").first.click()
        expect(frame.locator("#nisso-open mark").first).to_have_text("灯台は1902年に建てられた。")
        page.evaluate("document.querySelector('nisso-chat').setAttribute('language', 'en')")
        expect(frame.locator("h1")).to_have_text(TITLES["en"])
        assert page.evaluate("document.querySelector('nisso-chat').shadowRoot.mode") == "open"
        assert {url for url in hosts if not url.startswith((origin, home, "data:"))} == set()
        page.close()


def test_a_page_that_is_not_named_may_not_show_the_chat(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    frame = f'{_tag(address, "en")}<iframe src="{address}/embed"></iframe>'
    with museum(tmp_path, frame) as origin:
        page = browser.new_page()
        with page.expect_console_message(lambda line: "frame-ancestors" in line.text):
            page.goto(origin)
        assert page.locator("nisso-chat").evaluate("chat => chat.shadowRoot") is None
        page.close()


def _tag(home: str, language: str) -> str:
    return (
        f'<script src="{home}/embed/nisso-chat.js"></script>'
        f'<nisso-chat language="{language}"></nisso-chat>'
    )


def test_the_component_is_one_small_script() -> None:
    script = _COMPONENT.read_text(encoding="utf-8")
    assert len(script.encode()) < 50_000
    assert "import" not in script


def test_only_named_origins_are_let_in(assistant: SmallAssistant) -> None:
    named = "https://museum.example"
    with served(assistant, Settings(framed_by=(named,))) as home:
        page = httpx.get(f"{home}/embed")
        assert f"frame-ancestors 'self' {named}" in page.headers["content-security-policy"]
        assert "x-frame-options" not in page.headers
        kiosk = httpx.get(f"{home}/kiosk")
        assert kiosk.headers["x-frame-options"] == "SAMEORIGIN"
        for origin, allowed in ((named, named), ("https://other.example", None)):
            answer = httpx.get(f"{home}/healthz", headers={"Origin": origin})
            assert answer.headers.get("access-control-allow-origin") == allowed


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 50_000])
def test_what_is_no_question_is_refused(address: str, body: bytes) -> None:
    assert httpx.post(f"{address}/web/answer", content=body).status_code == 400


class Hopeful(SmallAssistant):
    """Suggests a question that it cannot answer."""

    def ask(self, request: Request) -> Answer:
        """Return the known answer with one suggestion too many."""
        suggested = (QUESTIONS["en"], "What does nobody know?")
        return replace(super().ask(request), suggestions=suggested)


def test_a_suggestion_that_finds_no_answer_is_not_made(tmp_path: Path) -> None:
    with served(Hopeful(tmp_path)) as home:
        html = httpx.post(f"{home}/web/answer", json={"question": QUESTIONS["en"]}).json()["html"]
    assert "What does nobody know?" not in html
    assert html.count("data-ask") == 1
