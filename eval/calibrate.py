"""Learns the answerer's model: `python -m eval.calibrate`, half an hour.

Which sentence answers is learned from the part of the set that developers look at (`"split":
"look"`); the other part is printed beside it, so that what an unseen question would get is always
in sight. Every question is asked twice, with and without the known questions of the corpus, for an
exhibit may list none. Whether a question is answered at all is learned from these and from the
known questions themselves (`eval/hands.py`).
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from app.assistant import open_assistant
from app.candidate import NAMES
from app.model import FILE, OF_QUESTION, Model, of_question, read_model
from app.trees import Trees, read_trees
from eval.asked import Asked, Outcome, asked, outcome, shares
from eval.hands import Judged, Known, join, judge_known, known_by_hand
from eval.learning import learn
from eval.samples import Sample, read_samples
from ingest.build import publish
from ingest.corpus import read_corpus
from ingest.encoder import DEFAULT, open_encoder
from ingest.places import CORPUS, INDEX
from ingest.train import Settings

FOLDS = 5
REFUSED = 0.1
WEIGHT = 10.0
"""What a sample counts beside a known question: it was written by a stranger to the texts."""


def learn_sentences(rows: Sequence[Asked]) -> dict[str, Any]:
    """Return trees that tell a right sentence from the others."""
    features = np.concatenate([row.matrix for row in rows])
    return learn(features, np.concatenate([row.right for row in rows]), NAMES)


def learn_questions(judged: Judged, known: Judged) -> dict[str, Any]:
    """Return trees that tell whether a question is answered at all."""
    weights = [np.full(len(judged.answered), WEIGHT), np.ones(len(known.answered))]
    return learn(
        np.concatenate([judged.features, known.features]),
        np.concatenate([judged.answered, known.answered]),
        OF_QUESTION,
        np.concatenate(weights).astype(np.float32),
    )


def judged(rows: Sequence[Asked], sentences: Trees) -> Judged:
    """Return the questions of `rows` as `sentences` judges their candidates."""
    found = [of_question(row.matrix, sentences.probabilities(row.matrix)) for row in rows]
    answered = [row.sample.status == "answered" for row in rows]
    return Judged(np.array(found, np.float32), np.array(answered, bool))


@dataclass(frozen=True, slots=True)
class Learned:
    """A model as it is written, and what each looked-at question got from parts without it."""

    values: dict[str, Any]
    outcomes: tuple[Outcome, ...]


def learned(look: Sequence[Asked], bare: Sequence[Asked], known: Sequence[Known]) -> Learned:
    """Return the model, and how it does on looked-at questions that it did not learn from.

    `bare` are the looked-at ones asked without known questions, `known` these themselves. Each
    question is judged by trees learned from the other parts of FOLDS; samples of one fact stay in
    one part.
    """
    rows = (*look, *bare)
    parts = [[row for row in rows if _fold(row) != fold] for fold in range(FOLDS)]
    sentences = [read_trees(learn_sentences(part), NAMES) for part in parts]
    held = [
        judged([row for row in rows if _fold(row) == fold], sentences[fold])
        for fold in range(FOLDS)
    ]
    whole = learn_sentences(rows)
    pool = judge_known(known, read_trees(whole, NAMES))
    models = []
    for fold in range(FOLDS):
        others = join([part for at, part in enumerate(held) if at != fold])
        questions = read_trees(learn_questions(others, pool), OF_QUESTION)
        models.append(Model(sentences[fold], questions, 0.0, 0.0))
    outcomes = [outcome(row, models[_fold(row)]) for row in look]
    values = {
        "sentences": whole,
        "questions": learn_questions(join(held), pool),
        "threshold": threshold_for(outcomes),
        "bare_threshold": bare_threshold([outcome(row, models[_fold(row)]) for row in bare]),
    }
    return Learned(values, tuple(outcomes))


def threshold_for(outcomes: Sequence[Outcome]) -> float:
    """Return the probability that parts answered from declined best; both count the same."""
    levels: list[float] = np.linspace(0.05, 0.95, 91).tolist()
    best = max(levels, key=lambda level: sum(shares(outcomes, level)))
    return round(best, 2)


def bare_threshold(outcomes: Sequence[Outcome]) -> float:
    """Return the probability below which only REFUSED of what would be answered right lies.

    Where no near misses are listed little tells them apart, and refusing them all would refuse
    most questions; what is answered shows the words that it rests on.
    """
    right = [found.probability for found in outcomes if found.right]
    return round(float(np.quantile(right, REFUSED)), 2)


def _fold(row: Asked) -> int:
    return sum(map(ord, row.sample.fact)) % FOLDS


def main() -> int:
    """Learn the model from the looked-at half, write it, print both halves' figures."""
    samples, _ = read_samples(Path(__file__).with_name("questions"))
    rows = asked(open_assistant(INDEX), samples)
    look = [row for row in rows if row.sample.split == "look"]
    bare = [row for row in _without_known_questions(samples) if row.sample.split == "look"]
    found = learned(look, bare, known_by_hand(read_corpus(CORPUS), Settings()))
    model = read_model(found.values)
    score = [outcome(row, model) for row in rows if row.sample.split == "score"]
    for split, outcomes in (("look, held out", found.outcomes), ("score", score)):
        for language in ("ru", "en", "ja"):
            _print(f"{split} {language}", [o for o in outcomes if o.sample.language == language],
                   model.threshold)  # fmt: skip
    FILE.write_text(json.dumps(found.values) + "\n", encoding="utf-8")
    return 0


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
