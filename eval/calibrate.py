"""Learns the answerer's model: `python -m eval.calibrate`, minutes.

Which sentence answers, and whether any does, is learned from the part of the set that developers
look at (`"split": "look"`); the other part is printed beside it, so that what an unseen question
would get is always in sight. An exhibit may list no known questions, so a second judge is learned
from the same samples asked without them. What tells a follow-up is learned from both readings of
questions that stand after others.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from app.assistant import Assistant, open_assistant
from app.candidate import NAMES
from app.model import FILE, OF_QUESTION, Judge, of_question, read_followup, read_judge
from app.trees import Trees, read_trees
from eval.asked import Asked, Outcome, asked, outcome, shares
from eval.followups import after_others, learn_followups, shares_right, turns
from eval.learning import learn
from eval.samples import Sample, read_samples
from ingest.build import publish
from ingest.corpus import read_corpus
from ingest.encoder import DEFAULT, open_encoder
from ingest.places import CORPUS, INDEX

FOLDS = 5
REFUSED = 0.1
ABOUT = 0.01
"""Shares answered right and declined that differ by less, taken together, are about the same."""

T = TypeVar("T")
Chosen = Callable[[Sequence[Outcome]], float]
"""Says from which probability on a question is answered."""


def learn_sentences(rows: Sequence[Asked]) -> dict[str, Any]:
    """Return trees that tell a right sentence from the others."""
    features = np.concatenate([row.matrix for row in rows])
    return learn(features, np.concatenate([row.right for row in rows]), NAMES)


def learn_questions(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return trees that tell whether a question is answered at all."""
    features = np.concatenate([one.features for one in judged])
    return learn(features, np.concatenate([one.answered for one in judged]), OF_QUESTION)


def judge_samples(rows: Sequence[Asked], sentences: Trees) -> Judged:
    """Return the questions of `rows` as `sentences` judges their candidates."""
    found = [of_question(row.matrix, sentences.probabilities(row.matrix)) for row in rows]
    answered = [row.sample.status == "answered" for row in rows]
    return Judged(np.array(found, np.float32), np.array(answered, bool))


@dataclass(frozen=True, slots=True)
class Judged:
    """Questions as rows of `app.model.OF_QUESTION`: `features` (n, d), `answered` (n,)."""

    features: NDArray[np.float32]
    answered: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Learned:
    """A judge as it is written, and what each sample got from parts learned without it.

    `final` is the judge read back; `held` are those that have not learned from one fold each.
    """

    values: dict[str, Any]
    outcomes: tuple[Outcome, ...]
    final: Judge
    held: tuple[Judge, ...]

    def judge_of(self, sample: Sample) -> Judge:
        """Return a judge that has not learned from `sample`."""
        return self.final if sample.split == "score" else self.held[_fold(sample)]


def learned(rows: Sequence[Asked], threshold: Chosen) -> Learned:
    """Return the judge of `rows`, and how it does on those that it did not learn from.

    Each question is judged by trees learned from the other parts of FOLDS; samples of one fact
    stay in one part.
    """
    parts = [[row for row in rows if _fold(row.sample) == fold] for fold in range(FOLDS)]
    sentences = [
        read_trees(learn_sentences([row for one in _others(parts, at) for row in one]), NAMES)
        for at in range(FOLDS)
    ]
    held = [judge_samples(part, trees) for part, trees in zip(parts, sentences, strict=True)]
    judges = [
        Judge(sentences[at], read_trees(learn_questions(_others(held, at)), OF_QUESTION), 0.0)
        for at in range(FOLDS)
    ]
    outcomes = [
        outcome(row, judge) for judge, part in zip(judges, parts, strict=True) for row in part
    ]
    level = threshold(outcomes)
    values = {
        "sentences": learn_sentences(rows),
        "questions": learn_questions(held),
        "threshold": level,
    }
    held_out = tuple(replace(judge, threshold=level) for judge in judges)
    return Learned(values, tuple(outcomes), read_judge(values), held_out)


def _others(parts: Sequence[T], at: int) -> list[T]:
    return [part for other, part in enumerate(parts) if other != at]


def threshold_for(outcomes: Sequence[Outcome]) -> float:
    """Return the probability that parts answered from declined best; both count the same.

    Of those within ABOUT of the best the lowest: a needless refusal tells a visitor nothing, and
    an answer shows what it rests on.
    """
    levels: list[float] = np.linspace(0.05, 0.95, 91).tolist()
    together = [sum(shares(outcomes, level)) for level in levels]
    least = max(together) - ABOUT
    return round(next(t for t, both in zip(levels, together, strict=True) if both >= least), 2)


def bare_threshold(outcomes: Sequence[Outcome]) -> float:
    """Return the probability below which only REFUSED of what would be answered right lies.

    Where no near misses are listed little tells them apart, and refusing them all would refuse
    most questions; what is answered shows the words that it rests on.
    """
    right = [found.probability for found in outcomes if found.right]
    return round(float(np.quantile(right, REFUSED)), 2)


def _fold(sample: Sample) -> int:
    return sum(map(ord, sample.fact)) % FOLDS


def main() -> int:
    """Learn the model from the looked-at half, write it, print both halves' figures."""
    samples, _ = read_samples(Path(__file__).with_name("questions"))
    assistant = open_assistant(INDEX)
    listed = _learned(asked(assistant, samples), threshold_for)
    found = {
        "listed": listed.values,
        "bare": _learned(_without_known_questions(samples), bare_threshold).values,
        "followup": _followup(assistant, samples, listed.judge_of),
    }
    FILE.write_text(json.dumps(found) + "\n", encoding="utf-8")
    return 0


def _followup(
    assistant: Assistant, samples: Sequence[Sample], judge_of: Callable[[Sample], Judge]
) -> dict[str, Any]:
    real = frozenset(sample.id for sample in samples if sample.history)
    parts = [
        list(turns(assistant, after_others(s for s in samples if s.split == part), judge_of, real))
        for part in ("look", "score")
    ]
    values = learn_followups(parts[0])
    model = read_followup(values)
    for split, part in zip(("look", "score"), parts, strict=True):
        right = shares_right(part, [model.goes_on(turn.features) for turn in part])
        sys.stderr.write(f"{split}: follow-ups {right[0]:.3f}, new topics {right[1]:.3f}\n")
    return values


def _learned(rows: Sequence[Asked], threshold: Chosen) -> Learned:
    look, score = ([row for row in rows if row.sample.split == part] for part in ("look", "score"))
    found = learned(look, threshold)
    judge = found.final
    for split, outcomes in (
        ("look, held out", found.outcomes),
        ("score", [outcome(row, judge) for row in score]),
    ):
        for language in ("ru", "en", "ja"):
            _print(f"{split} {language}", [o for o in outcomes if o.sample.language == language],
                   judge.threshold)  # fmt: skip
    return found


def _without_known_questions(samples: Sequence[Sample]) -> list[Asked]:
    corpus = replace(read_corpus(CORPUS), questions=())
    with tempfile.TemporaryDirectory() as folder:
        publish(corpus, open_encoder(DEFAULT), Path(folder))
        assistant = open_assistant(Path(folder))
        rows = asked(assistant, samples)
        assistant.index.close()
    return rows


def _print(what: str, outcomes: Sequence[Outcome], threshold: float) -> None:
    right, declined = shares(outcomes, threshold)
    sys.stderr.write(f"{what}: right {right:.3f}, declined {declined:.3f}\n")


if __name__ == "__main__":
    sys.exit(main())
