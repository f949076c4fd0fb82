"""The model is read from its file, and walked as written."""

from __future__ import annotations

import json

import numpy as np
import pytest

from app.features import NAMES
from app.model import FILE, load_model, read_model

TWO_TREES = {
    "base": 0.0,
    "threshold": 0.5,
    "trees": [
        [["kind", 0.5, 1, 2], [-1.0], ["gap", 2.0, 3, 4], [2.0], [1.0]],
        [[0.25]],
    ],
}


def _features(**values: float) -> np.ndarray:
    row = np.zeros((1, len(NAMES)), np.float32)
    for name, value in values.items():
        row[0, NAMES.index(name)] = value
    return row


@pytest.mark.parametrize(
    ("values", "odds"),
    [({"kind": 0.0}, -0.75), ({"kind": 0.5}, -0.75), ({"kind": 1.0, "gap": 2.0}, 2.25),
     ({"kind": 1.0, "gap": 3.0}, 1.25)],
)  # fmt: skip
def test_a_sentence_goes_down_every_tree_to_its_leaf(values: dict[str, float], odds: float) -> None:
    found = read_model(TWO_TREES).probabilities(_features(**values))
    assert found[0] == pytest.approx(1 / (1 + np.exp(-odds)))


def test_several_sentences_are_judged_at_once_and_apart() -> None:
    rows = np.vstack([_features(kind=0.0), _features(kind=1.0)])
    low, high = read_model(TWO_TREES).probabilities(rows)
    assert low < high


def test_the_models_file_names_only_features_that_there_are() -> None:
    values = json.loads(FILE.read_text(encoding="utf-8"))
    used = {node[0] for tree in values["trees"] for node in tree if len(node) > 1}
    assert used
    assert used <= set(NAMES)
    assert 0 < load_model().threshold < 1


def test_no_feature_has_two_places() -> None:
    assert len(set(NAMES)) == len(NAMES)
