"""What tells a follow-up is read from the question and from what answers both readings of it."""

from __future__ import annotations

import pytest
from answering_house import candidate, question

from app.extractive import Ranking
from app.followup import followup_features
from app.model import OF_FOLLOWUP
from app.question import Question


def _ranking(*likely: float) -> Ranking:
    return Ranking(tuple(candidate("The keeper was paid.") for _ in likely), likely, 0.5)


def _told(asked: Question, alone: Ranking, completed: Ranking) -> dict[str, float]:
    return dict(zip(OF_FOLLOWUP, followup_features(asked, alone, completed), strict=True))


def test_the_best_sentence_of_each_reading_is_told() -> None:
    told = _told(question("keeper"), _ranking(0.5, 0.25), _ranking(0.75))
    assert (told["alone"], told["completed"]) == (0.5, 0.75)


def test_a_reading_without_sentences_is_answered_by_nothing() -> None:
    told = _told(question("keeper"), _ranking(), _ranking(0.75))
    assert (told["alone"], told["completed"]) == (0.0, 0.75)


@pytest.mark.parametrize("words", [("keeper",), ("keeper", "paid", "tower"), tuple("abcdefghijk")])
def test_the_things_named_are_counted_up_to_eight(words: tuple[str, ...]) -> None:
    told = _told(question(*words), _ranking(), _ranking())
    assert told["names"] == min(len(words), 8)
