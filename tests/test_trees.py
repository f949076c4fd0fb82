"""Trees are walked as they are written."""

from __future__ import annotations

import numpy as np
import pytest

from app.trees import read_trees

NAMES = ("kind", "gap")
TWO_TREES = {
    "base": 0.0,
    "trees": [
        [["kind", 0.5, 1, 2], [-1.0], ["gap", 2.0, 3, 4], [2.0], [1.0]],
        [[0.25]],
    ],
}


@pytest.mark.parametrize(
    ("row", "odds"), [((0, 0), -0.75), ((0.5, 0), -0.75), ((1, 2), 2.25), ((1, 3), 1.25)]
)
def test_a_row_goes_down_every_tree_to_its_leaf(row: tuple[float, float], odds: float) -> None:
    found = read_trees(TWO_TREES, NAMES).probabilities(np.array([row], np.float32))
    assert found[0] == pytest.approx(1 / (1 + np.exp(-odds)))


def test_several_rows_are_judged_at_once_and_apart() -> None:
    rows = np.array([(0, 0), (1, 0)], np.float32)
    low, high = read_trees(TWO_TREES, NAMES).probabilities(rows)
    assert low < high


def test_a_tree_over_an_unknown_feature_is_refused() -> None:
    with pytest.raises(KeyError, match="kind"):
        read_trees(TWO_TREES, ("gap",))
