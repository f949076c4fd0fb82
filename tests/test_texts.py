"""Texts kept end to end come back one by one."""

from __future__ import annotations

import pytest

from ingest.texts import Texts

FEW = ["маяк", "", "灯台はどこ?", "half a letter: \ud800"]


def test_each_text_comes_back_by_its_number() -> None:
    texts = Texts(FEW)
    assert len(texts) == 4
    assert list(texts) == FEW
    assert (texts[-1], texts[1:3]) == (FEW[-1], FEW[1:3])
    assert "маяк" in texts


def test_there_is_nothing_beyond_the_last() -> None:
    with pytest.raises(IndexError):
        Texts(FEW)[4]
    assert list(Texts([])) == []
