"""Learns what tells a follow-up from a new topic.

Follow-ups are the samples with a history. New topics are made: a sample without one, asked after
the one before it in its language, which is about something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from app.assistant import Assistant
from app.extractive import Ranking, judged
from app.followup import followup_features
from app.model import OF_FOLLOWUP, Judge
from app.question import Question
from eval.asked import as_asked, outcome, reaches_ranking, read_alone
from eval.samples import Sample

TOPICS = 3
"""Every so many samples without a history are asked after another."""

LOOSENESS = 10.0
"""How freely the weights fit: the inverse of the ridge."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question after others: what is known of it, and which reading is answered as it must be."""

    features: tuple[float, ...]
    alone: bool
    completed: bool
    follows: bool


def after_others(samples: Iterable[Sample]) -> list[Sample]:
    """Return the samples with a history, and some of the others with one that they do not need."""
    found, before = [], dict[str, Sample]()
    for number, sample in enumerate(filter(reaches_ranking, samples)):
        if sample.history:
            found.append(sample)
            continue
        last = before.get(sample.language)
        before[sample.language] = sample
        if last and last.fact != sample.fact and number % TOPICS == 0:
            found.append(replace(sample, history=(last.question,)))
    return found


def turns(
    assistant: Assistant,
    samples: Iterable[Sample],
    judge_of: Callable[[Sample], Judge],
    followups: frozenset[str],
) -> Iterator[Turn]:
    """Yield each of `samples` that its history may change; `followups` are the ids of real ones.

    `judge_of` gives a judge that has not learned from the sample: one that has is too sure of it.
    """
    for sample in samples:
        judge = judge_of(sample)
        alone = read_alone(assistant, sample)
        completed = assistant.retriever.completed(alone, sample.history)
        if completed is None:
            continue
        ranked, right = _judged(assistant, sample, alone, judge)
        other, other_right = _judged(assistant, sample, completed, judge)
        told = followup_features(alone, ranked, other)
        yield Turn(told, right, other_right, sample.id in followups)


def _judged(
    assistant: Assistant, sample: Sample, question: Question, judge: Judge
) -> tuple[Ranking, bool]:
    row = as_asked(assistant, sample, question)
    if not row.candidates:
        return Ranking((), (), 0.0), sample.status == "abstained"
    found = outcome(row, judge)
    answers = found.probability >= judge.threshold
    right = answers and found.right if sample.status == "answered" else not answers
    return judged(question, row.candidates, judge), right


def learn_followups(found: Sequence[Turn]) -> dict[str, Any]:
    """Return the model of `found`, for `read_followup`; only turns that a reading decides teach.

    The bias is moved to where the shares of follow-ups and of new topics that are answered as they
    must be are highest together.
    """
    telling = [turn for turn in found if turn.alone != turn.completed]
    kinds = [turn.follows for turn in telling]
    weights = [len(kinds) / kinds.count(kind) for kind in kinds]
    model = LogisticRegression(C=LOOSENESS, max_iter=1000)
    matrix = np.array([turn.features for turn in telling])
    model.fit(matrix, [turn.completed for turn in telling], sample_weight=weights)
    learned = [round(float(weight), 4) for weight in model.coef_[0]]
    return {
        "weights": dict(zip(OF_FOLLOWUP, learned, strict=True)),
        "bias": round(_bias(found, learned, float(model.intercept_[0])), 4),
    }


def _bias(found: Sequence[Turn], weights: Sequence[float], learned: float) -> float:
    odds = np.array([turn.features for turn in found]) @ np.array(weights)
    moves = np.linspace(-1.0, 1.0, 41)
    together = [sum(shares_right(found, (odds + learned + move > 0).tolist())) for move in moves]
    return learned + float(moves[int(np.argmax(together))])


def shares_right(found: Sequence[Turn], goes_on: Sequence[bool]) -> tuple[float, float]:
    """Return the shares of follow-ups and of new topics answered as they must be.

    `goes_on` (n,) says which of `found` are read completed.
    """
    right = [t.completed if on else t.alone for t, on in zip(found, goes_on, strict=True)]
    parts = [
        [ok for ok, turn in zip(right, found, strict=True) if turn.follows == kind]
        for kind in (True, False)
    ]
    return float(np.mean(parts[0])), float(np.mean(parts[1]))
