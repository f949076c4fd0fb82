"""Many visits to the kiosk in one process: what the page and the server hold must stay flat.

`python tests/soak_kiosk.py --visits 500 --index .nisso/index` runs the long form against a server
of its own and prints what it measured; the suite runs a short form through `touch_visits`.
"""

from __future__ import annotations

import argparse
import gc
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk_house import at, chromium
from playwright.sync_api import Page

TOLERANCE = 0.10
_COLLECTIONS = 4
"""Of the page's garbage: after one, Chromium may still hold the screen that was shown last."""
_LANGUAGES = ("ru", "en", "ja")
_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Mark:
    """What is held after a number of visits: the page's, and this process's own objects."""

    visits: int
    nodes: float
    heap: float
    objects: float


def touch_visits(page: Page, visits: int, *, every: int) -> Iterator[Mark]:
    """Make visits by touch, each ended by the idle reset; give a mark after every few.

    The marks are one visit early: the fiftieth loads the page anew, and would hide what grew.
    """
    session = page.context.new_cdp_session(page)
    for number in range(1, visits + 1):
        _visit(page, _LANGUAGES[number % 3], number)
        if (number + 1) % every == 0:
            for _ in range(_COLLECTIONS):
                session.send("HeapProfiler.collectGarbage")
                page.wait_for_timeout(50)
            counters = session.send("Memory.getDOMCounters")
            heap = session.send("Runtime.getHeapUsage")["usedSize"]
            gc.collect()
            yield Mark(number, counters["nodes"], heap, len(gc.get_objects()))


def _visit(page: Page, language: str, number: int) -> None:
    if language != "ru":
        page.tap(f"[data-speak={language}]")
        page.locator(f"#kiosk[lang={language}]").wait_for()
    page.tap(".kiosk-begin")
    starters = page.locator("#kiosk [data-part=home] .nisso-questions button")
    starters.nth(number % starters.count()).tap()
    page.locator("#kiosk-turn .nisso-answer").wait_for()
    page.locator("#kiosk-turn .nisso-chip").first.tap()
    page.clock.fast_forward(91_000)
    page.clock.run_for(16_000)
    page.locator("#kiosk[data-view=attract]").wait_for()
    if number % 50 == 0:  # the page is loaded anew
        page.wait_for_timeout(1500)


def flat(values: Sequence[float]) -> bool:
    """Tell whether no mark is more than a tenth above the first, which is taken warm."""
    return max(values) <= values[0] * (1 + TOLERANCE)


def main() -> int:
    """Soak a server of our own; 1 where anything grew by more than a tenth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=500)
    parser.add_argument("--index", default=str(_ROOT / ".nisso" / "index"))
    arguments = parser.parse_args()
    return soak(arguments.visits, arguments.index)


def soak(visits: int, index: str) -> int:
    """Return 0 where the memory of server and page stayed flat over `visits`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "app", "chat", "--port", str(port), "--index", index]
    server = subprocess.Popen(command, cwd=_ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        with chromium() as browser, at(browser, address) as page:
            rows = []
            for mark in touch_visits(page, visits, every=max(visits // 20, 2)):
                rows.append((mark, _resident(server.pid)))
                _tell(*rows[-1])
    finally:
        server.terminate()
        server.wait(15)
    held = [flat([float(resident) for _, resident in rows]), flat([m.heap for m, _ in rows])]
    held.append(flat([m.nodes for m, _ in rows]))
    return 0 if all(held) else 1


def _tell(mark: Mark, resident: int) -> None:
    sys.stdout.write(
        f"{mark.visits:>5} visits  server {resident / 1024:7.1f} MB"
        f"  page heap {mark.heap / 2**20:5.2f} MB  nodes {mark.nodes:.0f}\n"
    )
    sys.stdout.flush()


def _resident(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) if found else 0


def _wait(address: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"nothing answers at {address}")


if __name__ == "__main__":
    sys.exit(main())
