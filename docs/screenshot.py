"""Takes the pictures of the README: `make screenshot`, with a real Chromium over the index."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
QUESTION = "By what date did Japan have to withdraw its troops from Northern Sakhalin?"
_KIOSK = {"width": 1080, "height": 1920}
_LARGE = {"ょ": "よ"}
_HALF = 0.5
"""Of a pixel of the kiosk: three pictures stand side by side, and stay small."""
_FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--no-first-run",
)
_PATIENCE = 90


def main() -> int:
    """Serve the chat, visit chat and kiosk, take the pictures; return the exit code."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.stderr.write("screenshot: no Chromium found; `apt-get install chromium` brings it\n")
        return 1
    with _served() as address, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=_FLAGS)
        _chat(browser, address)
        _kiosk(browser, f"{address}kiosk")
        browser.close()
    return 0


def _chat(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
    page.goto(address)
    page.click("#nisso-language-en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.fill("#nisso-question textarea", QUESTION)
    page.press("#nisso-question textarea", "Enter")
    page.click("#nisso-log .nisso-turn .nisso-chip")
    expect(page.locator("#nisso-open mark")).to_be_visible()
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    _take(page, "chat")


def _kiosk(browser: Browser, address: str) -> None:
    """Take the screen that attracts, an answer in its source, and the keyboard."""
    page = browser.new_page(viewport=_KIOSK, has_touch=True, device_scale_factor=_HALF)
    page.goto(address)
    _take(page, "kiosk-attract")
    _begin(page, "en")
    page.tap("#kiosk [data-part=home] .nisso-questions button >> nth=0")
    expect(page.locator("#nisso-open mark")).to_be_visible()
    _take(page, "kiosk-answer")
    page.tap(".kiosk-over")
    _begin(page, "ja")
    page.tap("#kiosk-question")
    for kana in "ちょういんは":
        page.tap(f".hg-button[data-skbtn='{_LARGE.get(kana, kana)}']")
        if kana in _LARGE:
            page.tap(".hg-button[data-skbtn='{small}']")
    _take(page, "kiosk-keyboard")


def _begin(page: Page, language: str) -> None:
    page.tap(f"[data-speak={language}]")
    page.tap(f"#kiosk[lang={language}] .kiosk-begin")


def _take(page: Page, name: str) -> None:
    picture = DOCS / f"{name}.png"
    page.wait_for_timeout(1500)  # what moves comes to rest
    page.screenshot(path=str(picture))
    sys.stdout.write(f"wrote {picture.relative_to(ROOT)}\n")


@contextmanager
def _served() -> Iterator[str]:
    port = _free_port()
    command = [sys.executable, "-m", "nisso", "chat", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT)
    try:
        _wait(port, server)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(_PATIENCE):
        if server.poll() is not None:
            raise SystemExit(server.returncode)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(1)
    raise SystemExit("screenshot: the chat did not start")


if __name__ == "__main__":
    sys.exit(main())
