"""What tells a follow-up is read from the question and from what answers both readings of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answering_house import candidate, question

from app.extractive import Ranking
from app.followup import followup_features
from app.model import OF_FOLLOWUP
from app.question import Question


def _ranking(*likely: float) -> Ranking:
    return Ranking(tuple(candidate("The keeper was paid.") for _ in likely), likely, 0.5)


def _told(asked: Question, alone: Ranking, completed: Ranking) -> dict[str, float]:
    told = followup_features(asked, replace(asked, carried=True), alone, completed)
    return dict(zip(OF_FOLLOWUP, told, strict=True))


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


def test_a_word_of_the_question_before_that_is_said_again_is_told() -> None:
    asked, none = question("keeper"), _ranking()
    again = followup_features(asked, replace(asked, carried=True, repeats=True), none, none)
    assert dict(zip(OF_FOLLOWUP, again, strict=True))["repeats"] == 1.0
    assert _told(asked, none, none)["repeats"] == 0.0
