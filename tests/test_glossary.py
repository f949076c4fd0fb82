"""Entries are found by label, variant and reading, in any script and case."""

from __future__ import annotations

import pytest

from ingest.glossary import Glossary, kana
from ingest.records import Entry, Term
from ingest.scripts import tokens


def _entry(entry_id: str, ru: str, en: str, ja: str, *, variants: tuple[str, ...] = ()) -> Entry:
    terms = {"ru": Term(ru, variants), "en": Term(en), "ja": Term(ja, (), ("かいぎ",))}
    return Entry(entry_id, "term", terms)


ENTRIES = [
    _entry("karakhan", "Лев Карахан", "Lev Karakhan", "カラハン", variants=("Карахан",)),
    _entry("convention", "конвенция", "Convention", "条約"),
    _entry("fishery", "рыболовная конвенция", "fishery convention", "漁業条約"),
    _entry("yoshizawa", "Ёсидзава", "Yoshizawa", "芳澤"),
]


def _found(text: str, language: str) -> list[tuple[str, str]]:
    mentions = Glossary(ENTRIES).mentions(text, tokens(text, language))
    return [(mention.entry_id, text[mention.start : mention.end]) for mention in mentions]


@pytest.mark.parametrize("form", ["Лев Карахан", "Льва Карахана", "Караханом", "КАРАХАНУ"])
def test_a_name_is_found_in_every_case(form: str) -> None:
    assert _found(f"Подписано: {form}.", "ru") == [("karakhan", form)]


def test_the_longest_name_at_a_place_wins() -> None:
    assert _found("о рыболовной конвенции", "ru") == [("fishery", "рыболовной конвенции")]
    assert _found("the fishery conventions", "en") == [("fishery", "fishery conventions")]
    assert _found("日ソ漁業条約と条約", "ja") == [("fishery", "漁業条約"), ("convention", "条約")]


def test_another_script_is_read_within_a_text() -> None:
    assert _found("Кто такой カラハン и Yoshizawa?", "ru") == [
        ("karakhan", "カラハン"),
        ("yoshizawa", "Yoshizawa"),
    ]


def test_old_kanji_hiragana_and_half_width_kana_are_one() -> None:
    assert _found("芳沢", "ja") == [("yoshizawa", "芳沢")]
    assert _found("からはん", "ja") == [("karakhan", "からはん")]
    assert kana("ｶﾗﾊﾝ") == "からはん"


def test_an_empty_glossary_finds_nothing() -> None:
    text = "Лев Карахан"
    assert Glossary([]).mentions(text, tokens(text, "ru")) == []
