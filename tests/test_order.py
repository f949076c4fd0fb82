"""Documents are read in the exhibit's order, the works they rest on last."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from web_house import SmallIndex

from app.web.order import Groups, ReadingOrder
from ingest.index import Index


@pytest.fixture
def index(tmp_path: Path) -> SmallIndex:
    """Give a small index of a lighthouse, a dispute over it, and a logbook that is described."""
    found = SmallIndex(tmp_path)
    found.titles |= {
        "references/log": {"ru": "Журнал"},
        "dispute": {"ja": "食い違い", "en": "A dispute"},
        "empty": {},
    }
    return found


def _order(index: SmallIndex, *sources: str) -> ReadingOrder:
    index.exhibit = replace(index.exhibit, sources=sources)
    return ReadingOrder(cast(Index, index))


def test_the_exhibit_says_what_is_read_first_and_works_stand_apart(index: SmallIndex) -> None:
    order = _order(index, "dispute", "no-such-source")
    assert order.groups() == Groups(("dispute", "tower", "empty"), ("references/log",))
    assert _order(index).groups().texts == ("tower", "dispute", "empty")


def test_a_source_has_its_title_in_the_language_or_in_the_first_it_has(index: SmallIndex) -> None:
    order = _order(index)
    assert order.title("dispute", "en") == "A dispute"
    assert order.title("dispute", "ru") == "食い違い"
    assert order.title("empty", "ru") == "empty"


def test_passages_come_with_their_twins(index: SmallIndex) -> None:
    (row,) = _order(index).rows("tower")
    assert {code: passage.id for code, passage in row.items()} == {
        code: f"tower:built:{code}" for code in ("ru", "en", "ja")
    }
    assert _order(index).rows("empty") == []


def test_a_source_says_whose_words_it_holds_its_own_first(index: SmallIndex) -> None:
    order = _order(index)
    assert order.kinds("tower") == ("source", "translation")
    assert order.kinds("dispute") == ("account",)
    assert order.kinds("empty") == ()
