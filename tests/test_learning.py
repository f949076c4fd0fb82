"""Trees learn what tells right rows from others, and are read back as they were grown."""

from __future__ import annotations

import numpy as np

from app.trees import read_trees
from eval.learning import learn

NAMES = ("words", "gap", "kind")


def _rows() -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(1)
    features = chance.random((400, 3)).astype(np.float32)
    return features, features[:, 0] > features[:, 1]


def test_what_was_learned_tells_right_from_wrong() -> None:
    features, right = _rows()
    likely = read_trees(learn(features, right, NAMES), NAMES).probabilities(features)
    assert ((likely > 0.5) == right).mean() > 0.9


def test_more_evidence_never_makes_an_answer_less_likely() -> None:
    features, right = _rows()
    trees = read_trees(learn(features, ~right, NAMES), NAMES)
    more = np.array([[words, 0.5, 0.5] for words in (0.1, 0.5, 0.9)], np.float32)
    assert np.all(np.diff(trees.probabilities(more)) >= 0)
    wider = np.array([[0.5, gap, 0.5] for gap in (0.1, 0.5, 0.9)], np.float32)
    assert np.all(np.diff(trees.probabilities(wider)) <= 0)
