"""A Japanese word with one wrong character is read as the word that was meant; others stay."""

from __future__ import annotations

import pytest

from app.miswritten import Miswritten
from ingest.scripts import tokens

WORDS = {
    "灯台": 9, "灯台守": 3, "条約": 8, "協約": 2, "登録": 2, "国際連盟": 3, "日ソ基本条約": 5,
    "カラハン": 4, "北樺太": 4, "北京": 6, "日本語": 2, "第四次": 1, "側": 1, "利権": 3,
}  # fmt: skip


def _mended(text: str) -> str:
    return Miswritten(WORDS).mended(text, tokens(text, "ja"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("日ソ基本条役はいつ署名されましたか", "日ソ基本条約はいつ署名されましたか"),
        ("カラハソって誰", "カラハンって誰"),
        ("国際連盟に登禄したのはいつ", "国際連盟に登録したのはいつ"),
        ("北樺大の利件", "北樺太の利権"),
    ],
)
def test_a_wrong_character_is_put_right(written: str, meant: str) -> None:
    assert _mended(written) == meant


def test_the_longest_word_that_fits_is_the_one_that_was_meant() -> None:
    assert _mended("北樺大") == "北樺太"  # not 北京大


def test_of_two_words_the_more_frequent_was_meant_and_of_equal_ones_neither() -> None:
    words = {"条約": 8, "協約": 2, "契約": 2}
    for frequent, meant in ((words, "条約"), ({"協約": 2, "契約": 2}, "糸約")):
        reader = Miswritten(frequent)
        assert reader.mended("糸約", tokens("糸約", "ja")) == meant


@pytest.mark.parametrize(
    "right",
    [
        "日英条約はいつ結ばれましたか",  # another treaty, rightly written
        "国際連合に登録しましたか",  # a word of the dictionary
        "第二次の協約",  # a numeral
        "日本側の代表",  # a word that stands alone
        "灯台に着いた",
        "",
    ],
)
def test_what_is_rightly_written_stays(right: str) -> None:
    assert _mended(right) == right


def test_a_full_name_of_one_other_character_is_the_name_that_is_known() -> None:
    reader = Miswritten({"後藤新平": 1, "漁業協約": 2}, ["後藤新平"])
    for written, meant in (
        ("後藤真平は誰", "後藤新平は誰"),
        ("漁業条約は", "漁業条約は"),
        ("佐藤新平は誰", "佐藤新平は誰"),  # of another family
    ):
        assert reader.mended(written, tokens(written, "ja")) == meant


def test_a_name_in_katakana_written_by_ear_is_put_right_too() -> None:
    assert _mended("ニコラハンの条役") == "ニコラハンの条約"
    assert _mended("カラッハンの条役") == "カラハンの条約"


def test_the_text_keeps_its_other_characters() -> None:
    assert _mended("では、カラハソとは？") == "では、カラハンとは？"


def test_without_words_nothing_is_meant() -> None:
    text = "カラハソって誰"
    assert Miswritten({}).mended(text, tokens(text, "ja")) == text
