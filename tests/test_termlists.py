"""Texts as the numbers of their terms, end to end, in memory and on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ingest.lexical import Field
from ingest.termlists import TermLists, listed, numbered

NUMBERS = {"": 0, "coal": 1, "keeper": 2, "paid": 3}


def _lists() -> TermLists:
    return TermLists.build([["keeper", "paid", "keeper"], [], ["zebra", "coal"]], NUMBERS)


def test_a_text_begins_with_no_term_and_holds_each_known_one_once() -> None:
    assert [_lists().row(number).tolist() for number in range(3)] == [[0, 2, 3], [0], [0, 1]]
    assert _lists().starts.tolist() == [0, 3, 4]
    assert _lists().lengths.tolist() == [3, 1, 2]


def test_some_of_many_texts_are_the_same_texts() -> None:
    some = _lists().at(np.array([2, 0]))
    assert some.ids.tolist() == [0, 1, 0, 2, 3]
    assert some.starts.tolist() == [0, 2]
    assert len(_lists().at(np.array([], int))) == 0


def test_no_texts_are_an_empty_list() -> None:
    assert len(TermLists.of([])) == 0
    assert TermLists.of([]).starts.shape == (0,)


def test_a_large_vocabulary_takes_wider_numbers() -> None:
    many = {str(number): number for number in range(70_000)}
    assert listed(["69999"], many).tolist() == [0, 69_999]


def test_lists_come_back_from_disk(tmp_path: Path) -> None:
    _lists().save(tmp_path / "terms")
    again = TermLists.load(tmp_path / "terms")
    assert again.ids.tolist() == _lists().ids.tolist()
    assert again.row(2).tolist() == [0, 1]


def test_the_terms_of_several_fields_have_one_number_each() -> None:
    one = Field.build([["oil", "coal"]], k1=1.2, b=0.75)
    other = Field.build([["coal", "fish"]], k1=1.2, b=0.75)
    assert numbered(one, other) == ("", "coal", "fish", "oil")
