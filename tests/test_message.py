"""A message is read without what is said beside its question, where that needs none of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.assistant import open_assistant
from app.message import leans, names_topic
from app.question import Question
from app.retriever import Retriever


@pytest.fixture(scope="module")
def retriever(exhibit_index: Path) -> Retriever:
    """Give what reads questions for the tiny exhibit."""
    return open_assistant(exhibit_index).retriever


def _words(question: Question) -> set[str]:
    return {concept.text for concept in question.concepts}


def test_what_is_said_beside_a_question_with_a_subject_is_left_out(retriever: Retriever) -> None:
    question = retriever.read("My wife loves ships. When did Ivan Petrov die?")
    assert question.mended == "When did Ivan Petrov die?"
    assert "ships" not in _words(question)


def test_what_is_said_beside_a_question_without_a_subject_names_it(retriever: Retriever) -> None:
    question = retriever.read("Ivan Petrov comes to mind. What was he paid?")
    assert question.entities == ("petrov",)


def test_what_a_first_question_leans_on_stands_beside_it(retriever: Retriever) -> None:
    question = retriever.read("They say there was a flood. When was that?")
    assert "flood" in _words(question)


def test_a_question_that_says_nothing_is_read_with_all_that_is_said(retriever: Retriever) -> None:
    assert "flood" in _words(retriever.read("There was a flood here. Why?", first=False))


@pytest.mark.parametrize(
    ("text", "points_back"), [("And who built it?", True), ("Who built the tower?", False)]
)
def test_a_word_that_points_back_is_known(
    retriever: Retriever, text: str, *, points_back: bool
) -> None:
    assert leans(retriever.read(text)) == points_back


@pytest.mark.parametrize(
    ("text", "named"),
    [("Who was Ivan Petrov?", True), ("Is the lighthouse old?", True), ("In what year?", False)],
)
def test_a_topic_is_an_entry_or_a_word_of_the_exhibits_own_name(
    retriever: Retriever, text: str, *, named: bool
) -> None:
    assert names_topic(retriever.read(text), retriever.index.glossary) == named
