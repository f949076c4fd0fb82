"""The extractive answerer: the sentences that answer, verbatim, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.abstention import judged_values, names_anything
from app.features import PASSAGES, Candidate, candidates
from app.model import Model
from app.question import Question
from app.retriever import Evidence, Retriever

MOST_SENTENCES = 3
STRANGE = 0.6
"""A question of which more than this share stands nowhere in the texts is of another subject.
Of the project's own set, 86 in 100 such questions and 3 in 100 answerable ones lie above it."""

SAME_QUESTION = 0.999
"""The cosine from which a question counts as one of the known ones, word for word."""

LONGEST = {"ru": 600, "en": 600, "ja": 300}
"""Characters of an answer without its markers; what a visitor reads standing."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates, best first, with their scores, and the probability that one answers."""

    candidates: tuple[Candidate, ...]
    scores: tuple[float, ...]
    probability: float
    values: dict[str, float]


def rank(question: Question, evidence: Evidence, retriever: Retriever, model: Model) -> Ranking:
    """Return the sentences of the best passages, best first; an empty question gives none."""
    rows = np.argsort(-evidence.fused, kind="stable")[:PASSAGES]
    rows = rows[evidence.fused[rows] > 0]
    if not len(rows):
        return Ranking((), (), 0.0, {})
    passages = retriever.index.passages.at(evidence.language, rows.tolist())
    pairs = list(zip(rows.tolist(), passages, strict=True))
    found = candidates(question, evidence, pairs, retriever.index.glossary)
    scores = model.scores(np.stack([candidate.features for candidate in found]))
    defines = np.array([candidate.value("defines") for candidate in found])
    order = np.lexsort((-scores, -defines))
    ranked = tuple(found[i] for i in order)
    values = judged_values(question, evidence, ranked)
    # What the corpus itself lists as answered, or defines, needs no judging.
    certain = values["yes_dense"] > SAME_QUESTION or values["defines"] == 1.0
    probability = 1.0 if certain else model.probability(values)
    if not names_anything(question) or values["unknown"] > STRANGE:
        probability = 0.0
    return Ranking(ranked, tuple(float(scores[i]) for i in order), probability, values)


def choose(question: Question, ranking: Ranking, language: str) -> list[Candidate]:
    """Return one to three sentences that answer, the best first.

    A second sentence joins where it covers what the first does not, or is nearly as good.
    """
    chosen = [ranking.candidates[0]]
    best = ranking.scores[0]
    room = LONGEST[language] - len(chosen[0].text)
    for candidate, score in zip(ranking.candidates[1:], ranking.scores[1:], strict=True):
        if len(chosen) == _wanted(question) or score < _least(question, best, candidate, chosen[0]):
            break
        if len(candidate.text) + 1 > room or _repeats(candidate, chosen):
            continue
        chosen.append(candidate)
        room -= len(candidate.text) + 1
    return chosen


def _wanted(question: Question) -> int:
    return MOST_SENTENCES if question.asked == "list" else 2


def _least(question: Question, best: float, candidate: Candidate, first: Candidate) -> float:
    same_passage = candidate.passage.id == first.passage.id
    share = 0.6 if question.asked == "list" and same_passage else 0.75 if same_passage else 0.85
    return best * share


def _repeats(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    words = set(candidate.text.split())
    return any(
        candidate.text == other.text
        or len(words & set(other.text.split())) > 0.7 * min(len(words), len(other.text.split()))
        for other in chosen
    )
