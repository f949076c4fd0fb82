"""The model knows only features that there are, and judges a question by its likeliest sentence."""

from __future__ import annotations

import json

import numpy as np
import pytest

from app.candidate import NAMES
from app.model import (
    FILE,
    OF_FOLLOWUP,
    OF_QUESTION,
    Followup,
    load_model,
    of_question,
    read_followup,
)


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


def test_a_follow_up_is_told_by_the_sum_of_its_weights() -> None:
    model = Followup((2.0, -0.5, 0.0, -1.0, 1.0), -0.25)
    assert model.goes_on((1.0, 3.0, 1.0, 0.5, 0.5))  # 2 − 1½ − ½ + ½ − ¼ = ¼
    assert not model.goes_on((1.0, 3.0, 1.0, 0.75, 0.5))  # 2 − 1½ − ¾ + ½ − ¼ = 0


def test_the_weights_of_follow_ups_are_read_by_name() -> None:
    values = {"weights": {name: at for at, name in enumerate(OF_FOLLOWUP)}, "bias": 7}
    assert read_followup(values) == Followup((0.0, 1.0, 2.0, 3.0, 4.0), 7.0)
    found = load_model().followup
    assert found.weights[OF_FOLLOWUP.index("leans")] > 0 > found.weights[OF_FOLLOWUP.index("alone")]
