"""Numbers are compared by value, however a language writes them."""

from __future__ import annotations

import pytest

from ingest.numerals import number_set, numbers, ordinal


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("50 %", "50"),
        ("1,5 млрд рублей", "1500000000"),
        ("1.5 billion roubles", "1500000000"),
        ("15億ルーブル", "1500000000"),
        ("150 млн иен", "150000000"),
        ("1億5000万円", "150000000"),
        ("50 000 тонн", "50000"),
        ("50,000 tonnes", "50000"),
        ("5万トン", "50000"),
        ("114,971 barrels", "114971"),
        ("11万4971バレル", "114971"),
        ("5 тыс. рублей", "5000"),
    ],
)
def test_the_value_of(text: str, value: str) -> None:
    assert [number.value for number in numbers(text)] == [value]


@pytest.mark.parametrize(
    ("word", "language", "value"),
    [
        ("V", "ru", 5),
        ("VII", "en", 7),
        ("IX", "ja", 9),
        ("пятой", "ru", 5),
        ("третьего", "ru", 3),
        ("второй", "ru", 2),
        ("fifth", "en", 5),
        ("五", "ja", 5),
        ("пять", "ru", None),
        ("five", "en", None),
        ("договор", "ru", None),
        ("五六", "ja", None),
    ],
)
def test_ordinals_up_to_ten(word: str, language: str, value: int | None) -> None:
    assert ordinal(word, language) == value


def test_aligned_texts_have_one_set_of_figures() -> None:
    texts = (
        "Статья V от 20 января 1925 года: 150 млн иен за 5 месяцев.",
        "Article V of 20 January 1925: 150 million yen for 5 months.",
        "1925年1月20日の第5条:5か月で1億5000万円。",
    )
    assert {number_set(text) for text in texts} == {
        frozenset({"5", "20", "1", "1925", "150000000"})
    }


def test_an_initial_is_no_roman_numeral() -> None:
    assert number_set("V. E. Molodyakov wrote it") == frozenset()
    assert number_set("В статье VI") == frozenset({"6"})


@pytest.mark.parametrize("text", ["", "договор", "no figures here"])
def test_a_text_without_figures_has_none(text: str) -> None:
    assert number_set(text) == frozenset()
    assert numbers(text) == []
