"""What only a generated answer has: how steady it is, what was refused of it, what it cost.

The extractive answer is the same every time; a model's is asked for several times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.answer import Answer
from app.generation.events import Finished, Tally
from app.request import Request
from eval.run import Hit
from eval.score import Score


class Generator(Protocol):
    """An answerer that also says how its answer came about."""

    def finish(self, request: Request) -> Finished:
        """Return the answer with its tally."""
        ...

    def search_each(
        self, query: str, k: int, languages: Sequence[str]
    ) -> Mapping[str, Sequence[Hit]]:
        """Return the best `k` passages of each language, best first."""
        ...


@dataclass
class TalliedCore:
    """A core over `answerer` that keeps the tally of every answer."""

    answerer: Generator
    tallies: list[Tally] = field(default_factory=list)

    def ask(self, request: Request) -> Answer:
        """Return the answer and keep its tally."""
        finished = self.answerer.finish(request)
        self.tallies.append(finished.tally)
        return finished.answer

    def search_each(
        self, query: str, k: int, languages: Sequence[str]
    ) -> Mapping[str, Sequence[Hit]]:
        """Return the best `k` passages of each language, best first."""
        return self.answerer.search_each(query, k, languages)


def generation(runs: Sequence[Sequence[Score]], tallies: Iterable[Tally]) -> dict[str, float]:
    """Return the figures of all the repeats together; no figures where the model never spoke.

    `stable verdict` is the share of samples that pass every time or fail every time, `same text`
    of those whose answer is the same every time; shares of sentences are of all it wrote.
    """
    every = list(tallies)
    written = sum(t.kept + t.replaced + t.dropped for t in every)
    asked = [t for t in every if t.prompt_tokens or t.failure or t.kept + t.replaced + t.dropped]
    found = {
        "repeats": float(len(runs)),
        "stable verdict": _steady([[score.record.passed for score in run] for run in runs]),
        "same text": _steady([[score.record.answer for score in run] for run in runs]),
        "asked of the model": _share(len(asked), len(every)),
        "fell back": _share(sum(bool(t.failure) for t in every), len(asked)),
        "prompt tokens an answer": _share(sum(t.prompt_tokens for t in every), len(asked)),
        "completion tokens an answer": _share(sum(t.completion_tokens for t in every), len(asked)),
    }
    for name in ("kept", "replaced", "dropped"):
        found[f"sentences {name}"] = _share(sum(getattr(t, name) for t in every), written)
    return {name: round(value, 4) for name, value in found.items()}


def failures(tallies: Iterable[Tally]) -> Mapping[str, int]:
    """Return how often the model failed, by what failed."""
    return Counter(tally.failure for tally in tallies if tally.failure)


def generation_lines(figures: Mapping[str, float]) -> str:
    """Return the figures as text, a line each; empty where there are none."""
    if not figures:
        return ""
    rows = [f"  {name}: {_written(name, value)}" for name, value in figures.items()]
    return "\n".join(["Generated answers", *rows]) + "\n"


def _written(name: str, value: float) -> str:
    counted = name == "repeats" or "tokens" in name
    return f"{value:.0f}" if counted else f"{100 * value:.1f} %"


def _steady(runs: Sequence[Sequence[object]]) -> float:
    columns = list(zip(*runs, strict=True))
    return _share(sum(len(set(column)) == 1 for column in columns), len(columns))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
