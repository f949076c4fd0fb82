"""A message in two: what asks, and what a visitor says beside it."""

from __future__ import annotations

import pytest

from app.aside import Message, parted


@pytest.mark.parametrize(
    ("text", "language", "asks", "aside"),
    [
        ("My eyes are bad. Who built the tower?", "en", "Who built the tower?", "My eyes are bad."),
        ("Who built it? I forgot my glasses.", "en", "Who built it?", "I forgot my glasses."),
        ("I am old. Please name the keepers.", "en", "Please name the keepers.", "I am old."),
        ("I like it. When was it built", "en", "When was it built", "I like it."),
        ("Простите, шумно. Кто построил маяк?", "ru", "Кто построил маяк?", "Простите, шумно."),
        ("Спасибо! Расскажите о смотрителе.", "ru", "Расскажите о смотрителе.", "Спасибо!"),
        ("暗いですね。灯台は誰が建てましたか。", "ja", "灯台は誰が建てましたか。", "暗いですね。"),
        ("そうでしたか。灯台守は誰ですか。", "ja", "灯台守は誰ですか。", "そうでしたか。"),
        ("番人は誰か教えて。孫が待つので。", "ja", "番人は誰か教えて。", "孫が待つので。"),
        ("そうですか？灯台守は誰ですか。", "ja", "灯台守は誰ですか。", "そうですか？"),
        ("Really? And who built it?", "en", "And who built it?", "Really?"),
    ],
)  # fmt: skip
def test_the_sentence_that_asks_is_told_from_the_rest(
    text: str, language: str, asks: str, aside: str
) -> None:
    assert parted(text, language) == Message(asks, aside)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Who built the tower?", "en"),
        ("Who built it? And when?", "en"),
        ("Who were the keepers? Name them all.", "en"),
        ("It stood there. It burnt.", "en"),
        ("Кто был смотрителем? Назовите обоих.", "ru"),
        ("灯台守は誰ですか。いつ来ましたか。", "ja"),
        ("", "en"),
        ("Can I ask something? I would like to know the wages.", "en"),
        ("Можно вопрос? Хочу узнать высоту башни.", "ru"),
        ("質問してもいいですか。給料の額を知りたい。", "ja"),
    ],
)
def test_one_sentence_and_several_that_ask_stay_together(text: str, language: str) -> None:
    assert parted(text, language) is None
