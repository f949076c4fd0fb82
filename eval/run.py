"""Asks the core every question, one after another in one process, and takes the time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from app.answer import Answer
from app.request import Request
from eval.samples import Sample

K = 10
"""How many passages each search returns."""


class Hit(Protocol):
    """A passage that a search found."""

    @property
    def passage_id(self) -> str:
        """The passage's id."""
        ...


class Core(Protocol):
    """The answering core, as far as the evaluation knows it."""

    def ask(self, request: Request) -> Answer:
        """Return the answer to a question."""
        ...

    def search_each(
        self, query: str, k: int, languages: Sequence[str]
    ) -> Mapping[str, Sequence[Hit]]:
        """Return the best `k` passages of each of `languages`, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What the core said to a sample; `found` has the passages of each language, best first.

    `found` is empty for a question that needs an earlier one, as a search knows none.
    """

    sample: Sample
    answer: Answer
    found: Mapping[str, tuple[str, ...]]
    elapsed_ms: float


def ask_all(core: Core, samples: Iterable[Sample], languages: Sequence[str]) -> list[Asked]:
    """Return what `core` says to each sample, in order."""
    return [_ask(core, sample, languages) for sample in samples]


def _ask(core: Core, sample: Sample, languages: Sequence[str]) -> Asked:
    request = Request(
        sample.question, sample.id, history=sample.history, screen_language=sample.language
    )
    started = perf_counter()
    answer = core.ask(request)
    elapsed = (perf_counter() - started) * 1000
    return Asked(sample, answer, _found(core, sample, languages), elapsed)


def _found(core: Core, sample: Sample, languages: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    if sample.history:
        return {}
    sought = languages if sample.status == "answered" else (sample.language,)
    hits = core.search_each(sample.question, K, sought)
    found = {language: hits.get(language, ()) for language in languages}
    return {language: tuple(hit.passage_id for hit in row) for language, row in found.items()}
