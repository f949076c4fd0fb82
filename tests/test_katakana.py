"""A name in katakana that was written by ear is read as the name that was meant."""

from __future__ import annotations

import pytest

from app.katakana import Katakana
from ingest.scripts import tokens

TEXTS = ["ポーツマス条約", "レフ・カラハン", "ニコラエフスク事件", "アメリカ合衆国", "サハリン"]


def _mended(text: str) -> str:
    return Katakana(TEXTS).mended(text, tokens(text, "ja"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ポーツマウス条約とは", "ポーツマス条約とは"),  # a letter too many
        ("ポツマス条約とは", "ポーツマス条約とは"),  # one too few
        ("ポ－ツマス条約とは", "ポーツマス条約とは"),
        ("ニコラエスク", "ニコラエフスク"),
        ("ニコライエスクで何があった", "ニコラエフスクで何があった"),  # two, in a long word
    ],
)
def test_a_name_written_by_ear_is_put_right(written: str, meant: str) -> None:
    assert _mended(written) == meant


@pytest.mark.parametrize(
    "right",
    [
        "ポーツマス条約",
        "アメリカンドッグ",  # a word of the dictionary
        "インターネット",
        "サハリン-アメリカ間",  # a dash that is one
        "カラス",  # too short to be told from others
        "",
    ],
)
def test_what_is_rightly_written_stays(right: str) -> None:
    assert _mended(right) == right


def test_of_two_words_as_near_neither_was_meant() -> None:
    reader = Katakana(["カラハン", "カラタン"])
    assert reader.mended("カラマン", tokens("カラマン", "ja")) == "カラマン"
