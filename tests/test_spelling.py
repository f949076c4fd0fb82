"""A misspelt word is read as the nearest word of the texts; a right one stays what it is."""

from __future__ import annotations

import pytest

from app.assistant import Assistant
from app.spelling import Speller

ENGLISH = Speller({"fields": 2, "convention": 9, "signed": 8, "sided": 1}, "en", ["the", "when"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("feilds", "fields"),
        ("fields", None),
        ("xyz", None),
        ("convetnion", "convention"),
        ("convenshun", "convention"),
        ("sined", "signed"),
        ("teh", "the"),
    ],
)
def test_a_word_within_a_slip_or_of_the_same_sound_is_mended(typed: str, meant: str | None) -> None:
    assert ENGLISH.correct(typed) == meant


@pytest.mark.parametrize(("word", "seems"), [("wen", True), ("when", False), ("sined", False)])
def test_a_rare_word_may_seem_one_that_questions_begin_with(word: str, *, seems: bool) -> None:
    assert ENGLISH.seems(word) is seems


@pytest.mark.parametrize(
    ("language", "typed", "mended"),
    [
        ("en", "how meny oil feilds", "how many oil fields"),
        ("en", "who won the match", "who won the match"),
        ("ru", "пачему падписали", "почему подписали"),
        ("ru", "такое была акупация", "такое была оккупация"),
        ("ru", "сколько стоил билет", "сколько стоил билет"),
    ],
)
def test_a_question_is_mended_but_not_into_another(
    language: str, typed: str, mended: str, assistant: Assistant
) -> None:
    assert assistant.retriever.read(typed, language).mended == mended


def test_a_misspelt_question_word_still_says_what_is_asked(assistant: Assistant) -> None:
    assert assistant.retriever.read("кагда подписали договор", "ru").asked == "when"
