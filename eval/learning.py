"""Boosted trees, learned by scikit-learn: the one file that imports it for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

TREES, LEAVES, SMALLEST_LEAF, RATE, RIDGE = 300, 8, 30, 0.04, 5.0
SEED = 1925

_FOR = frozenset(
    "fused fused_share words grams best_sentence best_question question_dense dense sentence"
    " sentence_question sentence_question_dense sentence_dense sentence_coverage passage_coverage"
    " told_coverage told_passage entity_coverage kind same_kind defines covered passage_covered"
    " meant passage_meant likeliest second together lead known_second known_cosine"
    " known_covered known_covering known_kind known_likeness near_cosine near_covered"
    " near_covering near_kind near_likeness".split()
)
_AGAINST = frozenset(
    "gap passage_gap numbers_missing names_missing passage_numbers_missing passage_names_missing"
    " year_missing place strays passage_strays unknown miss_share odd oddest miss_likeness"
    " miss_second miss_cosine miss_covered miss_covering known_gap known_gap_back"
    " known_numbers_missing known_names_missing near_gap near_gap_back near_numbers_missing"
    " near_names_missing".split()
)
"""More evidence never makes an answer less likely: the signs of what speaks for or against it."""


def learn(
    features: NDArray[np.float32], right: NDArray[np.bool_], names: Sequence[str]
) -> dict[str, Any]:
    """Return trees that tell right rows of `features` (n, d) from the others, for `read_trees`."""
    trees = HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=SMALLEST_LEAF,
        l2_regularization=RIDGE,
        monotonic_cst=[_sign(name) for name in names],
        random_state=SEED,
    )
    trees.fit(features, right)
    # Scikit-learn has no public way to read these trees; the version is pinned.
    grown = [_tree(predictors[0].nodes, names) for predictors in trees._predictors]
    return {"base": round(float(trees._baseline_prediction.item()), 5), "trees": grown}


def _sign(name: str) -> int:
    return 1 if name in _FOR else -1 if name in _AGAINST else 0


def _tree(nodes: Any, names: Sequence[str]) -> list[list[Any]]:  # noqa: ANN401 (an array)
    return [
        [round(float(node["value"]), 5)]
        if node["is_leaf"]
        else [
            names[node["feature_idx"]],
            float(f"{node['num_threshold']:.6g}"),
            int(node["left"]),
            int(node["right"]),
        ]
        for node in nodes
    ]
