"""Boosted trees, walked with NumPy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees as arrays of shape (trees, nodes): the root is node 0, a leaf leads to itself.

    At a node `features[…, feature] <= bound` goes left. `value` is what a leaf adds to the log
    odds, `base` where they begin.
    """

    feature: NDArray[np.int32]
    bound: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    base: float
    depth: int

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probability of each row of `features` (n, d), shape (n,)."""
        rows = np.arange(len(features))[:, None]
        trees = np.arange(len(self.feature))[None, :]
        node = np.zeros((len(features), len(self.feature)), np.int32)
        for _ in range(self.depth):
            low = features[rows, self.feature[trees, node]] <= self.bound[trees, node]
            node = np.where(low, self.left[trees, node], self.right[trees, node])
        odds = self.base + self.value[trees, node].sum(axis=1)
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), np.float32)


def read_trees(values: dict[str, Any], names: Sequence[str]) -> Trees:
    """Return the trees that `values` describes over features called `names`.

    Each tree is a list of nodes; a node is [feature's name, bound, left, right], a leaf [value].
    """
    trees = values["trees"]
    number = {name: at for at, name in enumerate(names)}
    shape = (len(trees), max(map(len, trees)))
    feature, left, right = (np.zeros(shape, np.int32) for _ in range(3))
    bound, value = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for row, tree in enumerate(trees):
        for at, node in enumerate(tree):
            left[row, at] = right[row, at] = at
            if len(node) == 1:
                value[row, at] = node[0]
            else:
                feature[row, at] = number[node[0]]
                bound[row, at], left[row, at], right[row, at] = node[1:]
    depth = max(_depth(tree) for tree in trees)
    return Trees(feature, bound, left, right, value, values["base"], depth)


def _depth(tree: list[list[Any]], at: int = 0) -> int:
    if len(tree[at]) == 1:
        return 0
    return 1 + max(_depth(tree, tree[at][2]), _depth(tree, tree[at][3]))
