"""The figures of a large corpus: `python -m eval.scale`, a hundred thousand passages by default.

A corpus is made (`eval/enlarged.py`), ingested in a process of its own, ingested again, opened and
searched in turn with the project's own index, so that a noisy machine is noisy for both. With
`--index` an index that such a corpus was ingested into is measured as it is.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.enlarged import enlarge
from eval.process import Done, run
from ingest.places import CORPUS, INDEX, ROOT

RUNS = 3
_QUESTIONS = 20
_WARMED = 15
"""Questions that are not counted: the first of a process open dictionaries and fields."""
_LIMITS = {"peak of ingest, MB": 2048.0, "search p50, ratio": 5.0, "unchanged, ratio": 0.05}
_OPEN = """
import resource, sys, time
from app.assistant import open_assistant
from ingest.server import read_place
def held():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() / 2**20
before, began = held(), time.perf_counter()
open_assistant(read_place(sys.argv[1]))
print(1000 * (time.perf_counter() - began), held() - before)
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure a large corpus, or the index that is named, and show its figures."""
    parser = argparse.ArgumentParser("python -m eval.scale", description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000, help="how many, with the corpus's")
    parser.add_argument("--index", type=Path, help="measure this index instead of making one")
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="nisso-scale-") as name:
        index = (arguments.index or Path(name) / "index").absolute()
        figures = {} if arguments.index else _ingested(Path(name), arguments.passages, index)
        figures |= _searched(index, Path(name) / "questions.jsonl")
    return shown(figures)


def shown(figures: Mapping[str, float]) -> int:
    """Print the figures as a table and as one line of JSON; return 1 where a limit is broken."""
    sys.stdout.write(table(figures))
    sys.stdout.write(json.dumps(figures) + "\n")
    return int(any(figures.get(key, 0.0) > most for key, most in _LIMITS.items()))


def table(figures: Mapping[str, float]) -> str:
    """Return `figures` a line each, with the limit where there is one."""
    lines = []
    for key, value in figures.items():
        limit = f"   at most {_LIMITS[key]:g}" if key in _LIMITS else ""
        lines.append(f"{key:<24} {value:10.2f}{limit}\n")
    return "".join(lines)


def _ingested(folder: Path, passages: int, index: Path) -> dict[str, float]:
    enlarge(CORPUS, folder / "corpus", passages)
    ingest = ["-m", "ingest", "--corpus", str(folder / "corpus"), "--index", str(index)]
    first = run(ingest)
    again = statistics.median(run(ingest).seconds for _ in range(RUNS))
    return {
        "passages": float(passages),
        "first ingest, s": first.seconds,
        "passages a second": passages / first.seconds,
        "peak of ingest, MB": first.peak,
        "unchanged, s": again,
        "unchanged, ratio": again / first.seconds,
    }


def _searched(index: Path, questions: Path) -> dict[str, float]:
    rows = _questions()
    questions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    small: list[float] = []
    large: list[float] = []
    peak = 0.0
    for _ in range(RUNS):
        small += _times(_search(INDEX, questions))
        done = _search(index, questions)
        large += _times(done)
        peak = max(peak, done.peak)
    opened, held = map(float, run(["-c", _OPEN, str(index)]).said.split())
    size = sum(path.stat().st_size for path in index.rglob("*") if path.is_file())
    return {
        "index, MB": size / 2**20,
        "opening it, ms": opened,
        "opening it, MB": held,
        "search p50 here, ms": statistics.median(small),
        "search p50 there, ms": statistics.median(large),
        "search p50, ratio": statistics.median(large) / statistics.median(small),
        "peak of search, MB": peak,
    }


def _questions() -> list[dict[str, str]]:
    found = []
    for language in ("ru", "en", "ja"):
        texts: list[str] = []
        for path in sorted((ROOT / "eval" / "questions" / language).glob("facts-*.jsonl")):
            lines = path.read_text("utf-8").splitlines()
            texts += [json.loads(line)["question"] for line in lines]
        found += [{"id": f"{language}{n}", "question": q} for n, q in enumerate(texts[:_QUESTIONS])]
    return sorted(found, key=lambda row: row["id"][2:])  # the languages in turn


def _search(index: Path, questions: Path) -> Done:
    return run(["-m", "app", "search", "--batch", str(questions), "--index", str(index)])


def _times(done: Done) -> list[float]:
    return [json.loads(line)["elapsed_ms"] for line in done.said.splitlines()][_WARMED:]


if __name__ == "__main__":
    sys.exit(main())
