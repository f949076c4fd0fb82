"""The frame of a question decides its language, not the names in it."""

from __future__ import annotations

import pytest

from ingest.language import has_foreign_letters, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Когда подписали договор?", "ru"),
        ("When was it signed?", "en"),
        ("いつ調印されましたか", "ja"),
        ("Кто такой 後藤新平?", "ru"),
        ("Who was 後藤新平?", "en"),
        ("What is «Основная конвенция»?", "en"),
        ("Karakhanとは誰ですか", "ja"),
        ("Каравай Yoshizawa Kenkichi — кто это?", "ru"),
        ("日ソ基本条約", "ja"),
        ("カラハン", "ja"),
        ("Карахан", "ru"),
        ("Karakhan", "en"),
        ("НЭП и USSR", "ru"),
    ],
)
def test_the_language_of(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "1925?", "…", "— 20.01.1925 —", "🙂"])
def test_a_text_without_letters_takes_the_default(text: str) -> None:
    assert language_of(text) is None
    assert language_of(text, "ja") == "ja"


@pytest.mark.parametrize("text", ["언제 서명했습니까", "متى تم التوقيع", "מתי נחתם"])
def test_a_fourth_script_is_seen(text: str) -> None:
    assert has_foreign_letters(text)


@pytest.mark.parametrize("text", ["Когда?", "When?", "いつ", "1925", "Кто такой 김?", "café"])
def test_the_three_scripts_are_not_foreign(text: str) -> None:
    assert not has_foreign_letters(text)
