"""A sample as the answerer sees it, and what a judge makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.assistant import Assistant
from app.candidate import NAMES, Candidate
from app.extractive import Ranking, choose, judged
from app.instructions import is_instruction
from app.model import Judge
from app.question import Question
from app.smalltalk import small_talk
from eval.parts import present
from eval.samples import Sample


@dataclass(frozen=True, slots=True)
class Asked:
    """A sample as it was asked; `right` marks the candidates that hold every part of the fact."""

    sample: Sample
    question: Question
    candidates: tuple[Candidate, ...]
    matrix: NDArray[np.float32]
    right: NDArray[np.bool_]


def asked(assistant: Assistant, samples: Sequence[Sample]) -> list[Asked]:
    """Return every sample that reaches the ranking, with its candidates and their features.

    One with a history is completed from it.
    """
    found = []
    for sample in filter(reaches_ranking, samples):
        alone = read_alone(assistant, sample)
        completed = assistant.retriever.completed(alone, sample.history)
        found.append(as_asked(assistant, sample, completed or alone))
    return [one for one in found if one.candidates]


def reaches_ranking(sample: Sample) -> bool:
    """Tell whether `sample` is neither small talk nor told to do something."""
    question, language = sample.question, sample.language
    return not (small_talk(question, language) or is_instruction(question, language))


def read_alone(assistant: Assistant, sample: Sample) -> Question:
    """Return the question of `sample` without what it takes from its history."""
    return assistant.retriever.read(sample.question, sample.language, first=not sample.history)


def as_asked(assistant: Assistant, sample: Sample, question: Question) -> Asked:
    """Return `sample` read as `question`, with its candidates, which may be none."""
    candidates = tuple(assistant.candidates(question))
    right = [bool(sample.must) and all(present(c.text, sample.must)) for c in candidates]
    features = [candidate.features for candidate in candidates]
    matrix = np.stack(features) if features else np.zeros((0, len(NAMES)), np.float32)
    return Asked(sample, question, candidates, matrix, np.array(right, bool))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer would be: how likely the question is answered, and whether it is right."""

    sample: Sample
    probability: float
    right: bool


def outcome(row: Asked, judge: Judge) -> Outcome:
    """Return what `judge` would answer to the question of `row` if it declined nothing."""
    ranked = judged(row.question, row.candidates, judge)
    return Outcome(row.sample, ranked.answerable, _is_right(row, ranked))


def _is_right(row: Asked, ranked: Ranking) -> bool:
    text = " ".join(c.text for c in choose(row.question, ranked, row.sample.language))
    return bool(row.sample.must) and all(present(text, row.sample.must))


def shares(outcomes: Sequence[Outcome], level: float) -> tuple[float, float]:
    """Return the shares answered right and declined rightly where `level` parts them."""
    right = [o.right and o.probability >= level for o in outcomes if o.sample.status == "answered"]
    declined = [o.probability < level for o in outcomes if o.sample.status == "abstained"]
    return float(np.mean(right)), float(np.mean(declined))
