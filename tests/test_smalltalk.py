"""Small talk is the whole of a message, and any wish in it makes it a question."""

from __future__ import annotations

import numpy as np
import pytest

from app.smalltalk import LONGEST, PLACES, letters, small_talk


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Здравствуйте!", "ru", "greeting"),
        ("приветттт", "ru", "greeting"),
        ("Спасибо большое", "ru", "thanks"),
        ("Как дела?", "ru", "wellbeing"),
        ("Good morning", "en", "greeting"),
        ("bye bye", "en", "farewell"),
        ("Are you a robot?", "en", "about"),
        ("ありがとうございます", "ja", "thanks"),
        ("あなたは誰ですか", "ja", "about"),
    ],
)
def test_each_kind_is_known_in_each_language(text: str, language: str, kind: str) -> None:
    assert small_talk(text, language) == kind


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Привет! Кто подписал конвенцию?", "ru"),
        ("hello, when did the troops leave", "en"),
        ("こんにちは、条約に署名したのは誰", "ja"),
        ("", "en"),
        ("?!…", "ru"),
        ("hello " * LONGEST, "en"),
    ],
)
def test_a_greeting_with_a_question_or_nothing_at_all_is_none(text: str, language: str) -> None:
    assert small_talk(text, language) is None


def test_case_punctuation_and_lengthened_letters_make_no_difference() -> None:
    assert letters("Hiiii!!!").tolist() == letters("hi").tolist()


def test_each_run_of_letters_counts_once_within_its_places() -> None:
    found = letters("abab")
    assert found.size == np.unique(found).size
    assert 0 <= found.min() <= found.max() < PLACES
    assert letters("…").size == 0
