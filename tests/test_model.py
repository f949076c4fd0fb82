"""The model knows only features that there are, and judges a question by its likeliest sentence."""

from __future__ import annotations

import json

import numpy as np
import pytest

from app.candidate import NAMES
from app.model import FILE, OF_QUESTION, load_model, of_question


@pytest.mark.parametrize("judge", ["listed", "bare"])
@pytest.mark.parametrize(("part", "names"), [("sentences", NAMES), ("questions", OF_QUESTION)])
def test_the_models_file_names_only_features_that_there_are(
    judge: str, part: str, names: tuple[str, ...]
) -> None:
    values = json.loads(FILE.read_text(encoding="utf-8"))[judge][part]
    used = {node[0] for tree in values["trees"] for node in tree if len(node) > 1}
    assert used
    assert used <= set(names)


@pytest.mark.parametrize("listed", [True, False])
def test_the_threshold_is_a_probability(*, listed: bool) -> None:
    assert 0 < load_model().judge(listed=listed).threshold < 1


def test_no_feature_has_two_places() -> None:
    assert len(set(OF_QUESTION)) == len(OF_QUESTION)


def test_a_question_is_judged_by_its_likeliest_sentence_and_by_those_beside_it() -> None:
    features = np.arange(3 * len(NAMES), dtype=np.float32).reshape(3, -1)
    found = of_question(features, np.array([0.25, 0.5, 0.125], np.float32))
    assert found.tolist() == [*features[1], 0.5, 0.25, 0.875]


def test_a_single_sentence_has_no_second() -> None:
    features = np.ones((1, len(NAMES)), np.float32)
    assert of_question(features, np.array([0.5], np.float32))[-3:].tolist() == [0.5, 0.0, 0.5]
