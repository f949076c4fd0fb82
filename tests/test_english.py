"""English words are found by their stem."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from ingest.analysis import analyser
from ingest.english import EnglishAnalyser, is_english


@pytest.fixture
def restless() -> Iterator[None]:
    """Let threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


_ENDINGS = [
    f"{middle}{ending}"
    for middle in ("ation", "erential", "ositor", "unific", "ingress")
    for ending in ("", "s", "ally", "ness", "isation", "fulness", "ibility", "edly", "ing", "ies")
]


def _terms(text: str) -> list[tuple[str, ...]]:
    return [token.terms for token in analyser("en").tokens(text)]


def test_forms_of_a_word_have_one_stem() -> None:
    assert len(set(_terms("treaty treaties"))) == 1
    assert len(set(_terms("concession concessions concession's"))) == 1


def test_macrons_do_not_matter() -> None:
    assert _terms("Gotō") == _terms("Goto")


def test_function_words_carry_no_content() -> None:
    tokens = analyser("en").tokens("When was the Convention signed in Peking?")
    assert [t.text for t in tokens if t.content] == ["Convention", "signed", "Peking"]


def test_offsets_point_at_the_word_as_written() -> None:
    text = "Japan’s troops, by 15 May 1925."
    assert [text[t.start : t.end] for t in analyser("en").tokens(text)] == [
        "Japan’s", "troops", "by", "15", "May", "1925",
    ]  # fmt: skip


def test_another_language_is_read_as_english() -> None:
    assert analyser("fr").tokens("Pékin")[0].terms == ("pekin",)


def test_right_words_are_told_from_slips() -> None:
    assert all(map(is_english, ("treaty", "signed", "a", "oil")))
    assert not any(map(is_english, ("tready", "signd", "", "  ", "reaty")))


@pytest.mark.usefixtures("restless")
def test_visitors_who_ask_at_once_get_the_stems_that_one_gets() -> None:
    words = [f"{start}{end}" for start in "bcdfghjklmnp" for end in _ENDINGS]
    alone = [EnglishAnalyser().tokens(word) for word in words]
    shared = EnglishAnalyser()
    with ThreadPoolExecutor(4) as visitors:
        found = list(visitors.map(shared.tokens, words))
    assert found == alone
