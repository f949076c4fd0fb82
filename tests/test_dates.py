"""Dates are read in every form in which visitors and sources write them."""

from __future__ import annotations

import pytest

from ingest.dates import bare_months, dates, kanji_number


def _first(text: str) -> list[str]:
    return [date.terms()[0] for date in dates(text)]


@pytest.mark.parametrize(
    "text",
    [
        "20 января 1925 года",
        "20\u00a0января\u00a01925",
        "20.01.1925",
        "20/1/1925",
        "1925-01-20",
        "20 January 1925",
        "January 20, 1925",
        "Jan. 20th, 1925",
        "20th of January 1925",
        "1925年1月20日",
        "一九二五年、大正十四年一月二十日",
        "大正14年1月20日",
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert "1925-01-20" in _first(text)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("в мае 1925 года", ["1925-05"]),
        ("в марте 1920", ["1920-03"]),
        ("March 1920", ["1920-03"]),
        ("1925年", ["1925"]),
        ("大正元年", ["1912"]),
        ("15 мая", ["05-15"]),
        ("5月15日", ["05-15"]),
        ("19–22 марта 1924 года", ["1924-03-19", "1924-03-22"]),
        ("7 and 14 January 1928", ["1928-01-07", "1928-01-14"]),
        ("1928年1月7日と14日", ["1928-01-07", "1928-01-14"]),
        ("1921年8月26日から1922年4月16日", ["1921-08-26", "1922-04-16"]),
        ("с 1 февраля по 16 июня 1923 года", ["1923-02-01", "1923-06-16"]),
    ],
)
def test_parts_and_ranges(text: str, terms: list[str]) -> None:
    assert _first(text) == terms


@pytest.mark.parametrize(
    "text", ["", "1925", "0 января", "1925-13-01", "статья 5", "may be", "пять марток", "17, 33"]
)
def test_what_is_no_day(text: str) -> None:
    assert all(date.day is None for date in dates(text))
    assert not [date for date in dates(text) if date.month]


def test_a_date_says_where_it_stands() -> None:
    text = "Подписан 20 января 1925 года в Пекине."
    (date,) = dates(text)
    assert text[date.start : date.end] == "20 января 1925"
    assert date.terms() == ["1925-01-20", "01-20", "1925-01", "1925"]


def test_months_named_alone_are_found() -> None:
    assert bare_months("в мае и июне") == {5, 6}
    assert bare_months("from May to June") == {5, 6}
    assert bare_months("5月と12月") == {5, 12}


@pytest.mark.parametrize(
    ("text", "value"),
    [("七", 7), ("十", 10), ("十四", 14), ("二十", 20), ("三十一", 31), ("08", 8)],
)
def test_kanji_numerals(text: str, value: int) -> None:
    assert kanji_number(text) == value
