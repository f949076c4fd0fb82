"""Sentences end where a reader ends them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.sentences import sentences


def _split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Договор подписан 20 января 1925 г. в Пекине.", "Он вступил в силу."],
        ["Подписал Л. М. Карахан.", "Второй подписью стоит К. Ёсидзава."],
        ["См. с. 17 и т. д. в книге.", "Конец!"],
        ["Цена — 150 млн. иен.", "Кто платил?", "Никто."],
        ["Он спросил: «Когда?»", "Ему ответили."],
        ["Mr. Yoshizawa signed for Japan.", "Gen. Inoue agreed."],
        ["The U.S. and others, e.g. Britain, waited.", "Japan did not."],
        ["It is named in Article V.", "Article VI follows."],
        ["О том говорит статья V.", "Дальше идёт статья VI."],
        ["It cost 1.5 billion roubles.", "Really?"],
        ["条約は調印された。", "批准は二月である。"],
        ["「いつか。」と彼は言った。", "次の文！", "終わり？"],
        ["議定書(甲。乙)がある。", "以上。"],
        ["Без точки в конце"],
    ],
)
def test_the_sentences_of(parts: list[str]) -> None:
    glue = "" if parts[0][-1] in "。！？" else " "
    assert _split(glue.join(parts)) == parts


def test_a_line_break_ends_a_sentence() -> None:
    assert _split("первая строка\nвторая строка") == ["первая строка", "вторая строка"]


@pytest.mark.parametrize("text", ["", "  ", "\n\n"])
def test_a_blank_text_has_none(text: str) -> None:
    assert sentences(text) == []


@settings(max_examples=200, deadline=None)
@given(st.text("Аб a.。！? \n「」(1«»"))
def test_together_they_hold_every_character_that_is_not_blank(text: str) -> None:
    ranges = sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in ranges) == "".join(text.split())
    assert all(a < b for a, b in ranges)
    assert ranges == sorted(ranges)


@pytest.mark.parametrize(
    "piece", [".", "…", "A. ", "т. е. ", "あ。", "「あ。", "... ", "?)", "I. "]
)
def test_a_million_letters_of_stops_are_read_to_their_end(piece: str) -> None:
    text = (piece * 1_000_000)[:1_000_000]  # takes hours where each stop looks at all the others
    found = sentences(text)
    assert found[0][0] == 0
    assert found[-1][1] == len(text.rstrip())


def test_brackets_are_counted_from_the_beginning_of_their_sentence() -> None:
    text = "「行く。と言った。次だ。」終わり。A (b. c). 」あ。い。"
    assert [text[a:b] for a, b in sentences(text)] == [
        "「行く。と言った。次だ。」", "終わり。", "A (b. c).", "」あ。", "い。",
    ]  # fmt: skip
