"""A question is read as the things it names, with spelling mended and dates understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.assistant import open_assistant
from app.question import CORRECTED, IMPLIED, Concept, Question
from app.retriever import Retriever


@pytest.fixture(scope="module")
def retriever(exhibit_index: Path) -> Retriever:
    """Give what reads questions for the tiny exhibit."""
    return open_assistant(exhibit_index).retriever


def test_names_of_the_glossary_are_entities(retriever: Retriever) -> None:
    question = retriever.read("Did Petrov see the light tower?")
    assert question.entities == ("petrov", "tower")


@pytest.mark.parametrize("text", ["20.05.1902", "20 May 1902", "20 мая 1902", "1902年5月20日"])
def test_a_date_is_the_same_in_any_form(retriever: Retriever, text: str) -> None:
    question = retriever.read(f"{text} ?")
    assert question.full_dates == {"1902-05-20"}
    assert question.years == {"1902"}


def test_a_misspelt_word_is_mended_and_counts_less(retriever: Retriever) -> None:
    question = retriever.read("What was the keper paid?")
    assert "keeper" in question.mended
    assert {c.weight for c in question.concepts if c.text == "keeper"} == {CORRECTED}


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("када горел маяк", "когда горел маяк"),
        ("скока платили смотрителю", "сколько платили смотрителю"),
        ("wen did the tower burn", "when did the tower burn"),
    ],
)
def test_a_question_word_written_by_ear_asks_as_the_right_one_does(
    retriever: Retriever, text: str, mended: str
) -> None:
    question = retriever.read(text)
    assert question.mended == mended
    assert question.asked == retriever.read(mended).asked != "what"


def test_a_wrong_character_in_a_japanese_name_is_put_right_and_the_typed_text_kept(
    retriever: Retriever,
) -> None:
    question = retriever.read("ペトロワは誰ですか")
    assert question.text == "ペトロワは誰ですか"
    assert question.mended == "ペトロフは誰ですか"
    assert question.entities == ("petrov",)


def test_a_question_without_a_subject_means_the_exhibits_own(retriever: Retriever) -> None:
    implied = [c for c in retriever.read("How many roubles?").concepts if not c.text]
    assert [(c.entity, c.weight) for c in implied] == [("tower", IMPLIED)]
    named = retriever.read("How many roubles had Petrov?")
    assert all(c.text for c in named.concepts)


def test_only_names_dates_and_numbers_mean_the_same_in_every_language() -> None:
    concepts = (Concept("Petrov", ("@petrov", "petrov"), "petrov"), Concept("1902", ("1902",)))
    question = Question("?", "?", "en", "what", (*concepts, Concept("keeper", ("keeper",))))
    assert question.weights() == {"@petrov": 1.0, "petrov": 1.0, "1902": 1.0, "keeper": 1.0}
    assert question.shared_weights() == {"@petrov": 1.0, "1902": 1.0}
