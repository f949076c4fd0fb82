"""The answering words of a sentence are the date, the name or the number that was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.assistant import Assistant, open_assistant
from app.focus import answers_kind, focus
from ingest.glossary import Glossary

BUILT = "The lighthouse was built on 20 May 1902 by Ivan Petrov for 900 roubles."


@pytest.fixture(scope="module")
def assistant(exhibit_index: Path) -> Assistant:
    """Give an assistant over the tiny exhibit."""
    return open_assistant(exhibit_index)


def _marked(assistant: Assistant, question: str, sentence: str) -> str:
    read = assistant.retriever.read(question)
    found = focus(read, sentence, assistant.index.glossary)
    return sentence[slice(*found)] if found else ""


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When was the lighthouse built?", "20 May 1902"),
        ("Who built the lighthouse?", "Ivan Petrov"),
        ("How many roubles did it cost?", "900"),
        ("Was the lighthouse built?", ""),
    ],
)
def test_the_kind_that_is_asked_for_is_marked(
    assistant: Assistant, question: str, words: str
) -> None:
    assert _marked(assistant, question, BUILT) == words


def test_what_the_question_names_is_no_answer_to_it(assistant: Assistant) -> None:
    assert _marked(assistant, "Who helped Ivan Petrov?", BUILT) == ""
    assert _marked(assistant, "When in 1902 was it?", "It was in 1902.") == ""


def test_neighbouring_names_are_one_answer(assistant: Assistant) -> None:
    sentence = "It was drawn by Ivan Petrov and by Anna Orlova."
    assert _marked(assistant, "Who drew it?", sentence) == "Ivan Petrov"
    sentence = "It was drawn by Anna Orlova and by Boris Belov."
    assert _marked(assistant, "Who drew it?", sentence) == "Anna Orlova and by Boris Belov"


def test_a_span_of_time_is_a_duration(assistant: Assistant) -> None:
    sentence = "The keeper stayed for 12 years."
    assert _marked(assistant, "How long did the keeper stay?", sentence) == "12 years"


def test_a_reason_is_found_by_its_word(assistant: Assistant) -> None:
    sentence = "It stood dark because the oil was spent."
    assert _marked(assistant, "Why did it stand dark?", sentence) == "because"


def test_a_sentence_answers_a_kind_wholly_not_at_all_or_is_not_asked_for_one(
    assistant: Assistant,
) -> None:
    glossary: Glossary = assistant.index.glossary
    when = assistant.retriever.read("When was it?")
    assert answers_kind(when, BUILT, glossary) == 1.0
    assert answers_kind(when, "Nobody knows.", glossary) == 0.0
    assert answers_kind(assistant.retriever.read("Was it dark?"), BUILT, glossary) == 0.5
