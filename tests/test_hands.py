"""What one hand wrote is asked of an exhibit that has only what the others wrote."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from app.candidate import NAMES
from app.model import OF_QUESTION
from app.trees import read_trees
from eval.hands import Known, join, judge_known, known_by_hand
from ingest.corpus import read_corpus
from ingest.records import KnownQuestion
from ingest.train import Settings

QUESTIONS = (
    KnownQuestion("tower:built", "en", "When was the lighthouse built?", 1, hand=1),
    KnownQuestion("tower:pay", "en", "Was the keeper married?", -1, hand=1),
    KnownQuestion("tower:built", "en", "When was the lighthouse built, please?", 1, hand=2),
)
HALF = read_trees({"base": 0.0, "trees": [[[0.0]]]}, NAMES)


def _value(known: Known, name: str) -> float:
    return float(known.features[:, NAMES.index(name)].max())


def test_a_question_meets_only_what_other_hands_wrote(exhibit: Path) -> None:
    corpus = replace(read_corpus(exhibit), questions=QUESTIONS)
    settings = Settings(vocabulary=300, epochs=1, batch=8)
    first, second, third = known_by_hand(corpus, settings, processes=1)
    assert [first.answered, second.answered, third.answered] == [True, False, True]
    assert 0 < _value(first, "known_covered") <= 1  # the other hand's, of nearly the same words
    assert _value(first, "known_length") > 1
    assert _value(second, "miss_length") == 0  # no other hand wrote a near miss
    assert _value(third, "miss_length") > 0


def test_known_questions_become_rows_of_the_models_features() -> None:
    known = [Known(np.ones((2, len(NAMES)), np.float32), answered) for answered in (True, False)]
    judged = judge_known(known, HALF)
    assert judged.features.shape == (2, len(OF_QUESTION))
    assert judged.answered.tolist() == [True, False]
    assert join([judged, judged]).answered.tolist() == [True, False, True, False]
