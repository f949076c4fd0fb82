"""A question in kana alone is cut into words of the corpus that sound so."""

from __future__ import annotations

import pytest

from app.kana import is_kana_only, read_kana

READINGS = {"とうだい": ("灯台",), "とう": ("塔",), "ばんにん": ("番人",), "しま": ("島",)}


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("とうだいはどこ", True),
        ("トウダイハ", True),
        ("灯台はどこ", False),
        ("はい", False),
        ("1902ねん", False),
        ("", False),
    ],
)
def test_only_a_run_of_kana_without_kanji_counts(text: str, only: bool) -> None:
    assert is_kana_only(text) is only


def test_long_words_beat_short_ones_and_function_words_are_left_out() -> None:
    found = read_kana("とうだいのばんにんはだれ", READINGS)
    assert [token.terms for token in found] == [("灯台",), ("番人",)]


def test_a_token_says_where_it_stands_in_the_text() -> None:
    token = read_kana("あのトウダイは", READINGS)[0]
    assert (token.text, token.start, token.end) == ("トウダイ", 2, 6)


def test_what_sounds_like_nothing_known_gives_no_token() -> None:
    assert read_kana("むにゃむにゃ", READINGS) == []
    assert read_kana("灯台", READINGS) == []
