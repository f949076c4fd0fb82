"""A follow-up takes from the question before what it leaves unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.assistant import open_assistant
from app.conversation import CARRIED
from app.message import leans
from app.question import Question
from app.retriever import Retriever


@pytest.fixture(scope="module")
def retriever(exhibit_index: Path) -> Retriever:
    """Give what reads questions for the tiny exhibit."""
    return open_assistant(exhibit_index).retriever


def _completed(retriever: Retriever, text: str, *history: str) -> Question:
    found = retriever.completed(retriever.read(text, first=False), history)
    assert found is not None
    return found


def _carried(question: Question) -> set[str]:
    return {concept.text for concept in question.concepts if concept.weight == CARRIED}


def test_a_pronoun_leans_on_the_question_before(retriever: Retriever) -> None:
    question = _completed(retriever, "And who built it?", "When was the lighthouse built?")
    assert question.carried
    assert leans(question)
    assert "tower" in question.entities
    assert question.asked == "who"


def test_what_came_before_takes_the_place_of_the_exhibits_own_subject(
    retriever: Retriever,
) -> None:
    alone = retriever.read("And who paid?")
    after = _completed(retriever, "And who paid?", "Who was Ivan Petrov?")
    assert "" in {concept.text for concept in alone.concepts}
    assert after.entities == ("petrov",)
    assert "" not in {concept.text for concept in after.concepts}


def test_what_is_carried_counts_less_than_what_is_said(retriever: Retriever) -> None:
    question = _completed(retriever, "And who built it?", "What was the keeper paid?")
    assert "keeper" in _carried(question)
    assert all(concept.weight <= 1 for concept in question.concepts)


def test_a_follow_up_that_asks_for_nothing_asks_for_the_same(retriever: Retriever) -> None:
    question = _completed(retriever, "And the keeper?", "When was the lighthouse built?")
    assert question.asked == "when"


def test_the_question_before_the_last_is_reached_through_it(retriever: Retriever) -> None:
    history = ["When was the lighthouse built?", "And who built it?"]
    assert _completed(retriever, "Why did he?", *history).mended == "built lighthouse Why did he?"


def test_an_earlier_question_with_a_subject_takes_nothing_from_those_before_it(
    retriever: Retriever,
) -> None:
    question = _completed(retriever, "Why?", "Is the lighthouse old?", "What was Ivan Petrov paid?")
    assert question.entities == ("petrov",)


def test_small_words_before_it_complete_no_question(retriever: Retriever) -> None:
    alone = retriever.read("And who?", first=False)
    assert retriever.completed(alone, ["and?"]) is None
    assert retriever.completed(alone, []) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [("Who was Ivan Petrov?", "Did Petrov pay?"), ("What of the Petrov?", "Petrov paid?")],
)
def test_the_same_thing_is_not_carried_twice(retriever: Retriever, before: str, after: str) -> None:
    assert _completed(retriever, after, before).entities == ("petrov",)


def test_a_name_is_carried_beside_a_word_that_is_part_of_it(retriever: Retriever) -> None:
    question = _completed(retriever, "And which tower?", "Who built the light tower?")
    assert "tower" in question.entities


def _words(question: Question) -> set[str]:
    return {concept.text for concept in question.concepts}


def test_a_follow_up_leans_on_the_question_before_and_not_on_thanks(retriever: Retriever) -> None:
    question = _completed(
        retriever, "Thank you, dear. And who built it?", "How old is the lighthouse?"
    )
    assert question.mended.endswith("And who built it?")
    assert "dear" not in _words(question)
    assert "tower" in question.entities


def test_earlier_messages_are_read_without_what_was_said_beside_them(retriever: Retriever) -> None:
    earlier = "My wife loves ships. When did Ivan Petrov die?"
    question = _completed(retriever, "And who paid him?", earlier)
    assert "petrov" in question.entities
    assert "ships" not in _words(question)
