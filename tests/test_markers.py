"""Reference marks are parsed off a text and nothing else is changed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.markers import Mark, split_marks


def test_marks_go_with_the_blank_before_them_and_keep_their_pages() -> None:
    text, marks = split_marks("Ресурсы. [3] [4] : 17, 33 Конец. [12]")
    assert text == "Ресурсы. Конец."
    assert marks == (Mark(3, "", 8), Mark(4, "17, 33", 8), Mark(12, "", 15))


def test_a_position_is_an_offset_in_the_text_without_marks() -> None:
    text, marks = split_marks("ab[1] cd [2]: 5–9 ef")
    assert text == "ab cd ef"
    assert [(text[: mark.position], mark.pages) for mark in marks] == [("ab", ""), ("ab cd", "5–9")]


def test_the_mark_of_a_word_before_a_comma_leaves_the_comma() -> None:
    text, _ = split_marks("концессии [6] , которые были расширены")
    assert text == "концессии , которые были расширены"


@pytest.mark.parametrize("text", ["в [1925] году", "см. [a]", "[]", "x [1", "1] y", "a : 17, 33"])
def test_what_is_no_mark_stays(text: str) -> None:
    assert split_marks(text) == (text, ())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text("абв .", min_size=1), st.integers(1, 99)), max_size=5))
def test_no_mark_is_left_and_every_mark_is_found(parts: list[tuple[str, int]]) -> None:
    text, marks = split_marks("".join(f"{words}[{number}]" for words, number in parts))
    assert [mark.number for mark in marks] == [number for _, number in parts]
    assert "[" not in text
    assert text == "".join(words.rstrip(" ") for words, _ in parts)
