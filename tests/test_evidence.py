"""The best rows are those of the highest scores above nothing."""

from __future__ import annotations

import numpy as np

from app.evidence import best_rows


def test_the_highest_come_first_and_of_equal_ones_the_earlier() -> None:
    scores = np.array([0.2, 0.9, 0.0, 0.9, 0.5], np.float32)
    assert best_rows(scores, 3).tolist() == [1, 3, 4]


def test_no_more_rows_are_given_than_have_a_score() -> None:
    assert best_rows(np.array([0.0, 0.1], np.float32), 5).tolist() == [1]
    assert best_rows(np.zeros(3, np.float32), 2).tolist() == []
    assert best_rows(np.zeros(0, np.float32), 2).tolist() == []
