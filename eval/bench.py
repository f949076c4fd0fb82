"""The performance comparison: `python -m eval.bench`, as ratios of one run on one machine.

We and a plain pipeline (`eval/plain.py`) ingest the project's corpus and take the same questions in
turn, each in processes of its own, so that a busy machine is busy for both. The plain pipeline only
retrieves; ours answers and cites. Its model, which a package carries, reads English, so the
questions are English; what our server holds after questions in all three languages stands apart.
"""

from __future__ import annotations

import argparse
import json
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from urllib.error import URLError
from urllib.parse import urlencode

from eval.figures import Figure, table
from eval.process import finish, run, start
from ingest.language import LANGUAGES
from ingest.places import CORPUS

_PATIENCE = 120
_LARGEST = 20.0
"""What the index of the project may take on disk, in MB."""


@dataclass
class Side:
    """What was measured of one side, a value a round."""

    ingest: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p95: list[float] = field(default_factory=list)
    peak: list[float] = field(default_factory=list)
    every: list[float] = field(default_factory=list)
    size: list[float] = field(default_factory=list)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure both sides, and show how they compare."""
    parser = argparse.ArgumentParser("python -m eval.bench", description=__doc__)
    parser.add_argument(
        "--rounds",
        type=int,
        choices=range(1, 100),
        metavar="N",
        default=3,
        help="how often each is measured (3)",
    )
    parser.add_argument("--questions", type=int, default=60, help="questions a round (60)")
    chosen = parser.parse_args(argv)
    ours, plain = Side(), Side()
    for _ in range(chosen.rounds):
        with tempfile.TemporaryDirectory() as folder:
            _round(Path(folder), chosen.questions, ours, plain)
    return shown(compared(ours, plain))


def shown(figures: Sequence[Figure]) -> int:
    """Print the table and one line of JSON; return 1 where a required ratio is missed."""
    sys.stdout.write(table(figures))
    sys.stdout.write(json.dumps([figure.to_json() for figure in figures]) + "\n")
    return int(any(figure.is_missed for figure in figures))


def compared(ours: Side, plain: Side) -> list[Figure]:
    """Return the figures; the required ratios are those of the project's acceptance."""
    return [
        Figure("cold start of one question", "s", ours.cold, plain.cold, 0.4),
        Figure("warm question, p50", "ms", ours.p50, plain.p50, 0.5),
        Figure("warm question, p95", "ms", ours.p95, plain.p95),
        Figure("first ingest", "kB/s", _rates(ours.ingest), _rates(plain.ingest)),
        Figure("unchanged ingest, to our first", "s", ours.again, ours.ingest, 0.05),
        Figure("peak memory of the server", "MB", ours.peak, plain.peak, 0.6),
        Figure("… after ru, en and ja", "MB", ours.every, plain.peak),
        Figure("index size", "MB", ours.size, plain.size),
        Figure("index size, to what is allowed", "MB", ours.size, [_LARGEST], 1.0),
    ]


def _rates(seconds: Sequence[float]) -> list[float]:
    size = sum(path.stat().st_size for path in CORPUS.rglob("*.md")) / 1000
    return [size / one for one in seconds]


def _round(folder: Path, count: int, ours: Side, plain: Side) -> None:
    index, store = folder / "ours", folder / "plain"
    ingesting = ["-m", "ingest", "--index", str(index)]
    pipeline = ["-m", "eval.plain", str(CORPUS), str(store)]
    asked = questions("en", count)
    ours.ingest.append(run(ingesting).seconds)
    plain.ingest.append(run(pipeline).seconds)
    ours.again.append(run(ingesting).seconds)
    ours.cold.append(run(["-m", "app", "ask", asked[0], "--index", str(index)]).seconds)
    plain.cold.append(run([*pipeline, "ask"], asked[0]).seconds)
    _warm(ours, _ours(index, asked))
    retrieved = run([*pipeline, "ask"], "\n".join(asked))
    _warm(plain, [float(line) for line in retrieved.said.split()])
    plain.peak.append(retrieved.peak)
    ours.peak.append(serving(index, asked))
    ours.every.append(serving(index, [q for code in LANGUAGES for q in questions(code, count)]))
    ours.size.append(_size(index))
    plain.size.append(_size(store))


def questions(language: str, count: int) -> list[str]:
    """Return the first `count` questions of the set that ask for facts in `language`."""
    found: list[str] = []
    for path in sorted((Path(__file__).parent / "questions" / language).glob("facts-*.jsonl")):
        found += [json.loads(line)["question"] for line in path.read_text("utf-8").splitlines()]
    return found[:count]


def _ours(index: Path, asked: Sequence[str]) -> list[float]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for number, question in enumerate(asked):
            file.write(json.dumps({"id": str(number), "question": question}) + "\n")
        file.flush()
        said = run(["-m", "app", "ask", "--batch", file.name, "--index", str(index)]).said
    return [json.loads(line)["elapsed_ms"] for line in said.splitlines()]


def _warm(side: Side, milliseconds: Sequence[float]) -> None:
    """Note how long the questions after the first took, which loads what the others find loaded."""
    warm = milliseconds[1:]
    side.p50.append(median(warm))
    side.p95.append(quantiles(warm, n=20)[-1])


def serving(index: Path, asked: Sequence[str]) -> float:
    """Return the peak memory in MB of `nisso chat` after its page and `asked` were asked for."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chat = ["-m", "app", "chat", "--port", str(port), "--index", str(index)]
    process = start(chat, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with _ended(process):
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/healthz")
        _fetch(f"{address}/")
        for question in asked:
            _fetch(f"{address}/api/ask?{urlencode({'question': question})}")
        process.send_signal(signal.SIGTERM)
        return finish(process)


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        if process.returncode is None:
            process.kill()
            process.wait()


def _wait_for(address: str) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            return _fetch(address)
        except URLError:
            time.sleep(0.2)
    raise RuntimeError(f"nothing answers at {address}")


def _fetch(address: str) -> None:
    with urllib.request.urlopen(address, timeout=_PATIENCE) as response:  # noqa: S310 (our server)
        response.read()


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


if __name__ == "__main__":
    sys.exit(main())
