"""A visitor at the kiosk: a touch screen, a browser that speaks German, nothing foreign asked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from web_house import CHROMIUM, FLAGS

SHAPES = {"portrait": (1080, 1920), "landscape": (1920, 1080)}
_BROWSER_PACKAGES = Path(__file__).parent / "browser"


def missing(how: str) -> None:
    """Skip a test that cannot run here; with CI=true that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(how)
    pytest.skip(how)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a running browser, or say how to get one."""
    if CHROMIUM is None:
        missing("no Chromium found; `apt-get install chromium` brings it")
    with sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


def package(path: str) -> str:
    """Return a script that npm installs for the tests, or say how to install it."""
    file = _BROWSER_PACKAGES / "node_modules" / path
    if not file.is_file():
        missing(f"{path} is not installed; run `npm ci --prefix tests/browser`")
    return file.read_text(encoding="utf-8")


@contextmanager
def at(
    browser: Browser,
    address: str,
    path: str = "/kiosk",
    *,
    shape: str = "landscape",
    **options: Any,  # noqa: ANN401 (whatever a browser takes)
) -> Iterator[Page]:
    """Open a page by touch with a clock that a test can move; complain of anything odd.

    Any request to another host, error, dialogue of the browser or second page is odd.
    """
    width, height = SHAPES[shape]
    settings: dict[str, Any] = {"viewport": {"width": width, "height": height}, "has_touch": True}
    context = browser.new_context(locale="de-DE", **settings | options)
    odd: list[str] = []
    context.on("request", lambda one: _ours(one.url, address) or odd.append(one.url))
    page = context.new_page()
    context.on("page", lambda other: odd.append(f"a second page: {other.url}"))
    page.set_default_timeout(45_000)
    page.on("pageerror", lambda error: odd.append(str(error)))
    page.on("console", lambda line: line.type == "error" and odd.append(line.text))
    page.on("dialog", lambda dialog: (odd.append("dialog"), dialog.dismiss()))
    page.on("filechooser", lambda _: odd.append("file dialogue"))
    page.on("download", lambda _: odd.append("download"))
    page.clock.install()
    page.goto(address + path)
    try:
        yield page
        assert odd == []
    finally:
        context.close()


def _ours(url: str, address: str) -> bool:
    return url.startswith(address) or url.startswith("data:")


def view(page: Page) -> str:
    """Return which part of the kiosk is shown."""
    return page.locator("#kiosk").get_attribute("data-view") or ""


def wait_for(page: Page, shown: str) -> None:
    """Wait until the kiosk shows a part."""
    page.wait_for_selector(f"#kiosk[data-view={shown}]")
