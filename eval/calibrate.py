"""Learns the answerer's two linear models: `python -m eval.calibrate`, a minute.

Only the half of the set that developers look at (`"split": "look"`) is used; the other half is
printed beside it, so that what an unseen question would get is always in sight.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from app import features
from app.abstention import judged_values
from app.assistant import Assistant, open_assistant
from app.extractive import rank
from app.features import Candidate
from app.instructions import is_instruction
from app.model import FILE, Model, load_model
from app.question import Question
from app.retriever import Evidence
from app.smalltalk import small_talk
from eval.parts import present
from eval.samples import Sample, read_samples
from ingest.places import INDEX

RANK_RIDGE = 0.1
"""Pull of each rank weight towards zero, per standard deviation of its feature."""

ANSWER_RIDGE = 3.0
"""Pull of each weight of the decision towards zero, per standard deviation of its value."""

REFUSED = 0.06
"""Share of the answerable questions looked at that the threshold lets go unanswered."""

_AGAINST = ("unknown", "weakest", "kind_missing", "both_missing", "year_missing")
_FREE = ("short", "seeks_kind", "has_entity", "carried", "first")

Matrix = NDArray[np.float32]
Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """A sample as it was asked; `right` marks the candidates that hold every part of the fact."""

    sample: Sample
    question: Question
    evidence: Evidence
    candidates: tuple[Candidate, ...]
    matrix: Matrix
    right: tuple[int, ...]


def asked(assistant: Assistant, samples: Sequence[Sample], model: Model) -> list[Asked]:
    """Return every sample that reaches the ranking, with its candidates and their features."""
    found = []
    for sample in samples:
        language = sample.language
        if small_talk(sample.question, language) or is_instruction(sample.question, language):
            continue
        question = assistant.retriever.read(sample.question, sample.history, language)
        evidence = assistant.retriever.evidence(question, question.language)
        ranked = rank(question, evidence, assistant.retriever, model).candidates
        if not ranked:
            continue
        matrix = np.stack([candidate.features for candidate in ranked])
        right = [
            i for i, c in enumerate(ranked) if sample.must and all(present(c.text, sample.must))
        ]
        found.append(Asked(sample, question, evidence, ranked, matrix, tuple(right)))
    return found


def learn_rank(rows: Sequence[Asked]) -> dict[str, float]:
    """Return weights that put a right sentence first: softmax over candidates, L-BFGS."""
    useful = [row for row in rows if 0 < len(row.right) < len(row.matrix)]
    scale = np.concatenate([row.matrix for row in useful]).std(axis=0) + 1e-6

    def loss(weights: Weights) -> tuple[float, Weights]:
        total = RANK_RIDGE * float(weights @ weights)
        gradient = 2 * RANK_RIDGE * weights
        for row in useful:
            matrix = row.matrix / scale
            scores = matrix @ weights
            p = np.exp(scores - scores.max())
            p /= p.sum()
            mass = float(p[list(row.right)].sum()) + 1e-12
            target = np.zeros_like(p)
            target[list(row.right)] = p[list(row.right)] / mass
            total -= float(np.log(mass))
            gradient = gradient + matrix.T @ (p - target)
        return total, gradient

    start = np.zeros(len(features.NAMES))
    learned = minimize(loss, start, jac=True, method="L-BFGS-B").x / scale
    return dict(zip(features.NAMES, (round(float(w), 4) for w in learned), strict=True))


def learn_answerable(rows: Sequence[Asked], model: Model) -> dict[str, float]:
    """Return the weights of a ridge logistic regression, both classes counting the same."""
    values = [judged(row, model) for row in rows]
    names = sorted(values[0])
    x = np.array([[one[name] for name in names] for one in values])
    y = np.array([float(row.sample.status == "answered") for row in rows])
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-6
    z = np.hstack([(x - mean) / scale, np.ones((len(x), 1))])
    weight = np.where(y == 1, 0.5 / y.mean(), 0.5 / (1 - y.mean()))

    def loss(w: Weights) -> tuple[float, Weights]:
        p = 1 / (1 + np.exp(-np.clip(z @ w, -30, 30)))
        fit = -float((weight * (y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))).sum())
        gradient = z.T @ (weight * (p - y))
        gradient[:-1] += ANSWER_RIDGE * w[:-1]
        return fit + 0.5 * ANSWER_RIDGE * float(w[:-1] @ w[:-1]), gradient

    start, bounds = np.zeros(z.shape[1]), [*map(_bounds, names), (None, None)]
    learned = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = learned[:-1] / scale
    found = {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}
    return {"bias": round(float(learned[-1] - weights @ mean), 4), **found}


def _bounds(name: str) -> tuple[float | None, float | None]:
    """Return the sign that a weight may have: more evidence never makes an answer less likely."""
    if name in _FREE:
        return None, None
    return (None, 0.0) if name in _AGAINST else (0.0, None)


def judged(row: Asked, model: Model) -> dict[str, float]:
    """Return what the decision rests on when `model` ranks the candidates."""
    order = np.argsort(-model.scores(row.matrix), kind="stable")
    return judged_values(row.question, row.evidence, [row.candidates[i] for i in order])


def threshold_for(rows: Sequence[Asked], model: Model) -> float:
    """Return the probability below which REFUSED of the answerable `rows` fall."""
    chances = [
        model.probability(judged(row, model)) for row in rows if row.sample.status == "answered"
    ]
    return round(float(np.quantile(chances, REFUSED)), 4)


def main() -> int:
    """Learn both models from the looked-at half, write them, print both halves' figures."""
    assistant = open_assistant(INDEX)
    model = load_model()
    samples, _ = read_samples(Path(__file__).with_name("questions"))
    rows = asked(assistant, samples, model)
    look = [row for row in rows if row.sample.split == "look"]
    model = replace(model, rank=learn_rank(look))
    model = replace(model, answerable=learn_answerable(look, model))
    model = replace(model, threshold=threshold_for(look, model))
    for split in ("look", "score"):
        _print(split, [row for row in rows if row.sample.split == split], model)
    _write(model, FILE)
    return 0


def _print(split: str, rows: Sequence[Asked], model: Model) -> None:
    for language in ("ru", "en", "ja"):
        own = [row for row in rows if row.sample.language == language]
        first = [
            int(np.argmax(model.scores(row.matrix))) in row.right
            for row in own
            if row.sample.status == "answered"
        ]
        chances = [(row, model.probability(judged(row, model))) for row in own]
        refused = [p < model.threshold for row, p in chances if row.sample.status == "answered"]
        declined = [p < model.threshold for row, p in chances if row.sample.status != "answered"]
        sys.stdout.write(
            f"{split} {language}: first sentence right {np.mean(first):.3f},"
            f" answerable refused {np.mean(refused):.3f},"
            f" unanswerable declined {np.mean(declined):.3f}\n"
        )


def _write(model: Model, path: Path) -> None:
    values = {"rank": model.rank, "answerable": model.answerable, "threshold": model.threshold}
    path.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
