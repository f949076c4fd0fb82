"""Learns the answerer's model: `python -m eval.calibrate`, a few minutes.

Only the half of the set that developers look at (`"split": "look"`) is used; the other half is
printed beside it, so that what an unseen question would get is always in sight. Every question is
asked twice, with and without the known questions of the corpus, for an exhibit may list none.
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
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from app.assistant import Assistant, open_assistant
from app.extractive import Ranking, choose, ranking
from app.features import NAMES, Candidate
from app.instructions import is_instruction
from app.model import FILE, Model, read_model
from app.question import Question
from app.smalltalk import small_talk
from eval.parts import present
from eval.samples import Sample, read_samples
from ingest.build import publish
from ingest.corpus import read_corpus
from ingest.encoder import DEFAULT, open_encoder
from ingest.places import CORPUS, INDEX

TREES, LEAVES, SMALLEST_LEAF, RATE, RIDGE = 300, 8, 30, 0.04, 5.0
FOLDS = 5
SEED = 1925

_FOR = frozenset(
    "fused fused_share words grams best_sentence best_question question_dense dense sentence"
    " sentence_question sentence_question_dense sentence_dense sentence_coverage passage_coverage"
    " told_coverage told_passage entity_coverage kind same_kind defines covered passage_covered"
    " meant passage_meant lead known_second known_cosine known_covered known_covering known_kind"
    " known_likeness near_cosine near_covered near_covering near_kind near_likeness".split()
)
_AGAINST = frozenset(
    "gap passage_gap numbers_missing names_missing passage_numbers_missing passage_names_missing"
    " year_missing place unknown miss_share odd oddest miss_likeness miss_second"
    " miss_cosine miss_covered miss_covering known_gap known_gap_back known_numbers_missing"
    " known_names_missing near_gap near_gap_back near_numbers_missing near_names_missing".split()
)
SIGNS = [1 if name in _FOR else -1 if name in _AGAINST else 0 for name in NAMES]
"""More evidence never makes an answer less likely."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A sample as it was asked; `right` marks the candidates that hold every part of the fact."""

    sample: Sample
    question: Question
    candidates: tuple[Candidate, ...]
    matrix: NDArray[np.float32]
    right: NDArray[np.bool_]


def asked(assistant: Assistant, samples: Sequence[Sample]) -> list[Asked]:
    """Return every sample that reaches the ranking, with its candidates and their features."""
    found = []
    for sample in samples:
        language = sample.language
        if small_talk(sample.question, language) or is_instruction(sample.question, language):
            continue
        question = assistant.retriever.read(sample.question, sample.history, language)
        candidates = assistant.candidates(question)
        if not candidates:
            continue
        right = [bool(sample.must) and all(present(c.text, sample.must)) for c in candidates]
        matrix = np.stack([candidate.features for candidate in candidates])
        found.append(Asked(sample, question, tuple(candidates), matrix, np.array(right)))
    return found


def learn(rows: Sequence[Asked]) -> dict[str, Any]:
    """Return trees that tell a right sentence from the others, as `app.model` reads them."""
    trees = HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=SMALLEST_LEAF,
        l2_regularization=RIDGE,
        monotonic_cst=SIGNS,
        random_state=SEED,
    )
    trees.fit(np.concatenate([r.matrix for r in rows]), np.concatenate([r.right for r in rows]))
    # Scikit-learn has no public way to read these trees; the version is pinned.
    grown = [_tree(predictors[0].nodes) for predictors in trees._predictors]
    return {"base": round(float(trees._baseline_prediction.item()), 5), "trees": grown}


def _tree(nodes: Any) -> list[list[Any]]:  # noqa: ANN401 (a structured array)
    return [
        [round(float(node["value"]), 5)]
        if node["is_leaf"]
        else [
            NAMES[node["feature_idx"]],
            float(f"{node['num_threshold']:.6g}"),
            int(node["left"]),
            int(node["right"]),
        ]
        for node in nodes
    ]


def threshold_for(rows: Sequence[Asked], bare: Sequence[Asked]) -> float:
    """Return the probability that parts answered from declined best, over FOLDS held-out parts.

    Both kinds of question count the same; samples of one fact stay in one part. `bare` are the
    same samples asked without known questions: learned from, but not judged.
    """
    outcomes: list[Outcome] = []
    for fold in range(FOLDS):
        others = [row for row in (*rows, *bare) if _fold(row) != fold]
        model = read_model({**learn(others), "threshold": 0.0})
        outcomes += [outcome(row, model) for row in rows if _fold(row) == fold]
    levels: list[float] = np.linspace(0.05, 0.95, 91).tolist()
    return max(levels, key=lambda level: sum(shares(outcomes, level)))


def _fold(row: Asked) -> int:
    return sum(map(ord, row.sample.fact)) % FOLDS


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer would be: the probability of its first sentence, and whether it is right."""

    sample: Sample
    probability: float
    right: bool


def outcome(row: Asked, model: Model) -> Outcome:
    """Return what `model` would answer to the question of `row` if it declined nothing."""
    ranked = ranking(row.question, row.candidates, model.probabilities(row.matrix))
    return Outcome(row.sample, ranked.probability, _is_right(row, ranked))


def _is_right(row: Asked, ranked: Ranking) -> bool:
    text = " ".join(c.text for c in choose(row.question, ranked, row.sample.language))
    return bool(row.sample.must) and all(present(text, row.sample.must))


def shares(outcomes: Sequence[Outcome], level: float) -> tuple[float, float]:
    """Return the shares answered right and declined rightly where `level` parts them."""
    right = [o.right and o.probability >= level for o in outcomes if o.sample.status == "answered"]
    declined = [o.probability < level for o in outcomes if o.sample.status == "abstained"]
    return float(np.mean(right)), float(np.mean(declined))


def main() -> int:
    """Learn the model from the looked-at half, write it, print both halves' figures."""
    samples, _ = read_samples(Path(__file__).with_name("questions"))
    rows = asked(open_assistant(INDEX), samples)
    look = [row for row in rows if row.sample.split == "look"]
    bare = [row for row in _without_known_questions(samples) if row.sample.split == "look"]
    learned = learn([*look, *bare])
    learned["threshold"] = round(threshold_for(look, bare), 2)
    model = read_model(learned)
    for split in ("look", "score"):
        for language in ("ru", "en", "ja"):
            _print(split, language, rows, model)
    FILE.write_text(json.dumps(learned) + "\n", encoding="utf-8")
    return 0


def _without_known_questions(samples: Sequence[Sample]) -> list[Asked]:
    corpus = replace(read_corpus(CORPUS), questions=())
    with tempfile.TemporaryDirectory() as folder:
        publish(corpus, open_encoder(DEFAULT), Path(folder))
        assistant = open_assistant(Path(folder))
        rows = asked(assistant, samples)
        assistant.index.close()
    return rows


def _print(split: str, language: str, rows: Sequence[Asked], model: Model) -> None:
    part = [r for r in rows if (r.sample.split, r.sample.language) == (split, language)]
    right, declined = shares([outcome(row, model) for row in part], model.threshold)
    sys.stderr.write(f"{split} {language}: right {right:.3f}, declined {declined:.3f}\n")


if __name__ == "__main__":
    sys.exit(main())
