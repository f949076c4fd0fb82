"""A generated answer on the kiosk and in the embedded chat, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from kiosk_house import at, chromium, wait_for
from llm_server import LlmServer, llm_server, says
from playwright.sync_api import Browser, expect
from test_generation_faces import answerable, echo, over_the_project
from web_house import SmallAssistant, served

from app.assistant import Assistant
from app.web.strings import words


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def server() -> Iterator[LlmServer]:
    with llm_server(says("nothing")) as running:
        running.play = echo
        yield running


@pytest.fixture(scope="module")
def address(assistant: Assistant, server: LlmServer) -> Iterator[str]:
    with served(cast(SmallAssistant, over_the_project(assistant, server.url))) as found:
        yield found


@pytest.mark.parametrize(("path", "language"), [("/kiosk", "ja"), ("/embed", "ru")])
def test_the_light_pages_show_who_wrote_it_and_the_passage_behind_it(
    browser: Browser, address: str, assistant: Assistant, path: str, language: str
) -> None:
    field = f"#{path[1:]}-question"
    with at(browser, address, f"{path}?language={language}") as page:
        if path == "/kiosk":
            page.tap(f"[data-speak={language}]")
            page.tap(".kiosk-begin")
            wait_for(page, "home")
        page.fill(field, answerable(assistant, language))
        page.press(field, "Enter")
        expect(page.locator(".nisso-generated")).to_have_text(words(language).generated)
        assert "Napoleon" not in page.inner_text(".nisso-said")
        page.locator(".nisso-chip").first.tap()
        expect(page.locator("#nisso-open mark").first).to_be_visible()
