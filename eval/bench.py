"""The performance comparison: `python -m eval.bench`, ratios against a plain pipeline.

Both are run in turn, each in processes of its own, so that a noisy machine is noisy for both.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from ingest.places import CORPUS, INDEX, ROOT

Pair = tuple[list[float], list[float]]

QUESTIONS = 60
RUNS = 3


def main() -> int:
    """Run both, print medians and ratios as a table and as one line of JSON."""
    questions = _questions()
    with tempfile.TemporaryDirectory() as name:
        plain = ["-m", "eval.plain", str(CORPUS), name]
        _timed(plain)
        cold: Pair = ([], [])
        warm: Pair = ([], [])
        for _ in range(RUNS):
            cold[0].append(_timed(["-m", "app", "ask", questions[0]])[0])
            cold[1].append(_timed([*plain, "ask"], questions[0])[0])
            warm[0].extend(_ours(questions))
            warm[1].extend(map(float, _timed([*plain, "ask"], "\n".join(questions))[1].split()[1:]))
    rows = {"cold, s": cold, "warm p50, ms": warm}
    for label, (ours, theirs) in rows.items():
        a, b = statistics.median(ours), statistics.median(theirs)
        sys.stdout.write(f"{label:<14} ours {a:8.2f}   plain {b:8.2f}   ratio {a / b:.2f}\n")
    size = sum(path.stat().st_size for path in INDEX.rglob("*") if path.is_file()) / 2**20
    sys.stdout.write(f"{'index, MB':<14} ours {size:8.2f}\n")
    sys.stdout.write(
        json.dumps({k: [statistics.median(v) for v in pair] for k, pair in rows.items()})
    )
    sys.stdout.write("\n")
    return 0


def _questions() -> list[str]:
    found = []
    for path in sorted((Path(__file__).parent / "questions" / "en").glob("facts-*.jsonl")):
        found += [json.loads(line)["question"] for line in path.read_text("utf-8").splitlines()]
    return found[:QUESTIONS]


def _ours(questions: Sequence[str]) -> list[float]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for number, question in enumerate(questions):
            file.write(json.dumps({"id": str(number), "question": question}) + "\n")
        file.flush()
        out = _timed(["-m", "app", "ask", "--batch", file.name])[1]
    return [json.loads(line)["elapsed_ms"] for line in out.splitlines()][1:]


def _timed(arguments: Sequence[str], typed: str = "") -> tuple[float, str]:
    began = time.perf_counter()
    done = subprocess.run(  # noqa: S603 (our own interpreter and modules)
        [sys.executable, *arguments],
        input=typed, capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return time.perf_counter() - began, done.stdout


if __name__ == "__main__":
    sys.exit(main())
