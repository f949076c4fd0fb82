"""Takes `docs/chat.png`: `make screenshot`, with a real Chromium over the project's own index."""

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

from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "chat.png"
QUESTION = "By what date did Japan have to withdraw its troops from Northern Sakhalin?"
_FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--no-first-run",
)
_PATIENCE = 90


def main() -> int:
    """Serve the chat, ask, open the first citation, take the picture; return the exit code."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.stderr.write("screenshot: no Chromium found; `apt-get install chromium` brings it\n")
        return 1
    with _served() as address:
        _take(chromium, address)
    sys.stdout.write(f"wrote {PICTURE.relative_to(ROOT)}\n")
    return 0


def _take(chromium: str, address: str) -> None:
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=_FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
        page.goto(address)
        page.click("#nisso-language-en")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.fill("#nisso-question textarea", QUESTION)
        page.press("#nisso-question textarea", "Enter")
        page.click("#nisso-log .nisso-turn .nisso-chip")
        expect(page.locator("#nisso-open mark")).to_be_visible()
        page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
        page.wait_for_timeout(1000)  # the timeline's plot settles
        page.screenshot(path=str(PICTURE))
        browser.close()


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
