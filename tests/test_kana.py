"""A question in kana alone is written as the corpus writes the words that sound so."""

from __future__ import annotations

import pytest

from app.kana import full_width, in_kanji, is_kana_only

READINGS = {
    "とうだい": "灯台", "とう": "塔", "ばんにん": "番人", "しま": "島", "たて": "建て",
    "にほん": "日本", "ほんの": "ほんの",
}  # fmt: skip


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


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("とうだいのばんにんはだれ", "灯台の番人は誰"),
        ("あのトウダイは どこの しまですか?", "あの灯台は どこの 島ですか?"),
        ("とうだいは なんねんに たてられましたか", "灯台は 何年に 建てられましたか"),
        ("だいさんじょうは にほんのばんにん", "第3条は 日本の番人"),
    ],
)
def test_words_that_sound_so_are_written_as_the_corpus_does(typed: str, written: str) -> None:
    assert in_kanji(typed, READINGS) == written


def test_half_width_katakana_is_made_as_wide_as_any_other() -> None:
    assert full_width("ﾎﾟｰﾂﾏｽ条約は1905年") == "ポーツマス条約は1905年"


@pytest.mark.parametrize(
    "text", ["むにゃむにゃ", "灯台", "", "1902?", "オリシマピック", "シマノは", "はシトウ"]
)
def test_what_sounds_like_nothing_known_stays_as_it_is(text: str) -> None:
    assert in_kanji(text, READINGS) == text


def test_long_words_beat_short_ones() -> None:
    assert in_kanji("とうだい", READINGS) == "灯台"
    assert in_kanji("とうはどこ", READINGS) == "塔はどこ"
