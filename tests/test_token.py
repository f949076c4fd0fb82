"""Folding takes variants together and keeps every offset."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.token import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ёсидзава", "есидзава"),
        ("Йод", "йод"),
        ("Gotō", "goto"),
        ("１９２５年", "1925年"),
        ("ＵＳＳＲ", "ussr"),
        ("ｶﾗﾊﾝ", "カラハン"),
        ("芳澤", "芳沢"),
        ("條約", "条約"),
        ("ガ", "ガ"),
        ("Café", "cafe"),
    ],
)
def test_variants_are_written_one_way(written: str, folded: str) -> None:
    assert fold(written) == folded


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_the_length_stays_for_any_text(text: str) -> None:
    assert len(fold(text)) == len(text)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(max_codepoint=0x9FFF)))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
