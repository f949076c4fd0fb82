"""The model of the answerer: boosted trees that say how likely a sentence answers a question.

The trees stand in `model.json`, written by `python -m eval.calibrate`; without them nothing is
answered, so the file is part of the program. They are read here with NumPy alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.features import NAMES

FILE = Path(__file__).with_name("model.json")


@dataclass(frozen=True, slots=True)
class Model:
    """Trees as arrays of shape (trees, nodes): the root is node 0, a leaf leads to itself.

    At a node `features[…, feature] <= bound` goes left. `value` is what a leaf adds to the log
    odds, `base` where they begin; `threshold` is the least probability that is answered.
    """

    feature: NDArray[np.int32]
    bound: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    base: float
    depth: int
    threshold: float

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probability that each candidate answers, (n,), for `features` (n, d)."""
        rows = np.arange(len(features))[:, None]
        trees = np.arange(len(self.feature))[None, :]
        node = np.zeros((len(features), len(self.feature)), np.int32)
        for _ in range(self.depth):
            low = features[rows, self.feature[trees, node]] <= self.bound[trees, node]
            node = np.where(low, self.left[trees, node], self.right[trees, node])
        odds = self.base + self.value[trees, node].sum(axis=1)
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), np.float32)


@lru_cache(maxsize=1)
def load_model() -> Model:
    """Return the model in `model.json`."""
    return read_model(json.loads(FILE.read_text(encoding="utf-8")))


def read_model(values: dict[str, Any]) -> Model:
    """Return the model that `values` describes: each tree a list of nodes.

    A node is [feature's name, bound, left, right], a leaf [value].
    """
    trees = values["trees"]
    shape = (len(trees), max(map(len, trees)))
    feature, left, right = (np.zeros(shape, np.int32) for _ in range(3))
    bound, value = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for number, tree in enumerate(trees):
        for at, node in enumerate(tree):
            left[number, at] = right[number, at] = at
            if len(node) == 1:
                value[number, at] = node[0]
            else:
                feature[number, at] = NAMES.index(node[0])
                bound[number, at], left[number, at], right[number, at] = node[1:]
    depth = max(_depth(tree) for tree in trees)
    return Model(
        feature, bound, left, right, value, values["base"], depth, float(values["threshold"])
    )


def _depth(tree: list[list[Any]], at: int = 0) -> int:
    if len(tree[at]) == 1:
        return 0
    return 1 + max(_depth(tree, tree[at][2]), _depth(tree, tree[at][3]))
