"""The extractive answerer: the sentences that answer, verbatim, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.abstention import names_anything
from app.candidate import Candidate
from app.model import Judge, Model, of_question
from app.question import IMPLIED, Question

MOST_SENTENCES = 3
SAME_QUESTION = 0.999
"""The cosine from which a question counts as one of the known ones, word for word."""

NEARLY = 0.35
"""A further sentence is at least this share as likely to answer as the first."""

UNSURE, ALIKE = 0.8, 0.6
"""Where the first sentence is less likely than the one, a third joins from this share on; the other
answers have two, but lists (NOTES.md)."""

STRAYING = 0.8
"""A further sentence on another treaty than the first needs this share of its likelihood."""

STRAYING_IMPLIED = 0.9
"""What a sentence on another treaty or event counts for a question that names no subject: of two
about as likely, the one on the exhibit's own goes first (NOTES.md)."""

_SAME = 0.85
"""Sentences that share more than this of the shorter one say the same."""

LONGEST = {"ru": 600, "en": 600, "ja": 300}
"""Characters of an answer without its markers; what a visitor reads standing."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates, best first, each with the probability that it answers.

    `answerable` is the probability that the question is answered at all; from `threshold` on it is.
    """

    candidates: tuple[Candidate, ...]
    probabilities: tuple[float, ...]
    answerable: float
    threshold: float = 0.0

    @property
    def answers(self) -> bool:
        """Tell whether the best candidate answers."""
        return bool(self.candidates) and self.answerable >= self.threshold


def rank(question: Question, found: Sequence[Candidate], model: Model) -> Ranking:
    """Return the candidates `found` for `question`, best first."""
    if not found:
        return Ranking((), (), 0.0)
    return judged(question, found, model.judge(listed=found[0].value("listed") > 0))


def judged(question: Question, found: Sequence[Candidate], judge: Judge) -> Ranking:
    """Return the candidates `found` for `question`, at least one, as `judge` orders them."""
    features = np.stack([candidate.features for candidate in found])
    likely = judge.sentences.probabilities(features)
    answerable = judge.questions.probabilities(of_question(features, likely)[None])
    ranked = ranking(question, found, likely, float(answerable[0]))
    return replace(ranked, threshold=judge.threshold)


def ranking(
    question: Question, found: Sequence[Candidate], likely: NDArray[np.float32], answerable: float
) -> Ranking:
    """Return `found`, of which each is `likely` (n,) to answer, best first.

    What the corpus itself lists as answered, as not answered, or as defined needs no judging.
    """
    # A question that names no subject means the exhibit's own, and one that does no other.
    off = np.array([c.value("meant") == 0 or c.elsewhere for c in found])
    likely = np.where(off, IMPLIED * likely, likely)
    if not question.names_subject:
        strays = np.array([c.value("strays") > 0 for c in found])
        likely = np.where(strays, STRAYING_IMPLIED * likely, likely)
    certain = np.array(
        [c.value("known_cosine") > SAME_QUESTION or c.value("defines") > 0 for c in found]
    )
    likely = np.where(certain, 1.0, likely)
    if _is_declined(question, found[0]):
        answerable = 0.0
    elif certain.any():
        answerable = 1.0
    order = np.argsort(-likely, kind="stable")
    return Ranking(
        tuple(found[i] for i in order), tuple(float(likely[i]) for i in order), answerable
    )


def _is_declined(question: Question, candidate: Candidate) -> bool:
    return not names_anything(question) or candidate.value("miss_cosine") > SAME_QUESTION


def choose(question: Question, ranking: Ranking, language: str) -> list[Candidate]:
    """Return one to three sentences that answer, the best first.

    A further sentence joins where it is nearly as likely, and says something else of the subject.
    """
    first, best = ranking.candidates[0], ranking.probabilities[0]
    chosen = [first]
    room = LONGEST[language] - len(first.text)
    for candidate, likely in zip(ranking.candidates[1:], ranking.probabilities[1:], strict=True):
        if likely < NEARLY * best or len(chosen) >= _wanted(question, best, likely):
            break
        strays = candidate.value("strays") > first.value("strays") and likely < STRAYING * best
        if strays or _leaves_subject(question, candidate, first):
            continue
        if len(candidate.text) + 1 > room or _repeats(candidate, chosen):
            continue
        chosen.append(candidate)
        room -= len(candidate.text) + 1
    return chosen


def _leaves_subject(question: Question, candidate: Candidate, first: Candidate) -> bool:
    """Tell whether `candidate` speaks of another thing than what was meant and `first` names."""
    return not question.names_subject and first.of_subject and not candidate.of_subject


def _wanted(question: Question, best: float, likely: float) -> int:
    """Return how many sentences an answer may have, the first being as likely as `best`."""
    more = question.asked == "list" or (best < UNSURE and likely >= ALIKE * best)
    return MOST_SENTENCES if more else MOST_SENTENCES - 1


def _repeats(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    pieces = _pieces(candidate)
    return any(
        candidate.text == other.text
        or len(pieces & _pieces(other)) > _SAME * min(len(pieces), len(_pieces(other)))
        for other in chosen
    )


def _pieces(candidate: Candidate) -> set[str]:
    """Return the words of a sentence, or in Japanese its pairs of characters."""
    if candidate.passage.language != "ja":
        return set(candidate.text.split())
    return {a + b for a, b in pairwise(candidate.text)}
