"""Japanese text is cut into words, found by normal form, short unit and reading."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from ingest.analysis import analyser, at_length
from ingest.japanese import JapaneseAnalyser


def _values(text: str) -> set[str]:
    return {term for token in analyser("ja").tokens(text) for term in token.terms}


def test_inflected_forms_have_one_normal_form() -> None:
    assert {"書く"} <= _values("手紙を書いた") & _values("手紙を書きます")


def test_old_kanji_are_read_as_new_ones() -> None:
    assert _values("條約") == _values("条約")
    assert _values("芳澤") == _values("芳沢")


def test_a_long_unit_is_found_by_its_short_ones() -> None:
    assert {"撤兵"} <= _values("撤兵期限")
    assert {"石油", "会社"} <= _values("石油会社")


def test_readings_are_hiragana() -> None:
    readings = {t.text: t.reading for t in analyser("ja").tokens("条約とカラハン")}
    assert readings["条約"] == "じょうやく"
    assert readings["カラハン"] == "からはん"


def test_particles_and_marks_carry_no_content() -> None:
    tokens = analyser("ja").tokens("条約は北京で調印された。")
    content = {t.text for t in tokens if t.content}
    assert {"条約", "北京", "調印"} <= content
    assert not content & {"は", "で", "。", "た"}


def test_offsets_point_at_the_word_as_written() -> None:
    text = "ＵＳＳＲと ｶﾗﾊﾝ が条約に署名した。"
    for token in analyser("ja").tokens(text):
        assert text[token.start : token.end] == token.text


@pytest.mark.parametrize("text", ["", "。", "　"])
def test_no_words_no_tokens(text: str) -> None:
    assert analyser("ja").tokens(text) == []


def test_several_threads_read_at_once() -> None:
    texts = [
        "日ソ基本条約は北京で調印された。",
        "芳澤謙吉が署名した。",
        "北樺太から撤兵した。",
    ] * 40
    expected = [analyser("ja").tokens(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(5):
            assert list(pool.map(analyser("ja").tokens, texts)) == expected


class Pages:
    """Counts how often a dictionary's pages are given back."""

    times = 0

    def give_back(self) -> None:
        """Count."""
        self.times += 1


def test_the_dictionarys_pages_are_kept_while_many_texts_are_read() -> None:
    reader, pages = JapaneseAnalyser(), Pages()
    reader._file = pages  # type: ignore[assignment]
    text = "日ソ基本条約は北京で調印された。" * 4
    for _ in range(6):
        reader.tokens(text)
    assert pages.times == 3
    with reader.at_length():
        for _ in range(6):
            reader.tokens(text)
        assert pages.times == 3
    assert pages.times == 4
    with pytest.raises(ValueError, match="broken"), reader.at_length():
        raise ValueError("broken")
    reader.tokens(text * 2)
    assert pages.times == 6


@pytest.mark.parametrize("language", ["ru", "en", "ja"])
def test_texts_of_any_language_can_be_read_at_length(language: str) -> None:
    with at_length(language):
        assert analyser(language).tokens("1925")


@pytest.mark.parametrize("piece", ["番人は眠った。", "番人", "ﷺ番", "㌖灯台。"])
def test_a_text_longer_than_the_analyser_takes_is_read_in_pieces(piece: str) -> None:
    text = piece * 20_000
    tokens = analyser("ja").tokens(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    assert tokens[-1].end >= len(text) - 1


def test_a_text_in_pieces_has_the_words_that_each_piece_has() -> None:
    texts = [token.text for token in analyser("ja").tokens("番人は眠った。" * 10_000)]
    assert texts == [token.text for token in analyser("ja").tokens("番人は眠った。")] * 10_000
