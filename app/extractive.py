"""The extractive answerer: the sentences that answer, verbatim, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.abstention import names_anything
from app.features import Candidate
from app.model import Model
from app.question import IMPLIED, Question

MOST_SENTENCES = 3
STRANGE = 0.6
"""A question of which more than this share stands nowhere in the texts is of another subject.
Of the project's own set, 86 in 100 such questions and 3 in 100 answerable ones lie above it."""

SAME_QUESTION = 0.999
"""The cosine from which a question counts as one of the known ones, word for word."""

NEARLY = 0.5
"""A further sentence is at least this share as likely to answer as the first."""

LONGEST = {"ru": 600, "en": 600, "ja": 300}
"""Characters of an answer without its markers; what a visitor reads standing."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates, best first, each with the probability that it answers."""

    candidates: tuple[Candidate, ...]
    probabilities: tuple[float, ...]

    @property
    def probability(self) -> float:
        """The best candidate's, 0 where there is none."""
        return self.probabilities[0] if self.probabilities else 0.0


def rank(question: Question, found: Sequence[Candidate], model: Model) -> Ranking:
    """Return the candidates `found` for `question`, best first."""
    if not found:
        return Ranking((), ())
    likely = model.probabilities(np.stack([candidate.features for candidate in found]))
    return ranking(question, found, likely)


def ranking(question: Question, found: Sequence[Candidate], likely: NDArray[np.float32]) -> Ranking:
    """Return `found`, of which each is `likely` (n,) to answer, best first.

    What the corpus itself lists as answered, as not answered, or as defined needs no judging.
    """
    # A question that names no subject means the exhibit's own.
    likely = np.where(np.array([c.value("meant") == 0 for c in found]), IMPLIED * likely, likely)
    certain = [c.value("known_cosine") > SAME_QUESTION or c.value("defines") for c in found]
    likely = np.where(np.array(certain, bool), 1.0, likely)
    if _is_declined(question, found[0]):
        likely = np.zeros_like(likely)
    order = np.argsort(-likely, kind="stable")
    return Ranking(tuple(found[i] for i in order), tuple(float(likely[i]) for i in order))


def _is_declined(question: Question, candidate: Candidate) -> bool:
    return (
        not names_anything(question)
        or candidate.value("unknown") > STRANGE
        or candidate.value("miss_cosine") > SAME_QUESTION
    )


def choose(question: Question, ranking: Ranking, language: str) -> list[Candidate]:
    """Return one to three sentences that answer, the best first.

    A further sentence joins where it is nearly as likely, and says something else.
    """
    chosen = [ranking.candidates[0]]
    least = NEARLY * ranking.probability
    room = LONGEST[language] - len(chosen[0].text)
    for candidate, likely in zip(ranking.candidates[1:], ranking.probabilities[1:], strict=True):
        if len(chosen) == _wanted(question) or likely < least:
            break
        if len(candidate.text) + 1 > room or _repeats(candidate, chosen):
            continue
        chosen.append(candidate)
        room -= len(candidate.text) + 1
    return chosen


def _wanted(question: Question) -> int:
    return MOST_SENTENCES if question.asked == "list" else 2


def _repeats(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    words = set(candidate.text.split())
    return any(
        candidate.text == other.text
        or len(words & set(other.text.split())) > 0.7 * min(len(words), len(other.text.split()))
        for other in chosen
    )
