"""An index whose writer is killed, starved of space or locked out, and what must hold after it."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from corpora import write

from app.assistant import open_assistant
from app.request import Request
from ingest.index import Index
from ingest.places import ROOT
from ingest.server import Place

SEED = 1925
_SECONDS = 120
# Counts what Python tells its audit hooks of and ends the process as SIGKILL does at the n-th.
_DIES = """
import os, signal, sys
name, number = sys.argv.pop(1), int(sys.argv.pop(1))
def hook(event, _):
    global number
    if event == name:
        number -= 1
        if number < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
from ingest.command import main
sys.exit(main(sys.argv[1:]))
"""


def rewritten(texts: Path, number: int) -> str:
    """Write version `number` of a text and return the words that only this version has."""
    words = f"Version {number} of the harbour log."
    write(texts, "harbour.txt", f"The harbour froze every winter. {words}\n")
    return words


def words_in_service(place: Place) -> str:
    """Return the harbour's text as it is found and shown; fails where any part is damaged."""
    index = Index(place)
    index.check()
    index.close()
    assistant = open_assistant(place)
    found = assistant.search("harbour froze", 1)[0].passage_id
    assistant.ask(Request("When did the harbour freeze?"))
    passage = assistant.index.passages.get(found)
    assistant.index.close()
    assert passage is not None
    assert found == "harbour"
    return passage.text


def left_over(index: Path) -> list[str]:
    """Return the half-written builds in the folder of an index."""
    return [path.name for path in (index / "builds").iterdir() if path.name.startswith(".")]


def ingested(
    texts: Path,
    place: Place,
    *,
    before: Callable[[], None] | None = None,
    prefix: tuple[str, ...] = (),
) -> subprocess.CompletedProcess[str]:
    """Run `nisso ingest` in a process of its own, which first calls `before`."""
    return subprocess.run(
        [*prefix, *_command(texts, place)],
        capture_output=True, text=True, cwd=ROOT, preexec_fn=before, timeout=_SECONDS, check=False,
    )  # fmt: skip


def killed_after(seconds: float, texts: Path, index: Path) -> int:
    """Run `nisso ingest` and send it SIGKILL after some seconds; return its exit code."""
    with subprocess.Popen(
        _command(texts, index), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        with suppress(subprocess.TimeoutExpired):
            return running.wait(seconds)
        running.send_signal(signal.SIGKILL)
        return running.wait(_SECONDS)


def killed_at(event: str, number: int, texts: Path, index: Path) -> int:
    """Run `nisso ingest` until the event of this number (from 0) is about to happen."""
    command = [sys.executable, "-c", _DIES, event, str(number), *_command(texts, index)[3:]]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, timeout=_SECONDS, check=False
    ).returncode


def limited(size: int) -> Callable[[], None]:
    """Return what lets a process write no file beyond `size` bytes, as on a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def without_override() -> tuple[str, ...]:
    """Return what to put before a command so that root, too, is held to the rights of files."""
    if os.geteuid() != 0:
        return ()
    setpriv = shutil.which("setpriv")
    assert setpriv, "run the tests as another user than root, or install util-linux"
    return (setpriv, "--bounding-set", "-dac_override,-dac_read_search", "--")


def moments(count: int, most: float) -> list[float]:
    """Return `count` random moments up to `most` seconds, the same each time."""
    draw = random.Random(SEED)
    return [draw.uniform(0.0, most) for _ in range(count)]


def spoil(path: Path, how: str) -> None:
    """Damage a file: `cut` it in half, `flip` a byte in its middle, or `remove` it."""
    data = path.read_bytes()
    middle = len(data) // 2
    damaged: Mapping[str, bytes] = {
        "cut": data[:middle],
        "flip": data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :] if data else b"",
    }
    path.unlink() if how == "remove" else path.write_bytes(damaged[how])


def _command(texts: Path, place: Place) -> list[str]:
    return [sys.executable, "-m", "ingest", "--corpus", str(texts), "--index", str(place)]
