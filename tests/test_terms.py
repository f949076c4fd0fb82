"""The terms of a text are the same for a question and a passage that mean one thing."""

from __future__ import annotations

import pytest

from ingest.glossary import Glossary
from ingest.records import Entry, Term
from ingest.terms import entity_term, grams, terms

PEKING = Entry("peking", "place", {"ru": Term("Пекин"), "en": Term("Peking"), "ja": Term("北京")})
GLOSSARY = Glossary([PEKING])


def _values(text: str, language: str) -> list[str]:
    return [term.value for term in terms(text, language, GLOSSARY)]


@pytest.mark.parametrize(
    ("text", "language"),
    [("в Пекине", "ru"), ("in Peking", "en"), ("北京で", "ja"), ("в 北京", "ru")],
)
def test_an_entry_has_one_term_in_every_language(text: str, language: str) -> None:
    assert entity_term("peking") in _values(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [("20 января 1925 года", "ru"), ("January 20, 1925", "en"), ("大正14年1月20日", "ja")],
)
def test_a_date_has_one_term_in_every_language(text: str, language: str) -> None:
    assert {"1925-01-20", "01-20", "1925-01"} <= set(_values(text, language))


@pytest.mark.parametrize(
    ("text", "language"),
    [("статья V", "ru"), ("пятая статья", "ru"), ("статья 5", "ru"), ("Article V", "en"),
     ("the fifth article", "en"), ("第5条", "ja"), ("第五条", "ja")],
)  # fmt: skip
def test_an_article_is_found_by_its_number_however_written(text: str, language: str) -> None:
    assert "5" in _values(text, language)


def test_a_scaled_number_is_found_by_its_value() -> None:
    assert "150000000" in _values("150 млн иен", "ru")
    assert "150000000" in _values("1億5000万円", "ja")


def test_a_term_says_where_it_stands() -> None:
    text = "Подписан в Пекине 20 января 1925 года."
    places = {term.value: text[term.start : term.end] for term in terms(text, "ru", GLOSSARY)}
    assert places[entity_term("peking")] == "Пекине"
    assert places["1925-01-20"] == "20 января 1925"
    assert places["подписать"] == "Подписан"


def test_function_words_give_no_term() -> None:
    assert _values("что это и где же", "ru") == []


def test_grams_are_words_or_pairs_of_characters() -> None:
    assert grams("Первый договор", "ru") == ["первый", "договор"]
    assert grams("条約は、", "ja") == ["条約", "約は"]
