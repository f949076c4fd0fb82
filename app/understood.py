"""A question as it is meant, and the sentences that may answer it."""

from __future__ import annotations

from dataclasses import dataclass

from app.extractive import Ranking
from app.question import Question
from ingest.records import Passage


@dataclass(frozen=True, slots=True)
class Understood:
    """What a request asks, alone or with what the earlier questions name, and what was found."""

    question: Question
    ranking: Ranking

    def passages(self) -> list[Passage]:
        """Return the passages of the sentences found, each once, best first."""
        return list(dict.fromkeys(candidate.passage for candidate in self.ranking.candidates))
