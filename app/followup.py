"""Whether a question goes on from the ones before it, or turns to something else: what tells it."""

from __future__ import annotations

from app.extractive import Ranking
from app.message import leans
from app.question import Question

_MOST = 8


def followup_features(question: Question, alone: Ranking, completed: Ranking) -> tuple[float, ...]:
    """Return what speaks for `question` being a follow-up, in the order of `OF_FOLLOWUP`.

    It is ranked in both readings: alone, and completed from the earlier questions.
    """
    named = sum(1 for concept in question.concepts if concept.text)
    return (
        float(leans(question)),
        float(min(named, _MOST)),
        float(question.names_subject),
        _best(alone),
        _best(completed),
    )


def _best(ranking: Ranking) -> float:
    return ranking.probabilities[0] if ranking.probabilities else 0.0
