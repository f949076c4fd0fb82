"""Whether a question goes on from the ones before it, or turns to something else: what tells it."""

from __future__ import annotations

from app.extractive import Ranking
from app.message import leans, opens
from app.question import Question

_MOST = 8


def followup_features(
    question: Question, completed: Question, alone: Ranking, other: Ranking
) -> tuple[float, ...]:
    """Return what speaks for `question` being a follow-up, in the order of `OF_FOLLOWUP`.

    It is ranked `alone`, and `completed` from the earlier questions in the `other` way.
    """
    named = sum(1 for concept in question.concepts if concept.text)
    return (
        float(opens(question)),
        float(leans(question)),
        float(completed.repeats),
        float(min(named, _MOST)),
        float(question.names_subject),
        _best(alone),
        _best(other),
    )


def _best(ranking: Ranking) -> float:
    return ranking.probabilities[0] if ranking.probabilities else 0.0
